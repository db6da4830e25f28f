"""Rows for tests: `make_candidate(session, zip="10001")` gives a saved one with plain values for the rest."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Any, TypeVar

from sqlalchemy.orm import Session

from models import (
    Base,
    Candidate,
    CandidateIdentity,
    Credential,
    Decision,
    Document,
    Entry,
    Experience,
    Facility,
    HeldSkill,
    Opening,
    OpeningTask,
    Requirement,
    Shortlist,
    Snapshot,
    User,
    Verification,
    document,
)

T = TypeVar("T", bound=Base)
MOMENT = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
numbers = itertools.count(1)


def save(session: Session, row: T) -> T:
    """The row with its id."""
    session.add(row)
    session.flush()
    return row


def settled(standing: str) -> dict[str, Any]:
    return {"standing": standing, "decided_at": None if standing == "proposed" else MOMENT}


def make_user(session: Session, role: str = "recruiter", **given: Any) -> User:
    number = next(numbers)
    return save(
        session, User(**{"email": f"user{number}@example.org", "name": f"User {number}", "role": role, **given})
    )


def make_candidate(session: Session, **given: Any) -> Candidate:
    return save(session, Candidate(**given))


def make_person(
    session: Session, name: str = "Ana Reyes", skills: Mapping[str, int] | None = None, **given: Any
) -> Candidate:
    """A candidate with a name and skills, each with its level."""
    candidate = make_candidate(session, **given)
    save(session, CandidateIdentity(candidate_id=candidate.id, name=name))
    for skill, level in (skills or {}).items():
        make_skill(session, candidate, skill, level=level)
    return candidate


def make_facility(session: Session, **given: Any) -> Facility:
    plain = {"name": "Harbor Clinic", "setting": "outpatient_clinic", "state": "NY", "zip": "10001"}
    return save(session, Facility(**{**plain, **given}))


def make_opening(session: Session, facility: Facility | None = None, **given: Any) -> Opening:
    facility = facility or make_facility(session)
    plain = {"title": "Medical assistant", "roles": ["medical_assistant"], "begin": date(2026, 12, 7), "status": "open"}
    return save(session, Opening(facility_id=facility.id, **{**plain, **given}))


def make_document(session: Session, owner: Candidate | Opening, text: str = "", **given: Any) -> Document:
    content = text.encode()
    if isinstance(owner, Candidate):
        plain: dict[str, Any] = {"candidate_id": owner.id, "kind": "resume"}
    else:
        plain = {"opening_id": owner.id, "kind": "posting"}
    plain |= {"media_type": "text/plain", "sha256": document.sha_of(content), "content": content, "text": text}
    return save(session, Document(**{**plain, **given}))


def make_experience(session: Session, candidate: Candidate, standing: str = "confirmed", **given: Any) -> Experience:
    plain = {"title": "Medical assistant", "role": "medical_assistant", **settled(standing)}
    return save(session, Experience(candidate_id=candidate.id, **{**plain, **given}))


def make_skill(
    session: Session, candidate: Candidate, slug: str, standing: str = "confirmed", **given: Any
) -> HeldSkill:
    return save(session, HeldSkill(candidate_id=candidate.id, slug=slug, **{**settled(standing), **given}))


def make_credential(session: Session, candidate: Candidate, type: str = "bls_aha", **given: Any) -> Credential:
    return save(session, Credential(candidate_id=candidate.id, type=type, **{"standing": "confirmed", **given}))


def make_verification(session: Session, credential: Credential, by: User, result: str = "ok") -> Verification:
    made = {"source": "AHA card lookup", "method": "online", "result": result, "at": MOMENT}
    return save(session, Verification(credential_id=credential.id, by=by.id, **made))


def make_requirement(session: Session, *any_of: str, standing: str = "confirmed", **given: Any) -> Requirement:
    """At the level its scope says: opening_id, facility_id or setting; none of them = the agency's."""
    level = next(
        (key.removesuffix("_id") for key in ("opening_id", "facility_id", "setting") if key in given), "agency"
    )
    plain = {"kind": "credential", "any_of": list(any_of), "level": level, **settled(standing)}
    return save(session, Requirement(**{**plain, **given}))


def make_task(session: Session, opening: Opening, slug: str, standing: str = "confirmed", **given: Any) -> OpeningTask:
    return save(session, OpeningTask(opening_id=opening.id, slug=slug, **{**settled(standing), **given}))


def make_work(session: Session, facility: Facility | None = None, tasks: Iterable[str] = (), **given: Any) -> Opening:
    """An opening that asks for a BLS card and these tasks."""
    opening = make_opening(session, facility, **given)
    make_requirement(session, "bls_card", opening_id=opening.id)
    for task in tasks:
        make_task(session, opening, task)
    return opening


def make_snapshot(session: Session, kind: str = "requirements", body: str | None = None, **given: Any) -> Snapshot:
    body = body or f'{{"number":{next(numbers)}}}'
    return save(session, Snapshot(sha256=document.sha_of(body.encode()), kind=kind, body=body, **given))


def make_shortlist(session: Session, opening: Opening, by: User, **given: Any) -> Shortlist:
    kinds = ("requirements", "ranker", "vocabulary", "rules")
    shas = {f"{kind}_sha": make_snapshot(session, kind).sha256 for kind in kinds}
    plain = {"as_of": date(2026, 11, 25), "weights": {}, "code_version": "1", "counts": {"eligible": 1}, **shas}
    plain["digest"] = f"{next(numbers):064}"
    return save(session, Shortlist(opening_id=opening.id, by=by.id, **{**plain, **given}))


def make_entry(session: Session, shortlist: Shortlist, candidate: Candidate, **given: Any) -> Entry:
    plain = {"lane": "eligible", "position": 1, "band": 1, "eligibility": {}, "fit": 8600, "parts": []}
    plain["profile_sha"] = "0" * 64
    return save(session, Entry(shortlist_id=shortlist.id, candidate_id=candidate.id, **{**plain, **given}))


def make_decision(session: Session, entry: Entry, by: User, **given: Any) -> Decision:
    plain = {"verdict": "shortlist", "reason": "best_fit", "at": MOMENT}
    return save(session, Decision(entry_id=entry.id, by=by.id, **{**plain, **given}))
