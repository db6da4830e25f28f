"""Facilities made and changed, and what a page about one shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from matcher import vocabulary
from models import facility as facilities
from models import opening as openings
from models import user as users
from models.facility import Facility
from models.opening import Opening
from models.user import User
from web.reach import own_sites


@dataclass(frozen=True)
class Listed:
    """`open`: how many of its openings are open. `owner`: the facility it belongs to."""

    facility: Facility
    owner: Facility | None
    open: int


def list_facilities(session: Session) -> list[Listed]:
    """Every facility by name; two queries."""
    rows, counts = facilities.listed(session), openings.counted(session)
    by_id = {row.id: row for row in rows}
    return [Listed(row, by_id.get(row.parent_id or 0), counts.get(row.id, 0)) for row in rows]


def may_own(session: Session, facility: Facility | None) -> list[Facility]:
    """Facilities that this one could belong to: not itself, and none that belongs to it."""
    rows = facilities.listed(session)
    if facility is None:
        return rows
    by_id = {row.id: row for row in rows}
    return [row for row in rows if facility.id not in facilities.line(by_id, row.id)]


def may_post_for(session: Session, user: User) -> list[Facility]:
    """Facilities for which this person may post openings, by name: somebody of a facility for her own sites."""
    return own_sites(session, user) if user.role == "facility" else facilities.listed(session)


def keeper_of(session: Session, facility: Facility, user: User) -> int | None:
    """The recruiter who keeps what this person posts: of somebody of a facility, whoever keeps its latest opening, or its owners'.

    Who cannot sign in keeps nothing; where nobody is left, the recruiter who keeps most of the agency's openings does.
    """
    if user.role != "facility":
        return user.id
    at_work = {one.id for one in users.recruiters(session) if one.password and one.role == "recruiter"}
    for site in facilities.upward(session, facility.id):
        kept = (one.owner_id for one in openings.of_facility(session, site.id) if one.owner_id in at_work)
        if found := next(kept, None):
            return found
    owned = Counter(one.owner_id for one in openings.listed(session))
    return max(sorted(at_work), key=lambda one: owned[one], default=None)


def save_facility(session: Session, facility: Facility | None, values: Mapping[str, Any]) -> Facility:
    """Write these columns. Raises StaleDataError where somebody saved the facility meanwhile."""
    if facility is None:
        facility = Facility(**values)
        session.add(facility)
    else:
        for name, value in values.items():
            setattr(facility, name, value)
    session.flush()
    return facility


def list_of_facility(session: Session, facility: Facility) -> tuple[list[Opening], Facility | None, list[Facility]]:
    """Its openings, its owner, and the facilities that belong to it."""
    owner = session.get(Facility, facility.parent_id) if facility.parent_id else None
    sites = [row for row in facilities.listed(session) if row.parent_id == facility.id]
    return openings.of_facility(session, facility.id), owner, sites


def place_words(facility: Facility) -> str:
    """Saltmarsh, New Jersey."""
    state = vocabulary.load().get("state", facility.state).label if facility.state else ""
    return ", ".join(part for part in (facility.city, state) if part)
