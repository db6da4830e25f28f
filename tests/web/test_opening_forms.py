"""Openings by hand through HTTP: made as drafts, changed while open, moved on, refused with the fields kept."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from models import Facility, Opening
from models.user import by_email
from tests.builders import make_facility, make_requirement
from tests.web.bad_input import LONG, STRANGE, nothing_saved
from tests.web.conftest import SignIn
from tests.web.forwarding import Forwarding, words
from tests.web.small_agency import write_small_agency
from tests.web.test_facilities import seen
from web.db import db, saving

GOOD: dict[str, Any] = {
    "title": "Medical assistant, dermatology",
    "roles": ["medical_assistant"],
    "specialty": "dermatology",
    "begin": "7 Dec 2026",
    "end": "2027-03-07",
    "submit_by": "27 Nov 2026",
    "shifts": ["weekday_day", "ten_hour"],
    "employment_type": "temporary",
    "pay_from": "24.50",
    "pay_to": "$26",
    "pay_unit": "hour",
    "positions": "2",
    "supervision": "onsite",
    "delegator": "physician",
    "clinical_share": "70",
    "notes": "Ask for Marta.",
}
EDGE = "/openings/new"


def only_opening(app: Flask) -> Opening:
    with app.app_context():
        return db.session.scalars(select(Opening)).one()


def test_an_opening_by_hand_is_a_draft_with_every_field(app: Flask, facility: str, recruiter: FlaskClient) -> None:
    with app.app_context():
        me = by_email(db.session, "recruiter@agency.example")
        assert me
    answer = recruiter.post(EDGE, data={**GOOD, "facility": facility, "owner": me.public_id})
    made = only_opening(app)
    assert (answer.status_code, answer.location) == (303, f"/openings/{made.public_id}/asks")
    assert (made.status, made.owner_id, made.title) == ("draft", me.id, GOOD["title"])
    assert (made.begin, made.end, made.submit_by) == (date(2026, 12, 7), date(2027, 3, 7), date(2026, 11, 27))
    assert (made.pay_from, made.pay_to, made.pay_unit, made.positions) == (2450, 2600, "hour", 2)
    assert (made.supervision, made.delegator, made.clinical_share) == ("onsite", "physician", 70)
    assert (made.roles, made.shifts) == (["medical_assistant"], ["weekday_day", "ten_hour"])
    assert "Publish" in recruiter.get(answer.location).text


@pytest.mark.parametrize(
    ("given", "kept", "shown", "left"),
    [("yes", True, "Offered", False), ("no", False, "Not offered", False), ("", None, "not stated", True)],
)
def test_training_is_offered_or_not_or_not_said(
    app: Flask, facility: str, recruiter: FlaskClient, given: str, kept: bool | None, shown: str, left: bool
) -> None:
    answer = recruiter.post(EDGE, data={**GOOD, "facility": facility, "will_train": given})
    made = only_opening(app)
    assert made.will_train is kept
    page = recruiter.get(answer.location).text
    assert f"Training {shown}" in words(page)
    assert ("Training, offered or not</a>" in page) == left and ("<span>Training, offered or not" in page) != left
    form = recruiter.get(f"/openings/{made.public_id}/edit").text
    assert f'<option selected value="{given}">' in form.partition('name="will_train"')[2].partition("</select>")[0]
    refused = recruiter.post(EDGE, data={**GOOD, "facility": facility, "will_train": "perhaps"})
    assert refused.status_code == 422 and "“perhaps” is not one of the choices" in refused.text


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"title": ""}, "title", "Write the title of the opening"),
        ({"title": LONG}, "title", "Title has 10,000 characters; 200 fit."),
        ({"facility": ""}, "facility", "Choose the facility that asks"),
        ({"facility": "elsewhere"}, "facility", "“elsewhere” is not one of the choices"),
        ({"roles": ["wizard"]}, "roles", "“wizard” is not one of the choices"),
        ({"specialty": "wizardry"}, "specialty", "“wizardry” is not one of the choices"),
        ({"end": "7 Mar 2026"}, "end", "The last day, 7 Mar 2026, is before the first day, 7 Dec 2026"),
        (
            {"begin": "1 Oct 2026", "end": "1 Nov 2026", "submit_by": ""},
            "end",
            "The last day, 1 Nov 2026, has passed already",
        ),
        ({"begin": "1 Jan 1990"}, "begin", "The first day, 1 Jan 1990, is more than two years ago"),
        ({"end": "7 Mar 2035"}, "end", "An assignment lasts at most 5 years"),
        ({"begin": "31 Feb 2027"}, "begin", "First day: 31 Feb 2027 is not a day of the calendar"),
        ({"begin": "soon"}, "begin", "First day: “soon” is not read as a day"),
        ({"submit_by": "1 Apr 2027"}, "submit_by", "Submit by, 1 Apr 2027, is after the last day, 7 Mar 2027"),
        ({"submit_by": "1 Apr 2026"}, "submit_by", "Submit by, 1 Apr 2026, has passed already"),
        ({"end": "", "submit_by": "8 Dec 2026"}, "submit_by", "is after the first day, 7 Dec 2026"),
        ({"pay_from": "30"}, "pay_to", "The pay goes from $30.00 to $26.00: the first amount is above the second"),
        ({"pay_from": "-3"}, "pay_from", "Pay from: “-3” is not read as dollars. Write it like 24.50."),
        ({"pay_to": "a lot"}, "pay_to", "Pay to: “a lot” is not read as dollars"),
        ({"pay_unit": "minute"}, "pay_unit", "“minute” is not one of the choices"),
        ({"positions": "0"}, "positions", "Positions is a whole number from 1 to 500, not “0”"),
        ({"positions": ""}, "positions", "Write how many people are wanted, at least 1"),
        ({"clinical_share": "120"}, "clinical_share", "is a whole number from 0 to 100, not “120”"),
        ({"supervision": "magic"}, "supervision", "“magic” is not one of the choices"),
        ({"owner": "nobody"}, "owner", "“nobody” is not one of the choices"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(
    app: Flask, facility: str, recruiter: FlaskClient, given: dict[str, str], field: str, sentence: str
) -> None:
    with nothing_saved(app):
        answer = recruiter.post(EDGE, data={**GOOD, "facility": facility, **given})
        assert answer.status_code == 422
    assert answer.text.count(sentence) == 2 and f'href="#{field}"' in answer.text
    assert "Ask for Marta." in answer.text  # kept


def test_two_things_wrong_are_both_said(app: Flask, facility: str, recruiter: FlaskClient) -> None:
    with nothing_saved(app):
        answer = recruiter.post(EDGE, data={**GOOD, "facility": facility, "title": "", "positions": "0"})
    assert "There are 2 problems" in answer.text


def test_titles_in_any_script_are_kept(app: Flask, facility: str, recruiter: FlaskClient) -> None:
    assert recruiter.post(EDGE, data={**GOOD, "facility": facility, "title": STRANGE}).status_code == 303
    assert only_opening(app).title == STRANGE


def test_without_a_facility_the_page_says_what_comes_first(recruiter: FlaskClient) -> None:
    assert "There is no facility yet" in recruiter.get(EDGE).text


def test_an_opening_changed_meanwhile_says_what_and_keeps_what_was_typed(
    app: Flask, facility: str, recruiter: FlaskClient
) -> None:
    data = {**GOOD, "facility": facility}
    recruiter.post(EDGE, data=data)
    here = f"/openings/{only_opening(app).public_id}/edit"
    old = seen(recruiter.get(here).text)
    assert recruiter.post(here, data={**data, "begin": "14 Dec 2026", "seen": old}).status_code == 303
    with nothing_saved(app):
        answer = recruiter.post(here, data={**data, "title": "Mine", "seen": old})
        assert answer.status_code == 409
    assert "First day is now “14 Dec 2026”." in answer.text and 'value="Mine"' in answer.text
    assert only_opening(app).title == GOOD["title"]


def test_a_settled_requirement_names_who_settled_it_when_two_people_collide(
    app: Flask, facility: str, recruiter: FlaskClient
) -> None:
    data = {**GOOD, "facility": facility}
    recruiter.post(EDGE, data=data)
    opening = only_opening(app)
    with app.app_context(), saving() as session:
        admin = by_email(session, "admin@agency.example")
        assert admin
        make_requirement(session, "bls_card", opening_id=opening.id, decided_by=admin.id)
    here = f"/openings/{opening.public_id}/edit"
    answer = recruiter.post(here, data={**data, "title": "Mine", "seen": "{}"})
    assert answer.status_code == 409 and "Admin Person was the last to settle what it asks" in answer.text


def test_an_open_opening_may_change_and_is_ranked_anew(app: Flask, recruiter: FlaskClient) -> None:
    agency = write_small_agency(app)
    here = f"{agency.list}/edit"
    page = recruiter.get(here).text
    with app.app_context():
        opening = db.session.scalars(select(Opening)).one()
        facility = db.session.get_one(Facility, opening.facility_id).public_id
    data = {
        "title": opening.title,
        "facility": facility,
        "roles": ["phlebotomist"],
        "pay_unit": "hour",
        "positions": "1",
    }
    data |= {"begin": "7 Dec 2026", "end": "7 Mar 2027", "seen": seen(page)}
    assert "Ana Abel" in recruiter.get(agency.list).text
    answer = recruiter.post(here, data=data)
    assert (answer.status_code, answer.location) == (303, agency.list)
    assert "Ana Abel" not in recruiter.get(agency.list).text  # no phlebotomist: she is blocked now


def test_an_opening_people_were_decided_about_stays_at_its_facility(app: Flask, recruiter: FlaskClient) -> None:
    there = Forwarding(app, write_small_agency(app))
    here = f"{there.agency.list}/edit"
    with app.app_context(), saving() as session:
        elsewhere, at = (
            make_facility(session, name="Elsewhere Clinic").public_id,
            there.rows("Bea")[0].facility.public_id,
        )
    there.decide("Bea")
    data = {**GOOD, "facility": elsewhere, "seen": seen(recruiter.get(here).text)}
    with nothing_saved(app):
        answer = recruiter.post(here, data=data)
        assert answer.status_code == 422 and "so the opening stays there. Clone it" in answer.text
    assert recruiter.post(here, data={**data, "facility": at}).status_code == 303


def test_an_opening_is_held_filled_closed_and_opened_again(app: Flask, recruiter: FlaskClient) -> None:
    here = write_small_agency(app).list
    for status in ("held", "open", "filled", "closed", "open"):
        assert recruiter.post(f"{here}/status", data={"status": status}).status_code == 303
        assert only_opening(app).status == status
    for wrong in ("draft", "open", "sold", ""):
        assert recruiter.post(f"{here}/status", data={"status": wrong}).status_code == 400
        assert only_opening(app).status == "open"


@pytest.mark.parametrize("role", ["credentialing", "facility", "candidate"])
def test_other_roles_make_no_openings(app: Flask, facility: str, sign_in: SignIn, role: str) -> None:
    client = sign_in(role)
    with nothing_saved(app):
        refused = 422 if role == "facility" else 404  # she makes openings, but for no site that is not hers
        assert client.post(EDGE, data={**GOOD, "facility": facility}).status_code == refused


def test_a_form_without_its_key_and_an_unknown_opening_save_nothing(
    app: Flask, facility: str, recruiter: FlaskClient
) -> None:
    with nothing_saved(app):
        assert recruiter.post("/openings/nobody/edit", data=GOOD).status_code == 404
        assert recruiter.post("/openings/nobody/status", data={"status": "held"}).status_code == 404
        app.config["WTF_CSRF_ENABLED"] = True
        assert recruiter.post(EDGE, data={**GOOD, "facility": facility}).status_code == 400
