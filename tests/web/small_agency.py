"""Nineteen people and one opening, small enough to know by heart: who is first, who ties with whom, who is blocked and why."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import Flask
from sqlalchemy.orm import Session

from matcher.domain import SECTIONS
from models import FacilityMember, Language, SectionAnswer, User
from models import candidate as candidates
from models.user import by_email
from tests.builders import (
    make_credential,
    make_experience,
    make_facility,
    make_person,
    make_requirement,
    make_verification,
    make_work,
    save,
    settled,
)
from web.db import saving

BEGIN, END = date(2026, 12, 7), date(2027, 3, 7)
TIED = 12  # people alike in everything, the weakest: a band larger than a page


@dataclass(frozen=True)
class Agency:
    """Public ids: of the opening, and of people by the first word of their name."""

    opening: str
    people: dict[str, str]

    @property
    def list(self) -> str:
        return f"/openings/{self.opening}"

    def match(self, name: str) -> str:
        return f"{self.list}/candidates/{self.people[name]}"


def write_small_agency(app: Flask) -> Agency:
    """Ana best; Bea, Cal and Dan alike (Dan has waited longest); Eve's BLS lapses inside; then TIED people alike.

    The candidate who signs in is Bea; who signs in for a facility speaks for the one that posts the opening.

    Fay has not worked a year yet; Gus never worked as a medical assistant at all. Both are blocked.
    """
    with app.app_context(), saving() as session:
        facility = make_facility(session, name="Tern Island Practice", city="Albany", state="NY", zip="12207")
        tasks = "rooming", "vital_signs"
        opening = make_work(session, facility, tasks, begin=BEGIN, end=END, submit_by=date(2026, 11, 27))
        make_requirement(session, "medical_assistant", opening_id=opening.id, kind="experience", years=1.0)
        verifier = by_email(session, "credentialing@agency.example")
        assert verifier
        people = {
            "Ana": person(
                session, verifier, "Ana Abel", since=2016, skills=("rooming", "vital_signs"), speaks="spanish"
            ),
            "Bea": person(session, verifier, "Bea Twin", since=2020, skills=("rooming",), waiting=date(2026, 9, 1)),
            "Cal": person(session, verifier, "Cal Twin", since=2020, skills=("rooming",), waiting=date(2026, 8, 1)),
            "Dan": person(session, verifier, "Dan Twin", since=2020, skills=("rooming",), waiting=date(2026, 7, 1)),
            "Eve": person(session, verifier, "Eve Early", since=2022, bls=date(2027, 1, 16)),
            "Fay": person(session, verifier, "Fay Recent", since=2026),
            "Gus": person(session, verifier, "Gus Cook", since=None),
        }
        for n in range(TIED):
            people[f"Tie{n}"] = person(
                session, verifier, f"Tie{n} Alike", since=2012, until=date(2019, 5, 1), waiting=date(2026, 1, n + 1)
            )
        mine, speaker = by_email(session, "candidate@agency.example"), by_email(session, "facility@agency.example")
        own = candidates.by_public_id(session, people["Bea"])
        assert mine and speaker and own
        mine.candidate_id = own.id
        save(session, FacilityMember(user_id=speaker.id, facility_id=facility.id))
        return Agency(opening.public_id, people)


def person(
    session: Session,
    verifier: User,
    name: str,
    since: int | None,
    until: date | None = None,
    skills: tuple[str, ...] = (),
    bls: date = date(2028, 1, 31),
    speaks: str = "",
    waiting: date | None = None,
) -> str:
    """Somebody at home beside the work, all sections closed, a medical assistant `since` that January, a verified card."""
    one = make_person(session, name, dict.fromkeys(skills, 4), home_state="NY", zip="12207", waiting_since=waiting)
    if since:
        make_experience(session, one, begin=date(since, 1, 1), end=until, current=until is None)
    else:
        make_experience(session, one, title="Cook", role=None, begin=date(2015, 1, 1), current=True)
    make_verification(session, make_credential(session, one, "bls_aha", expires=bls), verifier)
    if speaks:
        save(session, Language(candidate_id=one.id, slug=speaks, **settled("confirmed")))
    for section in SECTIONS:
        save(session, SectionAnswer(candidate_id=one.id, section=section, by=verifier.id))
    return one.public_id
