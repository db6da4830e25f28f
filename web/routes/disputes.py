"""What a candidate says is wrong, answered by somebody of the agency: corrected, or kept, with words."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from models import dispute as disputes
from models.dispute import OUTCOMES
from web.auth import signed_in_user
from web.db import db
from web.forms import Choice, Line, errors_of, options, refuse
from web.services.candidate import find_candidate, name_of
from web.services.dispute import IDENTITY, answer_dispute, disputed
from web.services.refusal import Refused
from web.words import t

pages = Blueprint("disputes", __name__, url_prefix="/candidates")


class AnswerForm(FlaskForm):
    outcome = Choice(
        t("disputes.outcome"),
        options(((one, str(t(f"disputes.outcomes.{one}"))) for one in OUTCOMES), str(t("disputes.choose"))),
        missing=t("disputes.outcome_missing"),
    )
    answer = Line(t("disputes.answer"), 2000, missing=t("disputes.answer_missing"), many_lines=True)


@pages.route("/<public_id>/disputes/<dispute>", methods=["GET", "POST"])
def answer(public_id: str, dispute: str) -> ResponseReturnValue:
    candidate = find_candidate(db.session, public_id) or abort(404)
    row = disputes.by_public_id(db.session, dispute)
    if row is None or row.candidate_id != candidate.id:
        abort(404)
    form = AnswerForm()
    if form.validate_on_submit():
        try:
            answer_dispute(db.session, row, form.outcome.data, form.answer.data, signed_in_user())
            return redirect(url_for("candidates.show", public_id=public_id, _anchor="disputes"), 303)
        except Refused as refused:
            refuse(form[refused.field], refused.sentence)
    page = render_template(
        "disputes/answer.html",
        form=form,
        errors=errors_of(form),
        candidate=candidate,
        name=name_of(db.session, candidate),
        dispute=row,
        now=disputed(db.session, candidate, row.kind, row.fact_id),
        whole=row.kind == IDENTITY,
    )
    return page, 422 if form.is_submitted() else 200
