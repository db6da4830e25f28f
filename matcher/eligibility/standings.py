"""How many people stand to one thing asked: what each compiled row says of a person, said of all of them at once.

Statuses alone, as ranks of `outcomes.RANK`: uint8[N]. Which day settles a thing, which card counted and the words for it
are asked of the row itself, person by person.
"""

from __future__ import annotations

import functools
from datetime import date

import numpy as np

from matcher.domain import Requirements
from matcher.eligibility.credentials import Asked
from matcher.eligibility.days import Days
from matcher.eligibility.kinds import Level, Listed, Years
from matcher.eligibility.limits import EARTH_MILES, hourly
from matcher.eligibility.outcomes import RANK
from matcher.eligibility.people import COMPACT, CONFIRMED, NONE, REVOKED, VERIFIED, Ints, People, month, numbers
from matcher.eligibility.rules import Need

UNMET, UNKNOWN, MET_IF, MET = (np.uint8(RANK[status]) for status in ("unmet", "unknown", "met-if", "met"))
NOT_STATED = np.int8(-1)  # a limit that neither the person nor the opening names: no row
KIND_OF = {"languages": "language", "skills": "skill", "systems": "system"}


@functools.singledispatch
def standing(row: object, people: People, today: date) -> Ints:
    """How everybody stands to a requirement or a need; what only a question can settle is unknown of everybody."""
    return np.full(len(people), UNKNOWN)


@standing.register
def credential(row: Asked, people: People, today: date) -> Ints:
    """A credential or licence, as `credentials.Asked.judge` has them."""
    known, vocabulary, last = numbers(people.vocabulary), people.vocabulary, row.days.last
    found = lacking(people, "credentials", MET_IF if row.quick else UNMET)
    if row.due > last >= row.days.today:
        found[:] = MET
    else:
        cna = "cna_cert" if row.registry else None
        wanted = known.among("credential", (*row.types, *filter(None, (cna,))))
        held = people.read("credentials")
        at = np.flatnonzero(wanted.take(held[1]))
        owner, type_, state, issued, expires, flags = (column[at] for column in held)
        counts = (flags & REVOKED == 0) & (issued <= row.due.toordinal())
        elsewhere = np.zeros(len(at), dtype=bool)  # a listing in no known state's registry: met if it is this one
        if row.licence:
            counts &= (expires == 0) | (expires >= today.toordinal())
            if row.state is not None:
                there = state == known.of("state", row.state)
                good = np.zeros((len(wanted), len(known.ids["state"]) + 1), dtype=bool)
                for slug, homes in row.compact.items():
                    good[known.of("credential", slug)] = known.among("state", homes)
                home = people.number("home")[owner]
                compact = (flags & COMPACT > 0) & (state == home) & good[type_, home]
                if cna is not None:
                    elsewhere = ~there & ~compact & (state == 0) & (type_ == known.of("credential", cna))
                counts &= there | compact | elsewhere
        endless = known.among("credential", (t for t in row.types if vocabulary.credential(t).data.get("no_term")))
        covers = np.where(expires > 0, expires >= last.toordinal(), endless[type_])
        sure = (flags & VERIFIED > 0) & (flags & CONFIRMED > 0) & (issued <= today.toordinal())
        met = counts & covers & sure & ~elsewhere
        if row.licence and row.state is None:
            met[:] = False
        if row.due <= today:  # a licence lapsed by then does not count as it is
            counts &= (expires == 0) | covers | (expires >= row.due.toordinal())
        found[owner[counts]] = MET_IF
        found[owner[met]] = MET
    found[~people.closed("credentials") & ~people.have("credentials")] = UNKNOWN
    return found


@standing.register
def years(row: Years, people: People, today: date) -> Ints:
    """The most of the named slugs, in years up to the day it is judged on; nothing stated of them is unknown."""
    known, vocabulary = numbers(people.vocabulary), people.vocabulary
    owner, role, told, setting, specialty, begin, end, confirmed = people.read("jobs")
    end = np.minimum(end, month(today))
    most, sure = np.full(len(people), -1.0), np.full(len(people), -1.0)
    more = np.zeros(len(people), dtype=bool)  # there is more whose length is not known
    for slug in row.asked.any_of:
        works = known.among("role", (r for r in vocabulary.kind("role") if slug in vocabulary.works_as(r)))
        places = (known.among("setting", (slug,)), setting), (known.among("specialty", (slug,)), specialty)
        kinds = [among.take(column) for among, column in ((works, role), *places) if among.any()]
        at = np.flatnonzero(np.logical_or.reduce(kinds)) if kinds else np.zeros(0, dtype=int)
        if vocabulary.has("role", slug):
            tells = told > 0
        else:
            tells = (setting if vocabulary.has("setting", slug) else specialty) > 0
        stated = people.closed("experience")  # where every job tells of it, what none is, is no time at all
        stated[owner[~tells]] = False
        stated[owner[at]] = True
        for best, those in ((most, at), (sure, at[confirmed[at] > 0])):
            months = _months(owner[those], begin[those], end[those], len(people))
            np.maximum(best, np.where(stated, months / 12, -1.0), out=best)
        more[owner[at[begin[at] == 0]]] = True
    found = lacking(people, "experience")
    found[(most < 0) | more] = UNKNOWN
    found[(most >= 0) & (most >= row.wanted)] = MET_IF
    found[(sure >= 0) & (sure >= row.wanted)] = MET
    return found


