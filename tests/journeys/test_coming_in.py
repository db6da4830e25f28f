"""Coming in: by a one-time link that somebody hands over, or by registering; with the keyboard alone, without script."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from selenium.webdriver import Chrome
from selenium.webdriver.common.keys import Keys
from sqlalchemy import select

from models import CandidateIdentity, Merge
from tests.builders import make_credential, make_facility, make_opening, make_person
from tests.conftest import Sqlite
from tests.journeys.visitor import DESK, PHONE, Visitor
from tests.web.browser import served
from tests.web.conftest import PASSWORD, make_app
from web.config import database_engine
from web.db import db, saving

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
CHOSEN = "lantern quarry violet"


@pytest.fixture
def own(sqlite: Sqlite) -> Iterator[Flask]:
    """An agency of two clinics, and a record of Ana's that came with a resume, with an e-mail and a card."""
    url = sqlite.copy()
    app = make_app(url, WTF_CSRF_ENABLED=True)
    with app.app_context(), saving() as session:
        for name in ("Harbor Clinic", "Quill Lane Clinic"):
            make_opening(session, make_facility(session, name=name), title=f"Assistant at {name}")
        ana = make_person(session, "Ana Reyes", home_state="NY", zip="10001")
        session.get_one(CandidateIdentity, ana.id).email = "ana@example.org"
        make_credential(session, ana, "bls_aha")
    yield app
    database_engine(app).dispose()
    sqlite.drop(url)


@pytest.fixture
def somebody(own: Flask, driver: Chrome) -> Iterator[Visitor]:
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    with served(own) as address:
        yield Visitor(driver, address)


def sign_in(somebody: Visitor, email: str, password: str = PASSWORD) -> None:
    somebody.driver.delete_all_cookies()
    somebody.open("/sign-in")
    somebody.tab_to("email")
    somebody.keys(email, Keys.TAB, password, Keys.ENTER)


def press(somebody: Visitor, words: str) -> None:
    somebody.tab_to(words)
    somebody.keys(Keys.ENTER)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_facility_person_is_invited_comes_by_the_link_and_is_at_home(somebody: Visitor, width: int) -> None:
    somebody.at(width)
    sign_in(somebody, "admin@agency.example")
    somebody.open("/accounts")
    press(somebody, "Add an account")
    somebody.tab_to("name")
    somebody.keys("Fay Cole", Keys.TAB, "fay@clinic.example", Keys.TAB, "Facility")
    for fold in somebody.all(".fold-phone summary"):
        if fold.is_displayed():
            somebody.tab_to(" ".join(fold.text.split()))
            somebody.keys(Keys.SPACE)
    somebody.tab_to("sites-2")
    somebody.keys(Keys.SPACE)
    press(somebody, "Make the account and its link")
    assert somebody.sees("The link for Fay Cole") and somebody.sees("a first password, as Facility")
    link = (somebody.all("textarea")[0].get_attribute("value") or "").removeprefix(somebody.address)
    press(somebody, "Done")
    assert somebody.sees("Invited until") and somebody.sees("Quill Lane Clinic")
    somebody.driver.delete_all_cookies()  # Fay, at her own screen
    somebody.open(link)
    assert somebody.sees("Choose your password") and somebody.sees("fay@clinic.example")
    somebody.tab_to("password")
    somebody.keys("fay cole 1", Keys.TAB, "fay cole 1", Keys.ENTER)
    assert somebody.driver.title.startswith("Error: ")
    somebody.tab_to("password")
    somebody.keys(CHOSEN, Keys.TAB, CHOSEN, Keys.ENTER)
    assert "/links/" not in somebody.path and somebody.sees("Assistant at Quill Lane Clinic")
    assert not somebody.sees("Harbor Clinic")
    somebody.open(link)
    assert somebody.sees("This link does not work")
    sign_in(somebody, "fay@clinic.example", CHOSEN)
    assert "/sign-in" not in somebody.path


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_candidate_registers_is_flagged_merged_and_let_in_by_a_link(
    somebody: Visitor, own: Flask, width: int
) -> None:
    somebody.at(width)
    somebody.driver.delete_all_cookies()
    somebody.open("/sign-in")
    press(somebody, "Make a candidate profile")
    somebody.tab_to("name")
    somebody.keys("Ana Reyes", Keys.TAB, "ana@example.org", Keys.TAB, Keys.TAB, CHOSEN, Keys.TAB, CHOSEN, Keys.ENTER)
    assert somebody.sees("Now sign in")
    sign_in(somebody, "ana@example.org", CHOSEN)
    assert "/sign-in" not in somebody.path and not somebody.sees("BLS")
    sign_in(somebody, "recruiter@agency.example")
    assert somebody.sees("2 people have no recruiter yet")
    somebody.open("/candidates")
    assert somebody.words.count("Possibly the same as another") == 2
    with own.app_context():
        first, second = db.session.scalars(
            select(CandidateIdentity.candidate_id).order_by(CandidateIdentity.candidate_id)
        )
    press(somebody, "Ana Reyes")
    assert somebody.sees("Both have the same email.")
    press(somebody, "Compare with Ana Reyes")
    assert somebody.sees("ana@example.org, registered without a link")
    press(somebody, "They are two people")
    assert somebody.sees("Not the same person: Ana Reyes, as Recruiter Person found on")
    press(somebody, "Compare with Ana Reyes")
    press(somebody, "Take it back: they may be one person")
    assert somebody.sees("ana@example.org signs in for the merged record only by a new link")
    press(somebody, "Merge the two")
    assert somebody.sees("The record of Ana Reyes was merged into this one by Recruiter Person")
    with own.app_context():
        made = db.session.scalars(select(Merge)).one()
        assert (made.kept_id, made.gone_id) == (first, second)
    press(somebody, "Invite")
    press(somebody, "Make the link")
    link = (somebody.all("textarea")[0].get_attribute("value") or "").removeprefix(somebody.address)
    sign_in(somebody, "ana@example.org", CHOSEN)
    assert somebody.sees("The email and the password do not belong together")
    somebody.open(link)
    somebody.tab_to("password")
    somebody.keys(CHOSEN, Keys.TAB, CHOSEN, Keys.ENTER)
    assert somebody.path.partition("#")[0] == "/me" and somebody.sees("Ana")
