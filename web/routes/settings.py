"""Who fits a kind of workplace, before any opening there exists."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from matcher import vocabulary
from web.auth import signed_in_user
from web.config import today
from web.db import db
from web.forms import page_number
from web.services.ranked_page import PAGE, law_of, list_page
from web.services.ranker import ranker_in_use
from web.services.ranking import load_people, rank_requirements
from web.services.setting_page import asked_there, roles_there, states

pages = Blueprint("settings", __name__, url_prefix="/settings")


@pages.get("")
def index() -> ResponseReturnValue:
    return render_template("settings/index.html", settings=vocabulary.load().kind("setting"))


@pages.get("/<slug>")
def show(slug: str) -> ResponseReturnValue:
    """`?role=` and `?state=` choose for whom; what is no role or state of ours is left at the first."""
    terms, day = vocabulary.load(), today()
    if not terms.has("setting", slug):
        abort(404)
    roles = roles_there(slug)
    role = request.args.get("role", "")
    role = role if role in roles else next(iter(roles))
    state = request.args.get("state", "")
    state = state if terms.has("state", state) else ""
    asked = asked_there(slug, role, state)
    ranked = rank_requirements(load_people(db.session), asked, ranker_in_use(db.session), day)
    number = page_number(request.args.get("page"))
    listing = list_page(db.session, None, ranked, ranked.rows, number, PAGE["reading"], signed_in_user())

    def here(**changed: Any) -> str:
        kept = {"role": role, "state": state or None, **changed}
        return url_for("settings.show", slug=slug, **kept)

    return render_template(
        "settings/show.html",
        slug=slug,
        setting=terms.get("setting", slug),
        role=role,
        roles=roles,
        state=state,
        states=states(),
        asked=asked,
        ranked=ranked,
        listing=listing,
        law=law_of(ranked),
        page={"opening": None, "scored": True, "begin": day, "end": None},
        here=here,
        skills=[terms.get("skill", task.slug).label for task in asked.tasks[:12]],
    )
