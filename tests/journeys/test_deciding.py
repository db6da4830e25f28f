"""Journeys of a recruiter with the ranked list: read, decide, see it kept, prove it again; with a pointer and without."""

from __future__ import annotations

import re

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from sqlalchemy import func, select

from models import Candidate, CandidateIdentity, Decision, HeldSkill, Opening, Shortlist
from tests.journeys.agency import PASSWORDS, Agency
from tests.journeys.visitor import Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

FIRST, SECOND, THIRD = "Medical Assistant, Cardiology", "Staff Nurse, Cardiology", "Senior Medical Assistant"


def open_list(visitor: Visitor, title: str) -> None:
    """From signing in to the ranked list of an opening, by what is on the pages."""
    visitor.sign_in("recruiter")
    visitor.click(visitor.driver.find_element(By.LINK_TEXT, "Openings"))
    visitor.follow(title)
    assert visitor.main.find_element(By.TAG_NAME, "h1").text == title


def decisions(agency: Agency) -> int:
    with agency.session() as session:
        return session.scalar(select(func.count(Decision.id))) or 0


def test_a_recruiter_reads_reasons_shortlists_sees_it_kept_and_replays_the_frozen_list(visitor: Visitor) -> None:
    open_list(visitor, FIRST)
    row = visitor.all("li.person")[0]
    name = row.find_element(By.CSS_SELECTOR, ".person-name a").text
    assert row.find_element(By.CSS_SELECTOR, ".mark").text
    assert re.search(r"year|month", row.find_element(By.CSS_SELECTOR, ".person-why").text)
    assert row.find_element(By.CSS_SELECTOR, "svg[role=img]").get_attribute("aria-label").startswith("role ")
    visitor.follow(f"Decide about {name}")
    panel = visitor.all("form.decide")[0]
    visitor.press("Save", panel)  # with nothing chosen
    assert visitor.driver.title.startswith("Error: ") and visitor.sees(
        "Choose one: Shortlist, Put forward, Pass or Note only"
    )
    panel = visitor.all("form.decide")[0]
    visitor.choose("Shortlist", panel)
    visitor.fill("Main reason", "Strong in the role", panel)
    visitor.fill("In your words", "Knows cardiology well.", panel)
    visitor.press("Save", panel)
    row = next(one for one in visitor.all("li.person") if one.text.splitlines()[1].startswith(name) or name in one.text)
    assert "Shortlist by you" in " ".join(row.find_element(By.CSS_SELECTOR, ".decided").text.split())
    visitor.follow("Frozen shortlists")
    visitor.click(visitor.all("table a")[0])
    assert visitor.sees(name) and visitor.sees("Strong in the role")
    visitor.click(visitor.all(".shortlist-do form button")[0])
    assert visitor.all("section.replay-equal"), visitor.words
    visitor.open(visitor.path.replace("replay=1", "blind=1"))
    assert visitor.all("table.frozen") and name not in visitor.words


def test_a_list_that_changed_is_refused_with_what_changed_and_nothing_is_saved(
    visitor: Visitor, agency: Agency
) -> None:
    open_list(visitor, SECOND)
    name = visitor.all(".person-name a")[0].text
    visitor.follow(f"Decide about {name}")
    before = decisions(agency)
    with agency.session() as session:  # meanwhile somebody settles what her resume said
        candidate = session.scalars(
            select(Candidate)
            .join(CandidateIdentity, CandidateIdentity.candidate_id == Candidate.id)
            .where(CandidateIdentity.name == name)
        ).one()
        skill = session.scalars(select(HeldSkill).where(HeldSkill.candidate_id == candidate.id)).first()
        assert skill
        session.delete(skill)
        candidate.version += 1
        session.commit()
    panel = visitor.all("form.decide")[0]
    visitor.choose("Shortlist", panel)
    visitor.fill("Main reason", "In the same work now", panel)
    visitor.fill("In your words", "Before it changed.", panel)
    visitor.press("Save", panel)
    assert visitor.sees("This list has changed since you saw it") and visitor.sees("Nothing was saved")
    assert visitor.sees("The profile of the person at place 1 has changed.")
    assert decisions(agency) == before
    panel = visitor.all("form.decide")[0]
    assert visitor.field("In your words", panel).get_attribute("value") == "Before it changed."
    visitor.press("Save", panel)
    assert not visitor.driver.title.startswith("Error: ") and decisions(agency) == before + 1


def test_the_ranked_list_is_reached_and_a_decision_saved_with_the_keyboard_alone(
    visitor: Visitor, agency: Agency
) -> None:
    visitor.open("/sign-in")
    email, password = PASSWORDS["recruiter"]
    visitor.tab_to("email")
    visitor.keys(email, Keys.TAB, password, Keys.ENTER)
    visitor.tab_to("Openings")
    visitor.keys(Keys.ENTER)
    visitor.tab_to(THIRD)
    visitor.keys(Keys.ENTER)
    name = visitor.all(".person-name a")[0].text
    visitor.tab_to(f"Decide about {name}")
    visitor.keys(Keys.ENTER)
    visitor.tab_to("verdict-shortlist")
    visitor.keys(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.TAB)  # the third: Pass
    assert visitor.driver.switch_to.active_element.get_attribute("id") == "reason"
    visitor.keys("Too far", Keys.TAB, "Would not move.", Keys.TAB, Keys.ENTER)
    row = next(one for one in visitor.all("li.person") if name in one.text)
    assert "Pass by you" in " ".join(row.text.split())
    with agency.session() as session:
        made = session.scalars(select(Decision).order_by(Decision.id.desc())).first()
        assert made and (made.verdict, made.reason, made.words) == ("pass", "too_far", "Would not move.")
        opening = session.scalar(
            select(Opening.title).join(Shortlist, Shortlist.opening_id == Opening.id).order_by(Shortlist.id.desc())
        )
        assert opening == THIRD
