"""What a change of what is asked would do: the open openings it reaches, and the people who would stand otherwise there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import numpy as np
from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.domain import Lane, Requirements
from matcher.eligibility.block import LANES, judge_people
from matcher.eligibility.judge import Gate
from matcher.snapshots import sha
from models import candidate_identity as identities
from models import opening as openings
from models.opening import Opening
from web.services.ranking import load_people

NAMED = 12  # people named at an opening; the rest are counted


@dataclass(frozen=True)
class Moved:
    """Somebody who would stand otherwise."""

    key: str
    name: str
    before: Lane
    after: Lane


@dataclass(frozen=True)
class Reached:
    """An open opening that would ask otherwise. `moves`: ((before, after), people); `moved` names the first of them."""

    key: str
    title: str
    facility: str
    moves: list[tuple[tuple[Lane, Lane], int]]
    moved: list[Moved]

    @property
    def people(self) -> int:
        return sum(n for _, n in self.moves)


@dataclass(frozen=True)
class Effect:
    reached: list[Reached]

    @property
    def people(self) -> int:
        """Places in lists that change; somebody in two lists counts twice."""
        return sum(one.people for one in self.reached)

    @property
    def moves(self) -> list[tuple[tuple[Lane, Lane], int]]:
        """((before, after), places) over all the lists, the most first."""
        every: Counter[tuple[Lane, Lane]] = Counter()
        for one in self.reached:
            every.update(dict(one.moves))
        return every.most_common()

    @property
    def digest(self) -> str:
        """Names what was shown, so that what is saved is what was seen."""
        return sha(self.reached)


def try_change(session: Session, write: Callable[[], object], today: date) -> Effect:
    """Make the change in the session and say what it does. The caller keeps it or rolls it back."""
    opened = openings.live(session, today)
    before = openings.all_requirements(session, opened)
    write()
    session.flush()
    after = openings.all_requirements(session, opened)
    changed = [one for one in zip(opened, before, after, strict=True) if one[1] != one[2]]
    return Effect(_reached(session, changed, today) if changed else [])


def _reached(session: Session, changed: list[tuple[Opening, Requirements, Requirements]], today: date) -> list[Reached]:
    words, people = vocabulary.load(), load_people(session)
    ids, keys = list(people.profiles), list(people.ids)
    found = []
    for opening, was, now in changed:
        before, after = (judge_people(Gate(asked, today, words), people.gate_columns).lanes for asked in (was, now))
        at = np.flatnonzero(before != after)
        pairs = [(LANES[before[n]], LANES[after[n]]) for n in at]
        names = identities.names_by_id(session, [ids[n] for n in at[:NAMED]])
        moved = [Moved(keys[n], names.get(ids[n], ""), *pair) for n, pair in zip(at[:NAMED], pairs, strict=False)]
        found.append(
            Reached(opening.public_id, opening.title, opening.facility.name, sorted(Counter(pairs).items()), moved)
        )
    return sorted(found, key=lambda one: -one.people)
