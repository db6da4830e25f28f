"""The candidates as a recruiter sees them: the list, one person's page, the form, facts by hand; and bad input."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from models import Candidate, CandidateIdentity, Experience, HeldSkill
from models import candidate as candidates
from models.user import by_email
from tests.builders import make_candidate, make_credential, make_experience, make_facility, make_person, make_work
from tests.web.bad_input import LONG, STRANGE, nothing_saved, refused
from tests.web.conftest import SignIn
from web.db import db, saving

WHO = {"name": "Ana Reyes", "zip": "08608", "home_state": "NJ"}


def person(app: Flask, name: str = "Ana Reyes", **given: Any) -> str:
    """The address of a candidate with a job, a skill and a card."""
    with app.app_context(), saving() as session:
        home: dict[str, Any] = {"zip": "08608", "home_state": "NJ", "waiting_since": date(2026, 11, 2)}
        candidate = make_person(session, name, {"rooming": 3}, **home, **given)
        make_experience(
            session,
            candidate,
            begin=date(2022, 3, 1),
            current=True,
            family="medical_assistant",
            employer="Pelham Clinic",
            setting="specialty_practice",
        )
        make_credential(session, candidate, "ccma_nha", expires=date(2028, 2, 28))
        return candidate.public_id


def opening(app: Flask, title: str, role: str = "medical_assistant") -> str:
    with app.app_context(), saving() as session:
        clinic = make_facility(session, setting="specialty_practice")
        work = make_work(session, clinic, ["rooming"], title=title, roles=[role], end=date(2027, 3, 7))
        return work.public_id


def seen_on(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found
    return found[1].replace("&#34;", '"').replace("&amp;", "&")


def stored(app: Flask, key: str) -> CandidateIdentity:
    with app.app_context():
        query = select(CandidateIdentity).join(Candidate, Candidate.id == CandidateIdentity.candidate_id)
        return db.session.scalars(query.where(Candidate.public_id == key)).one()


def test_the_list_finds_people_by_name_role_card_state_and_what_waits(app: Flask, recruiter: FlaskClient) -> None:
    person(app, "Ana Reyes")
    with app.app_context(), saving() as session:
        other = make_person(session, "Bo Quill", home_state="NY")
        make_experience(session, other, "proposed", title="Phlebotomist", role="phlebotomist")
    for query, found in (
        ("", {"Ana Reyes", "Bo Quill"}),
        ("?q=reye", {"Ana Reyes"}),
        ("?role=phlebotomist", {"Bo Quill"}),
        ("?credential=ccma_nha", {"Ana Reyes"}),
        ("?state=NY", {"Bo Quill"}),
        ("?unsettled=1", {"Bo Quill"}),
        ("?mine=1", set()),
        ("?q=%25", set()),
        ("?role=nonsense&page=-3", {"Ana Reyes", "Bo Quill"}),
        ("?state=ZZ", {"Ana Reyes", "Bo Quill"}),
        ("?credential=zz", {"Ana Reyes", "Bo Quill"}),
    ):
        page = recruiter.get(f"/candidates{query}").text
        assert {name for name in ("Ana Reyes", "Bo Quill") if name in page} == found, query


def test_the_list_has_pages_and_the_nearest_one_is_shown(app: Flask, recruiter: FlaskClient) -> None:
    with app.app_context(), saving() as session:
        for number in range(27):
            make_person(session, f"Person {number:02}")
    page = recruiter.get("/candidates").text
    assert "1 to 25 of 27" in page and "Person 24" in page and "Person 25" not in page and "Next 2" in page
    for number in ("2", "99"):
        page = recruiter.get(f"/candidates?page={number}").text
        assert "26 to 27 of 27" in page and "Person 26" in page


def test_a_persons_page_says_who_what_is_known_where_she_fits_and_what_blocks(
    app: Flask, recruiter: FlaskClient
) -> None:
    key = person(app)
    opening(app, "Assistant in dermatology")
    opening(app, "Nurse on nights", role="rn")
    assert (
        "blocked for now" not in recruiter.get(f"/candidates/{key}").text
    )  # who has not said that is all may be a nurse
    for section in ("experience", "credentials"):
        recruiter.post(f"/candidates/{key}/sections/{section}", data={"closed": "1"})
    page = recruiter.get(f"/candidates/{key}").text
    assert "Where Ana Reyes fits" in page and "Specialty practice" in page and "a year on average in New Jersey" in page
    assert "Assistant in dermatology" in page and "Eligible if" in page
    assert "1 opening is blocked for now" in page and "Nurse on nights" in page
    assert "Pelham Clinic" in page and "Mar 2022 until now" in page and "self-stated" in page
    assert "Room patients" in page and "Done independently" in page


def test_the_fit_on_a_persons_page_is_the_fit_in_the_openings_list(app: Flask, recruiter: FlaskClient) -> None:
    key, asked = person(app), opening(app, "Assistant in dermatology")
    here = re.search(r'for-fit">Fit <b>(\d+)</b>', recruiter.get(f"/candidates/{key}").text)
    there = re.search(r'"figure"><span[^>]*>Fit </span>(\d+)', recruiter.get(f"/openings/{asked}").text)
    assert here and there and here[1] == there[1]


def test_a_person_without_a_role_is_told_what_is_missing(app: Flask, recruiter: FlaskClient) -> None:
    with app.app_context(), saving() as session:
        candidate = make_person(session, "Bo Quill")
        key = candidate.public_id
    page = recruiter.get(f"/candidates/{key}")
    assert (
        page.status_code == 200
        and "No role is seen" in page.text
        and "Add a resume, or type in a first job" in page.text
    )


def test_a_candidate_is_added_by_hand_and_waits_from_today(app: Flask, recruiter: FlaskClient) -> None:
    given = {
        **WHO,
        "birth_date": "16 Jan 1990",
        "former_names": "Ana Costa, A. Reyes",
        "email": "ana@example.org",
        "miles": "25",
        "pay_floor": "22.50",
        "shifts": ["evening"],
        "available_from": "1 Dec 2026",
        "available_until": "31 Mar 2027",
    }
    answer = recruiter.post("/candidates/new", data=given)
    assert answer.status_code == 303
    key = answer.location.rpartition("/")[2]
    who = stored(app, key)
    assert (who.name, who.former_names, who.birth_date) == ("Ana Reyes", ["Ana Costa", "A. Reyes"], date(1990, 1, 16))
    with app.app_context():
        candidate = candidates.by_public_id(db.session, key)
        assert candidate and candidate.waiting_since == date(2026, 11, 24)
        limits = candidates.profile(db.session, candidate).limits
    assert (limits.miles, limits.pay_floor, limits.shifts) == (25, 2250, frozenset({"evening"}))
    assert (limits.available_from, limits.available_until) == (date(2026, 12, 1), date(2027, 3, 31))
    page = recruiter.get(f"/candidates/{key}/edit").text
    assert 'value="1 Dec 2026"' in page and 'value="31 Mar 2027"' in page and 'value="22.50"' in page


def test_right_to_left_and_emoji_names_are_names(app: Flask, recruiter: FlaskClient) -> None:
    answer = recruiter.post("/candidates/new", data={**WHO, "name": STRANGE})
    assert answer.status_code == 303
    assert stored(app, answer.location.rpartition("/")[2]).name == STRANGE
    assert STRANGE in recruiter.get(answer.location).text


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"name": ""}, "Give the name"),
        ({"name": LONG}, "Name has 10,000 characters; 200 fit."),
        ({"name": "A\0na"}, "Name: a character in it is not one that people write"),
        ({"name": "A\u202ena"}, "Name: a character in it is not one that people write"),
        ({"home_state": "NJ", "zip": "10001"}, "The ZIP code 10001 lies in New York."),
        ({"birth_date": "1 Jan 1700"}, "Birth date: 1 Jan 1700 lies too far off. The year is one from 1900 to 2100."),
        ({"zip": "0860"}, "We do not know the ZIP code 0860."),
        ({"zip": "00000"}, "We do not know the ZIP code 00000."),
        ({"home_state": "ZZ"}, "Home state: “ZZ” is not one of the choices."),
        ({"birth_date": "31 Feb 1990"}, "Birth date: 31 Feb 1990 is not a day of the calendar."),
        ({"birth_date": "1 Jan 2030"}, "The birth date is less than 14 years ago."),
        ({"birth_date": "25 Nov 2012"}, "The birth date is less than 14 years ago."),
        ({"phone": "not a phone"}, "“not a phone” is not a phone number."),
        ({"phone": "555-01"}, "“555-01” is not a phone number."),
        ({"email": "<b>@example.org"}, "lacks something."),
        ({"email": "ana.example.org"}, "The email “ana.example.org” lacks something."),
        ({"miles": "many"}, "Miles from home at most is a whole number from 1 to 3000, not “many”."),
        ({"pay_floor": "-4"}, "Pay from, dollars an hour: “-4” is not read as dollars."),
        ({"shifts": ["noon"]}, "Shifts: “noon” is not one of the choices."),
        ({"owner_id": "999"}, "Recruiter: “999” is not one of the choices."),
        (
            {"available_from": "7 Dec 2026", "available_until": "7 Mar 2026"},
            "The last day, 7 Mar 2026, is before the first day, 7 Dec 2026",
        ),
    ],
)
def test_what_is_wrong_in_the_form_is_named_kept_and_not_saved(
    app: Flask, recruiter: FlaskClient, wrong: dict[str, Any], says: str
) -> None:
    key = person(app)
    seen = seen_on(recruiter.get(f"/candidates/{key}/edit").text)
    for path in ("/candidates/new", f"/candidates/{key}/edit"):
        with nothing_saved(app):
            answer = recruiter.post(path, data={**WHO, "former_names": "kept Jones", "seen": seen, **wrong})
        refused(answer, says)
        assert 'value="kept Jones"' in answer.text
    assert stored(app, key).phone is None


def test_a_form_without_its_key_saves_nothing(app: Flask, recruiter: FlaskClient) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    with nothing_saved(app):
        answer = recruiter.post("/candidates/new", data=WHO)
    assert answer.status_code == 400 and "Nothing was saved" in answer.text


def test_a_change_made_on_an_older_page_says_what_changed_and_keeps_what_was_typed(
    app: Flask, recruiter: FlaskClient
) -> None:
    key = person(app)
    seen = seen_on(recruiter.get(f"/candidates/{key}/edit").text)
    first = recruiter.post(f"/candidates/{key}/edit", data={**WHO, "zip": "08611", "seen": seen})
    assert first.status_code == 303
    with nothing_saved(app):
        late = recruiter.post(f"/candidates/{key}/edit", data={**WHO, "phone": "503 555 0100 x4", "seen": seen})
    refused(late, "ZIP code is now “08611”.", 409)
    assert 'value="503 555 0100 x4"' in late.text and stored(app, key).phone is None
    again = recruiter.post(
        f"/candidates/{key}/edit", data={**WHO, "phone": "503 555 0100 x4", "seen": seen_on(late.text)}
    )
    assert again.status_code == 303 and stored(app, key).phone == "503 555 0100 x4"


@pytest.mark.parametrize("role", ["credentialing", "facility", "candidate"])
def test_nobody_but_recruiters_and_admins_opens_a_persons_page(app: Flask, sign_in: SignIn, role: str) -> None:
    key, client = person(app), sign_in(role)
    for path in ("/candidates", f"/candidates/{key}", f"/candidates/{key}/edit", f"/candidates/{key}/facts/job/new"):
        assert client.get(path).status_code == 404


def test_an_unknown_person_is_no_page_and_a_merged_one_leads_to_the_one_that_stays(
    app: Flask, recruiter: FlaskClient
) -> None:
    key = person(app)
    assert recruiter.get("/candidates/nobody").status_code == 404
    with app.app_context(), saving() as session:
        candidate, other = candidates.by_public_id(session, key), make_candidate(session)
        assert candidate
        candidate.merged_into, stays = other.id, other.public_id
    answer = recruiter.get(f"/candidates/{key}")
    assert (answer.status_code, answer.location) == (302, f"/candidates/{stays}")
    assert recruiter.get(f"/candidates/{key}/openings").status_code == 404


# Facts by hand


def test_a_job_typed_in_is_confirmed_by_who_typed_it_and_changed_and_removed(
    app: Flask, recruiter: FlaskClient
) -> None:
    key = person(app)
    given = {"title": "Phlebotomist", "begin": "Jan 2019", "end": "Feb 2020", "role": "phlebotomist"}
    assert recruiter.post(f"/candidates/{key}/facts/job/new", data=given).status_code == 303
    with app.app_context():
        row = db.session.scalars(select(Experience).where(Experience.title == "Phlebotomist")).one()
        me = by_email(db.session, "recruiter@agency.example")
        assert me and (row.standing, row.decided_by) == ("confirmed", me.id)
        assert (row.begin, row.end) == (date(2019, 1, 1), date(2020, 2, 1))
    address = f"/candidates/{key}/facts/job/{row.id}"
    page = recruiter.get(address).text
    assert 'value="Jan 2019"' in page
    changed = recruiter.post(address, data={**given, "employer": "Draw Lab", "seen": seen_on(page)})
    assert changed.status_code == 303 and "Draw Lab" in recruiter.get(f"/candidates/{key}").text
    assert recruiter.post(f"{address}/remove").status_code == 303
    assert "Draw Lab" not in recruiter.get(f"/candidates/{key}").text
    assert recruiter.get(address).status_code == 404


def test_a_job_is_read_as_its_title_says_where_no_role_is_chosen(app: Flask, recruiter: FlaskClient) -> None:
    key = person(app)
    recruiter.post(f"/candidates/{key}/facts/job/new", data={"title": "Medical receptionist", "begin": "Jan 2019"})
    with app.app_context():
        row = db.session.scalars(select(Experience).where(Experience.title == "Medical receptionist")).one()
    assert row.family == "medical_receptionist" or row.role == "medical_receptionist"


@pytest.mark.parametrize(
    ("kind", "wrong", "says"),
    [
        ("job", {}, "Give the title as it was"),
        ("job", {"title": LONG}, "Title has 10,000 characters; 300 fit."),
        ("job", {"title": "Nurse", "begin": "31 Feb 2020"}, "First month: 31 Feb 2020 is not a day of the calendar."),
        ("job", {"title": "Nurse", "begin": "Jan 1901"}, "First month, Jan 1901, is more than 80 years ago."),
        ("job", {"title": "Nurse", "begin": "Jan 2030"}, "First month, Jan 2030, lies after today"),
        (
            "job",
            {"title": "Nurse", "begin": "2022-03", "end": "Jan 2020"},
            "The last day, Jan 2020, is before the first day, Mar 2022",
        ),
        ("job", {"title": "Nurse", "end": "Jan 2020", "current": "y"}, "Either a last month, or still works there"),
        ("job", {"title": "Nurse", "role": "pilot"}, "Counts as: “pilot” is not one of the choices."),
        ("skill", {}, "Choose the skill"),
        ("skill", {"slug": "flying"}, "Skill: “flying” is not one of the choices."),
        ("skill", {"slug": "rooming"}, "Room patients is in the record already."),
        ("skill", {"slug": "ekg", "level": "9"}, "Level: “9” is not one of the choices."),
        ("education", {}, "Give the level, the kind of programme or the school"),
        (
            "education",
            {"level": "associate", "hours": "-1"},
            "Class hours is a whole number from 0 to 10000, not “-1”.",
        ),
        ("training", {"slug": "injection", "hours": "1e3"}, "Class hours is a whole number"),
        ("language", {"slug": "klingon"}, "Language: “klingon” is not one of the choices."),
        ("system", {}, "Choose the system"),
    ],
)
def test_a_fact_that_cannot_be_is_named_and_not_saved(
    app: Flask, recruiter: FlaskClient, kind: str, wrong: dict[str, str], says: str
) -> None:
    key = person(app)
    with nothing_saved(app):
        refused(recruiter.post(f"/candidates/{key}/facts/{kind}/new", data=wrong), says)


def test_another_persons_fact_is_no_page(app: Flask, recruiter: FlaskClient) -> None:
    mine, other = person(app), person(app, "Bo Quill")
    with app.app_context():
        row = db.session.scalars(
            select(HeldSkill)
            .join(Candidate, Candidate.id == HeldSkill.candidate_id)
            .where(Candidate.public_id == other)
        ).one()
    for path in (f"skill/{row.id}", f"job/{row.id + 900}", "nonsense/1", "nonsense/new"):
        assert recruiter.get(f"/candidates/{mine}/facts/{path}").status_code == 404
    with nothing_saved(app):
        assert recruiter.post(f"/candidates/{mine}/facts/skill/{row.id}/remove").status_code == 404


def test_a_fact_changed_meanwhile_is_said_and_what_was_typed_is_kept(app: Flask, recruiter: FlaskClient) -> None:
    key = person(app)
    with app.app_context():
        row = db.session.scalars(select(HeldSkill)).one()
    address = f"/candidates/{key}/facts/skill/{row.id}"
    seen = seen_on(recruiter.get(address).text)
    assert recruiter.post(address, data={"slug": "rooming", "level": "4", "seen": seen}).status_code == 303
    late = recruiter.post(address, data={"slug": "rooming", "level": "2", "seen": seen})
    refused(late, "Level is now “Expert, can teach”.", 409)
    with app.app_context():
        assert db.session.scalars(select(HeldSkill)).one().level == 4


def test_a_fact_removed_meanwhile_is_said_and_what_was_typed_is_kept(app: Flask, recruiter: FlaskClient) -> None:
    key = person(app)
    with app.app_context():
        row = db.session.scalars(select(Experience)).one()
    address = f"/candidates/{key}/facts/job/{row.id}"
    assert recruiter.post(f"{address}/remove").status_code == 303
    for path in ("", "/remove", "/confirm"):
        with nothing_saved(app):
            answer = recruiter.post(f"{address}{path}", data={"title": "kept title"})
        assert answer.status_code == 409 and "Somebody revoked, corrected or removed this meanwhile" in answer.text
        assert 'value="kept title"' in answer.text
    assert recruiter.get(address).status_code == 404


def test_a_section_is_closed_and_opened_again(app: Flask, recruiter: FlaskClient) -> None:
    key = person(app)

    def answered() -> frozenset[str]:
        with app.app_context():
            candidate = candidates.by_public_id(db.session, key)
            assert candidate
            return candidates.profile(db.session, candidate).answered

    for _ in range(2):
        assert recruiter.post(f"/candidates/{key}/sections/skills", data={"closed": "1"}).status_code == 303
        assert answered() == {"skills"}
    junks: tuple[dict[str, str], ...] = ({}, {"closed": "no"}, {"other": "1"})
    for junk in junks:
        answer = recruiter.post(f"/candidates/{key}/sections/skills", data=junk)
        assert answer.status_code == 422 and "That is no answer about a section" in answer.text
        assert answered() == {"skills"}
    assert recruiter.post(f"/candidates/{key}/sections/skills", data={"closed": ""}).status_code == 303
    assert answered() == frozenset()
    assert recruiter.post(f"/candidates/{key}/sections/everything", data={"closed": "1"}).status_code == 404
