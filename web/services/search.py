"""One search over people, openings and facilities, by the words in their names."""

from __future__ import annotations

from dataclasses import dataclass, field

from sqlalchemy import Row
from sqlalchemy.orm import Session

from models import candidate_identity as identities
from models import facility as facilities
from models import opening as openings
from models.facility import Facility
from models.opening import Opening

MOST = 20  # of each kind
SHORTEST, LONGEST = 2, 100  # characters asked for


@dataclass(frozen=True)
class Found:
    """`people` are (public id, name, home state). `full`: kinds that may hold more than is shown."""

    people: list[Row[str, str, str | None]] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)
    facilities: list[Facility] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.people) + len(self.openings) + len(self.facilities)

    @property
    def full(self) -> bool:
        return MOST in (len(self.people), len(self.openings), len(self.facilities))


def find_anything(session: Session, words: str) -> Found:
    """One query a kind; nothing for fewer than two characters."""
    words = words[:LONGEST]
    if len(words) < SHORTEST:
        return Found()
    return Found(
        identities.search_people(session, words, MOST),
        openings.search_titles(session, words, MOST),
        facilities.search_names(session, words, MOST),
    )
