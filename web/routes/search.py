"""The search of the head: candidates by name, contact, skill and card, openings by title, facilities by name."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from web.db import db
from web.services.search import find_anything

pages = Blueprint("search", __name__)


@pages.get("/search")
def show() -> ResponseReturnValue:
    asked = request.args.get("q", "").strip()
    return render_template("search/show.html", asked=asked, found=find_anything(db.session, asked))
