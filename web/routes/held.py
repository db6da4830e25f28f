"""Everything held about a candidate, for herself: to read, to print, to take along, to dispute; to withdraw or be erased."""

from __future__ import annotations

import json

from flask import Blueprint, Response, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from models.candidate import Candidate
from web.auth import signed_in_user
from web.config import today
from web.db import db
from web.errors import error_page
from web.forms import Line, errors_of
from web.reach import own_candidate
from web.services import erasure
from web.services.dispute import dispute_fact, disputed
from web.services.export import export_record
from web.services.fact import label
from web.services.held import everything, reason_words
from web.words import t

pages = Blueprint("held", __name__, url_prefix="/me/held")

#: What she may say of herself as a whole, by what the button sends.
ACTS = {
    "withdraw": erasure.withdraw,
    "come_back": erasure.come_back,
    "ask_erasure": erasure.ask_erasure,
    "take_back": erasure.take_back,
}


class DisputeForm(FlaskForm):
    words = Line(t("disputes.words"), 2000, missing=t("disputes.words_missing"), many_lines=True)


def mine() -> Candidate:
    return own_candidate(db.session, signed_in_user()) or abort(404)


@pages.get("")
def show() -> ResponseReturnValue:
    candidate = mine()
    held = everything(db.session, candidate, signed_in_user(), today())
    return render_template(
        "held/show.html",
        candidate=candidate,
        held=held,
        label=label,
        reason_words=reason_words,
        account=signed_in_user(),
    )


@pages.get("/export")
def export() -> ResponseReturnValue:
    """The whole as a JSON file."""
    body = json.dumps(export_record(db.session, mine(), today()), ensure_ascii=False, indent=1)
    answer = Response(body, mimetype="application/json")
    answer.headers.set("Content-Disposition", "attachment", filename=f"placewell-{today().isoformat()}.json")
    return answer


@pages.post("")
def act() -> ResponseReturnValue:
    """do = one of ACTS; anything else is no answer."""
    candidate, wanted = mine(), request.form.get("do", "")
    if wanted not in ACTS:
        return error_page(422, "act")
    ACTS[wanted](db.session, candidate)
    return redirect(url_for("held.show", _anchor="leaving"), 303)


@pages.route("/<kind>/<int:fact>/dispute", methods=["GET", "POST"])
def dispute(kind: str, fact: int) -> ResponseReturnValue:
    candidate = mine()
    said = disputed(db.session, candidate, kind, fact) or abort(404)
    form = DisputeForm()
    if form.validate_on_submit():
        dispute_fact(db.session, candidate, kind, fact, form.words.data, signed_in_user())
        return redirect(url_for("held.show", _anchor="disputes"), 303)
    page = render_template("disputes/add.html", form=form, errors=errors_of(form), said=said, kind=kind)
    return page, 422 if form.is_submitted() else 200
