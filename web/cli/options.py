"""What commands share: the one clock, the store, files, progress on a terminal."""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

import click
from flask import current_app
from sqlalchemy.orm import Session

from web.config import check_database
from web.db import db

T = TypeVar("T")


def as_date(context: click.Context, parameter: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=as_date,
    help="The day everything is judged on, YYYY-MM-DD (default: today).",
)


def store() -> Session:
    """The session of a command that needs the database. SettingError where that cannot be used."""
    check_database(current_app)
    return db.session


def read_text(path: Path) -> str:
    """What a file of text says. UsageError where it cannot be read or is none."""
    try:
        return path.read_text("utf-8")
    except UnicodeDecodeError:
        raise click.UsageError(f"{path} is not text in UTF-8: name a file of text.") from None
    except OSError as error:
        raise click.UsageError(
            f"{path} cannot be read ({error.strerror}): name a file of text that may be read."
        ) from None


def writable(context: click.Context, parameter: click.Parameter, path: Path | None) -> Path | None:
    """A file to be written: refused before minutes of reading, and not touched until then."""
    try:
        if path and path.exists():
            path.open("a").close()
        elif path:
            tempfile.TemporaryFile(dir=path.parent).close()
    except OSError as error:
        raise click.BadParameter(
            f"{path} cannot be written ({error.strerror}): name a file in a folder that takes one."
        ) from None
    return path


FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
OUT = click.Path(dir_okay=False, path_type=Path)


def progress(items: Sequence[T], label: str) -> Iterator[T]:
    """The items, with a bar on stderr where that is a terminal and silence where it is not."""
    if not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, label=label, file=sys.stderr) as bar:
        yield from bar
