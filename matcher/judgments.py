"""Openings with people whose grades are known, whoever graded them, and what two rankers make of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from matcher import evaluation
from matcher.domain import Match, Profile, Requirements
from matcher.evaluation import Figure, Scores
from matcher.features import PARTS
from matcher.rankers import Ranks
from matcher.vocabulary import Vocabulary

TOP = 10
#: Fewer verdicts than ten a weight place a weight by chance (the rule of ten observations a coefficient, Peduzzi and others 1996);
#: with fewer openings, leaving one out of its own learning says nothing.
ENOUGH_VERDICTS = 10 * len(PARTS)
ENOUGH_OPENINGS = 5


@dataclass(frozen=True, eq=False)
class Case:
    """One opening on a day, everybody ranked for it, and the grades 0-3 of those that were judged."""

    asked: Requirements
    as_of: date
    profiles: Sequence[Profile]
    grades: Mapping[str, float]

    @property
    def key(self) -> str:
        return self.asked.key

    def family(self, vocabulary: Vocabulary) -> str:
        """The label of the role family asked for: of its first role, else of the family it takes most of; "" where it names none."""
        own = [f for role in self.asked.roles for f in vocabulary.families_of_role(role)[:1]]
        own += [slug for slug, _ in sorted(self.asked.families, key=lambda one: -one[1])]
        return vocabulary.get("family", own[0]).label if own else ""


Matches = Mapping[str, Mapping[str, Match]]  # opening -> candidate -> match
Run = Mapping[str, Scores]  # opening -> candidate -> score


def matches(cases: Sequence[Case], ranker: Ranks) -> Matches:
    """Everybody of every case scored and explained by a ranker, with its own weights."""
    return {
        case.key: {
            m.candidate: m
            for m in ranker.explain(case.asked, None, range(len(case.profiles)), case.profiles, case.as_of)
        }
        for case in cases
    }


def scores(found: Matches) -> Run:
    """The fits in hundredths; -1 where there is no score."""
    return {o: {c: -1.0 if m.fit is None else float(m.fit) for c, m in own.items()} for o, own in found.items()}


def grades(cases: Sequence[Case]) -> dict[str, Mapping[str, float]]:
    """Opening -> candidate -> grade."""
    return {case.key: case.grades for case in cases if case.grades}


def by_family(cases: Sequence[Case], run: Run, vocabulary: Vocabulary) -> dict[str, tuple[Figure, Figure]]:
    """Role family -> (nDCG@10, pairwise) over its openings, families in alphabetical order; those without a pair that any order
    could get right or wrong are left out."""
    own: dict[str, list[Case]] = {}
    for case in cases:
        own.setdefault(case.family(vocabulary), []).append(case)
    found = {}
    for family, those in sorted(own.items()):
        try:
            found[family] = evaluation.measure(run, grades(those))
        except ValueError:
            continue
    return found


@dataclass(frozen=True)
class Move:
    """Somebody's place, counted from 1, under one ranker and under another."""

    candidate: str
    was: int
    now: int


@dataclass(frozen=True)
class Moves:
    """Who comes into the first ten of an opening, who leaves them, and everybody whose place differs, the farthest first."""

    enters: list[str]
    leaves: list[str]
    moves: list[Move]


def moved(before: Scores, after: Scores) -> Moves:
    """Between two rankings of the same people; equal scores stand in the order of the keys."""
    was, now = _places(before), _places(after)
    found = [Move(c, was[c], now[c]) for c in now if c in was and was[c] != now[c]]
    return Moves(
        [c for c in now if now[c] <= TOP < was.get(c, TOP + 1)],
        [c for c in was if was[c] <= TOP < now.get(c, TOP + 1)],
        sorted(found, key=lambda move: (-abs(move.now - move.was), move.now)),
    )


def _places(run: Scores) -> dict[str, int]:
    return {c: place for place, c in enumerate(sorted(run, key=lambda c: (-run[c], c)), 1)}
