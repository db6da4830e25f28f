"""The answer that shows a one-time link, and the page of one that is good no longer."""

from __future__ import annotations

from flask import Response, make_response, render_template, url_for

from models.invite import Invite
from models.user import User
from web.words import plain_day, t


def show_link(user: User, token: str, link: Invite, back: str) -> Response:
    """201 with the link on the answer itself: its secret is kept nowhere, so it cannot be shown again. `back`: an address."""
    address = url_for("links.show", token=token, _external=True)
    return make_response(
        render_template("links/made.html", user=user, link=link, address=address, until=until(link), back=back), 201
    )


def until(link: Invite) -> str:
    """3 Dec 2026, 14:05 UTC."""
    return str(t("links.moment", day=plain_day(link.expires_at.date()), time=f"{link.expires_at:%H:%M}"))


def dead_link() -> Response:
    """404, the same for a link that never was, was used, ran out or was withdrawn."""
    return make_response(render_template("links/dead.html"), 404)
