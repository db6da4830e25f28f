"""`accounts invite`: the link by which somebody comes in where nobody is in yet who could make one."""

from __future__ import annotations

import click
from flask.cli import AppGroup

from models.base import now
from models.user import by_email
from web.cli import options
from web.db import saving
from web.forms import EMAIL
from web.links import until
from web.services.account import add_account
from web.services.invite import make_link

accounts = AppGroup("accounts", short_help="Who signs in.")


@accounts.command("invite")
@click.argument("email")
@click.option("--name", default="", help="Whose it is; needed where nobody signs in with EMAIL yet.")
def invite(email: str, name: str) -> None:
    """Print a one-time link for EMAIL; an admin's account is made for it where nobody signs in with it."""
    if not EMAIL.fullmatch(email) or len(email) > 254:
        raise click.UsageError(f"{email[:60]} is not an email address: write one like ines@agency.example.")
    options.store()
    with saving() as session:
        user = by_email(session, email)
        if user is None and not name.strip():
            raise click.UsageError(f"Nobody signs in with {email} yet: say whose it is with --name.")
        user = user or add_account(session, name.strip()[:200], email, "admin")
        if not user.active:
            raise click.UsageError(
                f"The account of {email} is closed: an admin opens it again on the page of accounts."
            )
        token, link = make_link(session, user, None, now())
    click.echo(f"/links/{token}")
    click.echo(f"Put the address of Placewell before it. It works once, until {until(link)}.", err=True)
