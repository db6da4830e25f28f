"""A candidate registers herself: a record of nobody's, never one that is there; a stranger learns nothing of who is here."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from models import Candidate, CandidateIdentity, User
from models.user import by_email
from tests.builders import make_person
from tests.web.bad_input import LONG, STRANGE, counts, nothing_saved, refused
from tests.web.conftest import PASSWORD, TODAY, SignIn
from web.db import db, saving
from web.services.same_person import find_same

ANA = {"name": "Ana Reyes", "email": "ana@example.org", "phone": "(609) 555-0134"}
ANA |= {"password": "lantern quarry violet", "again": "lantern quarry violet"}


def register(app: Flask, **given: str) -> TestResponse:
    return app.test_client().post("/register", data={**ANA, **given}, follow_redirects=True)


def signed_in(app: Flask, email: str, password: str) -> FlaskClient | None:
    client = app.test_client()
    done = client.post("/sign-in", data={"email": email, "password": password})
    return client if done.status_code == 303 else None


def test_who_registers_has_a_record_of_nobodys_and_signs_in(app: Flask, recruiter: FlaskClient) -> None:
    assert "/register" in app.test_client().get("/sign-in").text
    done = register(app)
    assert done.status_code == 200 and "Now sign in" in done.text
    with app.app_context():
        who = db.session.scalars(select(CandidateIdentity)).one()
        candidate = db.session.get_one(Candidate, who.candidate_id)
        user = by_email(db.session, ANA["email"])
        assert (who.name, who.email, who.phone) == (ANA["name"], ANA["email"], ANA["phone"])
        assert (candidate.owner_id, candidate.waiting_since) == (None, TODAY)
        assert user and (user.role, user.candidate_id, user.name) == ("candidate", candidate.id, "Ana Reyes")
    ana = signed_in(app, "Ana@Example.org", ANA["password"])
    assert ana and ana.get("/home", follow_redirects=True).status_code == 200
    page = unescape(recruiter.get("/").text)
    assert "1 person has no recruiter yet" in page and "Ana Reyes" in page
    assert "Ana Reyes" in recruiter.get("/candidates?unowned=1").text


def test_an_email_that_a_record_has_makes_a_record_of_its_own_and_both_are_flagged(app: Flask) -> None:
    with app.app_context(), saving() as session:
        held = make_person(session, "Ana Reyes")
        session.get_one(CandidateIdentity, held.id).email = "ANA@example.org"
        held_id, key = held.id, held.public_id
    assert register(app).status_code == 200
    with app.app_context():
        user = by_email(db.session, ANA["email"])
        assert user and user.candidate_id and user.candidate_id != held_id
        same = find_same(db.session, [held_id, user.candidate_id])
        assert [(one.candidate.id, one.why) for one in same[held_id]] == [(user.candidate_id, "email")]
        assert [one.candidate.id for one in same[user.candidate_id]] == [held_id]
    ana = signed_in(app, ANA["email"], ANA["password"])
    assert ana and ana.get(f"/candidates/{key}/facts/job/new").status_code == 404


@pytest.mark.parametrize("email", ["recruiter@agency.example", "RECRUITER@agency.example", "invited@example.org"])
def test_an_email_that_signs_in_already_is_answered_alike_and_changes_nothing(app: Flask, email: str) -> None:
    with app.app_context(), saving() as session:
        session.add(User(email="invited@example.org", name="Bo Quill", role="candidate"))
    new = register(app)
    with app.app_context():
        before = counts(db.session)
    taken = register(app, email=email)
    with app.app_context():  # the try itself is counted, as any other
        assert counts(db.session) == {**before, "sign_in_failure": before["sign_in_failure"] + 1}
    assert (taken.status_code, taken.text) == (new.status_code, new.text)
    assert not signed_in(app, email, ANA["password"])
    assert email.startswith("invited") or signed_in(app, email, PASSWORD)


def test_the_same_form_twice_at_once_makes_one_person(both: Flask) -> None:
    with ThreadPoolExecutor(4) as at_once:
        told = [answer.status_code for answer in at_once.map(lambda _: register(both), range(4))]
    assert told == [200] * 4
    with both.app_context():
        assert len(db.session.scalars(select(Candidate)).all()) == 1
        assert len(db.session.scalars(select(CandidateIdentity)).all()) == 1
    assert signed_in(both, ANA["email"], ANA["password"])


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"name": " "}, "Write your name"),
        ({"name": LONG}, "Name has 10,000 characters; 200 fit."),
        ({"email": ""}, "Write the email you will sign in with"),
        ({"email": "ana"}, "“ana” is not an email address"),
        ({"email": "a" * 250 + "@example.org"}, "254 fit"),
        ({"phone": "at home"}, "at home"),
        ({"password": "short", "again": "short"}, "needs at least 10 characters"),
        ({"password": "anareyes2026", "again": "anareyes2026"}, "among the first that somebody would try"),
        ({"password": "ana@example.org", "again": "ana@example.org"}, "among the first that somebody would try"),
        ({"again": "lantern quarry"}, "The two passwords differ"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nobody_is_made(app: Flask, given: dict[str, str], says: str) -> None:
    with nothing_saved(app):
        answer = register(app, **given)
    refused(answer, says)
    assert ANA["password"] not in answer.text


def test_names_in_any_script_are_kept_and_the_telephone_may_be_left_out(app: Flask) -> None:
    assert register(app, name=STRANGE, phone="").status_code == 200
    with app.app_context():
        who = db.session.scalars(select(CandidateIdentity)).one()
        assert (who.name, who.phone) == (STRANGE, None)


def test_who_is_signed_in_is_led_home(sign_in: SignIn) -> None:
    assert sign_in("recruiter").get("/register").location == "/home"
