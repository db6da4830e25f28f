"""`demo seed`: the demo agency into the store."""

from __future__ import annotations

import sys
from datetime import date

import click
from flask import current_app
from flask.cli import AppGroup

from web.cli import options
from web.cli.options import as_of_option
from web.db import saving
from web.demo import store
from web.demo.forward import write_forward

RANKED = 2000  # people up to which the demo ranks them, to put some of them forward

demo = AppGroup("demo", short_help="The demo agency.")


@demo.command("seed")
@click.option("--candidates", type=click.IntRange(min=1), default=400, show_default=True, help="How many people.")
@click.option("--seed", type=int, default=1, show_default=True, help="The same seed gives the same people.")
@as_of_option
def seed(candidates: int, seed: int, as_of: date | None) -> None:
    """Write the invented agency with its facilities, openings and people; one that is there already is left alone."""
    options.store()
    day = as_of or current_app.config["TODAY"]()
    with saving() as session:
        said = store.seed(session, candidates, seed, as_of=day, progress=sys.stderr.isatty())
        if candidates <= RANKED:
            write_forward(session, day)
    click.echo(said)
