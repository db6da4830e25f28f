"""`shortlist replay`: a frozen shortlist made again from its snapshots."""

from __future__ import annotations

import json
import sys

import click
from flask.cli import AppGroup

from models import shortlist as shortlists
from web.cli.options import store
from web.services.replay import replay_shortlist

shortlist = AppGroup("shortlist", short_help="Frozen shortlists.")


@shortlist.command("replay")
@click.argument("shortlist_id")
@click.option("--json", "as_json", is_flag=True, help="One JSON object.")
def replay(shortlist_id: str, as_json: bool) -> None:
    """Recompute SHORTLIST_ID; says "equal" or what differs. Exit 1 where it differs."""
    session = store()
    found = shortlists.by_public_id(session, shortlist_id)
    if found is None:
        raise click.UsageError(f"No shortlist has the id {shortlist_id}: take it from the foot of its printed page.")
    done = replay_shortlist(session, found)
    if as_json:
        said = {"id": shortlist_id, "equal": done.equal, "differences": done.differences, "notes": done.notes}
        click.echo(json.dumps(said, ensure_ascii=False))
    else:
        click.echo("\n".join(["equal" if done.equal else "different", *done.differences, *done.notes]))
    sys.exit(0 if done.equal else 1)
