"""`eligibility check`: cases in, one a line; what the gate says of each out, in order."""

from __future__ import annotations

import json
import sys
from typing import TextIO

import click
from flask.cli import AppGroup

from matcher import vocabulary
from matcher.eligibility import rules
from matcher.eligibility.door import check_line

eligibility = AppGroup("eligibility", short_help="May this person do this work, here.")


@eligibility.command("check")
@click.argument("file", type=click.File("r", encoding="utf-8"))
def check(file: TextIO) -> None:
    """Judge the cases of FILE (- for standard input), one JSON object a line. Exit 1 where a line is in error."""
    words, law, wrong = vocabulary.load(), rules.load(), False
    for line in filter(str.strip, file):
        result = check_line(line, words, law)
        wrong = wrong or "error" in result
        click.echo(json.dumps(result, ensure_ascii=False))
    sys.exit(1 if wrong else 0)
