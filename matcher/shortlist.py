"""The ranked list of an opening as a value: lanes, bands, what was shown, its digest, and the replay that proves it."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

import numpy as np

from matcher import bands
from matcher.domain import Eligibility, Lane, Match, Profile, Requirements
from matcher.eligibility.judge import Gate
from matcher.rankers import Ranks
from matcher.snapshots import sha
from matcher.table import Table
from matcher.vocabulary import Vocabulary

LANES: tuple[Lane, ...] = get_args(Lane)


@dataclass(frozen=True)
class Row:
    """One person in the list. `points` a part, hundredths; position and band are None for the blocked, who are not ranked."""

    profile: Profile
    eligibility: Eligibility
    fit: int | None = None
    points: tuple[int, ...] = ()
    position: int | None = None
    band: int | None = None

    @property
    def candidate(self) -> str:
        return self.profile.key

    def statement(self) -> dict[str, Any]:
        """What this row says, without a sentence or a quotation: points, statuses, days and the hash of the profile."""
        return {
            "candidate": self.candidate,
            "lane": self.eligibility.lane,
            "position": self.position,
            "band": self.band,
            "fit": self.fit,
            "parts": list(self.points),
            "eligibility": verdicts(self.eligibility),
            "profile": sha(self.profile),
        }


@dataclass(frozen=True)
class Ranked:
    """Everyone judged for an opening on a day: `rows` in order of fit, `blocked` by key. `ranker`: who scored them."""

    requirements: Requirements
    as_of: date
    ranker: Ranks
    rows: tuple[Row, ...]
    blocked: tuple[Row, ...]

    @property
    def counts(self) -> dict[str, int]:
        """People a lane."""
        found: dict[str, int] = dict.fromkeys(LANES, 0)
        for row in (*self.rows, *self.blocked):
            found[row.eligibility.lane] += 1
        return found

    def find(self, candidate: str) -> Row | None:
        return next((r for r in (*self.rows, *self.blocked) if r.candidate == candidate), None)


def statement(header: Mapping[str, Any], rows: Sequence[Row]) -> dict[str, Any]:
    """All that a list says of `rows`: the header (what it was made of, on which day) and each row's statement."""
    return {**header, "rows": [row.statement() for row in rows]}


def with_leaders(ranked: Ranked, rows: Sequence[Row]) -> list[Row]:
    """The rows and the first of each of their bands, in the list's order: what a band can be proved from."""
    first: dict[int | None, Row] = {}
    for row in sorted(ranked.rows, key=in_order):
        first.setdefault(row.band, row)
    wanted = {r.candidate for r in rows} | {first[r.band].candidate for r in rows if r.band}
    return [r for r in (*ranked.rows, *ranked.blocked) if r.candidate in wanted]


def verdicts(eligibility: Eligibility) -> dict[str, Any]:
    """Statuses, days and rules of an eligibility, as JSON types."""
    barred = {"barred": True} if eligibility.barred else {}
    return {
        "lane": eligibility.lane,
        "role": [eligibility.role.status, eligibility.role.by and eligibility.role.by.isoformat()],
        "requirements": [[j.status, j.by and j.by.isoformat()] for j in eligibility.requirements],
        "tasks": [[t.task, t.status, t.rule] for t in eligibility.tasks],
        "asks": [[j.subject, j.status] for j in eligibility.asks],
        **barred,
    }


def in_order(row: Row) -> tuple[int, date, str]:
    """By fit, then by who has waited longest, then by key: the order in which bands are made."""
    return -(row.fit or 0), row.profile.waiting_since or date.max, row.candidate


def in_band(row: Row) -> tuple[int, date, str]:
    """Inside a band the fit does not count: equal on the evidence."""
    return row.band or 0, row.profile.waiting_since or date.max, row.candidate


