"""May we put you forward: she answers it herself, or the recruiter records what she answered, when and how."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

from flask import Blueprint, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms.validators import StopValidation

from models import opening as openings
from models.candidate import Candidate
from models.opening import Opening
from web.auth import signed_in_user
from web.config import today
from web.db import db
from web.forms import Choice, DayField, Line, Typed, errors_of
from web.reach import own_candidate
from web.services.candidate import find_candidate, name_of
from web.services.consent import give_answer, moment_of
from web.services.overlap import overlap_words
from web.services.put_forward import PutForward, find
from web.services.refusal import Refused
from web.services.terms import seen, told
from web.words import t

pages = Blueprint("consents", __name__)

CLOCK = re.compile(r"(?P<h>[0-9]{1,2})(?:[:.](?P<m>[0-9]{2}))?(?: ?(?P<half>[ap])\.?m\.?)?", re.ASCII | re.IGNORECASE)
YES_NO = ("yes", "no")
RECORDED = ("phone", "written")


class Clock(Typed):
    """A time of day as people write one: 9:30, 14:05, 2:15 pm."""

    def __init__(self, label: str, missing: str = "", **given: Any) -> None:
        super().__init__(label, **given)
        self.missing = missing

    def written(self) -> str:
        return f"{self.data:%H:%M}"

    def read(self, typed: str) -> time:
        found = CLOCK.fullmatch(typed)
        hour, minute, half = (int(found["h"]), int(found["m"] or 0), found["half"]) if found else (24, 0, None)
        if half and 1 <= hour <= 12:
            hour = hour % 12 + (12 if half.lower() == "p" else 0)
        elif half:
            hour = 24
        if found is None or hour > 23 or minute > 59 or not (found["m"] or half):
            raise StopValidation(t("consents.missing.time_unread", typed=typed[:40]))
        return time(hour, minute)


class AnswerForm(FlaskForm):
    answer = Choice(
        t("consents.question"), [(one, str(t(f"consents.{one}"))) for one in YES_NO], t("consents.missing.answer")
    )


class RecordForm(FlaskForm):
    answer = Choice(
        t("consents.answer"), [(one, str(t(f"consents.answer_{one}"))) for one in YES_NO], t("consents.missing.answer")
    )
    how = Choice(
        t("consents.how"), [(how, str(t(f"consents.means.{how}"))) for how in RECORDED], t("consents.missing.how")
    )
    day = DayField(t("consents.day"), missing=t("consents.missing.day"))
    time = Clock(t("consents.time"), missing=t("consents.missing.time"))
    note = Line(t("consents.note"), 2000, many_lines=True)


@pages.route("/me/openings/<public_id>/answer", methods=["GET", "POST"])
def answer(public_id: str) -> ResponseReturnValue:
    """She reads the terms and says yes or no; nothing is chosen beforehand."""
    user = signed_in_user()
    candidate, opening = own_candidate(db.session, user) or abort(404), find_opening(public_id)
    forward, form = find(db.session, opening, candidate) or abort(404), AnswerForm()
    if not form.validate_on_submit():
        return answer_page(forward, form, errors_of(form), 422 if form.is_submitted() else 200)
    try:
        give_answer(
            db.session, opening, candidate, user, today(), request.form.get("seen", ""), form.answer.data == "yes"
        )
    except Refused as refused:
        return answer_page(forward, form, [(refused.field, refused.sentence)], 409)
    return redirect(url_for("consents.answer", public_id=public_id), 303)


@pages.route("/openings/<public_id>/candidates/<key>/consent", methods=["GET", "POST"])
def record(public_id: str, key: str) -> ResponseReturnValue:
    """The recruiter reads the terms and the words out, and records how and when she answered."""
    opening, candidate = find_opening(public_id), find_candidate(db.session, key) or abort(404)
    forward, form = find(db.session, opening, candidate) or abort(404), RecordForm()
    if not form.validate_on_submit():
        return record_page(forward, candidate, form, errors_of(form), 422 if form.is_submitted() else 200)
    try:
        given_at = moment_of(opening, form.day.data, form.time.data, today())
        give_answer(
            db.session, opening, candidate, signed_in_user(), today(), request.form.get("seen", ""),
            form.answer.data == "yes", form.how.data, given_at, form.note.data,
        )  # fmt: skip
    except Refused as refused:
        if refused.field in form:
            form[refused.field].errors = [refused.sentence]
        status = 422 if refused.field in form else 409
        return record_page(forward, candidate, form, [(refused.field, refused.sentence)], status)
    return redirect(url_for("matches.show", public_id=public_id, key=key, _anchor="put-forward"), 303)


def find_opening(public_id: str) -> Opening:
    return openings.by_public_id(db.session, public_id) or abort(404)


def page_of(forward: PutForward, form: FlaskForm, errors: list[tuple[str, Any]]) -> dict[str, Any]:
    agency = current_app.config["AGENCY"] or t("consents.the_agency")
    opening = forward.opening
    words = t("consents.words", agency=agency, facility=opening.facility.name)
    words = words.replace(f". {agency}", f". {agency[:1].upper()}{agency[1:]}")
    page = {"forward": forward, "opening": opening, "terms": told(opening), "words": words, "seen": seen(opening)}
    return {**page, "form": form, "errors": errors}


def answer_page(
    forward: PutForward, form: AnswerForm, errors: list[tuple[str, Any]], status: int
) -> ResponseReturnValue:
    return render_template("consents/answer.html", **page_of(forward, form, errors)), status


def record_page(
    forward: PutForward, candidate: Candidate, form: RecordForm, errors: list[tuple[str, Any]], status: int
) -> ResponseReturnValue:
    page, name = page_of(forward, form, errors), name_of(db.session, candidate)
    page |= {"candidate": candidate, "name": name}
    page["overlaps"] = overlap_words(db.session, forward.opening, candidate, name)
    return render_template("consents/record.html", **page), status
