"""A candidate's first page."""

from __future__ import annotations

from functools import partial

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from matcher import vocabulary
from models.opening import Opening
from web.auth import signed_in_user
from web.config import today
from web.db import db
from web.reach import own_candidate
from web.services.candidate_page import SHOWN
from web.services.fact import label
from web.services.home import read_home

pages = Blueprint("me", __name__, url_prefix="/me")

SETTINGS = 8  # kinds of workplace before "all"


@pages.get("")
def show() -> ResponseReturnValue:
    user, asked = signed_in_user(), request.args
    candidate = own_candidate(db.session, user)
    if candidate is None:
        return render_template("me/nobody.html")
    everything = asked.get("openings") == "all"
    setting = asked.get("setting")
    home = read_home(db.session, candidate, today(), None if everything else SHOWN)
    return render_template(
        "me/show.html",
        candidate=candidate,
        name=user.name,
        home=home,
        sections=home.sections,
        openings=home.openings,
        cards=home.cards,
        ways=home.ways,
        step=home.step,
        places=home.places,
        standing=home.standing,
        waiting_for={one.opening.id for one in home.asked},
        more_settings=None if asked.get("settings") == "all" else SETTINGS,
        state_name=label("state", candidate.home_state),
        everything=everything,
        setting=setting if setting and vocabulary.load().has("setting", setting) else None,
        shown=SHOWN,
        shown_first=SHOWN,
        label=label,
        here=partial(url_for, "me.show"),
        match_at=offer_address,
    )


def offer_address(opening: Opening) -> str:
    return url_for("offers.show", public_id=opening.public_id)
