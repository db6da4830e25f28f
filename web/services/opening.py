"""Openings made and changed by hand, published, held and closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from sqlalchemy.orm import Session

from models import opening as openings
from models.facility import Facility
from models.opening import Opening
from models.user import User
from web.services.candidate import JUST_NOW

#: Status -> the statuses a person may move it to. Publishing from a draft confirms what was read (services/posting.py).
MOVES: Mapping[str, tuple[str, ...]] = {
    "draft": ("closed",),
    "open": ("held", "filled", "closed"),
    "held": ("open", "closed"),
    "filled": ("open", "closed"),
    "closed": ("open",),
}


def add_opening(session: Session, facility: Facility, owner: User, values: Mapping[str, Any]) -> Opening:
    """A draft: nobody is put on its list before it is published. One made just now with the same in every field is it."""
    for made in openings.made_since(session, facility.id, datetime.now(UTC) - JUST_NOW):
        if all(getattr(made, name) == value for name, value in values.items()):
            return made
    opening = Opening(facility_id=facility.id, owner_id=owner.id, status="draft", created_at=datetime.now(UTC))
    session.add(opening)
    return save_opening(session, opening, values)


def save_opening(session: Session, opening: Opening, values: Mapping[str, Any]) -> Opening:
    """Write these columns. Raises StaleDataError where somebody saved the opening meanwhile."""
    for name, value in values.items():
        setattr(opening, name, value)
    session.flush()
    return opening


def move_opening(session: Session, opening: Opening, status: str) -> bool:
    """Hold, fill, close or open again; False where it cannot go there from where it stands."""
    if status not in MOVES[opening.status]:
        return False
    opening.status = status
    session.flush()
    return True
