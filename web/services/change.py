"""What would change a match, in words: each step with the eligibility, the fit and the place it leads to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from matcher import vocabulary
from matcher.counterfactual import Change, what_would_change
from matcher.domain import Lane
from matcher.eligibility.judge import Gate
from matcher.shortlist import Ranked, Row
from web.words import figure, ordinal, plain_day, t


@dataclass(frozen=True)
class Step:
    """`lanes` and `fits`: before and after, None where the step leaves them; `place`: what becomes of the rank."""

    words: str
    lanes: tuple[Lane, Lane] | None
    fits: tuple[int | None, int] | None
    place: str


def steps(ranked: Ranked, row: Row, weights: Mapping[str, int] | None = None) -> list[Step]:
    """What helps this person in this list, each ranked again."""
    gate = Gate(ranked.requirements, ranked.as_of, vocabulary.load())
    made, before = [], row.eligibility.lane
    for outcome in what_would_change(ranked, row, gate, weights):
        after = outcome.row
        lanes = (before, after.eligibility.lane) if after.eligibility.lane != before else None
        scored = after.fit is not None and (row.fit is None or figure(after.fit) != figure(row.fit))
        fits = (row.fit, after.fit or 0) if scored else None
        made.append(Step(said(outcome.change), lanes, fits, placing(row, after)))
    return made


def said(change: Change, dated: bool = True) -> str:
    """`dated`: with the day it is due."""
    by = t("words.mark_by", day=plain_day(change.by, year=False)) if change.by and dated else ""
    return str(t(f"matches.change.{change.kind}", what=change.subject, offered=change.offered, by=by))


def placing(before: Row, after: Row) -> str:
    if after.position is None:
        return str(t("matches.change.still_blocked"))
    if before.position is None:
        return str(t("matches.change.comes", place=ordinal(after.position)))
    if after.position == before.position:
        return str(t("matches.change.stays", place=ordinal(after.position)))
    return str(t("matches.change.becomes", was=ordinal(before.position), place=ordinal(after.position)))
