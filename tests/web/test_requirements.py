"""What is asked at each level through HTTP: added, changed, removed, and relaxed with a reason."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from models import Requirement
from models import opening as openings
from tests.builders import make_facility, make_opening, make_requirement
from tests.web.bad_input import LONG, nothing_saved
from tests.web.conftest import SignIn
from tests.web.test_facilities import seen
from web.db import db, saving
from web.services.naming import find_name

BLS = {"kind": "credential", "what_1": "BLS card", "force": "must", "due": "start", "weight": "5"}
EVERYWHERE = "/requirements/new/agency/all"


@pytest.fixture
def opening(app: Flask) -> str:
    """An opening at an outpatient clinic in New York; its public id."""
    with app.app_context(), saving() as session:
        return make_opening(session, make_facility(session)).public_id


def ask(client: FlaskClient, address: str, **data: str) -> TestResponse:
    """The form sent, and where that shows what the change touches, sent from there."""
    answer = client.post(address, data=data)
    if found := re.search(r'name="effect" value="(\w+)"', answer.text):
        answer = client.post(address, data={**data, "effect": found[1]})
    return answer


def only(app: Flask) -> Requirement:
    with app.app_context():
        return db.session.scalars(select(Requirement).where(Requirement.standing != "rejected")).one()


def asked(app: Flask, opening: str) -> list[tuple[tuple[str, ...], bool, str]]:
    """What the matcher sees asked: names, must, when."""
    with app.app_context():
        found = openings.by_public_id(db.session, opening)
        assert found
        return [(one.any_of, one.must, one.due) for one in openings.requirements(db.session, found).asked]


def test_each_level_reaches_the_openings_it_is_for(
    app: Flask, admin: FlaskClient, recruiter: FlaskClient, opening: str
) -> None:
    with app.app_context():
        found = openings.by_public_id(db.session, opening)
        assert found
        facility = found.facility.public_id
    levels = {
        "agency/all": ("credential", "BLS card", "/requirements"),
        "setting/outpatient_clinic": ("language", "Spanish", "/requirements"),
        "setting/urgent_care": ("language", "French", "/requirements"),
        f"facility/{facility}": ("vaccination", "flu shot", f"/facilities/{facility}"),
        f"opening/{opening}": ("system", "Epic", f"/openings/{opening}/asks"),
    }
    for level, (kind, what, home) in levels.items():
        client = admin if level == "agency/all" else recruiter
        answer = ask(client, f"/requirements/new/{level}", **{**BLS, "kind": kind, "what_1": what})
        assert (answer.status_code, answer.location) == (303, home)
    names = [any_of for any_of, _, _ in asked(app, opening)]
    assert sorted(names) == [("bls_card",), ("epic",), ("flu",), ("spanish",)]
    page = recruiter.get("/requirements").text
    assert "Healthcare-provider BLS card" in page and "Spanish" in page and "French" in page


def test_the_agencys_level_is_read_by_recruiters_and_changed_by_admins_alone(
    app: Flask, admin: FlaskClient, recruiter: FlaskClient, opening: str
) -> None:
    assert ask(admin, EVERYWHERE, **BLS).status_code == 303
    here = f"/requirements/{only(app).id}"
    with nothing_saved(app):
        assert recruiter.get(EVERYWHERE).status_code == recruiter.get(here).status_code == 404
        data = {**BLS, "weight": "7", "seen": seen(admin.get(here).text)}
        for address in (EVERYWHERE, here, f"{here}/remove", f"{here}/relax/agency/all"):
            assert recruiter.post(address, data={**data, "reason": "So they say."}).status_code == 404
    assert (only(app).weight, only(app).standing) == (5, "confirmed")
    read, changed = recruiter.get("/requirements").text, admin.get("/requirements").text
    for page in (read, changed):
        assert "Healthcare-provider BLS card" in page
    links = f'href="{EVERYWHERE}"', f'href="{here}"'
    assert [link in read for link in links] == [False, False] and "An admin changes this" in read
    assert [link in changed for link in links] == [True, True] and "An admin changes this" not in changed
    assert recruiter.get(f"{here}/relax/opening/{opening}").status_code == 200


def test_alternatives_years_and_weight_are_kept(app: Flask, admin: FlaskClient) -> None:
    data = {**BLS, "kind": "experience", "what_1": "medical assistant", "what_2": "Pediatrics", "years": "1.5"}
    assert admin.post(EVERYWHERE, data={**data, "weight": "8", "due": "+2 months"}).status_code == 303
    row = only(app)
    assert (row.any_of, row.years, row.weight, row.due) == (["medical_assistant", "pediatrics"], 1.5, 8, "+2 months")
    assert row.standing == "confirmed" and row.decided_by
    page = admin.get("/requirements").text
    assert "1.5 years as a medical assistant or in pediatrics" in page and "within 2 months of the start" in page


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"kind": ""}, "kind", "Choose what kind of thing is asked"),
        ({"kind": "wish"}, "kind", "“wish” is not one of the choices"),
        ({"what_1": ""}, "what_1", "Write what is asked"),
        ({"what_1": LONG}, "what_1", "What is asked has 10,000 characters; 200 fit."),
        ({"what_1": "BLX card"}, "what_1", "“BLX card” is not a name we know for: credential or card."),
        ({"what_2": "a wizard's diploma"}, "what_2", "is not a name we know for"),
        ({"force": ""}, "force", "Choose: must or preferred"),
        ({"force": "maybe"}, "force", "“maybe” is not one of the choices"),
        (
            {"kind": "experience", "what_1": "medical assistant"},
            "years",
            "Write how many years of experience are asked",
        ),
        ({"years": "long"}, "years", "“long” is not read as years"),
        ({"years": "99"}, "years", "“99” is not read as years: a number up to 40"),
        ({"years": "0"}, "years", "“0” is not read as years: a number up to 40 that is a month at least"),
        ({"due": "someday"}, "due", "“someday” is not one of the choices"),
        ({"weight": "11"}, "weight", "Weight is a whole number from 1 to 10, not “11”"),
        ({"weight": ""}, "weight", "Write a weight from 1 to 10"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_saved(
    app: Flask, admin: FlaskClient, given: dict[str, str], field: str, sentence: str
) -> None:
    with nothing_saved(app):
        answer = admin.post(EVERYWHERE, data={**BLS, **given})
        assert answer.status_code == 422
    assert answer.text.count(sentence) == 2 and f'href="#{field}"' in answer.text


def test_a_requirement_is_changed_and_removed_and_collisions_are_told(app: Flask, admin: FlaskClient) -> None:
    admin.post(EVERYWHERE, data=BLS)
    here = f"/requirements/{only(app).id}"
    old = seen(admin.get(here).text)
    assert admin.post(here, data={**BLS, "weight": "7", "seen": old}).status_code == 303
    with nothing_saved(app):
        answer = admin.post(here, data={**BLS, "force": "preferred", "seen": old})
        assert answer.status_code == 409
    assert "Weight is now “7”." in answer.text and only(app).must
    assert admin.post(f"{here}/remove").status_code == 303
    assert admin.get(here).status_code == 404 and admin.post(f"{here}/remove").status_code == 404
    assert "The agency asks for nothing everywhere." in admin.get("/requirements").text


def test_less_is_asked_at_one_opening_with_a_reason_and_stays_elsewhere(
    app: Flask, recruiter: FlaskClient, opening: str
) -> None:
    with app.app_context(), saving() as session:
        broad = make_requirement(session, "bls_card").id
        other = make_opening(session).public_id
    here = f"/requirements/{broad}/relax/opening/{opening}"
    data = {**BLS, "what_1": "Healthcare-provider BLS card", "due": "+2 months"}
    with nothing_saved(app):
        answer = recruiter.post(here, data=data)
        assert answer.status_code == 422 and answer.text.count("Write why less is asked here") == 2
    answer = ask(recruiter, here, **data, reason="The clinic runs the class itself.")
    assert (answer.status_code, answer.location) == (303, f"/openings/{opening}/asks")
    assert asked(app, opening) == [(("bls_card",), True, "+2 months")]
    assert asked(app, other) == [(("bls_card",), True, "start")]
    assert "Less than elsewhere: The clinic runs the class itself." in recruiter.get(str(answer.location)).text


LESS = {"what_1": "Healthcare-provider BLS card", "due": "+2 months"}


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"due": "submission"}, "This is earlier than it is asked elsewhere"),
        ({"what_1": "ACLS card"}, "Asking for less keeps everything that will do now"),
        ({"kind": "language", "what_1": "Spanish"}, "Asking for less keeps the kind of thing that is asked"),
        ({}, "Nothing is asked less than elsewhere"),
    ],
)
def test_asking_for_more_is_not_relaxing(
    app: Flask, recruiter: FlaskClient, opening: str, given: dict[str, str], sentence: str
) -> None:
    with app.app_context(), saving() as session:
        broad = make_requirement(session, "bls_card").id
    data = {**BLS, "what_1": "Healthcare-provider BLS card", "reason": "So they say.", **given}
    here = f"/requirements/{broad}/relax/opening/{opening}"
    with nothing_saved(app):
        answer = recruiter.post(here, data=data)
    assert answer.status_code == 422 and answer.text.count(sentence) == 2
    assert ask(recruiter, here, **{**data, "kind": "credential", **LESS}).status_code == 303
    with app.app_context():
        row = db.session.scalars(select(Requirement.id).where(Requirement.relaxes_id == broad)).one()
    kept = seen(recruiter.get(f"/requirements/{row}").text)
    with nothing_saved(app):  # nor is it once it stands
        answer = recruiter.post(f"/requirements/{row}", data={**data, "seen": kept})
    assert answer.status_code == 422 and answer.text.count(sentence) == 2


def test_an_openings_own_requirement_is_changed_not_relaxed(app: Flask, recruiter: FlaskClient, opening: str) -> None:
    with app.app_context(), saving() as session:
        found = openings.by_public_id(session, opening)
        assert found
        own = make_requirement(session, "bls_card", opening_id=found.id).id
    with nothing_saved(app):
        data = {**BLS, "what_1": "Healthcare-provider BLS card", "force": "preferred", "reason": "So they say."}
        answer = recruiter.post(f"/requirements/{own}/relax/opening/{opening}", data=data)
    assert answer.status_code == 422 and "Only what a broader level asks can be relaxed here" in answer.text


@pytest.mark.parametrize(
    "address",
    ["new/agency/elsewhere", "new/setting/moon", "new/facility/nobody", "new/opening/nobody", "new/sky/all", "99999"],
)
def test_unknown_places_and_rows_are_missing_pages(app: Flask, recruiter: FlaskClient, address: str) -> None:
    with nothing_saved(app):
        assert recruiter.get(f"/requirements/{address}").status_code == 404
        assert recruiter.post(f"/requirements/{address}", data=BLS).status_code == 404
    assert recruiter.get(f"/requirements/{10**30}").status_code == 404


@pytest.mark.parametrize("role", ["credentialing", "facility", "candidate"])
def test_other_roles_ask_for_nothing(app: Flask, sign_in: SignIn, role: str) -> None:
    client = sign_in(role)
    with nothing_saved(app):
        assert client.get("/requirements").status_code == 404
        assert client.post(EVERYWHERE, data=BLS).status_code == 404


@pytest.mark.parametrize(
    ("kind", "typed", "slug"),
    [
        *(("licence", "LPN", "lpn_licence"), ("licence", "rn", "rn_licence"), ("licence", "CNA", "cna_registry")),
        *(("role", "LPN", "lpn"), ("role", "RN", "rn"), ("role", "CNA", "cna"), ("licence", "XYZ", None)),
    ],
)
def test_a_usual_short_name_is_found_in_the_kind_that_is_asked(kind: str, typed: str, slug: str | None) -> None:
    assert find_name(kind, typed) == slug
