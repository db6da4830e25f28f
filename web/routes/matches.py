"""One person for one opening."""

from __future__ import annotations

from flask import Blueprint, abort
from flask.typing import ResponseReturnValue

pages = Blueprint("matches", __name__, url_prefix="/openings/<public_id>/candidates")


@pages.get("/<key>")
def show(public_id: str, key: str) -> ResponseReturnValue:
    abort(404)
