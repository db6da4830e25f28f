"""The recruiter's first page: what lapses, what waits, what is new."""

from __future__ import annotations

from datetime import date, timedelta

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_security import current_user
from markupsafe import Markup

from models.opening import Opening
from web.auth import signed_in_user
from web.config import today
from web.db import db
from web.permissions import allowed
from web.services.today import SOON, WINDOWS, Today, count_waiting, is_urgent, show_today
from web.words import DAYS, long_day, plain_day, t

pages = Blueprint("today", __name__)

SHOWN = 6  # rows of a section before the rest is behind a link
UNCOUNTED = frozenset({"static", "bootstrap.static", "health.alive", "health.ready", "session.sign_in"})


@pages.before_app_request
def count_for_the_head() -> None:
    """What waits, for the navigation of every page."""
    if request.endpoint in UNCOUNTED or not current_user.is_authenticated:
        return
    if allowed("today.show", current_user.role):
        g.navigation_counts = {"today.show": count_waiting(db.session, signed_in_user(), today())}


@pages.get("/")
def show() -> ResponseReturnValue:
    user, day = signed_in_user(), today()
    found = show_today(db.session, user, day)
    asked = request.args.get("within", "")
    within = int(asked) if asked in map(str, WINDOWS) else WINDOWS[-1]
    lapses = [lapse for lapse in found.lapses if lapse.on <= day + timedelta(days=within)]
    every = request.args.get("all")
    return render_template(
        "today/show.html",
        found=found,
        heading=long_day(day),
        lead=lead(found, user.name, day),
        within=within,
        windows=[(days, sum(x.on <= day + timedelta(days=days) for x in found.lapses)) for days in WINDOWS],
        lapses=lapses if every == "lapsing" else lapses[:SHOWN],
        lapses_more=0 if every == "lapsing" else max(0, len(lapses) - SHOWN),
        every=every,
        shown=SHOWN,
        next_lapse=found.lapses[0].on if found.lapses else None,
        is_urgent=is_urgent,
        day_of=day_of,
        since=day - timedelta(days=SOON),
    )


def lead(found: Today, name: str, day: date) -> Markup:
    """The sentence under the date: the worst thing in bold, then what else there is."""
    said = [t("today.hello", name=name.split()[0])] if name.split() else []
    urgent, waits = found.urgent(day), found.waiting
    days = [opening.submit_by for opening, _ in waits.deadlines if opening.submit_by]
    due = [on for on in days if (on - day).days <= 2]
    if len(urgent) == 1:
        on = f"{DAYS[urgent[0].on.weekday()]} {plain_day(urgent[0].on, year=False)}"
        said.append(t("today.worst_lapse", card=urgent[0].card, name=urgent[0].person.name, day=on))
    elif urgent:
        said.append(t("today.worst_lapses", n=len(urgent)))
    elif due:
        over = sum(on < day for on in due)
        said += [t("today.worst_over", n=over)] if over else []
        said += [t("today.worst_due", n=len(due) - over)] if len(due) > over else []
    elif waits.consents:
        said.append(t("today.worst_consent", n=len(waits.consents)))
    else:
        said.append(t("today.nothing_urgent"))
    if waits.consents and (urgent or due):
        said.append(t("today.also_consent", n=len(waits.consents)))
    if waits.deadlines and not due:
        said.append(t("today.also_due", n=len(waits.deadlines)))
    if found.new_openings:
        said.append(t("today.also_new", n=len(found.new_openings)))
    return Markup(" ").join(said)


def day_of(opening: Opening, on: date) -> Markup:
    """Where in the assignment a day falls: day 41 of 91; before the first day; after the last."""
    if opening.begin is None or on < opening.begin:
        return t("today.before_start")
    if opening.end is None:
        return t("today.day_open", n=(on - opening.begin).days + 1)
    if on >= opening.end:
        return t("today.covers")
    return t("today.day_of", n=(on - opening.begin).days + 1, of=(opening.end - opening.begin).days + 1)
