"""Whom a facility will not have again: said, lifted, and kept as history (law 14). What it bars stands in the gate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from models import do_not_return as bars
from models import facility as facilities
from models import favourite as favourites
from models import record
from models import user as users
from models.base import now
from models.candidate import Candidate
from models.do_not_return import DoNotReturn
from models.facility import Facility
from models.user import User
from web.reach import own_sites


@dataclass(frozen=True)
class Bar:
    """A facility's word about somebody. `words`: why, for the agency alone; `may_lift`: whether this reader may."""

    facility: Facility
    at: datetime
    by: str
    words: str
    lifted_at: datetime | None
    lifted_by: str
    may_lift: bool


def places(session: Session, facility: Facility, user: User) -> list[Facility]:
    """Where somebody can be barred from a page of this facility: there, and at its owners, those of this person's own."""
    line = facilities.upward(session, facility.id)
    if user.role != "facility":
        return line
    own = {site.id for site in own_sites(session, user)}
    return [one for one in line if one.id in own]


def read_bars(session: Session, at: Sequence[Facility], candidate: Candidate, user: User) -> list[Bar]:
    """What these facilities ever said of somebody, of the records merged into hers too, the newest first."""
    by_id = {one.id: one for one in at}
    rows = bars.of_anybody(session, record.everybody(session, candidate), by_id)
    names = users.named(session, {row.by for row in rows} | {row.lifted_by for row in rows if row.lifted_by})
    of_agency = user.role != "facility"
    own = {site.id for site in own_sites(session, user)}
    return [
        Bar(
            by_id[row.facility_id],
            row.at,
            names[row.by].name,
            row.reason if of_agency else "",
            row.lifted_at,
            names[row.lifted_by].name if row.lifted_by else "",
            row.lifted_at is None and (of_agency or row.facility_id in own),
        )
        for row in rows
    ]


def standing_at(session: Session, facility: Facility, candidate: Candidate, user: User) -> list[Bar]:
    """What bars her there now: said by the facility or by an owner of it."""
    said = read_bars(session, facilities.upward(session, facility.id), candidate, user)
    return [one for one in said if one.lifted_at is None]


def everywhere(session: Session, candidate: Candidate, user: User) -> list[Bar]:
    """What any facility said of somebody, what was lifted too."""
    return read_bars(session, facilities.listed(session), candidate, user)


def bar(session: Session, facility: Facility, candidate: Candidate, reason: str, user: User) -> DoNotReturn:
    """The facility will not have her again, nor any site below it; one that stands already is it.

    Nobody is a favourite and barred at once.
    """
    session.refresh(candidate, with_for_update=True)
    if standing := bars.standing(session, facility.id, candidate.id):
        return standing
    row = DoNotReturn(facility_id=facility.id, candidate_id=candidate.id, reason=reason, by=user.id)
    session.add(row)
    for kept in favourites.of_candidate(session, candidate.id, facilities.below(session, {facility.id})):
        session.delete(kept)
    session.flush()
    return row


def lift(session: Session, facility: Facility, candidate: Candidate, user: User) -> None:
    """It stands no more, for none of the records merged into hers either, and stays as history."""
    session.refresh(candidate, with_for_update=True)
    for row in bars.of_anybody(session, record.everybody(session, candidate), {facility.id}):
        if row.lifted_at is None:
            row.lifted_by, row.lifted_at = user.id, now()
    session.flush()
