"""How a candidate's record is spoken of and where it leads, by who reads it: she herself, or somebody of the agency."""

from __future__ import annotations

from typing import Any

from flask import Flask, url_for
from flask_security import current_user
from markupsafe import Markup

from web.permissions import CANDIDATE
from web.words import has_text, t


def is_own() -> bool:
    """Whether the reader is a candidate, who reaches no record but her own (web/reach.py)."""
    return bool(current_user.is_authenticated and current_user.role == CANDIDATE)


def tell(key: str, **values: object) -> Markup:
    """The sentence of a key, in the second person where she reads it herself: that of `key` with `_own` behind it."""
    own = f"{key}_own"
    return t(own if is_own() and has_text(own) else key, **values)


def record_address(public_id: str, **values: Any) -> str:
    """The page of the whole record: hers, or the candidate's at the agency."""
    if is_own():
        return url_for("held.show", **values)
    return url_for("candidates.show", public_id=public_id, **values)


def record_trail(public_id: str, name: str) -> list[tuple[Markup, str]]:
    """The breadcrumb to a record, for the macro `breadcrumb`."""
    if is_own():
        return [(t("held.title"), record_address(public_id))]
    return [
        (t("candidates.title"), url_for("candidates.index")),
        (Markup("{}").format(name), record_address(public_id)),
    ]


def init_app(app: Flask) -> None:
    app.jinja_env.globals.update(is_own=is_own, tell=tell, record_address=record_address, record_trail=record_trail)
