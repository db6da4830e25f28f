"""A recruiter's day: from today to an opening, a question the candidate answers, the fit it moves, people side by side, a call, a search."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from models import candidate as candidates
from models import candidate_identity as identities
from models import opening as openings
from models.user import by_email
from tests.builders import make_requirement
from tests.conftest import Sqlite
from tests.journeys.test_put_forward import Everybody
from tests.journeys.visitor import DESK, PHONE
from tests.web.browser import served, sideways
from tests.web.conftest import make_app
from tests.web.small_agency import Agency, write_small_agency
from tests.web.test_questions import EPIC, open_sections
from web.config import database_engine
from web.db import saving

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

NARROW = 320


@dataclass(frozen=True)
class Desk:
    app: Flask
    agency: Agency


@pytest.fixture
def desk(sqlite: Sqlite) -> Iterator[Desk]:
    """The small agency: its opening is the recruiter's and wishes for Epic, of which nothing is known of Bea."""
    url = sqlite.copy()
    app = make_app(url, WTF_CSRF_ENABLED=True)
    agency = write_small_agency(app)
    with app.app_context(), saving() as session:
        opening, bea = (
            openings.by_public_id(session, agency.opening),
            candidates.by_public_id(session, agency.people["Bea"]),
        )
        mine = by_email(session, "recruiter@agency.example")
        assert opening and bea and mine
        opening.owner_id = bea.owner_id = mine.id
        make_requirement(session, "epic", opening_id=opening.id, kind="system", must=False)
        open_sections(session, bea)
        who = identities.of(session, bea.id)
        assert who
        who.phone = "(518) 555-0142"
    yield Desk(app, agency)
    database_engine(app).dispose()
    sqlite.drop(url)


def test_a_question_is_asked_answered_and_seen_to_move_the_fit_and_people_are_compared_called_and_found(
    desk: Desk, driver: Chrome
) -> None:
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    with served(desk.app) as address:
        visitor = Everybody(driver, address)
        asks_by_keyboard(visitor)
        she_answers_on_her_phone(visitor)
        sees_the_fit_move_and_writes_it_down(visitor, desk.agency)
        puts_people_side_by_side(visitor, desk.agency)
        finds_her_by_her_number(visitor, desk.agency)


def asks_by_keyboard(visitor: Everybody) -> None:
    """From the first page, with no pointer."""
    visitor.comes("recruiter", DESK)
    assert visitor.sees("My openings")
    visitor.tab_to("Medical assistant")
    visitor.keys(Keys.ENTER)
    visitor.tab_to("Bea Twin")
    visitor.keys(Keys.ENTER)
    visitor.tab_to(f"Ask: {EPIC}")
    visitor.keys(Keys.ENTER)
    assert visitor.sees(f"Asked, not answered yet {EPIC}")


def she_answers_on_her_phone(visitor: Everybody) -> None:
    visitor.comes("candidate", PHONE)
    assert visitor.sees(EPIC)
    visitor.tab_to(f"Answer: {EPIC}")
    visitor.keys(Keys.ENTER)
    visitor.press("Send the answer")  # with nothing chosen
    assert visitor.driver.title.startswith("Error: ") and visitor.sees("Choose one: Yes or No")
    visitor.tab_to("said-yes")
    visitor.keys(Keys.SPACE)
    visitor.tab_to("words")
    visitor.keys("At Pelham Cross, until March.")
    visitor.tab_to("Send the answer")
    visitor.keys(Keys.ENTER)
    assert visitor.sees("Your answer is kept") and not sideways(visitor.driver)


def sees_the_fit_move_and_writes_it_down(visitor: Everybody, agency: Agency) -> None:
    visitor.comes("recruiter", PHONE)
    visitor.open(agency.match("Bea"))
    panel = " ".join(visitor.all("#ask")[0].text.split())
    was, now = (int(panel.split(" becomes ")[0].split()[-1]), int(panel.split(" becomes ")[1].split()[0]))
    assert was < now and " since Bea answered on " in panel and "Yes. At Pelham Cross, until March." in panel
    log = visitor.all("#log")[0]
    visitor.fill("Kind", "Call", log)
    visitor.fill("What was said", "Thanked her; she can start on the 7th.", log)
    visitor.press("Add to the log", log)
    assert "Thanked her; she can start on the 7th." in visitor.all("#log")[0].text and not sideways(visitor.driver)


def puts_people_side_by_side(visitor: Everybody, agency: Agency) -> None:
    visitor.at(DESK)
    visitor.open(agency.list)
    for name in ("Ana", "Bea"):
        visitor.tab_to(f"who-{agency.people[name]}")
        visitor.keys(Keys.SPACE)
    visitor.tab_to("Compare")
    visitor.keys(Keys.ENTER)
    assert visitor.driver.title.startswith("Compare people for "), visitor.words
    assert {one.text for one in visitor.all(".cmp-name")} == {"Ana Abel", "Bea Twin"}
    assert len(visitor.all(".cmp thead th")) == 2 and len(visitor.all(".cmp .fit-bar, .cmp svg[aria-label^=role]")) >= 2
    for width in (PHONE, NARROW):
        visitor.at(width)
        assert not sideways(visitor.driver)


def finds_her_by_her_number(visitor: Everybody, agency: Agency) -> None:
    visitor.at(DESK)
    visitor.open("/")
    box = visitor.driver.find_element(By.ID, "top-q")
    box.send_keys("518.555.0142")
    visitor.keys(Keys.ENTER)
    assert visitor.sees("Found by telephone")
    visitor.follow("Bea Twin")
    assert visitor.sees("Recruiter Person since ") and visitor.sees("Thanked her; she can start on the 7th.")
