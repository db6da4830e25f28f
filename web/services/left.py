"""Whom an opening leaves: how many may work there, what stops most, and what leaving out each thing asked would gain.

Counts alone, so that a facility may read them: nobody is named.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.domain import Lane, Requirements
from matcher.eligibility.block import LANES, STATUSES, Verdicts, judge_people
from matcher.eligibility.judge import Gate, counts
from models import opening as openings
from models.opening import Opening
from web.services.blocked import said_of
from web.services.ranking import People, load_people
from web.words import t

NAMED = 4  # things named as what leaving out would gain
UNMET = STATUSES.index("unmet")


@dataclass(frozen=True)
class Gain:
    """Without one thing asked: people eligible before and after, and people who can be ranked at all, before and after.

    `origin`: the broader level that asks it; empty for the opening itself.
    """

    what: str
    origin: str
    eligible: tuple[int, int]
    ranked: tuple[int, int]


@dataclass(frozen=True)
class Leaves:
    """How many people each lane would hold if all that was read stood. `most`: what stops most, and how many."""

    counts: Mapping[Lane, int]
    most: tuple[str, int] | None
    gains: list[Gain]

    @property
    def ranked(self) -> int:
        return rankable(self.counts)


def who_is_left(session: Session, opening: Opening, today: date) -> Leaves:
    """Everybody the agency knows, judged as if all that was read were confirmed; nobody for days that are past."""
    read = openings.requirements(session, opening)
    settled = replace(
        read,
        asked=tuple(replace(one, standing="confirmed") for one in read.asked if one.any_of),
        tasks=tuple(replace(one, standing="confirmed") for one in read.tasks),
    )
    if settled.end and settled.end < today:
        return Leaves(dict.fromkeys(LANES, 0), None, [])
    people, gate = load_people(session), Gate(settled, today, vocabulary.load())
    found = judge_people(gate, people.gate_columns)
    return Leaves(counted(found), what_stops_most(gate, found), gains(gate, people, found))


def counted(found: Verdicts) -> dict[Lane, int]:
    return {lane: int((found.lanes == n).sum()) for n, lane in enumerate(LANES)}


def what_stops_most(gate: Gate, found: Verdicts) -> tuple[str, int] | None:
    """The reason that stops most people, of what is asked and the role; None where nothing stops anybody."""
    nobody, stops = gate.judge_nobody(), Counter[str]()
    for n, (judged, stands) in enumerate(zip(nobody.requirements, found.requirements, strict=True)):
        if counts(judged):
            stops[said_of(f"r{n}", judged)[1]] += int((stands == UNMET).sum())
    stops[said_of("role", nobody.role)[1]] += int((found.role == UNMET).sum())
    [(why, people)] = stops.most_common(1)
    return (why, people) if people else None


def gains(gate: Gate, people: People, found: Verdicts) -> list[Gain]:
    """Each must judged again without it, those that gain most first. What the law asks is none of them."""
    before, made = counted(found), []
    for n, judged in enumerate(gate.judge_nobody().requirements):
        if not counts(judged) or not np.any(found.requirements[n] != STATUSES.index("met")):
            continue
        without = judge_people(without_one(gate, n), people.gate_columns)
        after, asked = counted(without), gate.opening.asked[n]
        gain = Gain(
            judged.subject,
            "" if asked.level == "opening" else t(f"requirements.origin.{asked.level}"),
            (before["eligible"], after["eligible"]),
            (rankable(before), rankable(after)),
        )
        if gain.eligible[1] > gain.eligible[0] or gain.ranked[1] > gain.ranked[0]:
            made.append(gain)
    return sorted(made, key=lambda one: (-one.eligible[1], -one.ranked[1], one.what))[:NAMED]


def without_one(gate: Gate, n: int) -> Gate:
    asked: Requirements = gate.opening
    left = replace(asked, asked=(*asked.asked[:n], *asked.asked[n + 1 :]))
    return Gate(left, gate.days.today, gate.vocabulary, gate.law.rules)


def rankable(lanes: Mapping[Lane, int]) -> int:
    return sum(n for lane, n in lanes.items() if lane != "blocked")
