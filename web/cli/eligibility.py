"""`eligibility check`: cases in, one a line; what the gate says of each out, in order."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any, BinaryIO

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
    for line in lines(file):
        result = check_line(line, words, law) if isinstance(line, str) else {"id": None, **line}
        wrong = wrong or "error" in result
        click.echo(as_line(result))
    sys.exit(1 if wrong else 0)


def as_line(result: dict[str, Any]) -> str:
    """Letters as they are; escaped where half a character stands among them, which no file of text can hold."""
    said = json.dumps(result, ensure_ascii=False)
    try:
        said.encode()
    except UnicodeEncodeError:
        return json.dumps(result)
    return said


def lines(file: BinaryIO) -> Iterator[str | dict[str, str]]:
    """The lines as they come, empty ones left out; {"error"} for one that is no text. UsageError where the file cannot be read."""
    try:
        for number, line in enumerate(file, 1):
            try:
                words = line.decode("utf-8-sig" if number == 1 else "utf-8")
            except UnicodeDecodeError:
                yield {"error": f"line {number} is not text in UTF-8. {WANTED}"}
            else:
                if words.strip():
                    yield words
    except OSError as error:
        raise click.UsageError(f"{file.name} cannot be read ({error.strerror}). {WANTED}") from None
