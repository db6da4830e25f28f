"""`rules diff`: what other rule data say, and whom they move, before they are brought in."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click
from flask.cli import AppGroup

from matcher import vocabulary
from matcher.eligibility.rules import RulesError, load, read, restore
from web.cli.options import FOLDER, as_of_option, store
from web.config import today
from web.services.rule_change import changed_openings, compare_rules, frozen_rules

rules = AppGroup("rules", short_help="The law as data.")


@rules.command("diff")
@click.option("--data", type=FOLDER, help="The folder to try (default: the one shipped).")
@click.option(
    "--against",
    type=FOLDER,
    help="The folder it is held against (default: the shipped one; without --data the rules of the list frozen last).",
)
@as_of_option
def diff(data: Path | None, against: Path | None, as_of: date | None) -> None:
    """Rules added, changed and removed, field by field, and the open openings and people whom that moves.

    Writes nothing. Exit 1 where the data contradict themselves.
    """
    words = vocabulary.load()
    try:
        new = read(data, words) if data else load()
        if against:
            old = read(against, words)
        else:
            text = None if data else frozen_rules(store())
            old = restore(text, words) if text else load()
    except RulesError as problem:
        click.echo(str(problem), err=True)
        sys.exit(1)
    changes = compare_rules(old, new)
    for change in changes:
        click.echo(f"{change.kind} {change.name}")
        for name, before, after in change.fields:
            click.echo(f"  {name}: {_said(before)} -> {_said(after)}")
    if not changes:
        click.echo("The rules are the same.")
        return
    moved = 0
    for opening in changed_openings(store(), old, new, as_of or today()):
        moved += 1
        click.echo(f"opening {opening.opening} {opening.title}")
        for task, before, after in opening.tasks:
            click.echo(f"  task {task}: {before} -> {after}")
        for person, what, before, after in opening.people:
            click.echo(f"  person {person} {what}: {before} -> {after}")
    click.echo(f"Rules that differ: {len(changes)}; open openings judged otherwise: {moved}.")


def _said(value: object) -> str:
    return "-" if value is None else str(value)
