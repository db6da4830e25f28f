"""The list of openings, and one opening with everybody ranked for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from matcher import vocabulary
from matcher.features import WEIGHTS
from matcher.shortlist import Ranked, Row
from models import candidate as candidates
from models import opening as openings
from models import shortlist as shortlists
from models import user as users
from models.decision import VERDICTS
from models.opening import STATUSES, Opening
from models.user import VIEWS
from web.auth import signed_in_user
from web.config import today
from web.db import db
from web.forms import page_number
from web.services import blocked as blocked_people
from web.services.cards import musts
from web.services.decision import Refused, decide, offered_reasons
from web.services.decision import show as shown_as
from web.services.opening_list import list_openings
from web.services.ranked_page import (
    PAGE,
    UNDECIDED,
    WITHIN,
    Filters,
    choices,
    decided,
    describe,
    law_of,
    list_page,
    near_misses,
    passing,
    widened,
)
from web.services.ranking import explain_rows, load_people, rank_opening
from web.services.weighing import read_weights
from web.words import away, interval, length, listed, pay, plain_day, t

pages = Blueprint("openings", __name__, url_prefix="/openings")

LANES = ("eligible", "eligible-if", "not-reviewed")
BLOCKED_PAGE = 20
FILTERS = ("within", "credential", "language", "system", "decision")
ASKED = frozenset({"lane", "page", "decide", "reason", *FILTERS, *(f"w_{part}" for part in WEIGHTS)})


@pages.get("")
def index() -> ResponseReturnValue:
    """`?status=`, and `?mine=1` for those of the one who reads."""
    status, mine = request.args.get("status", "open"), bool(request.args.get("mine"))
    everybodys = list_openings(db.session)
    own = [row for row in everybodys if row.opening.owner_id == signed_in_user().id]
    rows = own if mine else everybodys
    if status not in (*STATUSES, "all"):
        status = "open"
    counts = {name: sum(row.opening.status == name for row in rows) for name in STATUSES}
    listed = [row for row in rows if status in ("all", row.opening.status)]
    recruiters = users.named(db.session, {row.opening.owner_id for row in listed if row.opening.owner_id})
    return render_template(
        "openings/index.html",
        rows=listed,
        status=status,
        counts=counts,
        total=len(rows),
        mine=mine,
        own=sum(status in ("all", row.opening.status) for row in own),
        recruiters=recruiters,
    )


@pages.get("/<public_id>")
def show(public_id: str) -> ResponseReturnValue:
    return show_list(find_opening(public_id))


@pages.post("/<public_id>/decide")
def decide_on(public_id: str) -> ResponseReturnValue:
    """One decision from the list. Refused: the fresh list with what was filled in, and what is wrong or has changed."""
    opening = find_opening(public_id)
    form, user = request.form, signed_in_user()
    key = form.get("candidate", "")
    candidate = candidates.by_public_id(db.session, key) or abort(404)
    weighing = read_weights(request.args)
    try:
        decide(
            db.session, opening, candidate, user, today(), form.get("shown", ""), form.get("verdict", ""),
            form.get("reason", ""), form.get("words", ""), weighing.applied,
        )  # fmt: skip
    except Refused as refused:
        return show_list(opening, key, refused)
    return redirect(url_for("openings.show", public_id=public_id, **kept("decide"), _anchor=f"p-{key}"), 303)


@pages.post("/view")
def view() -> ResponseReturnValue:
    """Which view this person reads lists in, kept with the user."""
    chosen, back = request.form.get("view"), request.form.get("back", "")
    if chosen not in VIEWS:
        abort(400)
    signed_in_user().view = chosen
    opening = find_opening(back)
    return redirect(url_for("openings.show", public_id=opening.public_id, **kept("decide", "page")), 303)


def find_opening(public_id: str) -> Opening:
    return openings.by_public_id(db.session, public_id) or abort(404)


def show_list(opening: Opening, deciding: str | None = None, refused: Refused | None = None) -> ResponseReturnValue:
    """The page as its address says, with the decide panel open for one person where asked."""
    user, day, asked = signed_in_user(), today(), request.args
    weighing = read_weights(asked)
    ranked = rank_opening(db.session, opening, day, weighing.applied)
    filters = read_filters(asked)
    lane = asked.get("lane", "all")
    if lane not in ("all", "blocked", *LANES):
        lane = "all"
    ids = load_people(db.session).ids
    made = decided(db.session, opening, user)
    verdicts = {key: made[i].verdict for key, i in ids.items() if i in made}
    page: dict[str, Any] = {
        "opening": opening,
        "ranked": ranked,
        "lane": lane,
        "lanes": lane_items(opening, ranked, lane),
        "filters": filters,
        "choices": choices(ranked),
        "within": WITHIN,
        "verdicts": (UNDECIDED, *VERDICTS),
        "weighing": weighing,
        "law": law_of(ranked),
        "reasons": blocked_people.reasons(ranked.blocked),
        "scored": not ranked.rows or ranked.rows[0].fit is not None,
        "begin": ranked.requirements.begin or day,
        "barred": describe(db.session, opening, ranked, barred_since(ranked, verdicts), user),
        "lead": where(opening),
        "state": state_name(opening),
        "facts_line": facts_line(opening, ranked),
        "frozen": shortlists.of_opening(db.session, opening.id),
        "here": address(opening),
        "kept": kept,
        "view": user.view,
    }
    errors: list[tuple[str, object]] = list(weighing.errors)
    status = 422 if weighing.errors else 200
    if refused:
        errors.append((refused.field or "errors", refused.sentence))
        status = 422 if refused.field else 409
        page |= {"refused": refused, "values": request.form}
        page["field_errors"] = {refused.field: refused.sentence} if refused.field else {}
    page["errors"] = errors
    if lane == "blocked":
        return render_template("openings/show.html", **page, **blocked_page(opening, ranked)), status
    rows = [row for row in passing(ranked, filters, verdicts) if lane in ("all", row.eligibility.lane)]
    size = PAGE[user.view]
    listing = list_page(db.session, opening, ranked, rows, page_number(asked.get("page")), size, user, weighing.applied)
    deciding = deciding or asked.get("decide")
    if weighing.applied and rows:
        page["suggested_parts"] = explain_rows(ranked, listing.rows[:1])[0].parts
        page["unweighted"] = {f"w_{part}": None for part in weighing.typed} | {"page": None, "decide": None}
    page |= {
        "listing": listing,
        "deciding": deciding,
        "main_reasons": offered_reasons(),
        "shown": shown_as(ranked, listing.rows, weighing.applied).token if deciding else "",
    }
    if not rows and filters.on == 0 and lane != "all":
        nearest = near_misses(ranked) if lane == "eligible" else None
        page["nearest"] = nearest
        if nearest:
            page["near_people"] = describe(db.session, opening, ranked, nearest.rows, user, weighing.applied)
    elif not rows and filters.on:
        page["widened"] = widened(ranked, filters, verdicts)
    return render_template("openings/show.html", **page), status


def barred_since(ranked: Ranked, verdicts: Mapping[str, str]) -> list[Row]:
    """Who was put forward before the facility said that it will not have them again."""
    barred = [row for row in ranked.blocked if row.eligibility.barred]
    return [row for row in barred if verdicts.get(row.candidate) == "put-forward"]


def state_name(opening: Opening) -> str:
    state = opening.facility.state
    return vocabulary.load().get("state", state).label if state else ""


def where(opening: Opening) -> Markup:
    """Quill Harbor Skin Clinic, Saltmarsh, New Jersey. Specialty practice, onsite supervision."""
    at = opening.facility
    place = ", ".join(part for part in (at.name, at.city, state_name(opening)) if part)
    terms = vocabulary.load()
    kind = terms.get("setting", at.setting).label if at.setting else ""
    how = t("openings.supervised", how=opening.supervision.replace("_", " ")) if opening.supervision else ""
    return t("openings.where", place=place, kind=kind, how=how) if kind else t("openings.where_plain", place=place)


def facts_line(opening: Opening, ranked: Ranked) -> list[tuple[Markup, Markup]]:
    """(label, value) of what the head of the page says in one line."""
    terms, said = vocabulary.load(), t("openings.not_said")
    shifts = [terms.get("shift", slug).label for slug in opening.shifts]
    assignment = said
    if opening.begin and opening.end:
        days = length(opening.begin, opening.end)
        assignment = t("openings.assignment", interval=interval(opening.begin, opening.end), length=days)
    elif opening.begin:
        assignment = interval(opening.begin, None)
    line = [
        ("assignment", assignment),
        ("shift", listed(shifts) or said),
        ("pay", pay(opening.pay_from, opening.pay_to, opening.pay_unit)),
        ("positions", Markup("{}").format(opening.positions)),
        ("submit", submit_words(opening) or said),
        ("must", Markup("; ").join(musts(ranked.requirements, ranked.as_of)) or said),
    ]
    if opening.status != "open":
        line.insert(0, ("status", t(f"openings.status.{opening.status}")))
    return [(t(f"openings.fact_{name}"), value) for name, value in line]


def submit_words(opening: Opening) -> Markup:
    if opening.submit_by is None:
        return Markup("")
    on = plain_day(opening.submit_by, year=False, weekday=True)
    return t("openings.submit", day=on, away=away(opening.submit_by, today()))


def blocked_page(opening: Opening, ranked: Ranked) -> dict[str, Any]:
    """Who is blocked, for one reason or for any, by name."""
    user, key = signed_in_user(), request.args.get("reason", "")
    rows = blocked_people.behind(ranked.blocked, key) if key else list(ranked.blocked)
    people = sorted(describe(db.session, opening, ranked, rows, user), key=lambda person: person.name.casefold())
    number = min(page_number(request.args.get("page")), max(1, -(-len(people) // BLOCKED_PAGE)))
    start = (number - 1) * BLOCKED_PAGE
    chosen = next((reason for reason in blocked_people.reasons(ranked.blocked) if reason.key == key), None)
    return {
        "people": people[start : start + BLOCKED_PAGE],
        "start": start + 1,
        "of": len(people),
        "number": number,
        "reason": chosen,
        "blocked_sentences": blocked_people.sentences,
        "listing": None,
    }


def lane_items(opening: Opening, ranked: Ranked, lane: str) -> list[tuple[str, int, str]]:
    """(lane, people, address) for the navigation; a filter never changes these counts."""
    keep = kept("lane", "page", "decide", "reason")
    items = [("all", len(ranked.rows)), *((name, ranked.counts[name]) for name in (*LANES, "blocked"))]
    return [
        (
            name,
            count,
            url_for("openings.show", public_id=opening.public_id, **keep, lane=None if name == "all" else name),
        )
        for name, count in items
    ]


def address(opening: Opening) -> Any:
    """The address of this list with some of its arguments changed: here(page=2), here(decide=None)."""

    def here(endpoint: str = "openings.show", _anchor: str | None = None, **changed: object) -> str:
        asked: dict[str, Any] = {n: v for n, v in {**kept(), **changed}.items() if v not in (None, "")}
        return url_for(endpoint, public_id=opening.public_id, _anchor=_anchor, **asked)

    return here


def kept(*without: str) -> dict[str, Any]:
    """What this address asks of the list, some of it left out; what the list does not know goes no further."""
    return {name: value for name, value in request.args.items() if name in ASKED and name not in without}


def read_filters(asked: Mapping[str, str]) -> Filters:
    """The filters of an address; what is no filter of ours hides nobody."""
    within = asked.get("within", "")
    decision, known = asked.get("decision"), vocabulary.load()

    def named(filter: str) -> str | None:
        slug = asked.get(filter, "")
        there = slug in known.credential_types if filter == "credential" else known.has(filter, slug)
        return slug if there else None

    return Filters(
        int(within) if within.isdecimal() and len(within) < 6 and 0 < int(within) <= 10_000 else None,
        named("credential"),
        named("language"),
        named("system"),
        decision if decision in (UNDECIDED, *VERDICTS) else None,
    )
