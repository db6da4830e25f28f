"""`ranker show|activate|rollback`: which ranker the lists are made with. A person's act: each names who."""

from __future__ import annotations

import json
from html import unescape
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup
from sqlalchemy.orm import Session

from matcher.rankers import Ranks, starting_ranker
from models.user import User, by_email
from web.cli.options import read_text, store
from web.db import saving
from web.services.ranker import activate, ranker_in_use, roll_back, uses
from web.services.refusal import Refused

ranker = AppGroup("ranker", short_help="The ranker in use.")
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
by_option = click.option("--by", "email", required=True, help="E-mail of the admin whose act it is.")


@ranker.command("show")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def show(as_json: bool) -> None:
    """The ranker in use, and every time one was put to use or taken back."""
    session = store()
    now, acts = ranker_in_use(session), uses(session)
    if as_json:
        said = [
            {"act": one.row.act, "at": one.row.at.isoformat(), "by": one.who.email, **card(one.ranker)} for one in acts
        ]
        click.echo(json.dumps({"in_use": card(now), "history": said}, ensure_ascii=False))
        return
    click.echo(f"in use: {in_words(now)}")
    for one in acts:
        click.echo(f"{one.row.at:%Y-%m-%d %H:%M} UTC {one.row.act} by {one.who.email}: {in_words(one.ranker)}")


@ranker.command("activate")
@click.argument("file", type=FILE)
@by_option
def activate_file(file: Path, email: str) -> None:
    """Make every list from now on with the ranker of FILE, as `train` wrote it. Frozen lists stay as they were made."""
    text = read_text(file)
    store()
    with saving() as session:
        try:
            done = activate(session, text, admin(session, email))
        except Refused as refused:
            raise click.UsageError(f"{file}: {in_plain(refused)}") from refused
    click.echo(f"in use: {in_words(done)}")


@ranker.command("rollback")
@by_option
def rollback(email: str) -> None:
    """Back to the ranker that was in use before; done again, one further back."""
    store()
    with saving() as session:
        try:
            done = roll_back(session, admin(session, email))
        except Refused as refused:
            raise click.UsageError(in_plain(refused)) from refused
    click.echo(f"in use: {in_words(done)}")


def in_plain(refused: Refused) -> str:
    """The sentence as a terminal shows it."""
    return unescape(str(refused.sentence))


def admin(session: Session, email: str) -> User:
    user = by_email(session, email)
    if user is None or not user.active or user.role != "admin":
        raise click.UsageError(f"No admin signs in with {email[:60]}: name one whose account is open.")
    return user


def card(ranker: Ranks) -> dict[str, Any]:
    """What tells it from others."""
    figures = ranker.card_.get("figures", {})
    shipped = ranker.sha == starting_ranker().sha
    return {
        "sha256": ranker.sha,
        "made": ranker.card_.get("made"),
        "ships": shipped,
        "weights": ranker.part_weights,
        "figures": figures,
    }


def in_words(ranker: Ranks) -> str:
    said = card(ranker)
    weights = ", ".join(f"{part} {weight:g}" for part, weight in said["weights"].items())
    whose = "the one that ships" if said["ships"] else f"made {said['made']}"
    return f"{ranker.sha[:12]} ({whose}); {weights}"
