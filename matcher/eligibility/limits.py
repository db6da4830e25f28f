"""Practical limits a person stated: met, ask, or outside. Outside is a question to her, never a block and never points."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator

from matcher.domain import Judged, Pay, Place, Profile, Requirements
from matcher.eligibility.days import Days
from matcher.eligibility.sentences import either, label, lower, on, say, together
from matcher.vocabulary import Vocabulary

EARTH_MILES = 3958.8
HOURS_A_YEAR = 2080


def judge_limits(profile: Profile, opening: Requirements, days: Days, vocabulary: Vocabulary) -> tuple[Judged, ...]:
    """One row for each limit that the person or the opening names: met; unknown (ask); unmet (outside: ask)."""
    return tuple(_rows(profile, opening, days, vocabulary))


def _rows(profile: Profile, opening: Requirements, days: Days, vocabulary: Vocabulary) -> Iterator[Judged]:
    limits = profile.limits
    if opening.shifts or limits.shifts:
        wanted, taken = _names("shift", opening.shifts, vocabulary), _names("shift", limits.shifts, vocabulary)
        yield _row("shift", wanted, taken, bool(opening.shifts & limits.shifts))
    if opening.employment_type or limits.employment_types:
        wanted = _names("employment_type", frozenset(filter(None, (opening.employment_type,))), vocabulary)
        taken = _names("employment_type", limits.employment_types, vocabulary)
        yield _row("employment_type", wanted, taken, opening.employment_type in limits.employment_types)
    if limits.settings:
        wanted = _names("setting", frozenset(filter(None, (opening.setting,))), vocabulary)
        yield _row(
            "setting", wanted, _names("setting", limits.settings, vocabulary), opening.setting in limits.settings
        )
    if limits.pay_floor is not None:
        paid = hourly(opening.pay)
        wanted = say("limits.pay_offered", pay=dollars(paid)) if paid is not None else ""
        yield _row(
            "pay",
            wanted,
            say("limits.pay_taken", pay=dollars(limits.pay_floor)),
            paid is not None and paid >= limits.pay_floor,
        )
    if limits.miles is not None:
        distance = miles(profile.home, opening.place)
        wanted = say("limits.miles_away", miles=f"{distance:,.0f}") if distance is not None else ""
        taken = say("limits.miles_within", miles=limits.miles)
        yield _row("distance", wanted, taken, distance is not None and distance <= limits.miles)
    if limits.available_from or limits.available_until:
        begins, ends = limits.available_from, limits.available_until
        free = together(
            say("limits.from", day=on(begins)) if begins else "", say("limits.until", day=on(ends)) if ends else ""
        )
        inside = (begins is None or begins <= days.start) and (ends is None or ends >= days.last)
        yield _row("dates", say("limits.interval", begin=on(days.start), end=on(days.last)), free, inside)


@functools.cache
def _names(kind: str, slugs: frozenset[str], vocabulary: Vocabulary) -> str:
    return either(lower(label(slug, vocabulary, (kind,))) for slug in sorted(slugs)) if slugs else ""


def _row(limit: str, offered: str, taken: str, inside: bool) -> Judged:
    subject = say(f"limits.{limit}")
    said = {"subject": subject, "offered": offered, "taken": taken}
    if not offered or not taken:
        sentence = say("limits.suits" if offered else "limits.not_said", **said)
        who = say("who.candidate" if offered else "who.facility")
        return Judged(subject, "unknown", sentence, None, "ask", settles=who, offered=offered)
    sentence = say("limits.taken", **said)
    if inside:
        return Judged(subject, "met", sentence, offered=offered)
    wording = together(sentence, say("limits.ask"))
    return Judged(subject, "unmet", wording, None, "ask", settles=say("who.candidate"), offered=offered)


def hourly(pay: Pay) -> int | None:
    """The most that is paid, in cents an hour; None where nothing is said."""
    paid = pay.high if pay.high is not None else pay.low
    return paid if paid is None or pay.unit == "hour" else round(paid / HOURS_A_YEAR)


def dollars(cents: int) -> str:
    return f"${cents / 100:.2f}"


def miles(one: Place, other: Place) -> float | None:
    """Distance along the earth, None where a point is not known."""
    if None in (one.latitude, one.longitude, other.latitude, other.longitude):
        return None
    lat1, lon1, lat2, lon2 = (
        math.radians(degrees or 0) for degrees in (one.latitude, one.longitude, other.latitude, other.longitude)
    )
    half = math.sin((lat2 - lat1) / 2) ** 2 + math.cos(lat1) * math.cos(lat2) * math.sin((lon2 - lon1) / 2) ** 2
    return 2 * EARTH_MILES * math.asin(math.sqrt(half))
