"""Every page as it stands in a browser: nothing for axe to say, nothing wider than its window."""

from __future__ import annotations

from pathlib import Path

import pytest
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait
from sqlalchemy import select, update

from models import Candidate, CandidateIdentity, Credential, Experience, Facility, Opening
from tests.journeys.agency import Agency, copied, served
from tests.journeys.pages import every_page
from tests.journeys.visitor import DESK, PHONE, Visitor
from tests.web.browser import sideways, violations

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

WIDTHS = (320, PHONE, 768, 1024, DESK)
NAMED = {
    *("candidate", "candidate-edit", "opening-ranked", "openings", "opening-edit", "match", "opening-asks", "search"),
    *("facilities", "facility", "credentials", "credentials-of", "accounts", "me", "offer"),
}
#: Pixels by which something in a card stands out of it.
OUT_OF_CARD = """
return Math.max(0, ...[...document.querySelectorAll(".card-pw td, .card-pw th[scope=row], .card-pw p, .card-pw dd")].map(
    part => part.getBoundingClientRect().right - part.closest(".card-pw").getBoundingClientRect().right))"""


def test_axe_has_nothing_to_say_and_no_page_scrolls_sideways(visitor: Visitor, agency: Agency, axe: str) -> None:
    """Both views of the list; axe at 375 and 1440, the width at five sizes; no page answers 500."""
    visitor.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})  # axe is a script
    with agency.session() as session:
        pages = every_page(session)
    wrong: list[str] = []
    for page in visitor.signed_in_for(pages):
        visitor.open(page.path)
        WebDriverWait(visitor.driver, 30).until(lambda driver: driver.find_elements(By.TAG_NAME, "main"))
        if (visitor.driver.title.startswith("There is no")) != page.name.startswith("missing"):
            wrong.append(f"{page.name}: {visitor.driver.title}")
        for width in WIDTHS:
            visitor.at(width)
            if (over := sideways(visitor.driver)) > 0:
                wrong.append(f"{page.name} at {width}: {over} px too wide")
            if width in (PHONE, DESK):
                wrong += [f"{page.name} at {width}: {words}" for words in violations(visitor.driver, axe)]
    assert wrong == [], "\n".join(wrong)


def test_a_name_of_one_endless_word_makes_no_page_wider(seeded: str, driver: Chrome, tmp_path: Path) -> None:
    """Names, titles, an e-mail and the number of a card as long as the fields take, without a space."""
    with served(copied(seeded, tmp_path / "long.db")) as agency:
        with agency.session() as session:
            pages = [page for page in every_page(session) if page.name in NAMED]
            card = session.scalars(select(Credential).order_by(Credential.id.desc())).first()
            assert card and {page.name for page in pages} == NAMED
            holder = next(page.path for page in pages if page.name == "credentials-of").removeprefix("/credentials/")
            of = session.scalars(select(Candidate).where(Candidate.public_id == holder)).one()
            session.add(Credential(candidate_id=of.id, type=card.type, number="8" * 60, standing="confirmed"))
            session.execute(update(CandidateIdentity).values(name="W" * 200, email=f"{'e' * 200}@example.org"))
            session.execute(update(Opening).values(title="T" * 200))
            session.execute(update(Facility).values(name="N" * 200))
            session.execute(update(Experience).values(title="J" * 300))
            session.commit()
        visitor = Visitor(driver, agency.address)
        wrong: list[str] = []
        for page in visitor.signed_in_for(pages):
            visitor.open(page.path)
            for width in (PHONE, DESK):
                visitor.at(width)
                over = max(sideways(driver), int(driver.execute_script(OUT_OF_CARD)))
                wrong += [f"{page.name} at {width}: {over} px too wide"] if over > 0 else []
    assert wrong == [], "\n".join(wrong)
