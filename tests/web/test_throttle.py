"""Guessing a password is slow, and tells nobody who is here."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import delete, func, select, update
from werkzeug.test import TestResponse

from models import CandidateIdentity, SignInFailure
from tests.conftest import Sqlite
from tests.web.conftest import PASSWORD, make_app
from web.config import SettingError, database_engine
from web.db import db, saving
from web.services.sign_in_failure import OF_ADDRESS, OF_EMAIL, OF_PAIR

HERE, UNKNOWN = "recruiter@agency.example", "nobody@agency.example"
WRONG = "not the password"


def attempt(app: Flask, email: str, password: str = WRONG, address: str = "192.0.2.1") -> TestResponse:
    sent = {"email": email, "password": password}
    return app.test_client().post("/sign-in", data=sent, environ_base={"REMOTE_ADDR": address})


def failures(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count(SignInFailure.id))) or 0


def said(answer: TestResponse) -> str:
    """The page without what was typed and the key of its form."""
    return re.sub(r'value="[^"]*"', "", answer.text)


def test_after_five_failures_an_email_waits_at_that_address_and_nobody_learns_whether_it_signs_in(app: Flask) -> None:
    for _ in range(OF_PAIR):
        known, unknown = attempt(app, HERE), attempt(app, UNKNOWN)
        assert known.status_code == unknown.status_code == 422 and said(known) == said(unknown)
        assert "The email and the password do not belong together" in known.text
    waits = [attempt(app, email, PASSWORD) for email in (HERE, HERE.upper(), UNKNOWN)]  # with the right password too
    assert [answer.status_code for answer in waits] == [429, 429, 429]
    assert said(waits[0]) == said(waits[2]) and "Try again in 15 minutes" in waits[0].text
    assert 800 < int(waits[0].headers["Retry-After"]) <= 900
    assert failures(app) == 2 * OF_PAIR  # who waits is not counted again
    assert attempt(app, "admin@agency.example", PASSWORD).status_code == 303
    assert attempt(app, HERE, PASSWORD, "192.0.2.3").status_code == 303  # who guesses elsewhere keeps nobody out


def test_after_many_failures_from_several_addresses_an_email_waits_everywhere(app: Flask) -> None:
    with app.app_context(), saving() as session:
        session.add_all(SignInFailure(email=HERE, address=f"192.0.2.{n}") for n in range(OF_EMAIL))
    assert attempt(app, HERE, PASSWORD, "198.51.100.1").status_code == 429
    assert attempt(app, "admin@agency.example", PASSWORD, "198.51.100.1").status_code == 303


def test_after_twenty_who_registered_from_an_address_nobody_more_does_for_a_while(app: Flask) -> None:
    with app.app_context(), saving() as session:
        session.add_all(SignInFailure(email="", address="192.0.2.1") for _ in range(OF_ADDRESS - 1))
    given = {"name": "Ana Reyes", "password": "lantern quarry violet", "again": "lantern quarry violet"}

    def register(n: int, address: str = "192.0.2.1") -> TestResponse:
        sent = {**given, "email": f"ana{n}@example.org"}
        return app.test_client().post("/register", data=sent, environ_base={"REMOTE_ADDR": address})

    assert register(1).status_code == 303
    waits = register(2)
    assert (
        waits.status_code == 429 and "Try again in 15 minutes" in waits.text and int(waits.headers["Retry-After"]) > 800
    )
    assert register(3, "192.0.2.2").status_code == 303
    with app.app_context():
        made = set(db.session.scalars(select(CandidateIdentity.email)))
    assert made == {"ana1@example.org", "ana3@example.org"}


def test_after_twenty_failures_an_address_waits_and_others_do_not(app: Flask) -> None:
    with app.app_context(), saving() as session:
        session.add_all(SignInFailure(email=f"{n}@agency.example", address="192.0.2.1") for n in range(OF_ADDRESS))
    assert attempt(app, HERE, PASSWORD).status_code == 429
    assert attempt(app, HERE, PASSWORD, "192.0.2.2").status_code == 303


def test_behind_a_proxy_the_address_is_that_of_who_asks_and_nobody_makes_one_up(sqlite: Sqlite) -> None:
    app = make_app(sqlite.copy(), PROXIES=1)
    for n in range(2):
        sent = {"email": HERE, "password": WRONG}
        said = {"X-Forwarded-For": f"203.0.113.{n}, 198.51.100.7"}
        assert app.test_client().post("/sign-in", data=sent, headers=said).status_code == 422
    with app.app_context():
        assert set(db.session.scalars(select(SignInFailure.address))) == {"198.51.100.7"}
    database_engine(app).dispose()
    for wrong in ("many", -1):
        with pytest.raises(SettingError):
            make_app(sqlite.empty(), PROXIES=wrong)


def test_the_wait_ends_after_a_quarter_of_an_hour_and_what_is_old_is_swept(app: Flask) -> None:
    for _ in range(OF_PAIR):
        attempt(app, HERE)
    with app.app_context(), saving() as session:
        session.execute(update(SignInFailure).values(at=datetime.now(UTC) - timedelta(minutes=15, seconds=1)))
    assert attempt(app, HERE).status_code == 422 and failures(app) == 1
    assert attempt(app, HERE, PASSWORD).status_code == 303


def test_a_success_forgets_the_failures_of_its_email_and_counts_for_nothing(app: Flask) -> None:
    for _ in range(OF_PAIR - 1):
        attempt(app, HERE)
    attempt(app, UNKNOWN)
    for _ in range(OF_PAIR + 1):
        assert attempt(app, HERE, PASSWORD).status_code == 303
    assert failures(app) == 1
    assert attempt(app, HERE).status_code == 422


def test_who_is_signed_in_goes_on_while_the_email_waits(app: Flask, recruiter: FlaskClient) -> None:
    for _ in range(OF_PAIR):
        attempt(app, HERE)
    assert attempt(app, HERE, PASSWORD).status_code == 429 and recruiter.get("/account").status_code == 200


def test_what_is_left_out_is_no_try(app: Flask) -> None:
    for _ in range(OF_PAIR + 1):
        assert attempt(app, HERE, "").status_code == 422
    assert failures(app) == 0


def test_tries_at_once_are_all_counted(both: Flask) -> None:
    with ThreadPoolExecutor(OF_PAIR + 3) as at_once:
        told = [answer.status_code for answer in at_once.map(lambda _: attempt(both, HERE), range(OF_PAIR + 3))]
    assert sorted(told) == [422] * OF_PAIR + [429] * 3 and failures(both) == OF_PAIR
    with both.app_context(), saving() as session:
        session.execute(delete(SignInFailure))
    assert attempt(both, HERE, PASSWORD).status_code == 303
