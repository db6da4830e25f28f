"""One opening as the candidate sees it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template
from flask.typing import ResponseReturnValue

from models import opening as openings
from web.auth import signed_in_user
from web.config import today
from web.db import db
from web.reach import own_candidate
from web.services.consent import asked_of
from web.services.fact import label
from web.services.match_page import rest_of
from web.services.offer import read_offer
from web.services.terms import told

pages = Blueprint("offers", __name__, url_prefix="/me/openings")


@pages.get("/<public_id>")
def show(public_id: str) -> ResponseReturnValue:
    day, user = today(), signed_in_user()
    opening = openings.by_public_id(db.session, public_id) or abort(404)
    candidate = own_candidate(db.session, user) or abort(404)
    offer = read_offer(db.session, opening, candidate, user, day)
    made = offer.judgement
    page: dict[str, Any] = {
        "offer": offer,
        "opening": opening,
        "terms": told(opening),
        "label": label,
        "waits": opening.id in {one.opening.id for one in asked_of(db.session, candidate)},
    }
    if made:
        page |= {
            "ranked": made.ranked,
            "person": made.person,
            "judged": made.judged,
            "verdict": made.verdict,
            "asked": made.asked,
            "needs": made.needs,
            "blocking": made.blocking,
            "tasks": made.tasks,
            "parts": {quote.part.name: quote for quote in made.quoted},
            "rest": rest_of(made.parts),
            "questions": made.questions,
            "changes": made.changes,
            "begin": made.ranked.requirements.begin or day,
        }
    return render_template("offers/show.html", **page)
