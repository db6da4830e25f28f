"""One agency on one server and one Chromium for all journeys; each test starts signed out, at a desk."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium.webdriver import Chrome

from tests.journeys.agency import Agency, copied, seed, served
from tests.journeys.visitor import DESK, Visitor
from tests.web.browser import chromium


@pytest.fixture(scope="session")
def seeded(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The agency's database as it was made. Never written to: copy it."""
    return seed(tmp_path_factory.mktemp("agency") / "seeded.db")


@pytest.fixture(scope="session")
def agency(seeded: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Agency]:
    with served(copied(seeded, tmp_path_factory.mktemp("served") / "agency.db")) as agency:
        yield agency


@pytest.fixture(scope="session")
def driver(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chrome]:
    with chromium(tmp_path_factory.mktemp("chromium")) as driver:
        yield driver


@pytest.fixture
def visitor(agency: Agency, driver: Chrome) -> Visitor:
    """Somebody at a desk; no page may need a script, so none runs."""
    driver.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    visitor = Visitor(driver, agency.address)
    visitor.at(DESK)
    driver.delete_all_cookies()
    return visitor