def _months(owner: Ints, begin: Ints, end: Ints, many: int) -> Ints:
    """Months worked by each of `many` in spans sorted by owner and begin, a month in two spans counted once."""
    offset = owner.astype(np.int64) << 20  # so far apart that nobody's months reach the next one's
    start, stop = offset + begin, offset + np.maximum(end + 1, begin)
    reached = np.concatenate(([0], np.maximum.accumulate(stop)[:-1])) if len(owner) else stop
    return np.bincount(owner, np.maximum(stop - np.maximum(start, reached), 0), many)


@standing.register
def listed(row: Listed, people: People, today: date) -> Ints:
    owner, slug, confirmed = people.read(row.section)
    at = np.flatnonzero(numbers(people.vocabulary).among(KIND_OF[row.section], row.labels)[slug])
    return _shown(people, row.section, owner[at], confirmed[at])


@standing.register
def level(row: Level, people: People, today: date) -> Ints:
    owner, rank, confirmed = people.read("levels")
    enough = rank >= row.rank
    found = _shown(people, "education", owner[enough], confirmed[enough])
    found[~people.have("levels")] = UNKNOWN
    return found


@standing.register
def need(row: Need, people: People, today: date) -> Ints:
    """A programme or a training that a rule needs shown, with its hours."""
    known = numbers(people.vocabulary)
    wanted = known.among("training", (row.training,)) if row.training else known.among("programme", row.programme)
    owner, kind, hours, confirmed = people.read("training" if row.training else "programmes")
    enough = wanted[kind] & (hours >= (row.hours or 0))
    return _shown(people, "training" if row.training else "education", owner[enough], confirmed[enough])


def lacking(people: People, section: str, nothing: np.uint8 = UNMET) -> Ints:
    """How everybody would stand who shows nothing: `nothing` where the section is closed, in an open one unknown."""
    return np.where(people.closed(section), nothing, UNKNOWN)


def _shown(people: People, section: str, owner: Ints, confirmed: Ints) -> Ints:
    found = lacking(people, section)
    found[owner] = MET_IF
    found[owner[confirmed > 0]] = MET
    return found


def limits(people: People, opening: Requirements, days: Days) -> Ints:
    """How each limit stands to everybody, in the order of `limits.judge_limits`: int8[6, N], NOT_STATED where there is no row."""
    known = numbers(people.vocabulary)
    shifts, types, settings = (people.number(name) for name in ("shifts", "employment_types", "settings"))
    wanted = known.bits("shift", opening.shifts)
    type_ = known.of("employment_type", opening.employment_type or None)
    setting = known.of("setting", opening.setting or None)
    floor, paid = people.number("pay_floor"), hourly(opening.pay)
    reach, away = people.number("miles"), _miles(people, opening)
    first, until = people.number("from"), people.number("until")
    free = (first <= days.start.toordinal()) & ((until == 0) | (until >= days.last.toordinal()))
    everybody = np.ones(len(people), dtype=bool)
    return np.stack(
        [
            _limit(everybody & bool(wanted), shifts > 0, shifts & wanted > 0),
            _limit(everybody & bool(type_), types > 0, types >> type_ & 1 > 0),
            _limit(everybody & bool(setting), settings > 0, settings >> setting & 1 > 0, asks=False),
            _limit(everybody & (paid is not None), floor != NONE, floor <= (paid or 0), asks=False),
            _limit(~np.isnan(away), reach != NONE, away <= reach, asks=False),
            _limit(everybody, (first > 0) | (until > 0), free, asks=False),
        ]
    )


def _limit(offered: Ints, taken: Ints, inside: Ints, asks: bool = True) -> Ints:
    """`asks`: what the opening offers is asked of those, too, who named no such limit."""
    found = np.where(inside, MET, UNMET).astype(np.int8)
    found[~offered | ~taken] = UNKNOWN
    found[~taken & ~(offered & asks)] = NOT_STATED
    return found


def _miles(people: People, opening: Requirements) -> Ints:
    """`limits.miles` of everybody, nan where a point is not known."""
    there = opening.place
    if there.latitude is None or there.longitude is None:
        return np.full(len(people), np.nan)
    places, lives = people.places
    lat1, lon1 = np.radians((places.real, places.imag))
    lat2, lon2 = np.radians((there.latitude, there.longitude))
    half = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    found: Ints = (2 * EARTH_MILES * np.arcsin(np.sqrt(half)))[lives]
    return found
