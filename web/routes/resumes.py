"""Resumes: uploaded or pasted, read, and settled item by item beside the lines they were read from."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import HiddenField

from matcher import vocabulary
from matcher.extraction.documents import Unreadable
from matcher.extraction.resume import read_home
from models import document as documents
from models.candidate import Candidate
from models.document import Document
from web.auth import signed_in_user
from web.config import today
from web.db import db, start_writing, writes_late
from web.fact_forms import FORMS, HINTS, FactForm
from web.forms import Line, errors_of, file_name, refuse
from web.reader import record_address
from web.services.candidate import find_candidate, name_of
from web.services.reading import Alike, Brought, Duplicate, Paper, add_resume, import_resume
from web.services.resume import FIRST, SECTIONS, Item, by_line, conflicts, read_items, rest_of, settle_items, unanswered
from web.words import t

pages = Blueprint("resumes", __name__, url_prefix="/candidates")

LONGEST = 1_000_000  # characters of a pasted text
HELD = 1_400_000  # bytes of a file that a page can carry while it asks whose it is


class ResumeForm(FlaskForm):
    file = FileField(t("resumes.file"))
    text = Line(t("resumes.text"), LONGEST, many_lines=True)

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        chosen = bool(self.file.data and self.file.data.filename)
        if chosen and self.text.data:
            refuse(self.file, t("resumes.both"))
        elif not chosen and not self.text.data and not self.text.errors and not self.held_content():
            refuse(self.file, t("resumes.neither"))
        return not errors_of(self)

    def content(self) -> tuple[bytes, str]:
        """(bytes, name) of what was given."""
        if self.text.data:
            return self.text.data.encode(), str(t("resumes.pasted"))
        if not self.file.data and (held := self.held_content()):
            return held
        return self.file.data.read(), file_name(self.file.data) or str(t("resumes.file"))

    def held_content(self) -> tuple[bytes, str] | None:
        """What the page carried meanwhile."""
        return None

    def refuse_content(self, sentence: str) -> None:
        refuse(self.text if self.text.data else self.file, sentence)


class StartForm(ResumeForm):
    name = Line(t("resumes.name"), 200)
    held = HiddenField()
    held_name = HiddenField()

    def hold(self, paper: Paper) -> None:
        """Have the page carry the file, where it is not too large: a browser never fills a chosen file in again."""
        held = not self.text.data and len(paper.content) <= HELD
        self.held.data = base64.b64encode(paper.content).decode() if held else ""
        self.held_name.data = paper.name if held else ""

    def held_content(self) -> tuple[bytes, str] | None:
        try:
            content = base64.b64decode(self.held.data or "", validate=True)
        except (binascii.Error, ValueError):
            return None
        return (content, (self.held_name.data or str(t("resumes.file")))[:255]) if content else None


@pages.route("/from-resume", methods=["GET", "POST"])
@writes_late
def start() -> ResponseReturnValue:
    """A new candidate from a resume. Where somebody who is here may be that person, it is asked first."""
    form = StartForm()
    if form.validate_on_submit():
        try:
            paper = read_first(form)
            candidate, brought = import_resume(
                db.session, paper, signed_in_user().id, form.name.data or "", anyway="anyway" in request.form
            )
        except Unreadable as unreadable:
            form.refuse_content(str(unreadable))
        except Duplicate as duplicate:
            form.hold(paper)
            return show_form(form, None, duplicate.alike)
        else:
            return to_settling(candidate, brought)
    return show_form(form, None)


@pages.route("/<public_id>/resumes/new", methods=["GET", "POST"])
@writes_late
def add(public_id: str) -> ResponseReturnValue:
    candidate, form = found(public_id), ResumeForm()
    if form.validate_on_submit():
        try:
            paper = read_first(form)
            brought = add_resume(db.session, candidate, paper, signed_in_user().id)
        except Unreadable as unreadable:
            form.refuse_content(str(unreadable))
        else:
            return to_settling(candidate, brought)
    return show_form(form, candidate)


@pages.route("/<public_id>/resumes/<document>", methods=["GET", "POST"])
def settle(public_id: str, document: str) -> ResponseReturnValue:
    candidate = found(public_id)
    paper = find_resume(candidate, document)
    items = read_items(db.session, candidate, paper, today())
    if request.method == "GET":
        return show_items(candidate, paper, items, forms=change_forms(items, request.args.getlist("change")))
    posted = request.form
    answers = {key[2:]: answer for key, answer in posted.items() if key.startswith("a-")}
    opened = [item for item in items if answers.get(item.key) == "change"]
    typed = {item.key: form for item in opened if (form := posted_form(item, posted))}
    if (section := posted.get("all")) in SECTIONS:
        answers |= rest_of(items, section, answers)
    wrong = unanswered(items, answers, posted.get("all"))
    wrong += [pair for form in typed.values() if not form.validate() for pair in errors_of(form)]
    forms = change_forms(items, [item.key for item in opened]) | typed
    if wrong:
        return show_items(candidate, paper, items, answers, forms, wrong)
    meanwhile = conflicts(items, seen_of(posted.get("seen", "")), answers)
    if meanwhile:
        return show_items(candidate, paper, items, answers, forms, meanwhile, stale=True)
    values = {key: form.values() for key, form in typed.items()}
    settle_items(db.session, items, answers, values, signed_in_user().id)
    still = [item.key for item in opened if item.key not in typed]
    if still:
        address = url_for("resumes.settle", public_id=public_id, document=document, change=still, _anchor=still[0])
        return redirect(address, 303)
    if section:
        return redirect(
            url_for("resumes.settle", public_id=public_id, document=document, _anchor=f"part-{section}"), 303
        )
    return redirect(record_address(public_id, _anchor="known"), 303)


def read_first(form: ResumeForm) -> Paper:
    """What was given, read before anything is written. Raises Unreadable."""
    paper = Paper(*form.content(), today())
    _ = paper.resume
    start_writing(db.session)
    return paper


def found(public_id: str) -> Candidate:
    return find_candidate(db.session, public_id) or abort(404)


def to_settling(candidate: Candidate, brought: Brought) -> ResponseReturnValue:
    known = "1" if brought.known else None
    document = brought.document.public_id
    return redirect(url_for("resumes.settle", public_id=candidate.public_id, document=document, known=known), 303)


def find_resume(candidate: Candidate, public_id: str) -> Document:
    kept = documents.find_of(db.session, candidate.id, public_id)
    return kept if kept and kept.kind != "card" else abort(404)


def posted_form(item: Item, posted: Mapping[str, str]) -> FactForm | None:
    """The fields below an item as they were posted; None where they were not shown yet."""
    if not any(name.startswith(f"{item.key}-") for name in posted):
        return None
    return FORMS[item.kind](prefix=f"{item.key}-", meta={"csrf": False})


def change_forms(items: list[Item], keys: list[str]) -> dict[str, FactForm]:
    """The fields of the items to be changed, filled from the record."""
    return {
        item.key: FORMS[item.kind](formdata=None, obj=item.row, prefix=f"{item.key}-", meta={"csrf": False})
        for item in items
        if item.key in keys
    }


def seen_of(text: str) -> dict[str, str]:
    """Item -> the standing it was shown with; {} for anything else."""
    try:
        seen = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return {str(key): str(value) for key, value in seen.items()} if isinstance(seen, dict) else {}


def show_form(form: ResumeForm, candidate: Candidate | None, alike: Alike | None = None) -> ResponseReturnValue:
    page = render_template(
        "resumes/add.html",
        form=form,
        errors=errors_of(form),
        candidate=candidate,
        name=name_of(db.session, candidate) if candidate else t("candidates.unnamed"),
        alike=alike,
    )
    return page, 409 if alike else 422 if form.is_submitted() else 200


def show_items(
    candidate: Candidate,
    paper: Document,
    items: list[Item],
    answers: Mapping[str, str] | None = None,
    forms: Mapping[str, FactForm] | None = None,
    errors: list[tuple[str, str]] | None = None,
    stale: bool = False,
) -> ResponseReturnValue:
    chosen = {item.key: (answers or {}).get(item.key) or item.chosen for item in items}
    chosen |= dict.fromkeys(forms or (), "change")
    page = render_template(
        "resumes/settle.html",
        candidate=candidate,
        name=name_of(db.session, candidate),
        document=paper,
        parts=[
            (part, len(here), by_line(here, paper.text))
            for part in (FIRST, *SECTIONS)
            if (here := [item for item in items if item.section == part])
        ],
        total=len(items),
        answered=sum(item.chosen is not None for item in items),
        spans=[span for item in items for span in item.spans],
        chosen=chosen,
        forms=forms or {},
        errors=errors or [],
        stale=stale,
        seen=json.dumps({item.key: item.standing for item in items}),
        hints=HINTS,
        known=request.args.get("known"),
        home=read_home(paper.text, vocabulary.load()) if not (candidate.zip or candidate.home_state) else None,
    )
    return page, 409 if stale else 422 if errors else 200
