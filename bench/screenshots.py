"""`make screenshots`: every page at 375 and 1440 px into screenshots/, named after the page and the width."""

from __future__ import annotations

import base64
import sys
import tempfile
from pathlib import Path

from sqlalchemy import select

from models import User
from tests.journeys.agency import CANDIDATES, ROOT, Agency, seed, served
from tests.journeys.pages import Page, every_page
from tests.journeys.visitor import DESK, PHONE, Visitor
from tests.web.browser import Missing, chromium

FOLDER = ROOT / "screenshots"


def main() -> None:
    """Writes over what is there; exits with 1 and one line where no Chromium is."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        try:
            with chromium(Path(folder, "profile")) as driver, served(seed(Path(folder, "agency.db"))) as agency:
                shoot(Visitor(driver, agency.address), agency)
        except Missing as error:
            sys.exit(str(error))


def shoot(visitor: Visitor, agency: Agency) -> None:
    decide_once(visitor, agency)
    with agency.session() as session:
        pages = every_page(session)
    ranked = next(page for page in pages if page.name == "opening-ranked")
    for page in visitor.signed_in_for(pages):
        picture(visitor, page, (DESK, PHONE))
    turn_compact(agency)
    visitor.sign_in("recruiter")
    picture(visitor, Page("opening-compact", "recruiter", ranked.path), (DESK, PHONE))
    print(f"{len(list(FOLDER.glob('*.png')))} pictures in {FOLDER} of an agency with {CANDIDATES} candidates")


def decide_once(visitor: Visitor, agency: Agency) -> None:
    """One person shortlisted, so that there is a decided row and a frozen list."""
    with agency.session() as session:
        path = next(page.path for page in every_page(session) if page.name == "opening-deciding")
    visitor.at(DESK)
    visitor.sign_in("recruiter")
    visitor.open(path)
    panel = visitor.all("form.decide")[0]
    visitor.choose("Shortlist", panel)
    visitor.fill("Main reason", "Strong in the role", panel)
    visitor.fill("In your words", "Has done just this work.", panel)
    visitor.press("Save", panel)


def turn_compact(agency: Agency) -> None:
    with agency.session() as session:
        for user in session.scalars(select(User)):
            user.view = "compact"
        session.commit()


def picture(visitor: Visitor, page: Page, widths: tuple[int, ...]) -> None:
    """The whole page, however long."""
    for width in widths:
        visitor.at(width)
        visitor.open(page.path)
        shot = visitor.driver.execute_cdp_cmd("Page.captureScreenshot", {"captureBeyondViewport": True})
        (FOLDER / f"{page.name}-{width}.png").write_bytes(base64.b64decode(shot["data"]))


if __name__ == "__main__":
    main()
