"""A posting pasted or uploaded, and what an opening asks settled beside its sentences."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from markupsafe import Markup
from wtforms import FileField

from matcher.extraction.documents import Unreadable
from models import opening as openings
from models.opening import Opening
from web.auth import signed_in_user
from web.config import today
from web.db import db, start_writing, writes_late
from web.errors import error_page
from web.forms import Choice, Line, errors_of, file_name, options, refuse
from web.services.facility import keeper_of, may_post_for
from web.services.lawful import role_and_state
from web.services.left import who_is_left
from web.services.naming import find_name, names, near_names
from web.services.opening import MOVES, read_facts
from web.services.posting import Passage, checks, lay_out, posting_of
from web.services.reading import Paper, import_posting
from web.services.requirement import describe_opening, who_changed
from web.services.settling import add_task
from web.services.settling import settle as settle_answers
from web.shell import opening_address
from web.words import listed, t

pages = Blueprint("postings", __name__)

LONGEST = 1_000_000  # characters of a pasted posting


class PostingForm(FlaskForm):
    facility = Choice(t("postings.facility"), missing=str(t("opening_forms.facility_missing")))
    text = Line(t("postings.text"), LONGEST, many_lines=True)
    file = FileField(t("postings.file"))


@pages.route("/postings/new", methods=["GET", "POST"])
@writes_late
def add() -> ResponseReturnValue:
    places = may_post_for(db.session, signed_in_user())
    form = PostingForm(data={"facility": request.args.get("facility")})
    form.facility.offer(options([(row.public_id, row.name) for row in places], str(t("opening_forms.choose"))))
    if form.validate_on_submit():
        content, name = given_document(form)
        facility = next(row for row in places if row.public_id == form.facility.data)
        try:
            if content is not None:
                paper = Paper(content, name, today())
                _ = paper.posting
                start_writing(db.session)
                opening, brought = import_posting(
                    db.session, facility, paper, signed_in_user().id, keeper_of(db.session, facility, signed_in_user())
                )
                here = url_for("postings.settle", public_id=opening.public_id, known=1 if brought.known else None)
                return redirect(here, 303)
        except Unreadable as unreadable:
            db.session.rollback()
            refuse(form.file if form.file.data else form.text, str(unreadable))
    page = {"form": form, "errors": errors_of(form), "no_facility": not places}
    return render_template("postings/add.html", **page), 422 if form.is_submitted() else 200


def given_document(form: PostingForm) -> tuple[bytes | None, str]:
    """(bytes, name) of the one document given; (None, "") with the reason at its field."""
    file = form.file.data
    uploaded = file is not None and bool(file.filename)
    if uploaded and form.text.data:
        refuse(form.text, t("postings.both"))
    elif uploaded:
        return file.read(), file_name(file) or str(t("postings.file"))
    elif form.text.data:
        return form.text.data.encode(), str(t("postings.pasted"))
    else:
        refuse(form.text, t("postings.neither"))
    return None, ""


@pages.route("/openings/<public_id>/asks", methods=["GET", "POST"])
def settle(public_id: str) -> ResponseReturnValue:
    """What it asks, beside its sentences. Saved as it stands, or published: that confirms what stands."""
    session, day = db.session, today()
    opening = openings.by_public_id(session, public_id) or abort(404)
    passages = lay_out(session, opening, day)
    if request.method == "GET":
        return show(opening, passages)
    given, user = request.form, signed_in_user()
    if given.get("version") != str(opening.version):
        return show(opening, passages, status=409, stale=who_changed(session, opening))
    do = given.get("do", "save")
    if do == "publish" and opening.is_over(day):
        return error_page(409, "over")
    wrong = settle_answers(
        session, opening, passages, given, user, publish=do == "publish" or opening.status != "draft"
    )
    if not wrong and do == "task":
        wrong = take_task(opening, given.get("task", ""))
    if wrong:
        session.rollback()
        return show(opening, passages, wrong, 422)
    return redirect(onward(opening, do), 303)


def take_task(opening: Opening, typed: str) -> list[tuple[str, str]]:
    slug = find_name("skill", typed) if typed.strip() else None
    if slug is None:
        near = near_names("skill", typed)
        hint = t("requirements.near", names=listed(near, "or")) if near else ""
        words = t("postings.task_unknown", typed=typed[:60], near=hint) if typed.strip() else t("postings.task_missing")
        return [("task", str(words))]
    add_task(db.session, opening, slug, 5, signed_in_user())
    return []


def onward(opening: Opening, do: str) -> str:
    """Where a button of the page leads once the answers are kept."""
    if do == "publish":
        return opening_address(opening.public_id)
    if do == "facts":
        return url_for("opening_forms.edit", public_id=opening.public_id)
    if do == "add":
        return url_for("requirements.add", level="opening", where=opening.public_id)
    if do.startswith("r") and do[1:].isdecimal() and len(do) < 12:
        return url_for("requirements.change", number=int(do[1:]))
    return url_for("postings.settle", public_id=opening.public_id)


def show(
    opening: Opening,
    passages: list[Passage],
    wrong: list[tuple[str, str]] | None = None,
    status: int = 200,
    stale: Markup | None = None,
) -> ResponseReturnValue:
    session = db.session
    items = [item for passage in passages for item in (*passage.requirements, *passage.tasks)]
    asked = describe_opening(session, opening, today())
    role, state = role_and_state(opening)
    page: dict[str, Any] = {
        "opening": opening,
        "passages": passages,
        "count": len(items),
        "posting": posting_of(session, opening),
        "broader": [one for one in asked if not one.own or one.row.relaxes_id],
        "left": who_is_left(session, opening, today()),
        "facts": read_facts(opening),
        "checks": checks(opening, passages),
        "skills": names("skill").values(),
        "given": request.form,
        "open_items": [item for item in items if not item.chosen] if opening.status == "draft" else [],
        "law_title": {
            item.key: t("postings.law_no", what=item.words, role=role, state=state) for item in items if item.unlawful
        },
        "errors": wrong or ([("errors", t("form.stale"))] if status == 409 else []),
        "wrong": dict(wrong or []),
        "known": request.args.get("known"),
        "moves": MOVES[opening.status],
    }
    if status == 409:
        page["stale"] = stale or Markup("")
    return render_template("postings/settle.html", **page), status
