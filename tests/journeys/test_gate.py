"""Journeys of the law and of days: a card that ends inside the assignment, a task that the state keeps from the role."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import Facility, Opening, OpeningTask
from tests.journeys.agency import TODAY, Agency
from tests.journeys.visitor import Visitor
from web.services.ranking import rank_opening
from web.words import near_day

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

BEFORE = timedelta(days=40)  # a card's last day is day 41 of an assignment that begins so long before it

POSTING = """Medical Assistant, family medicine

Responsibilities
- Room patients and take vital signs
- Give intramuscular injections
- Keep the chart up to date

Requirements
- One year of experience as a medical assistant
- BLS card

1 February 2027 to 30 April 2027, days, $24 to $27 an hour
"""


def with_a_card_that_ends(session: Session) -> tuple[Opening, str, date]:
    """An open opening, the id of somebody eligible there, and the last day of her card, over forty days from now."""
    for opening in session.scalars(select(Opening).where(Opening.status == "open")):
        eligible = (one for one in rank_opening(session, opening, TODAY).rows if one.eligibility.lane == "eligible")
        for row, judged in ((one, judged) for one in eligible for judged in one.eligibility.requirements):
            if judged.held and judged.held.expires and judged.held.expires - BEFORE > TODAY:
                return opening, row.candidate, judged.held.expires
    raise AssertionError("nobody eligible holds a card with more than forty days left")


def test_a_card_that_lapses_on_day_41_of_91_is_to_be_renewed_in_list_and_match_alike(
    visitor: Visitor, agency: Agency
) -> None:
    with agency.session() as session:
        opening, person, expires = with_a_card_that_ends(session)
        path = f"/openings/{opening.public_id}"
    visitor.sign_in("recruiter")
    visitor.open(f"{path}/edit")
    visitor.fill("First day", (expires - BEFORE).isoformat())
    visitor.fill("Last day", (expires - BEFORE + timedelta(days=90)).isoformat())
    visitor.press("Save the opening")
    condition = f"renewed by {near_day(expires, TODAY)}"
    visitor.open(f"{path}?lane=eligible-if")
    row = visitor.main.find_element("id", f"p-{person}")
    assert "Eligible if" in row.text and condition in row.text and "lapses on day 41 of 91" in row.text, row.text
    visitor.open(f"{path}/candidates/{person}")
    assert visitor.sees("Eligible if") and visitor.sees(condition) and visitor.sees("day 41 of 91"), visitor.words


def test_a_new_york_posting_with_injections_is_settled_before_it_is_published(visitor: Visitor, agency: Agency) -> None:
    with agency.session() as session:
        place = session.scalars(select(Facility.name).where(Facility.state == "NY")).first()
    visitor.sign_in("recruiter")
    visitor.open("/postings/new")
    visitor.fill("Facility", place or "")
    visitor.fill("The posting's words", POSTING)
    visitor.press("Read the posting")
    assert visitor.sees("Intramuscular injection: not lawful for a medical assistant in New York"), visitor.words
    visitor.press("Publish")
    assert visitor.driver.title.startswith("Error: ") and visitor.sees("Not lawful there: "), visitor.words
    visitor.choose("Drop", next(row for row in visitor.all(".task-row") if "njection" in row.text))
    visitor.press("Publish")
    assert "/asks" not in visitor.path, visitor.words
    with agency.session() as session:
        opening = session.scalars(select(Opening).order_by(Opening.id.desc())).first()
        assert opening and opening.status == "open"
        tasks = session.scalars(
            select(OpeningTask.slug).where(OpeningTask.opening_id == opening.id, OpeningTask.standing == "confirmed")
        ).all()
        assert tasks and not [slug for slug in tasks if "injection" in slug]
