"""Facilities through HTTP: made, changed, and refused with a sentence and the fields kept."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from models import Facility
from tests.builders import make_facility, make_opening, make_requirement
from tests.web.bad_input import LONG, STRANGE, nothing_saved
from tests.web.conftest import SignIn
from web.db import db, saving

GOOD: dict[str, Any] = {
    "name": "Tern Island Family Practice",
    "setting": "private_practice",
    "specialties": ["family_medicine", "pediatrics"],
    "provider_count": "4",
    "address": "12 Alder Road",
    "city": "Albany",
    "state": "NY",
    "zip": "12207",
    "time_zone": "America/New_York",
}


def seen(page: str) -> str:
    """What the form says it was made from, as a browser sends it back."""
    found = re.search(r'name="seen" value="(.*?)"', page)
    assert found
    return found[1].replace("&#34;", '"').replace("&#39;", "'").replace("&amp;", "&")


def only_facility(app: Flask) -> Facility:
    with app.app_context():
        return db.session.scalars(select(Facility)).one()


def test_a_facility_is_made_and_shown_with_all_that_was_said(app: Flask, recruiter: FlaskClient) -> None:
    answer = recruiter.post("/facilities/new", data=GOOD)
    assert answer.status_code == 303
    made = only_facility(app)
    assert (made.name, made.setting, made.state, made.zip) == (GOOD["name"], "private_practice", "NY", "12207")
    assert (made.specialties, made.provider_count, made.clinical_share) == (["family_medicine", "pediatrics"], 4, None)
    page = recruiter.get(answer.location).text
    assert "12 Alder Road, Albany, NY, 12207" in page and "Pediatrics" in page
    assert "This facility has no opening." in page
    assert GOOD["name"] in recruiter.get("/facilities").text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "Write the name of the facility"),
        ("name", LONG, "Name has 10,000 characters; 200 fit. Shorten it."),
        ("name", "Tern\x00Island", "Name: a character in it is not one that people write"),
        ("setting", "", "Choose the setting"),
        ("setting", "moon_base", "Setting: “moon_base” is not one of the choices"),
        ("specialties", "moon_medicine", "Specialties: “moon_medicine” is not one of the choices"),
        ("state", "ZZ", "State: “ZZ” is not one of the choices"),
        ("zip", "00000", "We do not know the ZIP code 00000"),
        ("zip", "0860", "We do not know the ZIP code 0860"),
        ("zip", "08608", "The ZIP code 08608 lies in New Jersey. Change the ZIP code or the state."),
        ("provider_count", "0", "Providers is a whole number from 1 to 5000, not “0”"),
        ("provider_count", "many", "Providers is a whole number from 1 to 5000, not “many”"),
        ("clinical_share", "101", "is a whole number from 0 to 100, not “101”"),
        ("time_zone", "Mars/Olympus", "Time zone: “Mars/Olympus” is not one of the choices"),
        ("parent", "nobody", "Belongs to: “nobody” is not one of the choices"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(
    app: Flask, recruiter: FlaskClient, field: str, value: str, sentence: str
) -> None:
    with nothing_saved(app):
        answer = recruiter.post("/facilities/new", data={**GOOD, field: value})
        assert answer.status_code == 422
    assert answer.text.count(sentence) == 2  # in the summary and at the field
    assert "<title>Error: " in answer.text and f'href="#{field}"' in answer.text
    kept = "city" if field != "city" else "address"
    assert f'value="{GOOD[kept]}"' in answer.text


def test_names_in_any_script_are_kept_as_they_are(app: Flask, recruiter: FlaskClient) -> None:
    answer = recruiter.post("/facilities/new", data={**GOOD, "name": STRANGE})
    assert answer.status_code == 303 and only_facility(app).name == STRANGE
    assert STRANGE in recruiter.get(answer.location).text


def test_a_facility_changed_meanwhile_says_what_is_stored_now(app: Flask, recruiter: FlaskClient) -> None:
    here = recruiter.post("/facilities/new", data=GOOD).location
    old = seen(recruiter.get(f"{here}/edit").text)
    recruiter.post(f"{here}/edit", data={**GOOD, "city": "Troy", "seen": old})
    mine = {**GOOD, "name": "Tern Island", "seen": old}
    with nothing_saved(app):
        answer = recruiter.post(f"{here}/edit", data=mine)
        assert answer.status_code == 409
    assert "City is now “Troy”." in answer.text and 'value="Tern Island"' in answer.text
    assert only_facility(app).name == GOOD["name"]
    assert recruiter.post(f"{here}/edit", data={**mine, "seen": seen(answer.text)}).status_code == 303
    assert (only_facility(app).name, only_facility(app).city) == ("Tern Island", "Albany")


def test_a_site_cannot_own_its_owner(app: Flask, recruiter: FlaskClient) -> None:
    with app.app_context(), saving() as session:
        owner = make_facility(session, name="Owner")
        site = make_facility(session, name="Site", parent_id=owner.id)
        owner_id, site_id = owner.public_id, site.public_id
    with nothing_saved(app):
        answer = recruiter.post(f"/facilities/{owner_id}/edit", data={**GOOD, "parent": site_id})
    assert answer.status_code == 422 and "is not one of the choices" in answer.text
    assert "Site" in recruiter.get(f"/facilities/{owner_id}").text
    assert "Owner" in recruiter.get(f"/facilities/{site_id}").text


def test_its_page_shows_its_openings_and_what_it_asks(app: Flask, recruiter: FlaskClient) -> None:
    with app.app_context(), saving() as session:
        facility = make_facility(session)
        make_opening(session, facility, title="Medical assistant, mornings")
        make_requirement(session, "flu", kind="vaccination", facility_id=facility.id)
        make_requirement(session, "bls_card")
        here = f"/facilities/{facility.public_id}"
    page = recruiter.get(here).text
    assert "Medical assistant, mornings" in page and "Seasonal influenza vaccine" in page
    assert "Healthcare-provider BLS card" in page and "asked by the agency" in page


def test_an_unknown_facility_is_a_missing_page(recruiter: FlaskClient) -> None:
    assert recruiter.get("/facilities/nobody").status_code == 404
    assert recruiter.post("/facilities/nobody/edit", data=GOOD).status_code == 404


@pytest.mark.parametrize("role", ["credentialing", "facility", "candidate"])
def test_other_roles_see_no_facilities(app: Flask, sign_in: SignIn, role: str) -> None:
    client = sign_in(role)
    with nothing_saved(app):
        assert client.get("/facilities").status_code == 404
        assert client.post("/facilities/new", data=GOOD).status_code == 404


def test_a_form_without_its_key_saves_nothing(app: Flask, recruiter: FlaskClient) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    with nothing_saved(app):
        answer = recruiter.post("/facilities/new", data=GOOD)
    assert answer.status_code == 400 and "lost its key" in answer.text
    typed = re.findall(r'name="(\w+)" value="(.*?)"', answer.text.partition('class="trouble-typed"')[2])
    sent = {name: [value for key, value in typed if key == name] for name, _ in typed}
    assert {name: values if len(values) > 1 else values[0] for name, values in sent.items() if name in GOOD} == GOOD
    assert recruiter.post("/facilities/new", data=sent).status_code == 303  # and goes through from there
