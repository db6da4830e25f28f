"""The openings as a list, each with what was decided for it so far."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sqlalchemy.orm import Session

from models import decision as decisions
from models import opening as openings
from models.opening import Opening


@dataclass(frozen=True)
class Listed:
    """`decided`: people by the verdict that stands."""

    opening: Opening
    decided: Counter[str]


def list_openings(session: Session) -> list[Listed]:
    """Every opening, the next to be answered first; two queries."""
    counts = decisions.tallies(session)
    return [Listed(opening, counts.get(opening.id, Counter())) for opening in openings.listed(session)]
