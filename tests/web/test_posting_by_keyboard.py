"""A recruiter's way through a posting in a real browser, by keyboard and without any script."""

from __future__ import annotations

from pathlib import Path

from flask import Flask
from selenium.webdriver import Chrome
from selenium.webdriver.common.by import By
from sqlalchemy import select

from models import Opening
from tests.web.browser import chromium, leaving, served
from tests.web.conftest import PASSWORD
from tests.web.small_agency import write_small_agency
from tests.web.test_postings import POSTING
from web.db import db


def sign_in(driver: Chrome, address: str, role: str) -> None:
    driver.get(f"{address}/sign-in")
    driver.find_element(By.ID, "email").send_keys(f"{role}@agency.example")
    driver.find_element(By.ID, "password").send_keys(PASSWORD)
    with leaving(driver):
        driver.find_element(By.CSS_SELECTOR, "main button").click()


def test_a_posting_is_read_settled_and_published_by_keyboard_without_script(app: Flask, tmp_path: Path) -> None:
    write_small_agency(app)
    with served(app) as address, chromium(tmp_path / "profile", script=False) as driver:
        sign_in(driver, address, "recruiter")
        driver.get(f"{address}/postings/new")
        driver.find_element(By.CSS_SELECTOR, "#facility option:last-child").click()
        driver.find_element(By.ID, "text").send_keys(POSTING)
        with leaving(driver):
            driver.find_element(By.CSS_SELECTOR, "main form button").send_keys("\n")
        assert "Check what we read" in driver.find_element(By.TAG_NAME, "h1").text
        with leaving(driver):
            driver.find_element(By.CSS_SELECTOR, "button[value=publish]").send_keys("\n")
        assert driver.title.startswith("Error: ")
        assert driver.switch_to.active_element.get_attribute("id") == "errors"  # the browser lands on what is wrong
        wrong = str(driver.find_element(By.CSS_SELECTOR, "#errors a").get_attribute("href")).partition("#")[2]
        driver.find_element(By.ID, f"{wrong}-drop").send_keys(" ")
        with leaving(driver):
            driver.find_element(By.CSS_SELECTOR, "button[value=publish]").send_keys("\n")
        assert not driver.title.startswith("Error: ")
        assert driver.current_url.partition("/openings/")[2].count("/") == 0
    with app.app_context():
        assert sorted(db.session.scalars(select(Opening.status))) == ["open", "open"]
