"""A facility's own pages: its openings by status with what waits for an answer, and one opening of its own."""

from __future__ import annotations

from flask import Blueprint, abort, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_security import current_user

from models import opening as openings
from models import submission as submissions
from models.opening import STATUSES, Opening
from web.auth import signed_in_user
from web.config import today
from web.db import db
from web.permissions import allowed
from web.reach import own_sites
from web.services.desk import list_sent, show_desk
from web.services.facility import place_words
from web.services.favourite import list_kept
from web.services.left import who_is_left
from web.services.opening import MOVES, read_facts
from web.services.posting import checks, lay_out, posting_of
from web.services.requirement import describe_opening

pages = Blueprint("desk", __name__, url_prefix="/desk")

#: What the page can be asked to show; the first is what it shows.
SHOWN = ("live", *STATUSES, "all")


@pages.before_app_request
def count_for_the_head() -> None:
    """Who waits for an answer, for the navigation of every page."""
    endpoint = request.endpoint or "static"
    if "static" in endpoint or not current_user.is_authenticated or current_user.role != "facility":
        return
    if allowed(endpoint, "facility"):
        sites = own_sites(db.session, signed_in_user())
        waiting = submissions.count_unanswered(db.session, [site.id for site in sites])
        g.navigation_counts = {"desk.show": waiting} if waiting else {}


@pages.get("")
def show() -> ResponseReturnValue:
    status = request.args.get("status", "live")
    desk = show_desk(db.session, own_sites(db.session, signed_in_user()))
    if status not in SHOWN:
        status = "live"
    counts = {name: sum(len(rows) for _, rows in desk.with_status(name)) for name in SHOWN}
    kept = list_kept(db.session, [site for site, _ in desk.sites], signed_in_user())
    page = {"favourites": kept, "desk": desk, "status": status, "counts": counts, "shown": desk.with_status(status)}
    return render_template("desk/show.html", **page, place_words=place_words)


@pages.get("/openings/<public_id>")
def opening(public_id: str) -> ResponseReturnValue:
    session, day = db.session, today()
    one: Opening = openings.by_public_id(session, public_id) or abort(404)
    passages = lay_out(session, one, day)
    return render_template(
        "desk/opening.html",
        opening=one,
        passages=passages,
        posting=posting_of(session, one),
        broader=[asked for asked in describe_opening(session, one, day) if not asked.own or asked.row.relaxes_id],
        facts=read_facts(one),
        left=who_is_left(session, one, day),
        checks=checks(one, passages),
        people=list_sent(session, one, signed_in_user()),
        taken_back=submissions.count_taken_back(session, one.id),
        moves=MOVES[one.status],
        over=one.is_over(day),
    )
