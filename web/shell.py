"""What base.html needs on every page: the navigation of a role, the search where there is one, the files' versions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flask import Flask, current_app, g, request, url_for
from flask_security import current_user
from markupsafe import Markup

from web import permissions
from web.config import today
from web.words import t


@dataclass(frozen=True)
class NavigationItem:
    href: str
    words: Markup
    current: bool
    count: int | None


def navigation() -> list[NavigationItem]:
    """The pages of the head that this person may open. A blueprint is current on every page of its own."""
    if not current_user.is_authenticated:
        return []
    counts: dict[str, int] = g.get("navigation_counts", {})
    here = (request.blueprint or "") if request else ""
    return [
        NavigationItem(url_for(endpoint), t(key), endpoint.split(".")[0] == here, counts.get(endpoint))
        for endpoint, key in permissions.NAVIGATION
        if endpoint in current_app.view_functions and permissions.allowed(endpoint, current_user.role)
    ]


def may_open(endpoint: str) -> bool:
    """Whether there is such a page and this person may open it: for a link that not everybody gets."""
    role = current_user.role if current_user.is_authenticated else None
    return endpoint in current_app.view_functions and permissions.allowed(endpoint, role)


def search_address() -> str | None:
    """Where the search of the head leads, for those who may search."""
    return url_for("search.show") if may_open("search.show") else None


def opening_address(public_id: str) -> str:
    """An opening's page, the reader's own: the ranked list, or the facility's."""
    return url_for("openings.show" if may_open("openings.show") else "desk.opening", public_id=public_id)


def openings_address() -> str:
    """The list of the openings that the reader sees."""
    return url_for("openings.index" if may_open("openings.index") else "desk.show")


def asset(name: str) -> str:
    """The address of a file of static/, changing with its content so that a browser may keep it."""
    changed = int((Path(current_app.static_folder or "") / name).stat().st_mtime)
    return url_for("static", filename=name, v=changed)


def icon(name: str, words: str = "") -> Markup:
    """A 16 px sign of static/icons.svg; `words` only where no word stands beside it."""
    label = Markup('role="img" aria-label="{}"').format(words) if words else Markup('aria-hidden="true"')
    return Markup('<svg class="i i-{}" width="16" height="16" {}><use href="{}#{}"/></svg>').format(
        name, label, asset("icons.svg"), name
    )


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(
        asset=asset,
        icon=icon,
        may_open=may_open,
        navigation=navigation,
        opening_address=opening_address,
        openings_address=openings_address,
        search_address=search_address,
        today=today,
    )
