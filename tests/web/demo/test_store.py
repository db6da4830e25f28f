"""The demo agency in a real database: what was drawn comes back, twice doubles nothing, and documents were really read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import create_engine, func, select
from sqlalchemy.orm import Session

from matcher import vocabulary
from models import (
    Base,
    Candidate,
    CandidateIdentity,
    Credential,
    Document,
    Facility,
    HeldSkill,
    Opening,
    User,
    Verification,
)
from models import candidate as candidates
from models import opening as openings
from tests.conftest import Postgresql, Sqlite
from web.demo import store
from web.demo.agency import FACILITIES, draw_facility
from web.demo.openings import OPENINGS, draw_opening
from web.demo.people import Person, draw_person

AS_OF = date(2026, 11, 24)
WORDS = vocabulary.load()
PEOPLE = 40


def rows(session: Session) -> dict[str, int]:
    tables = Base.metadata.sorted_tables
    return {table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


@pytest.fixture(scope="module")
def drawn() -> list[Person]:
    return [draw_person(number, 1, WORDS, AS_OF) for number in range(PEOPLE)]


@pytest.fixture(scope="module")
def seeded(backend: Sqlite | Postgresql) -> Iterator[Session]:
    """Seeded once a database: no test below changes anything."""
    engine = create_engine(backend.copy())
    with Session(engine) as session:
        said = store.seed(session, PEOPLE, as_of=AS_OF)
        assert said == "Harrow Lane Staffing: 30 facilities, 40 openings and 40 candidates as of 2026-11-24."
        session.commit()
        yield session
    engine.dispose()


def test_what_a_form_said_comes_back_from_the_tables(seeded: Session, drawn: list[Person]) -> None:
    read = candidates.profiles(seeded)
    assert len(read) == PEOPLE
    compared = 0
    for profile, person in zip(read, drawn, strict=True):
        if person.origin == "form":
            assert profile == replace(person.profile, key=profile.key)
            compared += 1
    assert compared == 34


def test_what_a_resume_said_was_read_from_its_document(seeded: Session, drawn: list[Person]) -> None:
    read = candidates.profiles(seeded)
    documented = [pair for pair in zip(read, drawn, strict=True) if pair[1].origin != "form"]
    assert [person.origin for _, person in documented] == ["text", "docx", "text"] * 2
    for profile, person in documented:
        assert person.identity.name in profile.text
        assert profile.home == person.profile.home
        assert profile.waiting_since == person.profile.waiting_since
        facts = (*profile.jobs, *profile.skills, *profile.credentials)
        assert facts
        for fact in facts:
            assert fact.source is not None
            assert profile.text[fact.source.start : fact.source.end] == fact.source.text
        assert {job.begin for job in profile.jobs} >= {job.begin for job in person.profile.jobs}
        held = {skill.slug for skill in person.profile.skills}
        assert len(held & {skill.slug for skill in profile.skills}) > 0.8 * len(held)


def test_of_the_resumes_some_are_untouched_and_some_confirmed_section_by_section(seeded: Session) -> None:
    documented = [profile for profile in candidates.profiles(seeded) if profile.text]
    answered = {len(profile.answered) for profile in documented}
    assert 0 in answered and max(answered) > 1
    for profile in documented:
        expected = {"confirmed"} if "skills" in profile.answered else {"proposed"}
        assert {skill.standing for skill in profile.skills} == expected


def test_openings_come_back_with_the_asks_of_agency_and_facility(seeded: Session) -> None:
    facilities = [draw_facility(number, 1, WORDS) for number in range(FACILITIES)]
    settled = select(Opening).where(Opening.status != "draft").order_by(Opening.id)
    stored = list(seeded.scalars(settled))
    read = openings.all_requirements(seeded, stored)
    drawn = [draw_opening(number, 1, facilities[number % FACILITIES], WORDS, AS_OF) for number in range(OPENINGS)]
    expected = [opening for opening in drawn if opening.status != "draft"]
    assert len(read) == len(expected) == OPENINGS - 2
    for row, asked, opening in zip(stored, read, expected, strict=True):
        same = replace(asked, key=opening.requirements.key, text="", asked=())
        assert same == replace(opening.requirements, asked=())
        assert set(asked.asked) >= set(opening.requirements.asked)
        assert (row.status, row.positions, row.submit_by) == (opening.status, opening.positions, opening.submit_by)
    assert sum(bool(asked.text) for asked in read) > 10


def test_a_draft_is_a_posting_whose_asks_nobody_has_settled_yet(seeded: Session) -> None:
    drafts = list(seeded.scalars(select(Opening).where(Opening.status == "draft")))
    assert len(drafts) == 2
    for asked in openings.all_requirements(seeded, drafts):
        assert asked.roles and asked.begin is not None
        proposed = [one for one in (*asked.asked, *asked.tasks) if one.standing == "proposed"]
        assert len(proposed) > 3
        for one in proposed:
            assert one.source is not None and asked.text[one.source.start : one.source.end] == one.source.text


def test_a_second_seed_doubles_nothing(seeded: Session) -> None:
    before = rows(seeded)
    assert (
        store.seed(seeded, PEOPLE, seed=2, as_of=AS_OF) == "Harrow Lane Staffing is there already: nothing was written."
    )
    assert rows(seeded) == before
    assert before["candidate"] == PEOPLE and before["held_skill"] > 500 and before["verification"] > 10


def test_a_card_seen_is_a_document_of_its_candidate(seeded: Session) -> None:
    cards = seeded.execute(
        select(Credential, Document, CandidateIdentity)
        .join(Document, Credential.document_id == Document.id)
        .join(CandidateIdentity, CandidateIdentity.candidate_id == Credential.candidate_id)
        .where(Document.kind == "card")
    ).all()
    assert len(cards) > 10
    for credential, document, identity in cards:
        assert document.candidate_id == credential.candidate_id
        assert identity.name in document.text and credential.number in document.text


def test_no_card_is_known_or_verified_before_it_was_issued(session: Session) -> None:
    store.seed(session, PEOPLE, seed=2, as_of=AS_OF)  # among whom several were issued cards after they began to wait
    issued = Credential.issued.is_not(None)
    cards = list(session.scalars(select(Credential).where(issued)))
    assert len(cards) > 50
    assert [card for card in cards if card.issued and card.entered_at.date() < card.issued] == []
    papers = session.execute(select(Credential, Document).join(Document, Credential.document_id == Document.id))
    assert [card for card, paper in papers if card.issued and paper.added_at.date() < card.issued] == []
    answers = session.execute(select(Credential, Verification).join(Credential).where(issued)).all()
    assert len(answers) > 10
    assert [card for card, answer in answers if card.issued and answer.at.date() < card.issued] == []


def test_the_accounts_are_one_of_each_role_with_a_password_and_the_others_cannot_sign_in(seeded: Session) -> None:
    users = list(seeded.scalars(select(User)))
    assert sorted(user.role for user in users if user.password) == sorted(role for role, _, _ in store.sign_ins())
    assert len(users) == 7
    (person,) = [user for user in users if user.role == "candidate"]
    assert person.candidate_id is not None
    identity = seeded.get(CandidateIdentity, person.candidate_id)
    assert identity is not None and identity.name == person.name


def test_facilities_are_stored_with_their_owner_and_skills_with_their_level(seeded: Session) -> None:
    owned = list(seeded.scalars(select(Facility).where(Facility.parent_id.is_not(None))))
    assert len(owned) == 2
    assert seeded.scalar(select(func.count()).select_from(HeldSkill).where(HeldSkill.level == 3)) > 50
    owners = set(seeded.scalars(select(Candidate.owner_id)))
    assert len(owners) == 3
