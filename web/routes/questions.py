"""A question put to a candidate from a match, and its answer: by herself, or written down by who spoke with her."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField

from models import candidate as candidates
from models import opening as openings
from models import question as questions
from models import user as users
from models.candidate import Candidate
from models.opening import Opening
from models.question import Question
from web.auth import signed_in_user
from web.config import today
from web.db import db
from web.errors import error_page
from web.fact_forms import FactForm
from web.forms import Choice, DayField, Line, Several, errors_of, options, refuse
from web.services.about import FACTS, kind_of, terms_of
from web.services.candidate import name_of, terms
from web.services.fact import SECTION_OF, label
from web.services.question import Answer, ask, give_answer
from web.services.refusal import Refused
from web.services.weighing import read_weights
from web.words import t

pages = Blueprint("questions", __name__)

LONGEST = 2000  # characters


class AnswerForm(FactForm):
    """The fields a question asks for: yes or no where a fact or limit hangs on it, else words alone."""

    said = Choice(t("questions.said"), [("yes", str(t("questions.yes"))), ("no", str(t("questions.no")))])
    held = Several(t("questions.which"))
    level = Choice(t("facts.skill_level"))
    last_used = DayField(t("facts.last_used_label"), months="first")
    complete = BooleanField()
    words = Line(t("questions.words"), LONGEST, many_lines=True)

    def __init__(self, about: str, **kept: Any) -> None:
        super().__init__(**kept)
        self.kind, self.terms = kind_of(about), terms_of(about)
        self.yes_or_no = bool(self.terms) or self.kind == "limit"
        self.held.offer([(slug, label(self.kind, slug)) for slug in self.terms])
        self.level.offer(options(terms("level", "level")))
        if not self.yes_or_no:
            del self.said
        if len(self.terms) < 2:
            del self.held
        if self.kind != "skill" or len(self.terms) != 1:
            del self.level, self.last_used
        if self.kind not in FACTS:
            del self.complete
        else:
            self.complete.label.text = str(t(f"questions.complete.{SECTION_OF[self.kind]}"))

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        if self.said and not self.said.errors and not self.said.data:
            refuse(self.said, t("questions.said_missing"))
        if self.held and self.said.data == "yes" and not self.held.data:
            refuse(self.held, t("questions.which_missing"))
        if not self.said and not self.words.errors and not self.words.data:
            refuse(self.words, t("questions.words_missing"))
        if self.last_used:
            self.not_after_today("last_used")
        return not errors_of(self)

    def answer(self) -> Answer:
        given = self.data
        return Answer(
            given.get("said") or "",
            given["words"],
            tuple(given.get("held") or ()),
            int(given["level"]) if given.get("level") else None,
            given.get("last_used"),
            bool(given.get("complete")),
        )


@pages.post("/openings/<public_id>/candidates/<key>/questions")
def ask_of(public_id: str, key: str) -> ResponseReturnValue:
    """Put one open question of the match to her."""
    opening = openings.by_public_id(db.session, public_id) or abort(404)
    candidate = candidates.by_public_id(db.session, key) or abort(404)
    weighing = read_weights(request.args)
    about = request.form.get("about", "")
    try:
        ask(db.session, opening, candidate, signed_in_user(), about, today(), weighing.applied)
    except Refused:
        return error_page(409, "no_question", cause=about)
    query: dict[str, Any] = weighing.query
    return redirect(url_for("matches.show", public_id=public_id, key=key, **query, _anchor="ask"), 303)


@pages.route("/me/questions/<public_id>", methods=["GET", "POST"])
def answer(public_id: str) -> ResponseReturnValue:
    """Her own page of it, which afterwards says what she answered."""
    put = find_put(public_id)
    return answer_page(put, url_for("questions.answer", public_id=public_id))


@pages.route("/questions/<public_id>", methods=["GET", "POST"])
def record(public_id: str) -> ResponseReturnValue:
    """What she said on the telephone, written down for her."""
    put = find_put(public_id)
    opening, candidate = about_whom(put)
    return answer_page(
        put, url_for("matches.show", public_id=opening.public_id, key=candidate.public_id, _anchor="ask")
    )


def find_put(public_id: str) -> Question:
    """A question put to a candidate; what a facility asks is none."""
    put = questions.by_public_id(db.session, public_id)
    return put if put and put.asked_of == "candidate" and put.opening_id else abort(404)


def about_whom(put: Question) -> tuple[Opening, Candidate]:
    return db.session.get_one(Opening, put.opening_id), db.session.get_one(Candidate, put.candidate_id)


def answer_page(put: Question, then: str) -> ResponseReturnValue:
    """The form, what it was answered before, or, once the answer is kept, the page it leads to."""
    user, form = signed_in_user(), AnswerForm(put.about)
    errors: list[tuple[str, object]] = []
    status = 200
    if form.is_submitted():
        if form.validate():
            try:
                give_answer(db.session, put, user, form.answer(), today())
                return redirect(then, 303)
            except Refused as refused:
                errors, status = [("errors", refused.sentence)], 409
        else:
            errors, status = [*errors_of(form)], 422
    opening, candidate = about_whom(put)
    people = users.named(db.session, {one for one in (put.asked_by, put.answered_by) if one})
    page = render_template(
        "questions/answer.html",
        put=put,
        form=form,
        errors=errors,
        opening=opening,
        candidate=candidate,
        name=name_of(db.session, candidate),
        hers=user.candidate_id == candidate.id,
        people=people,
    )
    return page, status