def rank_candidates(
    requirements: Requirements,
    profiles: Sequence[Profile],
    table: Table,
    ranker: Ranks,
    gate: Gate,
    as_of: date,
    weights: Mapping[str, int] | None = None,
) -> Ranked:
    """Judge everyone, rank who is not blocked. `table` holds `profiles` in the same order.

    Where the opening asks nothing every fit is None: the order is then who has waited longest, in one band.
    """
    rows = judged_and_scored(profiles, table, ranker, gate, weights)
    blocked = sorted((r for r in rows if r.eligibility.lane == "blocked"), key=lambda r: r.candidate)
    ranked = placed([r for r in rows if r.eligibility.lane != "blocked"])
    return Ranked(requirements, as_of, ranker, ranked, tuple(blocked))


def judged_and_scored(
    profiles: Sequence[Profile], table: Table, ranker: Ranks, gate: Gate, weights: Mapping[str, int] | None = None
) -> list[Row]:
    """A row for each profile, in their order, without its place: the blocked without a fit."""
    judged = [gate.judge(profile) for profile in profiles]
    keep = np.array([e.lane != "blocked" for e in judged], dtype=bool)
    ranking = ranker.rank(gate.opening, table, gate.days.today, keep=keep, weights=weights)
    scored = {
        int(row): (int(fit) if fit >= 0 else None, tuple(int(p) for p in parts))
        for row, fit, parts in zip(ranking.rows, ranking.fits, ranking.parts, strict=True)
    }
    return [Row(profiles[i], judged[i], *scored.get(i, (None, ()))) for i in range(len(profiles))]


def placed(rows: Sequence[Row]) -> tuple[Row, ...]:
    """The rows that are ranked, in the list's order, each with its position and its band."""
    ordered = sorted(rows, key=in_order)
    numbers = bands.assign([r.fit or 0 for r in ordered], [r.points for r in ordered])
    banded = sorted((with_place(r, None, b) for r, b in zip(ordered, numbers, strict=True)), key=in_band)
    return tuple(with_place(r, position, r.band) for position, r in enumerate(banded, 1))


def replay(
    requirements: Requirements,
    frozen: Sequence[tuple[Profile, int | None, int | None]],
    ranker: Ranks,
    gate: Gate,
    as_of: date,
    weights: Mapping[str, int] | None = None,
) -> list[Row]:
    """Frozen people (profile, position, band) judged and scored again from their snapshots, at their frozen places."""
    profiles = [profile for profile, _, _ in frozen]
    again = rank_candidates(
        requirements, profiles, Table.build(profiles, gate.vocabulary), ranker, gate, as_of, weights
    )
    rows = {r.candidate: r for r in (*again.rows, *again.blocked)}
    return [with_place(rows[profile.key], position, band) for profile, position, band in frozen]


def misplaced(rows: Sequence[Row]) -> list[str]:
    """Keys whose frozen place their points do not bear out: out of order inside a band, or not level with its first."""
    wrong: list[str] = []
    ranked = sorted((r for r in rows if r.position is not None), key=lambda r: r.position or 0)
    by_band: dict[int | None, list[Row]] = {}
    for row in ranked:
        by_band.setdefault(row.band, []).append(row)
    leaders: list[Row] = []
    for members in by_band.values():
        leader = min(members, key=in_order)
        leaders.append(leader)
        wrong += [r.candidate for r in members if not bands.level(leader.fit or 0, leader.points, r.fit or 0, r.points)]
        wrong += [b.candidate for a, b in itertools.pairwise(members) if in_band(a) > in_band(b)]
    wrong += [b.candidate for a, b in itertools.pairwise(leaders) if in_order(a) > in_order(b)]
    return wrong


def with_place(row: Row, position: int | None, band: int | None) -> Row:
    return Row(row.profile, row.eligibility, row.fit, row.points, position, band)


def matches(
    ranked: Ranked,
    rows: Sequence[Row],
    vocabulary: Vocabulary,
    weights: Mapping[str, int] | None = None,
) -> list[Match]:
    """The rows with their parts explained, in the order given: the same reads that made their points, on these rows."""
    profiles = [r.profile for r in rows]
    table = Table.build(profiles, vocabulary)
    explained = ranked.ranker.explain(
        ranked.requirements, table, range(len(rows)), profiles, ranked.as_of, weights=weights
    )
    return [
        Match(m.candidate, m.opening, m.fit, m.parts, row.eligibility, row.band)
        for m, row in zip(explained, rows, strict=True)
    ]
