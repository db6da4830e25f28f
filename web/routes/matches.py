"""One person for one opening: may she, how well, why, and what is decided."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models import candidate as candidates
from models import document as documents
from models import opening as openings
from models.candidate import Candidate
from models.opening import Opening
from web.auth import signed_in_user
from web.config import today
from web.db import db
from web.errors import error_page
from web.services.blocked import sentences
from web.services.change import steps
from web.services.decision import Refused, decide, offered_reasons
from web.services.decision import show as shown_as
from web.services.do_not_return import standing_at
from web.services.match_page import (
    asked_rows,
    history,
    needs,
    neighbours,
    questions,
    quoted,
    rest_of,
    told_tasks,
    verdict,
)
from web.services.note import read_log
from web.services.overlap import overlap_words
from web.services.put_forward import find
from web.services.question import read_asking
from web.services.ranked_page import describe
from web.services.ranking import rank_opening
from web.services.weighing import read_weights

pages = Blueprint("matches", __name__, url_prefix="/openings/<public_id>/candidates")


@pages.get("/<key>")
def show(public_id: str, key: str) -> ResponseReturnValue:
    return show_match(*find_both(public_id, key))


@pages.post("/<key>")
def decide_on(public_id: str, key: str) -> ResponseReturnValue:
    """One decision from this page. Refused: the fresh page with what was filled in, and what is wrong or has changed."""
    opening, candidate = find_both(public_id, key)
    form = request.form
    weighing = read_weights(request.args)
    try:
        decide(
            db.session, opening, candidate, signed_in_user(), today(), form.get("shown", ""), form.get("verdict", ""),
            form.get("reason", ""), form.get("words", ""), weighing.applied,
        )  # fmt: skip
    except Refused as refused:
        return show_match(opening, candidate, refused)
    query: dict[str, Any] = weighing.query
    return redirect(url_for("matches.show", public_id=public_id, key=key, **query, _anchor="decide"), 303)


def find_both(public_id: str, key: str) -> tuple[Opening, Candidate]:
    opening = openings.by_public_id(db.session, public_id) or abort(404)
    return opening, candidates.by_public_id(db.session, key) or abort(404)


def show_match(opening: Opening, candidate: Candidate, refused: Refused | None = None) -> ResponseReturnValue:
    user, day = signed_in_user(), today()
    weighing = read_weights(request.args)
    ranked = rank_opening(db.session, opening, day, weighing.applied)
    row = ranked.find(candidate.public_id)
    if row is None:  # over: the list says so, and a decision sent from an older page is refused
        if not opening.is_over(day):
            abort(404)
        return error_page(409, "over") if refused else redirect(url_for("openings.show", public_id=opening.public_id))
    person = describe(db.session, opening, ranked, [row], user, weighing.applied)[0]
    judged = row.eligibility
    rows = (judged.role, *judged.requirements)
    kept = documents.of_candidate(db.session, candidate.id)
    parts = person.match.parts if person.match else ()
    now_open = questions(judged, parts)
    before, after = neighbours(db.session, ranked, row.candidate)
    page: dict[str, Any] = {
        "opening": opening,
        "ranked": ranked,
        "person": person,
        "judged": judged,
        "verdict": verdict(ranked, row),
        "asked": asked_rows(db.session, ranked, rows, candidate.id),
        "needs": needs(row),
        "blocking": sentences(row),
        "tasks": told_tasks(judged.tasks),
        "parts": {quote.part.name: quote for quote in quoted(parts, kept)},
        "rest": rest_of(parts),
        "questions": now_open,
        "asking": read_asking(db.session, opening, candidate, ranked, row, now_open, weighing.applied),
        "changes": steps(ranked, row, weighing.applied),
        "forward": find(db.session, opening, candidate),
        "overlaps": overlap_words(db.session, opening, candidate, person.name),
        "log": read_log(db.session, candidate, opening),
        "events": history(db.session, opening, user, candidate.id, kept),
        "bars": standing_at(db.session, opening.facility, candidate, user),
        "before": before,
        "after": after,
        "begin": ranked.requirements.begin or day,
        "scored": not ranked.rows or ranked.rows[0].fit is not None,
        "weighing": weighing,
        "main_reasons": offered_reasons(),
        "shown": shown_as(ranked, [row], weighing.applied).token,
    }
    if refused is None:
        return render_template("matches/show.html", **page)
    page |= {"refused": refused, "values": request.form, "errors": [(refused.field or "errors", refused.sentence)]}
    page["field_errors"] = {refused.field: refused.sentence} if refused.field else {}
    return render_template("matches/show.html", **page), 422 if refused.field else 409
