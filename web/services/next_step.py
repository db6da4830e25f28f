"""What a person does first, and what it changes: how many openings she is eligible for before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from models.document import Document
from web.services.candidate_page import ForPerson, Missing, Openings, Section


@dataclass(frozen=True)
class Step:
    """`kind`: settle (`n` items that were read, in `document` where it is one resume), resume, none, or of the thing `missing`.

    `eligible`: openings she is eligible for now, and once it is done. `best`: the best placed of those that it opens,
    where it opens none the best of all.
    """

    kind: str
    eligible: tuple[int, int]
    best: ForPerson | None
    n: int = 0
    document: Document | None = None
    missing: Missing | None = None

    @property
    def by(self) -> date | None:
        return self.missing.by if self.missing else None


#: What the agency does, with nothing for her to do.
AGENCYS = frozenset({"verify"})


def next_step(sections: Sequence[Section], kept: Sequence[Document], ranked: Openings, own: bool = False) -> Step:
    """What was read is settled first; then what opens most openings; then what is needed first.

    `kept`: her documents. `own`: only what she can do herself.
    """
    waiting = sum(section.proposed for section in sections)
    if waiting:
        unsettled = {
            row.source.id for part in sections for row in part.rows if row.standing == "proposed" and row.source
        }
        resume = next((row for row in kept if row.id in unsettled and row.kind == "resume"), None)
        return made("settle", ranked, ranked.settling, waiting, resume)
    if not any(section.rows for section in sections):
        return made("resume", ranked)
    open_ = [one for one in ranked.missing if not (own and one.kind in AGENCYS)]
    first = next((one for one in open_ if one.alone), None) or next((one for one in open_ if one.by), None)
    return made(first.kind, ranked, first.opens, missing=first) if first else made("none", ranked)


def made(
    kind: str,
    ranked: Openings,
    opens: frozenset[int] = frozenset(),
    n: int = 0,
    document: Document | None = None,
    missing: Missing | None = None,
) -> Step:
    """The step with what it opens: ids of openings."""
    now = ranked.counts["eligible"]
    best = next((one for one in ranked.rows if one.opening.id in opens), next(iter(ranked.rows), None))
    return Step(kind, (now, now + len(opens)), best, n, document, missing)
