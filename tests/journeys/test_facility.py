"""A facility's way, by keyboard and without script: a posting pasted, settled, published, held, closed and cloned."""

from __future__ import annotations

import pytest
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import CandidateIdentity, Opening
from tests.journeys.agency import Agency
from tests.journeys.visitor import DESK, PHONE, Visitor

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

POSTING = """Medical Assistant, primary care
Our growing practice looks for a Medical Assistant to join its morning team. Come and grow with us!
You will room patients, take vital signs, run EKGs and answer phones.
CMA (AAMA) or CCMA (NHA) required. BLS required.
At least 1 year as a medical assistant required. Spanish preferred.
Monday to Friday, no weekends. Pay: $23.00 - $27.50 per hour. Reference {width}.
"""


def press(visitor: Visitor, words: str) -> None:
    """By keyboard: Tab until it has the focus, then Enter."""
    visitor.tab_to(words)
    visitor.keys(Keys.ENTER)


def write(visitor: Visitor, field: str, words: str) -> None:
    visitor.tab_to(field)
    visitor.keys(words)


@pytest.mark.parametrize("width", [PHONE, DESK])
def test_a_posting_goes_its_whole_way_in_a_facilitys_hands(agency: Agency, visitor: Visitor, width: int) -> None:
    visitor.at(width)
    visitor.sign_in("facility")
    assert visitor.sees("You speak for 4 sites. What waits for you comes first.")
    press(visitor, "Post an opening")
    site = visitor.all("#facility option")[1].text
    write(visitor, "facility", site)
    write(visitor, "text", POSTING.format(width=width))
    ActionChains(visitor.driver).send_keys(
        Keys.TAB, Keys.TAB
    ).perform()  # past the file, which takes no keys of a driver
    visitor.keys(Keys.ENTER)

    assert visitor.sees("Check what we read from the posting") and visitor.sees("CMA (AAMA) or CCMA (NHA) required.")
    assert visitor.sees("Who this leaves") and visitor.sees("What the law asks is never offered here.")
    assert visitor.sees("of 9. Add the first and the last day.")
    with agency.session() as session:
        known = set(session.scalars(select(CandidateIdentity.name)))
    assert not [name for name in known if visitor.sees(name)]
    left = figures(visitor)
    [row] = [one for one in visitor.all(".asked-row") if "BLS" in one.text]
    visitor.tab_to(row.find_element(By.CSS_SELECTOR, "input[checked]").get_attribute("id") or "")
    visitor.keys(Keys.ARROW_RIGHT)
    press(visitor, "Check again")
    assert sum(figures(visitor)) == sum(left) and figures(visitor)[-1] <= left[-1]  # asking for less blocks nobody more

    press(visitor, "Publish")
    assert visitor.sees(f"{site}. Open.") and visitor.sees("Nobody is put forward yet.")
    here = visitor.path.partition("#")[0]
    for button, status in (("Hold it", "held"), ("Open it again", "open"), ("Close it", "closed")):
        press(visitor, button)
        assert visitor.path.partition("#")[0] == here
        with agency.session() as session:
            assert opening(session, here).status == status
    press(visitor, "Clone it")
    write(visitor, "begin", "4 Jan 2027")
    write(visitor, "end", "2 Apr 2027")
    press(visitor, "Save and go to what it asks")
    assert visitor.sees("CMA (AAMA) or CCMA (NHA) required.") and visitor.sees("4 Jan to 2 Apr 2027")
    visitor.open("/desk")
    assert visitor.sees("Medical Assistant, primary care") and visitor.named("a", "Settle it")


def figures(visitor: Visitor) -> list[int]:
    """People in the lanes of who this leaves, the blocked last."""
    return [int(one.text) for one in visitor.all(".left-figures .figure-big")]


def opening(session: Session, path: str) -> Opening:
    return session.scalars(select(Opening).where(Opening.public_id == path.rpartition("/")[2])).one()
