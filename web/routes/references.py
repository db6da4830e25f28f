"""Who can vouch for a candidate: named, changed and taken away by herself; asked by the agency, whose alone the words are."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from models import reference as references
from models.candidate import Candidate
from models.reference import Reference
from web.auth import signed_in_user
from web.db import db
from web.forms import EmailLine, Line, PhoneLine, changes_since, errors_of, refuse, shown
from web.reach import own_candidate
from web.services.candidate import find_candidate, name_of
from web.services.reference import add_reference, change_reference, record_words, remove_reference
from web.services.refusal import Refused
from web.words import t

pages = Blueprint("references", __name__)


class ReferenceForm(FlaskForm):
    name = Line(t("references.name"), 200, missing=t("references.name_missing"))
    relation = Line(t("references.relation"), 200)
    employer = Line(t("references.employer"), 200)
    phone = PhoneLine(t("references.phone"))
    email = EmailLine(t("references.email"))

    def validate(self, extra_validators: object = None) -> bool:
        super().validate(extra_validators)
        if not (self.phone.data or self.email.data or errors_of(self)):
            refuse(self.phone, t("references.reach_missing"))
        return not errors_of(self)

    def values(self) -> dict[str, str]:
        return {name: value or "" for name, value in self.data.items() if name != "csrf_token"}


class WordsForm(FlaskForm):
    words = Line(t("references.words"), 4000, missing=t("references.words_missing"), many_lines=True)


def mine() -> Candidate:
    return own_candidate(db.session, signed_in_user()) or abort(404)


def find_reference(candidate: Candidate, public_id: str) -> Reference:
    return references.find_of(db.session, candidate.id, public_id) or abort(404)


@pages.get("/me/references")
def index() -> ResponseReturnValue:
    return render_template("references/index.html", references=references.of_candidate(db.session, mine().id))


@pages.route("/me/references/new", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    candidate, form = mine(), ReferenceForm()
    if form.validate_on_submit():
        add_reference(db.session, candidate, form.values())
        return redirect(url_for("references.index"), 303)
    return show_form(form, errors_of(form), 422 if form.is_submitted() else 200)


@pages.route("/me/references/<reference>", methods=["GET", "POST"])
def edit(reference: str) -> ResponseReturnValue:
    row = find_reference(mine(), reference)
    fresh = ReferenceForm(formdata=None, obj=row)
    if request.method == "GET":
        return show_form(fresh, [], 200, row, fresh)
    form = ReferenceForm()
    if not form.validate():
        return show_form(form, errors_of(form), 422, row, fresh)
    if changed := changes_since(request.form.get("seen", ""), fresh):
        return show_form(form, changed, 409, row, fresh)
    try:
        change_reference(db.session, row, form.values())
    except Refused as refused:
        refuse(form[refused.field], refused.sentence)
        return show_form(form, errors_of(form), 422, row, fresh)
    return redirect(url_for("references.index"), 303)


@pages.post("/me/references/<reference>/remove")
def remove(reference: str) -> ResponseReturnValue:
    remove_reference(db.session, find_reference(mine(), reference))
    return redirect(url_for("references.index"), 303)


@pages.route("/candidates/<public_id>/references/<reference>", methods=["GET", "POST"])
def ask(public_id: str, reference: str) -> ResponseReturnValue:
    """What the reference said, kept by who asked."""
    candidate = find_candidate(db.session, public_id) or abort(404)
    row = find_reference(candidate, reference)
    form = WordsForm(obj=row)
    if form.validate_on_submit():
        record_words(db.session, row, form.words.data, signed_in_user())
        return redirect(url_for("candidates.show", public_id=public_id, _anchor="references"), 303)
    page = render_template(
        "references/ask.html",
        form=form,
        errors=errors_of(form),
        candidate=candidate,
        name=name_of(db.session, candidate),
        reference=row,
    )
    return page, 422 if form.is_submitted() else 200


def show_form(
    form: ReferenceForm,
    errors: list[tuple[str, str]],
    status: int,
    row: Reference | None = None,
    fresh: ReferenceForm | None = None,
) -> ResponseReturnValue:
    page = render_template(
        "references/edit.html",
        form=form,
        errors=errors,
        row=row,
        stale=status == 409,
        seen=shown(fresh) if fresh else "",
    )
    return page, status
