"""The demo's facilities, templates and openings written into the database."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from sqlalchemy.orm import Session

from matcher import domain
from matcher.vocabulary import Vocabulary
from models import Document, Facility, FacilityMember, Opening, OpeningTask, Requirement
from models.rows import Row
from web.demo.agency import FACILITIES, PARENTS, DemoFacility, draw_facility
from web.demo.openings import AGENCY_ASKED, OPENINGS, DemoOpening, draw_opening
from web.demo.rows import Staff, document_row, moment, write
from web.demo.texts import posting_text
from web.services.reading import Paper, import_posting


def write_agency(session: Session, vocabulary: Vocabulary, staff: Staff, as_of: date, seed: int) -> None:
    """All facilities and openings of the seed, in a dozen statements."""
    by, at = staff.recruiters[0], moment(as_of)
    drawn = [draw_facility(number, seed, vocabulary) for number in range(FACILITIES)]
    facilities = [_facility(one) for one in drawn]
    session.add_all(facilities)
    session.flush()
    asked = _asked(AGENCY_ASKED, by, at)
    for place, facility in zip(drawn, facilities, strict=True):
        facility.parent_id = facilities[place.parent].id if place.parent is not None else None
        asked += _asked(place.asked, by, at, facility_id=facility.id)
    owners = sorted(set(PARENTS.values()))  # of several sites each
    session.add_all([FacilityMember(user_id=staff.facility, facility_id=facilities[one].id) for one in owners])
    numbers = range(OPENINGS)
    every = [draw_opening(number, seed, drawn[number % FACILITIES], vocabulary, as_of) for number in numbers]
    openings = [one for one in every if one.status != "draft"]
    rows = [
        _opening_row(one, facilities[one.facility].id, staff, at - timedelta(days=1 + number % 14))
        for number, one in enumerate(openings)
    ]
    ids = write(session, Opening, rows)
    tasks: list[Row] = []
    postings: list[Row] = []
    for number, (one, row, opening_id) in enumerate(zip(openings, rows, ids, strict=True)):
        owner, made = row["owner_id"], row["created_at"]
        own = [requirement for requirement in one.requirements.asked if requirement.level == "opening"]
        asked += _asked(own, owner, made, opening_id=opening_id)
        tasks += [
            {"opening_id": opening_id, "slug": task.slug, "weight": task.weight, **_confirmed(owner, made)}
            for task in one.requirements.tasks
        ]
        if number % 3 == 1:
            text = posting_text(one, drawn[one.facility], vocabulary)
            postings.append(
                document_row(text.encode(), text, "posting", "posting.txt", owner, made, opening_id=opening_id)
            )
    write(session, Requirement, asked)
    write(session, OpeningTask, tasks)
    write(session, Document, postings)
    for one in every:
        if one.status == "draft":
            text = posting_text(one, drawn[one.facility], vocabulary)
            _import_draft(session, text, facilities[one.facility], staff.recruiters[one.owner], as_of)


def _import_draft(session: Session, text: str, facility: Facility, owner: int, as_of: date) -> None:
    """A draft is a posting that came in and was read; nobody has settled yet what it asks."""
    opening, _ = import_posting(session, facility, Paper(text.encode(), "posting.txt", as_of), owner, owner)
    opening.created_at = moment(as_of)


def _facility(one: DemoFacility) -> Facility:
    return Facility(
        name=one.name,
        setting=one.setting,
        specialties=list(one.specialties),
        provider_count=one.provider_count,
        address=one.street,
        city=one.city,
        state=one.place.state,
        zip=one.place.zip,
        time_zone=one.time_zone,
    )


def _opening_row(one: DemoOpening, facility_id: int, staff: Staff, at: datetime) -> Row:
    asked = one.requirements
    return {
        "facility_id": facility_id,
        "title": asked.title,
        "roles": list(asked.roles),
        "specialty": asked.specialty,
        "begin": asked.begin,
        "end": asked.end,
        "shifts": sorted(asked.shifts),
        "employment_type": asked.employment_type,
        "pay_from": asked.pay.low,
        "pay_to": asked.pay.high,
        "pay_unit": asked.pay.unit,
        "positions": one.positions,
        "supervision": asked.supervision,
        "delegator": asked.delegator,
        "will_train": asked.will_train or None,
        "owner_id": staff.recruiters[one.owner % len(staff.recruiters)],
        "submit_by": one.submit_by,
        "status": one.status,
        "created_at": at,
        "version": 1,
    }


def _asked(
    asked: Iterable[domain.Requirement],
    by: int,
    at: datetime,
    facility_id: int | None = None,
    opening_id: int | None = None,
) -> list[Row]:
    return [
        {
            "level": one.level,
            "facility_id": facility_id,
            "opening_id": opening_id,
            "kind": one.kind,
            "any_of": list(one.any_of),
            "years": one.years,
            "must": one.must,
            "weight": one.weight,
            "due": one.due,
            "version": 1,
            **_confirmed(by, at),
        }
        for one in asked
    ]


def _confirmed(by: int, at: datetime) -> Row:
    return {"standing": "confirmed", "decided_by": by, "decided_at": at}
