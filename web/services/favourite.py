"""Whom a facility would gladly have again. It is said to whoever decides, and changes no fit."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from models import do_not_return as bars
from models import facility as facilities
from models import favourite as favourites
from models.candidate import Candidate
from models.facility import Facility
from models.favourite import Favourite
from models.opening import Opening
from models.user import User
from web.services.released import name_for


@dataclass(frozen=True)
class Kept:
    """Somebody a site keeps, since a day. `key` is her public id."""

    site: Facility
    key: str
    name: str
    since: date


def keep(session: Session, facility: Facility, candidate: Candidate, user: User) -> bool:
    """Keep her; one kept already is it. False where the facility or an owner of it will not have her again."""
    line = [one.id for one in facilities.upward(session, facility.id)]
    if any(candidate.public_id in keys for keys in bars.barred(session, line).values()):
        return False
    if session.get(Favourite, (facility.id, candidate.id)) is None:
        session.add(Favourite(facility_id=facility.id, candidate_id=candidate.id, by=user.id))
        session.flush()
    return True


def let_go(session: Session, facility: Facility, candidate: Candidate) -> None:
    if kept := session.get(Favourite, (facility.id, candidate.id)):
        session.delete(kept)
        session.flush()


def is_kept(session: Session, facility: Facility, candidate: Candidate) -> bool:
    return session.get(Favourite, (facility.id, candidate.id)) is not None


def list_kept(session: Session, sites: Sequence[Facility], user: User) -> list[Kept]:
    """Whom these sites keep and may still name, the newest first."""
    by_id, made = {site.id: site for site in sites}, []
    for row in favourites.of_facilities(session, by_id):
        candidate = session.get_one(Candidate, row.candidate_id)
        if name := name_for(session, user, candidate):
            made.append(Kept(by_id[row.facility_id], candidate.public_id, name, row.at.date()))
    return made


def liked_by(session: Session, opening: Opening, candidate_ids: Collection[int]) -> dict[int, str]:
    """Candidate id -> the site that would have her again: the opening's own, else one of the facilities that own it."""
    line = facilities.upward(session, opening.facility_id)
    found: dict[int, str] = {}
    rows = favourites.of_facilities(session, [site.id for site in line])
    for site in line:
        for row in rows:
            if row.facility_id == site.id and row.candidate_id in candidate_ids:
                found.setdefault(row.candidate_id, site.name)
    return found
