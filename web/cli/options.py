"""What commands share: the one clock, progress on a terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import TypeVar

import click

T = TypeVar("T")


def as_date(context: click.Context, parameter: click.Parameter, value: datetime | None) -> date | None:
    return value.date() if value else None


as_of_option = click.option(
    "--as-of",
    type=click.DateTime(["%Y-%m-%d"]),
    callback=as_date,
    help="The day everything is judged on, YYYY-MM-DD (default: today).",
)


def progress(items: Sequence[T], label: str) -> Iterator[T]:
    """The items, with a bar on stderr where that is a terminal and silence where it is not."""
    if not sys.stderr.isatty():
        yield from items
        return
    with click.progressbar(items, label=label, file=sys.stderr) as bar:
        yield from bar
