"""Frozen shortlists: those of an opening, one as it is printed, and its replay."""

from __future__ import annotations

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from models import opening as openings
from models import shortlist as shortlists
from models import user as users
from web.db import db
from web.services.frozen_list import read_frozen
from web.services.replay import replay_shortlist

pages = Blueprint("shortlists", __name__)


@pages.get("/openings/<public_id>/shortlists")
def index(public_id: str) -> ResponseReturnValue:
    opening = openings.by_public_id(db.session, public_id) or abort(404)
    rows = shortlists.of_opening(db.session, opening.id)
    people = users.named(db.session, {row.by for row in rows})
    return render_template("shortlists/index.html", opening=opening, rows=rows, people=people)


@pages.get("/shortlists/<public_id>")
def show(public_id: str) -> ResponseReturnValue:
    """`?blind=1` leaves the names out; `?replay=1` makes the list again from its snapshots and says what differs."""
    shortlist = shortlists.by_public_id(db.session, public_id) or abort(404)
    replay = replay_shortlist(db.session, shortlist) if request.args.get("replay") else None
    return render_template(
        "shortlists/show.html",
        frozen=read_frozen(db.session, shortlist),
        shortlist=shortlist,
        replay=replay,
        blind=bool(request.args.get("blind")),
    )
