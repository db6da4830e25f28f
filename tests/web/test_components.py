"""The sheet of components and the sign-in page, as answers and in a real browser."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from selenium.webdriver.common.by import By

from tests.web.browser import chromium, leaving, resize, served, sideways, violations
from tests.web.conftest import PASSWORD, SignIn

FORBIDDEN = re.compile(r'class="[^"]*\b(btn-primary|badge|alert|progress|list-group)\b')


@pytest.fixture
def sheet(sign_in: SignIn) -> str:
    answer = sign_in("recruiter").get("/components")
    assert answer.status_code == 200
    return answer.text


def test_the_sheet_is_for_people_of_the_agency(client: FlaskClient, sign_in: SignIn) -> None:
    assert client.get("/components").status_code == 303
    assert sign_in("candidate").get("/components").status_code == 404


def test_no_page_carries_style_attributes_scripts_or_everybodys_classes(sheet: str, client: FlaskClient) -> None:
    for page in (sheet, client.get("/sign-in").text, client.get("/nowhere").text):
        assert " style=" not in page and "<script" not in page and not FORBIDDEN.search(page)


def test_ids_are_given_once_and_labels_lead_to_them(sheet: str) -> None:
    ids = re.findall(r'\bid="([^"]+)"', sheet)
    assert len(ids) == len(set(ids)) > 20
    assert set(re.findall(r'(?:\bfor|aria-labelledby|aria-describedby)="([^"]+)"', sheet)) <= set(ids)


def test_every_sign_used_is_drawn(app: Flask, sheet: str) -> None:
    used = set(re.findall(r'href="/static/icons\.svg[^"#]*#([a-z]+)"', sheet))
    drawn = set(re.findall(r'<symbol id="([a-z]+)"', Path(app.static_folder or "", "icons.svg").read_text()))
    assert len(used) > 12 and used <= drawn


def test_a_field_error_stands_above_its_field_and_in_the_summary(sheet: str) -> None:
    words = "The last day, 7 Mar 2026, is before the first day, 7 Dec 2026"
    assert sheet.count(words) == 2 and f'<a href="#last">{words}</a>' in sheet
    control = re.findall(r'<input [^>]*id="last"[^>]*>', sheet)[0]
    assert 'aria-invalid="true"' in control and 'aria-describedby="last-error"' in control
    assert sheet.index('id="last-error"') < sheet.index('id="last"')


def test_nothing_is_chosen_beforehand_where_nobody_answered(sheet: str) -> None:
    first = re.findall(r'<input type="radio" name="first"[^>]*>', sheet)
    second = re.findall(r'<input type="radio" name="second"[^>]*>', sheet)
    verdict = re.findall(r'<input type="radio" name="verdict"[^>]*>', sheet)
    assert (len(first), len(second), len(verdict)) == (3, 3, 4)
    assert [any("checked" in radio for radio in group) for group in (first, second, verdict)] == [False, True, False]


@pytest.mark.browser
def test_sign_in_and_the_sheet_hold_in_a_browser(app: Flask, axe: str, tmp_path: Path) -> None:
    """Nothing for axe to say, nothing scrolls sideways from 320 to 1440 px, and the browser loads nothing it was denied."""
    with served(app) as address, chromium(tmp_path) as driver:

        def look(path: str, widths: tuple[int, ...]) -> None:
            for width in widths:
                resize(driver, width)
                driver.get(address + path)
                assert sideways(driver) <= 0, f"{path} at {width}"
                assert violations(driver, axe) == [], f"{path} at {width}"

        look("/sign-in", (320, 375, 768, 1440))
        resize(driver, 375)
        driver.get(address + "/sign-in")
        driver.find_element(By.ID, "email").send_keys("recruiter@agency.example")
        driver.find_element(By.ID, "password").send_keys("not it")
        with leaving(driver):
            driver.find_element(By.CSS_SELECTOR, "main button").click()
        assert driver.switch_to.active_element.get_attribute("id") == "errors"
        assert driver.title.startswith("Error: Sign in") and violations(driver, axe) == []
        assert driver.find_element(By.ID, "email").get_attribute("value") == "recruiter@agency.example"
        driver.find_element(By.ID, "password").send_keys(PASSWORD)
        with leaving(driver):
            driver.find_element(By.CSS_SELECTOR, "main button").click()
        assert "/sign-in" not in driver.current_url
        look("/components", (320, 375, 768, 1024, 1440))
        names = driver.find_elements(By.CSS_SELECTOR, ".lane-name")
        assert any(name.size["height"] > 20 for name in names)  # a long one wraps
        assert [n.text for n in names if n.get_property("scrollWidth") > n.get_property("clientWidth")] == []
        look("/account", (320, 1440))
        look("/nowhere", (320, 1440))
        told = [line["message"] for line in driver.get_log("browser")]
        assert not [line for line in told if "Content Security Policy" in line or "status of 500" in line]


@pytest.mark.browser
def test_a_phone_reaches_the_menu_and_signs_out_without_script(app: Flask, tmp_path: Path) -> None:
    with served(app) as address, chromium(tmp_path, script=False) as driver:
        resize(driver, 375)
        driver.get(address + "/sign-in")
        driver.find_element(By.ID, "email").send_keys("recruiter@agency.example")
        driver.find_element(By.ID, "password").send_keys(PASSWORD)
        with leaving(driver):
            driver.find_element(By.CSS_SELECTOR, "main button").click()
        out = driver.find_element(By.CSS_SELECTOR, ".who button")
        assert not out.is_displayed()
        driver.find_element(By.CSS_SELECTOR, ".menu summary").click()
        assert out.is_displayed() and out.size["height"] >= 44
        resize(driver, 1440)
        driver.get(address + "/components")
        with leaving(driver):
            driver.find_element(By.CSS_SELECTOR, ".who button").click()  # refused were it folded away
        assert driver.current_url.endswith("/sign-in")
