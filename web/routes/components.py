"""The living page of every component in every state, with invented data."""

from __future__ import annotations

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

pages = Blueprint("components", __name__)


@pages.get("/components")
def show() -> ResponseReturnValue:
    return render_template("components.html")
