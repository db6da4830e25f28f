"""Put forward, end to end, on both databases: decided, agreed, sent, asked about, answered, until every position is filled."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from models import Consent, Submission
from tests.journeys.visitor import DESK, PHONE, Visitor
from tests.web.browser import served
from tests.web.conftest import PASSWORD, make_app
from tests.web.forwarding import Forwarding
from tests.web.small_agency import write_small_agency
from web.config import database_engine

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


@pytest.fixture
def both(database_url: str) -> Iterator[Forwarding]:
    app = make_app(database_url, WTF_CSRF_ENABLED=True)
    yield Forwarding(app, write_small_agency(app))
    database_engine(app).dispose()


class Everybody(Visitor):
    """Whoever of the small agency sits down at the browser; who comes again is still signed in."""

    def __init__(self, driver: Chrome, address: str) -> None:
        super().__init__(driver, address)
        self.cookies: dict[str, list[dict[str, Any]]] = {}
        self.here = ""

    def comes(self, role: str, width: int) -> None:
        self.at(width)
        if self.here:
            self.cookies[self.here] = self.driver.get_cookies()
        self.here = role
        self.driver.delete_all_cookies()
        if role in self.cookies:
            for cookie in self.cookies[role]:
                self.driver.add_cookie(cookie)
            self.open("/home")  # whoever sat here before, another page is shown now
            return
        self.open("/sign-in")
        self.fill("Email", f"{role}@agency.example")
        self.fill("Password", PASSWORD)
        self.press("Sign in")
        assert "/sign-in" not in self.path, self.words


def test_from_the_decision_to_the_last_position(both: Forwarding, driver: Chrome) -> None:
    """Bea is asked in the portal and sent by name, Ana by telephone and sent blind: two positions, and the opening is filled."""
    both.change(positions=2)
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    with served(both.app) as address:
        visitor = Everybody(driver, address)
        bea_is_put_forward_and_agrees(visitor, both)
        bea_is_sent_asked_about_and_accepted(visitor, both)
        ana_is_put_forward_by_telephone_and_accepted(visitor, both)
    assert [(one.given, one.how) for one in both.all(Consent)] == [(True, "portal"), (True, "phone")]
    assert [one.answer for one in both.all(Submission)] == ["accepted", "accepted"]
    assert both.opening.status == "filled"


def put_forward(visitor: Everybody, both: Forwarding, name: str) -> None:
    visitor.open(both.agency.match(name))
    visitor.choose("Put forward", visitor.all("#decide")[0])
    visitor.fill("Main reason", "Strong in the role")
    visitor.press("Save decision")
    assert visitor.sees(f"{name} is to be asked") and visitor.sees("Tern Island Practice sees nothing before a yes.")


def bea_is_put_forward_and_agrees(visitor: Everybody, both: Forwarding) -> None:
    visitor.comes("recruiter", DESK)
    put_forward(visitor, both, "Bea")
    visitor.open("/")
    assert visitor.sees("Bea Twin is to be asked for consent")
    visitor.comes("candidate", PHONE)
    visitor.open(f"/me/openings/{both.agency.opening}/answer")
    assert visitor.sees("May we put you forward?") and visitor.sees("7 Dec 2026 to 7 Mar 2027")
    assert visitor.sees("Tern Lane Staffing puts me forward for this work")
    visitor.press("Save my answer")
    assert visitor.driver.title.startswith("Error: ") and visitor.sees("Choose yes or no")
    visitor.tab_to("answer-yes")
    visitor.keys(Keys.SPACE)
    visitor.tab_to("Save my answer")
    visitor.keys(Keys.ENTER)
    assert visitor.sees("You said yes on")


def bea_is_sent_asked_about_and_accepted(visitor: Everybody, both: Forwarding) -> None:
    visitor.comes("recruiter", DESK)
    visitor.open("/")
    assert visitor.sees("Bea Twin said yes")
    visitor.follow("Prepare it")
    assert visitor.sees("This is what Tern Island Practice reads, and nothing else.")
    visitor.tab_to("Send to Tern Island Practice")
    visitor.keys(Keys.ENTER)
    assert visitor.sees("Tern Island Practice has not answered yet.")
    page = visitor.path
    visitor.comes("facility", DESK)
    visitor.open(page)
    assert visitor.sees("Bea Twin") and visitor.sees("Skills checklist") and visitor.sees("0 of 2 filled.")
    visitor.fill("Your question", "Can she start at seven?")
    visitor.press("Ask")
    visitor.comes("recruiter", PHONE)
    visitor.open("/")
    assert visitor.sees("Tern Island Practice asks about Bea Twin")
    visitor.follow("Answer it")
    visitor.main.find_element(By.CSS_SELECTOR, "#questions textarea").send_keys("Yes, on every day.")
    visitor.press("Answer")
    visitor.comes("facility", DESK)
    visitor.open(page)
    assert visitor.sees("Yes, on every day.")
    visitor.tab_to("answer-accept")
    visitor.keys(Keys.SPACE)
    visitor.tab_to("Save the answer")
    visitor.keys(Keys.ENTER)
    assert visitor.sees("Accepted on") and visitor.sees("1 of 2 filled.")


def ana_is_put_forward_by_telephone_and_accepted(visitor: Everybody, both: Forwarding) -> None:
    visitor.comes("recruiter", PHONE)
    put_forward(visitor, both, "Ana")
    visitor.follow("Record the answer")
    assert visitor.sees("Read this out, or send it, word for word")
    visitor.choose("Yes")
    visitor.choose("By telephone")
    visitor.fill("Day", "24 Nov 2026")
    visitor.fill("Time", "2:15 pm")
    visitor.press("Save the answer")
    assert visitor.sees("Ana said yes on 24 Nov 2026, by telephone. Nothing is sent yet.")
    visitor.follow("Prepare what is sent")
    visitor.choose("Leave out the name")
    visitor.press("Send to Tern Island Practice")
    page = visitor.path
    visitor.comes("facility", PHONE)
    visitor.open(page)
    assert visitor.sees("Sent without a name") and "Ana" not in visitor.words
    visitor.choose("Decline")
    visitor.press("Save the answer")
    assert visitor.sees("Choose the main reason")
    visitor.choose("Accept")
    visitor.press("Save the answer")
    assert visitor.sees("2 of 2 filled.") and visitor.sees("Ana Abel")
