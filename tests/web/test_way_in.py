"""What would get somebody there who never worked in health, on her page and in the recruiter's."""

from __future__ import annotations

import re
from datetime import date

from flask import Flask
from flask.testing import FlaskClient

from matcher import vocabulary
from matcher.domain import Education, Profile
from matcher.way_in import ways_in
from models.user import by_email
from tests.builders import make_experience, make_facility, make_opening, make_person
from tests.web.conftest import TODAY, SignIn
from web.db import saving
from web.services.way_in import in_words, list_ways_in


def cashier(app: Flask, role: str | None = None) -> str:
    """The public id of somebody with one job, at a till or in a role of health; she is the signed-in candidate."""
    with app.app_context(), saving() as session:
        person = make_person(session, "Ana Reyes", home_state="NJ", zip="08608")
        make_experience(
            session,
            person,
            title="Cashier",
            role=role,
            family=None if role else "retail",
            begin=date(2020, 1, 1),
            current=True,
        )
        user = by_email(session, "candidate@agency.example")
        assert user
        user.candidate_id = person.id
        for wanted in (["cna"], ["cna"], ["medical_assistant"]):
            make_opening(session, make_facility(session), roles=wanted)
        return person.public_id


def ways_on(page: str) -> list[str]:
    """The roles and their ways as the section lists them, without marks."""
    section = page.partition('id="ways"')[2].partition('id="settings"')[0]
    return [
        " ".join(re.sub(r"<[^>]+>", " ", item).split())
        for item in re.findall(r"<(?:h3|li)>([^<].*?)</(?:h3|li)>", section)
    ]


def test_the_shortest_way_into_what_is_asked_for_comes_first(app: Flask, recruiter: FlaskClient) -> None:
    page = recruiter.get(f"/candidates/{cashier(app)}").text
    told = ways_on(page)
    assert told[:2] == [
        "Certified nursing assistant Two openings ask for one now.",
        "A state-approved nurse aide course, 1 to 3 months. Then the nurse-aide registry listing (state registry). At least 75 hours. "
        "A nursing home that has hired somebody may not charge her for the course.",
    ]
    assert told[2] == "Medical assistant One opening asks for one now."
    assert "After 1 year of the work CCMA (NHA)." in told[3] and "Before it: high-school diploma or GED" in told[3]
    assert "Compared as a beginner in the role with the shortest way in: Certified nursing assistant." in page


def test_she_reads_the_same_of_herself(app: Flask, sign_in: SignIn) -> None:
    cashier(app)
    page = sign_in("candidate").get("/me").text
    assert "Nothing known of you shows a role in health yet." in page
    assert ways_on(page)[0] == "Certified nursing assistant Two openings ask for one now."


def test_whoever_has_a_role_reads_nothing_of_it(app: Flask, recruiter: FlaskClient) -> None:
    page = recruiter.get(f"/candidates/{cashier(app, 'medical_assistant')}").text
    assert 'id="ways"' not in page and "Compared as a beginner" not in page


def test_of_whom_nothing_is_known_a_resume_comes_first() -> None:
    assert list_ways_in(Profile("new"), (), TODAY) == []
    assert (
        list_ways_in(Profile("school", education=(Education("hs_or_ged"),)), (), TODAY)[0].slug
        == "medical_receptionist"
    )


def test_an_exam_that_is_open_is_said_with_what_opens_it() -> None:
    medic = Profile("medic", education=(Education(programme="military"),))
    first = ways_in(medic, "medical_assistant", TODAY, vocabulary.load())[0]
    assert in_words(first) == (
        "The exam for RMA (AMT), CCMA (NHA) or NCMA (NCCT) looks open now, by a finished programme. Its body decides."
    )
