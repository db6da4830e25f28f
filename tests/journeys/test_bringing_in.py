"""Journeys of what comes in from outside: a posting, a resume, an issuer's answer; each changes who is ranked and how."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.shortlist import Row
from models import Candidate, CandidateIdentity, Opening
from models.credential import current
from tests.journeys.agency import TODAY, Agency
from tests.journeys.visitor import Visitor
from web.demo.agency import draw_facility
from web.demo.openings import draw_opening
from web.demo.people import draw_person
from web.demo.texts import posting_text, resume_docx
from web.services.ranking import rank_opening

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

SEED = 7  # another one than the agency's: nobody here is known to it


def test_a_posting_is_pasted_settled_published_and_ranked(visitor: Visitor, agency: Agency) -> None:
    words = vocabulary.load()
    facility = draw_facility(1, SEED, words)
    drawn = draw_opening(1, SEED, facility, words, TODAY)
    with agency.session() as session:
        place = (
            session.scalars(select(Opening).where(Opening.title == "Medical Assistant, Pediatrics")).one().facility.name
        )
    visitor.sign_in("recruiter")
    visitor.open("/postings/new")
    visitor.press("Read the posting")
    assert visitor.driver.title.startswith("Error: ")
    visitor.fill("Facility", place)
    visitor.fill("The posting's words", posting_text(drawn, facility, words))
    visitor.press("Read the posting")
    assert visitor.all(".settle-row mark"), visitor.words  # each beside its sentence
    for task in visitor.all(".task-row"):  # whatever the law leaves open is kept, and said to be
        visitor.choose("Keep", task)
    visitor.press("Check again")
    visitor.press("Publish")
    assert "/asks" not in visitor.path, visitor.words
    assert visitor.main.find_element("tag name", "h1").text == drawn.requirements.title
    assert visitor.all("li.person .figure")
    with agency.session() as session:
        opening = session.scalars(select(Opening).order_by(Opening.id.desc())).first()
        assert opening and opening.status == "open" and opening.title == drawn.requirements.title
        assert (opening.begin, opening.end) == (drawn.requirements.begin, drawn.requirements.end)


def test_a_resume_is_uploaded_settled_confirmed_and_the_person_ranked(
    visitor: Visitor, agency: Agency, tmp_path: Path
) -> None:
    words = vocabulary.load()
    people = (draw_person(number, SEED, words, TODAY) for number in range(400))
    person = next(
        one
        for one in people
        if one.origin == "docx" and any(job.role == "medical_assistant" for job in one.profile.jobs)
    )
    file = tmp_path / "resume.docx"
    file.write_bytes(resume_docx(person, words))
    visitor.sign_in("recruiter")
    visitor.open("/candidates/from-resume")
    visitor.field("File").send_keys(str(file))
    visitor.fill("Name of the person", person.identity.name)
    visitor.press("Read it")
    assert visitor.sees(f"What we read from the resume of {person.identity.name}")
    assert visitor.all(".settle-said mark") and not visitor.all("input[type=radio]:checked")
    for part in ("Jobs and roles", "Cards, schooling, languages", "Skills and systems"):
        visitor.press(f"All the rest here are right: {part}")
    for item in visitor.all("#part-first .settle-read"):
        visitor.choose("Right", item)
    visitor.press("Save these answers")
    assert visitor.main.find_element("tag name", "h1").text == person.identity.name
    with agency.session() as session:
        candidate = named(session, person.identity.name)
        opening = session.scalars(select(Opening).where(Opening.title == "Medical Assistant, Pediatrics")).one()
        list_address = f"/openings/{opening.public_id}"
        row = rank_opening(session, opening, TODAY).find(candidate.public_id)
        assert row and row.eligibility.lane != "blocked" and row.fit
    visitor.open(f"{list_address}/candidates/{candidate.public_id}")
    assert visitor.sees(person.identity.name) and visitor.all("blockquote.ev mark")
    visitor.open(f"{list_address}?page={1 + ((row.position or 1) - 1) // 10}")
    assert visitor.sees(person.identity.name)


def named(session: Session, name: str) -> Candidate:
    """The one candidate of that name."""
    return session.scalars(
        select(Candidate)
        .join(CandidateIdentity, CandidateIdentity.candidate_id == Candidate.id)
        .where(CandidateIdentity.name == name)
    ).one()


def test_credentialing_records_the_issuers_yes_and_eligible_if_becomes_eligible(
    visitor: Visitor, agency: Agency
) -> None:
    with agency.session() as session:
        opening, row = waiting_for_an_issuer(session)
        candidate = session.scalars(select(Candidate).where(Candidate.public_id == row.candidate)).one()
        who = session.scalars(
            select(CandidateIdentity.name).where(CandidateIdentity.candidate_id == candidate.id)
        ).one()
        match = f"/openings/{opening.public_id}/candidates/{row.candidate}"
        card = next(judged.held for judged in row.eligibility.requirements if judged.action == "verify")
        assert card
        held = next(
            one for one in current(session, candidate.id) if (one.type, one.expires) == (card.type, card.expires)
        )
    visitor.sign_in("recruiter")
    visitor.open(match)
    assert "Eligible if" in visitor.all(".mark, .verdict")[0].text
    visitor.sign_in("credentialing")
    visitor.open(f"/credentials/{row.candidate}?verify={held.public_id}")
    visitor.press("Save the answer")  # says nothing yet
    assert visitor.driver.title.startswith("Error: ")
    visitor.fill("Who was asked", "The issuer's look-up page")
    visitor.fill("How", "look-up page")
    visitor.fill("The answer", "confirmed as entered")
    visitor.press("Save the answer")
    assert not visitor.driver.title.startswith("Error: ") and visitor.sees(who)
    visitor.sign_in("recruiter")
    visitor.open(match)
    assert (
        "Eligible if" not in visitor.all(".mark, .verdict")[0].text
        and "Eligible" in visitor.all(".mark, .verdict")[0].text
    )


def waiting_for_an_issuer(session: Session) -> tuple[Opening, Row]:
    """An opening and somebody who is eligible if the one card is verified, and lacks nothing else."""
    for opening in session.scalars(select(Opening).where(Opening.status == "open").order_by(Opening.id)):
        for row in rank_opening(session, opening, TODAY).rows:
            judged = (row.eligibility.role, *row.eligibility.requirements)
            left = [one for one in judged if one.status != "met" and (one.requirement is None or one.requirement.must)]
            if row.eligibility.lane == "eligible-if" and len(left) == 1 and left[0].action == "verify":
                return opening, row
    raise AssertionError("nobody waits for an issuer alone")
