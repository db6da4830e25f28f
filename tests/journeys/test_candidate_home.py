"""A candidate's way from signing in to her next step and to why an opening fits her, with the keyboard alone."""

from __future__ import annotations

import re

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from tests.journeys.agency import PASSWORDS
from tests.journeys.visitor import DESK, PHONE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]


def press(visitor: Visitor, words: str) -> None:
    visitor.tab_to(words)
    visitor.keys(Keys.ENTER)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_candidate_takes_her_next_step_and_reads_why_an_opening_fits_and_another_does_not(
    visitor: Visitor, width: int
) -> None:
    visitor.at(width)
    visitor.open("/sign-in")
    email, password = PASSWORDS["candidate"]
    visitor.tab_to("email")
    visitor.keys(email, Keys.TAB, password, Keys.ENTER)
    assert visitor.path.startswith("/me") and visitor.sees(
        "Recruiters see the same figures and the same reasons as you."
    )
    step = visitor.all(".step")[0]
    before, after = re.findall(r"\d+", step.find_element(By.CSS_SELECTOR, ".step-facts dd").text)
    assert int(after) > int(before)
    press(visitor, step.find_element(By.CSS_SELECTOR, ".btn").text)
    assert visitor.path.startswith(("/credentials/", "/candidates/", "/me/"))
    visitor.open("/me")

    card = visitor.all("li.setting")[0]
    day = card.find_element(By.CSS_SELECTOR, ".a-day")
    if width == PHONE:
        assert not day.is_displayed()
        visitor.tab_to("A day there")
        visitor.driver.switch_to.active_element.send_keys(Keys.SPACE)
    assert day.is_displayed() and len(visitor.all("li.setting")) == 3

    rows = visitor.all(".for-person > li")  # first those she is asked for
    row = next(
        one for one in rows if one.find_elements(By.CSS_SELECTOR, '[aria-label^="See why"]') and "Eligible" in one.text
    )
    title, fit = (row.find_element(By.CSS_SELECTOR, one).text for one in (".for-title", ".for-fit b"))
    press(visitor, f"See why: {title}")
    assert visitor.main.find_element(By.TAG_NAME, "h1").text == title
    assert visitor.all(".figure-big")[0].text == fit and visitor.sees("obody has asked you yet.")
    assert visitor.all("blockquote.ev mark") and not visitor.all("form.decide")
    press(visitor, "Openings for you")

    visitor.tab_to(visitor.all(".for-blocked summary")[0].text)
    visitor.driver.switch_to.active_element.send_keys(Keys.SPACE)
    blocked = visitor.all(".for-blocked li a")[0].text
    press(visitor, blocked)
    assert visitor.sees("You are not put forward: what stands below must be met and is not.")
    assert visitor.all(".verdict-why li") and not visitor.all(".figure-big")
