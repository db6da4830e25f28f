"""A change of what is asked first shows the openings and people it touches; only what was seen is saved."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from models import Candidate, Language, Opening, Requirement
from tests.builders import make_requirement, save, settled
from tests.web.bad_input import nothing_saved
from tests.web.small_agency import TIED, Agency
from tests.web.test_facilities import seen
from tests.web.test_requirements import ask
from web.db import db, saving

SPANISH = {"kind": "language", "what_1": "Spanish", "force": "must", "due": "start", "weight": "5"}
EVERYWHERE = "/requirements/new/agency/all"
ALIKE = 3 + TIED  # Bea, Cal, Dan and the TIED are eligible and speak no Spanish; Eve is eligible if


def effect_of(page: str) -> str:
    found = re.search(r'name="effect" value="(\w+)"', page)
    assert found, page
    return found[1]


def standings(app: Flask) -> list[str]:
    with app.app_context():
        return [row.standing for row in db.session.scalars(select(Requirement).where(Requirement.level == "agency"))]


def test_what_it_touches_is_shown_and_nothing_saved_before_it_was_seen(
    app: Flask, agency: Agency, admin: FlaskClient
) -> None:
    with nothing_saved(app):
        answer = admin.post(EVERYWHERE, data=SPANISH)
        assert answer.status_code == 200
    assert "It reaches 1 open opening." in answer.text
    changed = f"{ALIKE} from eligible to blocked and 1 from eligible with conditions to blocked"
    assert f"{ALIKE + 1} answers on who may work there would change: {changed}. Who is on two" in answer.text
    assert f"{ALIKE} from eligible to blocked" in answer.text
    assert "1 from eligible with conditions to blocked" in answer.text
    assert "Bea Twin" in answer.text and "Ana Abel" not in answer.text and "Gus Cook" not in answer.text
    assert f"and {ALIKE + 1 - 12} more" in answer.text
    back = admin.post(EVERYWHERE, data={**SPANISH, "do": "back"})
    assert back.status_code == 200 and 'value="Spanish"' in back.text and standings(app) == []
    assert admin.post(EVERYWHERE, data={**SPANISH, "effect": effect_of(answer.text)}).status_code == 303
    assert standings(app) == ["confirmed"]
    assert f"{ALIKE + 3} people are blocked" in admin.get(agency.list).text


def test_what_moved_meanwhile_is_shown_anew(app: Flask, agency: Agency, admin: FlaskClient) -> None:
    seen_first = effect_of(admin.post(EVERYWHERE, data=SPANISH).text)
    with app.app_context(), saving() as session:
        bea = session.scalars(select(Candidate).where(Candidate.public_id == agency.people["Bea"])).one()
        save(session, Language(candidate_id=bea.id, slug="spanish", **settled("confirmed")))
    with nothing_saved(app):
        answer = admin.post(EVERYWHERE, data={**SPANISH, "effect": seen_first})
    assert answer.status_code == 200 and "is not what you saw before" in answer.text
    assert f"{ALIKE - 1} from eligible to blocked" in answer.text
    assert admin.post(EVERYWHERE, data={**SPANISH, "effect": effect_of(answer.text)}).status_code == 303


def test_another_change_than_was_seen_is_shown_first_though_it_moves_the_same_people(
    app: Flask, agency: Agency, admin: FlaskClient
) -> None:
    wish = {**SPANISH, "force": "preferred"}
    seen_first = effect_of(admin.post(EVERYWHERE, data=wish).text)
    for other in ({**wish, "what_1": "Mandarin"}, {**wish, "weight": "9"}):
        with nothing_saved(app):
            answer = admin.post(EVERYWHERE, data={**other, "effect": seen_first})
        assert answer.status_code == 200 and "is not what you saw before" in answer.text
    assert admin.post(EVERYWHERE, data={**wish, "effect": seen_first}).status_code == 303


@pytest.mark.parametrize("how", ["change", "remove", "relax"])
def test_changing_removing_and_relaxing_are_shown_first_too(
    app: Flask, agency: Agency, admin: FlaskClient, how: str
) -> None:
    assert ask(admin, EVERYWHERE, **SPANISH).status_code == 303
    with app.app_context():
        row = db.session.scalars(select(Requirement).where(Requirement.level == "agency")).one()
        before = (row.id, row.must, row.standing)
    softer = {**SPANISH, "force": "preferred", "seen": seen(admin.get(f"/requirements/{row.id}").text)}
    address, data = {
        "change": (f"/requirements/{row.id}", softer),
        "remove": (f"/requirements/{row.id}/remove", {}),
        "relax": (
            f"/requirements/{row.id}/relax/opening/{agency.list.rpartition('/')[2]}",
            {**softer, "reason": "No."},
        ),
    }[how]
    with nothing_saved(app):
        answer = admin.post(address, data=data)
    assert answer.status_code == 200 and f"{ALIKE} from blocked to eligible" in answer.text
    with app.app_context():
        row = db.session.get_one(Requirement, before[0])
        assert (row.id, row.must, row.standing) == before
    assert ask(admin, address, **data).status_code == 303
    assert "2 people are blocked" in admin.get(agency.list).text


def test_all_that_is_asked_is_said_before_it_is_saved(app: Flask, agency: Agency, admin: FlaskClient) -> None:
    year = {**SPANISH, "kind": "experience", "what_1": "Medical assistant", "years": "1.5", "due": "submission"}
    here = agency.list.rpartition("/")[2]

    def said(address: str, **data: str) -> str:
        page = admin.post(address, data=data).text
        return " ".join(re.sub("<[^>]+>", " ", page[page.index('<h2 id="openings">') :].partition("<form")[0]).split())

    new = f"/requirements/new/opening/{here}"
    all_of_it = "1.5 years as a medical assistant; must, before submission"
    assert said(new, **year).startswith(f"Add a requirement: {all_of_it} For ")
    assert ask(admin, new, **year).status_code == 303
    with app.app_context():
        row = db.session.scalars(select(Requirement).order_by(Requirement.id.desc())).first()
        assert row
    softer = {**year, "force": "preferred", "seen": seen(admin.get(f"/requirements/{row.id}").text)}
    changed = said(f"/requirements/{row.id}", **softer)
    assert "1.5 years as a medical assistant; preferred, before submission For" in changed
    assert changed.endswith(f"In place of: {all_of_it}.")
    assert f": {all_of_it} For " in said(f"/requirements/{row.id}/remove")


def test_what_reaches_no_open_opening_is_saved_at_once(app: Flask, agency: Agency, admin: FlaskClient) -> None:
    assert admin.post("/requirements/new/setting/urgent_care", data=SPANISH).status_code == 303
    with app.app_context(), saving() as session:
        session.scalars(select(Opening)).one().status = "draft"
    assert admin.post(EVERYWHERE, data=SPANISH).status_code == 303


def test_a_change_no_list_shows_still_names_the_opening(app: Flask, agency: Agency, admin: FlaskClient) -> None:
    with app.app_context(), saving() as session:
        row = make_requirement(session, "french", kind="language", must=False).id
    answer = admin.post(f"/requirements/{row}/remove")
    assert answer.status_code == 200 and "Nobody stands otherwise there." in answer.text
