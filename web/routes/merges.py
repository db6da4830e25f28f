"""Two records that may be one person's, side by side; merged by a person, and undone."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from models import candidate as candidates
from models.base import now
from models.candidate import Candidate
from web.auth import signed_in_user
from web.config import today
from web.db import db
from web.services.candidate import find_candidate
from web.services.merge import last_merge, merge, plan, undo
from web.services.merge_page import compare, signing_in
from web.services.refusal import Refused
from web.services.same_person import apart_from, say_two, take_back_two, why_same

pages = Blueprint("merges", __name__, url_prefix="/candidates/<public_id>/same")


def found(public_id: str) -> Candidate:
    return find_candidate(db.session, public_id) or abort(404)


def found_beside(kept: Candidate, other: str) -> Candidate:
    gone = found(other)
    return gone if gone.id != kept.id else abort(404)


@pages.route("/<other>", methods=["GET", "POST"])
def show(public_id: str, other: str) -> ResponseReturnValue:
    kept, form, errors = found(public_id), FlaskForm(), []
    gone = candidates.by_public_id(db.session, other)
    if gone and gone.merged_into == kept.id:  # sent twice
        return redirect(url_for("candidates.show", public_id=public_id), 303)
    gone = found_beside(kept, other)
    if form.validate_on_submit():
        try:
            merge(db.session, kept, gone, signed_in_user())
            return redirect(url_for("candidates.show", public_id=public_id), 303)
        except Refused as refused:
            errors = [(refused.field, refused.sentence)]
    page = render_template(
        "merges/show.html",
        kept=kept,
        gone=gone,
        sides=compare(db.session, kept, gone, today()),
        plan=plan(db.session, kept, gone),
        signing_in=signing_in(db.session, kept, gone),
        why=why_same(db.session, kept, gone),
        apart=next((said for said in apart_from(db.session, kept) if said.candidate is gone), None),
        errors=errors,
    )
    return page, 422 if errors else 200


@pages.post("/<other>/two")
def part(public_id: str, other: str) -> ResponseReturnValue:
    """They are two people."""
    kept = found(public_id)
    say_two(db.session, kept, found_beside(kept, other), signed_in_user())
    return redirect(url_for("candidates.show", public_id=public_id), 303)


@pages.post("/<other>/two/undo")
def join_again(public_id: str, other: str) -> ResponseReturnValue:
    """They may be one person after all: back to the page that asks."""
    kept = found(public_id)
    take_back_two(db.session, kept, found_beside(kept, other))
    return redirect(url_for("merges.show", public_id=public_id, other=other), 303)


@pages.post("/undo")
def undo_last(public_id: str) -> ResponseReturnValue:
    """Sent twice, it finds nothing to undo and leads to the same page."""
    kept = found(public_id)
    if standing := last_merge(db.session, kept):
        undo(db.session, standing[0], signed_in_user(), now())
    return redirect(url_for("candidates.show", public_id=public_id), 303)
