"""The law as the gate knows it: states reviewed and not, and the rules of each with their sources."""

from __future__ import annotations

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from matcher import vocabulary
from web.config import today
from web.services.law import read_laws, read_state

pages = Blueprint("law", __name__, url_prefix="/law")


@pages.get("")
def index() -> ResponseReturnValue:
    return render_template("law/index.html", laws=read_laws(today()))


@pages.get("/<state>")
def show(state: str) -> ResponseReturnValue:
    if not vocabulary.load().has("state", state):
        abort(404)
    day = today()
    return render_template("law/show.html", law=read_state(state, day), national=read_laws(day).national)
