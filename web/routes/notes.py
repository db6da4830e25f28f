"""The call log of a candidate: read by the page, and written to from her page and from a match."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from models import opening as openings
from models.candidate import Candidate
from models.note import KINDS
from models.opening import Opening
from web.auth import signed_in_user
from web.db import db
from web.forms import Choice, Line, errors_of, page_number
from web.services.candidate import find_candidate, name_of
from web.services.note import add_note, read_log
from web.words import t

pages = Blueprint("notes", __name__, url_prefix="/candidates/<public_id>/notes")

PAGE = 20
LONGEST = 4000  # characters


class NoteForm(FlaskForm):
    kind = Choice(t("notes.kind"), [(kind, str(t(f"notes.kinds.{kind}"))) for kind in KINDS], t("notes.kind_missing"))
    words = Line(t("notes.words"), LONGEST, t("notes.words_missing"), many_lines=True)


@pages.get("")
def index(public_id: str) -> ResponseReturnValue:
    return show_log(found(public_id), about(), NoteForm(formdata=None))


@pages.post("")
def add(public_id: str) -> ResponseReturnValue:
    """`?opening=`: the opening it is about, whose match with her is then shown again."""
    candidate, opening, form = found(public_id), about(), NoteForm()
    if not form.validate():
        return show_log(candidate, opening, form)
    add_note(db.session, candidate, signed_in_user(), form.kind.data, form.words.data, opening)
    if opening:
        match = url_for("matches.show", public_id=opening.public_id, key=public_id, _anchor="log")
        return redirect(match, 303)
    return redirect(url_for("candidates.show", public_id=public_id, _anchor="log"), 303)


def found(public_id: str) -> Candidate:
    return find_candidate(db.session, public_id) or abort(404)


def about() -> Opening | None:
    """The opening this address names; an unknown one is no address."""
    key = request.args.get("opening", "")
    return (openings.by_public_id(db.session, key) or abort(404)) if key else None


def show_log(candidate: Candidate, opening: Opening | None, form: NoteForm) -> ResponseReturnValue:
    number = page_number(request.args.get("page"))
    log = read_log(db.session, candidate, opening, (number - 1) * PAGE, PAGE)
    if log.total and not log.lines:  # a page beyond the last is the last
        number = -(-log.total // PAGE)
        log = read_log(db.session, candidate, opening, (number - 1) * PAGE, PAGE)
    errors = errors_of(form)
    page = render_template(
        "notes/index.html",
        candidate=candidate,
        name=name_of(db.session, candidate),
        opening=opening,
        form=form,
        errors=errors,
        log=log,
        number=number,
        size=PAGE,
    )
    return page, 422 if errors else 200
