"""`eligibility check`: cases in, one a line; what the gate says of each out, in order."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import BinaryIO

import click
from flask.cli import AppGroup

from matcher import vocabulary
from matcher.eligibility import rules
from matcher.eligibility.door import check_line

WANTED = "Give a file of cases, one JSON object a line."

eligibility = AppGroup("eligibility", short_help="May this person do this work, here.")


@eligibility.command("check")
@click.argument("file", type=click.File("rb"))
def check(file: BinaryIO) -> None:
    """Judge the cases of FILE (- for standard input), one JSON object a line. Exit 1 where a line is in error."""
    words, law, wrong = vocabulary.load(), rules.load(), False
    for line in filter(str.strip, lines(file)):
        result = check_line(line, words, law)
        wrong = wrong or "error" in result
        click.echo(json.dumps(result, ensure_ascii=False))
    sys.exit(1 if wrong else 0)


def lines(file: BinaryIO) -> Iterator[str]:
    """The lines as they come. UsageError at the first that is no text, and where the file cannot be read."""
    try:
        for number, line in enumerate(file, 1):
            try:
                yield line.decode()
            except UnicodeDecodeError:
                raise click.UsageError(f"{file.name}, line {number}: not text in UTF-8. {WANTED}") from None
    except OSError as error:
        raise click.UsageError(f"{file.name} cannot be read ({error.strerror}). {WANTED}") from None
