"""Somebody put before a facility: what is sent, the facility's page of it, its answer and its questions, taking it back."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import BooleanField

from models import opening as openings
from models import question as questions
from models import submission as submissions
from models import user as users
from models.submission import Submission
from web.auth import signed_in_user
from web.config import today
from web.db import db
from web.forms import Choice, Line, errors_of, options, refuse
from web.services.candidate import find_candidate, name_of
from web.services.put_forward import find
from web.services.refusal import Refused
from web.services.submission import REASONS, accept, ask, decline, prepare, read, reply, send, take_back
from web.services.terms import told
from web.words import t

pages = Blueprint("submissions", __name__)

LONGEST = 2000  # characters of an answer or a question


class SendForm(FlaskForm):
    blind = BooleanField(t("submissions.send_blind"))


class AnswerForm(FlaskForm):
    answer = Choice(
        t("submissions.answer"),
        [(one, str(t(f"submissions.{one}"))) for one in ("accept", "decline")],
        t("submissions.missing_field.answer"),
    )
    reason = Choice(
        t("submissions.reason"),
        options([(one, str(t(f"submissions.reasons.{one}"))) for one in REASONS], str(t("submissions.choose"))),
    )
    words = Line(t("submissions.words"), LONGEST, many_lines=True)

    def validate(self, extra_validators: Any = None) -> bool:
        right = super().validate(extra_validators)
        if self.answer.data == "decline" and not self.reason.errors and not self.reason.data:
            refuse(self.reason, t("submissions.missing_field.reason"))
        if self.answer.data == "decline" and self.reason.data == "other" and not self.words.data:
            refuse(self.words, t("submissions.missing_field.words"))
        return right and not errors_of(self)


class AskForm(FlaskForm):
    question = Line(t("submissions.ask_words"), LONGEST, t("submissions.missing_field.question"), many_lines=True)


class ReplyForm(FlaskForm):
    reply = Line(t("submissions.reply_words"), LONGEST, t("submissions.missing_field.reply"), many_lines=True)


@pages.route("/openings/<public_id>/candidates/<key>/send", methods=["GET", "POST"])
def send_off(public_id: str, key: str) -> ResponseReturnValue:
    """What the facility would read, and the button that sends it. What may not be sent says why."""
    opening = openings.by_public_id(db.session, public_id) or abort(404)
    candidate = find_candidate(db.session, key) or abort(404)
    form, refused = SendForm(), None
    if form.validate_on_submit():
        try:
            sent = send(db.session, opening, candidate, signed_in_user(), today(), form.blind.data)
            return redirect(url_for("submissions.show", public_id=sent.public_id), 303)
        except Refused as reason:
            refused = reason
    forward, packet = find(db.session, opening, candidate), None
    if forward is None and refused is None:
        abort(404)
    try:
        packet = prepare(db.session, forward, candidate, today()) if forward else None
    except Refused as reason:
        refused = refused or reason
    page = {
        "opening": opening,
        "candidate": candidate,
        "name": name_of(db.session, candidate),
        "packet": packet,
        "form": form,
    }
    errors = [(refused.field, refused.sentence)] if refused and form.is_submitted() else []
    return render_template("submissions/send.html", **page, refused=refused, errors=errors), 409 if errors else 200


@pages.get("/submissions/<public_id>")
def show(public_id: str) -> ResponseReturnValue:
    return show_sent(find_sent(public_id))


@pages.post("/submissions/<public_id>/answer")
def answer(public_id: str) -> ResponseReturnValue:
    """The facility accepts or declines, once."""
    sent, form, user = find_sent(public_id), AnswerForm(), signed_in_user()
    if not form.validate():
        return show_sent(sent, {"form": form}, errors_of(form), 422)
    try:
        if form.answer.data == "accept":
            accept(db.session, sent, user, today(), form.words.data)
        else:
            decline(db.session, sent, user, form.reason.data, form.words.data)
    except Refused as refused:
        return show_sent(sent, {"form": form}, [(refused.field, refused.sentence)], 409)
    return redirect(url_for("submissions.show", public_id=public_id), 303)


@pages.post("/submissions/<public_id>/questions")
def ask_about(public_id: str) -> ResponseReturnValue:
    """The facility asks the agency."""
    sent, form = find_sent(public_id), AskForm()
    if not form.validate():
        return show_sent(sent, {"ask_form": form}, errors_of(form), 422)
    try:
        ask(db.session, sent, signed_in_user(), form.question.data)
    except Refused as refused:
        return show_sent(sent, {"ask_form": form}, [(refused.field, refused.sentence)], 409)
    return redirect(url_for("submissions.show", public_id=public_id, _anchor="questions"), 303)


@pages.post("/submissions/<public_id>/questions/<key>")
def reply_to(public_id: str, key: str) -> ResponseReturnValue:
    """The agency answers a question of the facility."""
    sent, form = find_sent(public_id), ReplyForm()
    asked = questions.of_facility(db.session, sent.candidate_id, sent.opening_id)
    question = next((one for one in asked if one.public_id == key), None) or abort(404)
    if not form.validate():
        return show_sent(sent, {"reply_form": form, "replying": key}, errors_of(form), 422)
    try:
        reply(db.session, question, signed_in_user(), form.reply.data)
    except Refused as refused:
        return show_sent(sent, {}, [(refused.field, refused.sentence)], 409)
    return redirect(url_for("submissions.show", public_id=public_id, _anchor="questions"), 303)


@pages.post("/submissions/<public_id>/take-back")
def withdraw(public_id: str) -> ResponseReturnValue:
    """The recruiter takes it back before the facility accepted."""
    sent = find_sent(public_id)
    try:
        take_back(db.session, sent)
    except Refused as refused:
        return show_sent(sent, {}, [(refused.field, refused.sentence)], 409)
    return redirect(url_for("submissions.show", public_id=public_id), 303)


def find_sent(public_id: str) -> Submission:
    return submissions.by_public_id(db.session, public_id) or abort(404)


def show_sent(
    sent: Submission,
    given: dict[str, Any] | None = None,
    errors: list[tuple[str, Any]] | None = None,
    status: int = 200,
) -> ResponseReturnValue:
    """`given`: the form that is to be mended."""
    user = signed_in_user()
    found = read(db.session, sent, user)
    people = {sent.by, sent.answered_by} | {i for one in found.questions for i in (one.asked_by, one.answered_by)}
    page: dict[str, Any] = {
        "found": found,
        "sent": sent,
        "opening": found.opening,
        "terms": told(found.opening),
        "taken": submissions.accepted(db.session, sent.opening_id),
        "people": users.named(db.session, {i for i in people if i}),
        "form": AnswerForm(formdata=None),
        "ask_form": AskForm(formdata=None),
        "reply_form": ReplyForm(formdata=None),
        "replying": None,
        "errors": errors or [],
    }
    return render_template("submissions/show.html", **page | (given or {})), status
