"""Every page as it stands in a browser: nothing for axe to say, nothing wider than its window."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.journeys.agency import Agency
from tests.journeys.pages import every_page
from tests.journeys.visitor import DESK, PHONE, Visitor
from tests.web.browser import sideways, violations

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

WIDTHS = (320, PHONE, 768, 1024, DESK)


def test_axe_has_nothing_to_say_and_no_page_scrolls_sideways(visitor: Visitor, agency: Agency, axe: str) -> None:
    """Both views of the list; axe at 375 and 1440, the width at five sizes; no page answers 500."""
    visitor.driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})  # axe is a script
    with agency.session() as session:
        pages = every_page(session)
    role: str | None = None
    wrong: list[str] = []
    for page in pages:
        if page.role and page.role != role:
            visitor.sign_in(page.role)
            role = page.role
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
    assert wrong == []
