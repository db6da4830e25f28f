"""Two to four people of an opening's list, side by side."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from models import opening as openings
from web.auth import signed_in_user
from web.config import today
from web.db import db
from web.services.comparison import FEWEST, MOST, compare
from web.services.ranking import rank_opening
from web.services.weighing import read_weights
from web.words import t

pages = Blueprint("comparisons", __name__)


@pages.get("/openings/<public_id>/compare")
def show(public_id: str) -> ResponseReturnValue:
    """`?who=` once a person, by public id; who is named twice stands once. In the order of the list."""
    opening, day = openings.by_public_id(db.session, public_id) or abort(404), today()
    if opening.is_over(day):  # nobody is ranked for days that are past: the list says so
        return redirect(url_for("openings.show", public_id=public_id))
    chosen = dict.fromkeys(request.args.getlist("who"))
    if not FEWEST <= len(chosen) <= MOST:
        words = t("comparisons.number", n=len(chosen)) if chosen else t("comparisons.nobody")
        return render_template("comparisons/wrong.html", opening=opening, errors=[("errors", words)]), (
            422 if chosen else 200  # the bare address is nobody's mistake
        )
    weighing = read_weights(request.args)
    ranked = rank_opening(db.session, opening, day, weighing.applied)
    rows = [row for row in (*ranked.rows, *ranked.blocked) if row.candidate in chosen]
    if len(rows) < len(chosen):
        abort(404)
    return render_template(
        "comparisons/show.html",
        opening=opening,
        found=compare(db.session, opening, ranked, rows, signed_in_user(), weighing.applied),
        begin=ranked.requirements.begin or day,
        weighing=weighing,
    )
