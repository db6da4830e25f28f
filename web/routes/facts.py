"""Facts of a candidate by hand: added, changed, removed, one at a time; a section closed with "that is all"."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request
from flask.typing import ResponseReturnValue

from matcher.domain import SECTIONS
from models import fact as facts
from models.candidate import Candidate
from models.fact import Fact
from web.auth import signed_in_user
from web.db import db
from web.errors import abort_gone, error_page
from web.fact_forms import FORMS, HINTS, FactForm
from web.forms import changes_since, errors_of, refuse, shown
from web.reader import record_address
from web.services.candidate import find_candidate, name_of
from web.services.fact import (
    SECTION_OF,
    TABLES,
    add_fact,
    close_section,
    confirm_fact,
    find_same,
    open_section,
    remove_fact,
    say,
    write_fact,
)
from web.words import t

pages = Blueprint("facts", __name__, url_prefix="/candidates/<public_id>")


def found(public_id: str) -> Candidate:
    return find_candidate(db.session, public_id) or abort(404)


def find_form(kind: str) -> type[FactForm]:
    return FORMS[kind] if kind in TABLES else abort(404)


@pages.route("/facts/<kind>/new", methods=["GET", "POST"])
def add(public_id: str, kind: str) -> ResponseReturnValue:
    candidate, form = found(public_id), find_form(kind)()
    if form.validate_on_submit():
        same = find_same(db.session, candidate, kind, form.values())
        if same is not None and same.standing != "rejected":
            refuse(next(iter(form)), t("facts.have_already", what=say(kind, same).title))
            return show_form(candidate, kind, form, errors_of(form), 422)
        add_fact(db.session, candidate, kind, form.values(), signed_in_user().id)
        return back_to(public_id, kind)
    return show_form(candidate, kind, form, errors_of(form), 422 if form.is_submitted() else 200)


@pages.route("/facts/<kind>/<int:fact>", methods=["GET", "POST"])
def edit(public_id: str, kind: str, fact: int) -> ResponseReturnValue:
    candidate, make = found(public_id), find_form(kind)
    row = find_fact(candidate, kind, fact)
    fresh = make(formdata=None, obj=row)
    if request.method == "GET":
        return show_form(candidate, kind, fresh, [], 200, row, fresh)
    form = make()
    if not form.validate():
        return show_form(candidate, kind, form, errors_of(form), 422, row, fresh)
    if changed := changes_since(request.form.get("seen", ""), fresh):
        return show_form(candidate, kind, form, changed, 409, row, fresh)
    if same := find_same(db.session, candidate, kind, form.values(), row):
        refuse(next(iter(form)), t("facts.have_already", what=say(kind, same).title))
        return show_form(candidate, kind, form, errors_of(form), 422, row, fresh)
    write_fact(db.session, row, form.values(), signed_in_user().id)
    return back_to(public_id, kind)


@pages.post("/facts/<kind>/<int:fact>/remove")
def remove(public_id: str, kind: str, fact: int) -> ResponseReturnValue:
    candidate = found(public_id)
    find_form(kind)
    remove_fact(db.session, find_fact(candidate, kind, fact), signed_in_user().id)
    return back_to(public_id, kind)


@pages.post("/facts/<kind>/<int:fact>/confirm")
def confirm(public_id: str, kind: str, fact: int) -> ResponseReturnValue:
    """Somebody says a proposal is right as it stands."""
    candidate = found(public_id)
    find_form(kind)
    confirm_fact(db.session, find_fact(candidate, kind, fact), signed_in_user().id)
    return back_to(public_id, kind)


@pages.post("/sections/<section>")
def close(public_id: str, section: str) -> ResponseReturnValue:
    """closed=1: that is all. closed, empty: there may be more. Anything else is no answer."""
    candidate, closed = found(public_id), request.form.get("closed")
    if section not in SECTIONS:
        abort(404)
    if closed not in ("1", ""):
        return error_page(422, "section")
    if closed:
        close_section(db.session, candidate, section, signed_in_user().id)
    else:
        open_section(db.session, candidate, section)
    return redirect(record_address(public_id, _anchor=f"section-{section}"), 303)


def find_fact(candidate: Candidate, kind: str, fact: int) -> Fact:
    """The fact where it stands. 409 for what is sent about one that was removed meanwhile."""
    if row := facts.find(db.session, TABLES[kind], candidate.id, fact):
        return row
    removed = request.method == "POST" and facts.find(db.session, TABLES[kind], candidate.id, fact, removed=True)
    return abort_gone() if removed else abort(404)


def back_to(public_id: str, kind: str) -> ResponseReturnValue:
    return redirect(record_address(public_id, _anchor=f"section-{SECTION_OF[kind]}"), 303)


def show_form(
    candidate: Candidate,
    kind: str,
    form: FactForm,
    errors: list[tuple[str, str]],
    status: int,
    row: Fact | None = None,
    fresh: FactForm | None = None,
) -> ResponseReturnValue:
    page = render_template(
        "facts/edit.html",
        candidate=candidate,
        name=name_of(db.session, candidate),
        kind=kind,
        form=form,
        errors=errors,
        stale=status == 409,
        row=row,
        said=say(kind, row) if row else None,
        seen=shown(fresh) if fresh else "",
        hints=HINTS,
    )
    return page, status
