"""A real Chromium on a served application, and axe-core to ask it about a page. Where one is missing, that is said."""

from __future__ import annotations

import os
import shutil
import subprocess
import tarfile
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask
from selenium.common.exceptions import WebDriverException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.support.expected_conditions import staleness_of
from selenium.webdriver.support.ui import WebDriverWait
from werkzeug.serving import make_server

FLAGS = (
    *("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"),
    "--hide-scrollbars",  # as on a phone: the page has the whole width
)
AXE = "4.11.0"


class Missing(Exception):
    """A program or a file that trying pages in a browser needs; the sentence says how to get it."""


def programs() -> tuple[str, str]:
    """Where Chromium and its driver are. Raises Missing."""
    browser, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if browser and driver:
        return browser, driver
    raise Missing("no Chromium here, so nothing was tried in a browser: apt-get install chromium chromium-driver")


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The address of the application on a free port of this machine, while the block runs."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.port}"
    finally:
        server.shutdown()
        thread.join()


@contextmanager
def chromium(profile: Path, script: bool = True) -> Iterator[Chrome]:
    """A browser with a profile of its own; without `script` pages run no script of theirs. Raises Missing."""
    browser, program = programs()
    options = ChromeOptions()
    options.binary_location = browser
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    if not script:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    driver = Chrome(options=options, service=Service(program))
    try:
        yield driver
    finally:
        driver.quit()


@contextmanager
def leaving(driver: Chrome, seconds: float = 30) -> Iterator[None]:
    """What the block presses leads to another page: its end waits until the old page is gone and the new one is whole.

    The driver itself waits only for a page that it has seen coming, which on a busy machine it often has not.
    """
    old = driver.find_element(By.TAG_NAME, "html")
    yield
    wait = WebDriverWait(driver, seconds, ignored_exceptions=[WebDriverException])
    wait.until(staleness_of(old), "no other page came")
    wait.until(lambda page: page.execute_script("return document.readyState") == "complete", "the page was not whole")


def resize(driver: Chrome, width: int, height: int = 900) -> None:
    """The size of the page itself; a window cannot be as narrow as a phone."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def axe_core() -> str:
    """The text of axe-core: fetched from the package registry once, then kept in the user's cache. Raises Missing."""
    kept = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "placewell" / f"axe-core-{AXE}.js"
    if not kept.exists():
        text = fetch_axe_core()
        kept.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=kept.parent, delete=False) as file:  # whole or not at all
            file.write(text)
        Path(file.name).replace(kept)
    return kept.read_text()


def fetch_axe_core() -> bytes:
    npm = shutil.which("npm")
    if not npm:
        raise Missing("no npm here, so axe-core could not be fetched: apt-get install npm")
    with tempfile.TemporaryDirectory() as folder:
        command = [npm, "pack", f"axe-core@{AXE}", "--silent"]
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120)
        if done.returncode:
            raise Missing(f"axe-core could not be fetched: {done.stderr.strip()[-200:]}")
        with tarfile.open(Path(folder, done.stdout.strip().splitlines()[-1])) as package:
            member = package.extractfile("package/axe.min.js")
            assert member
            return member.read()


def violations(driver: Chrome, axe: str) -> list[str]:
    """What axe finds on the page (WCAG 2.0 to 2.2, A and AA, and its best practices): rule and the first elements."""
    if not driver.execute_script("return !!window.axe"):  # a page brought to another size has it already
        driver.execute_script(axe)
    found = driver.execute_async_script(
        "axe.run(document, {resultTypes: ['violations']}).then(arguments[arguments.length - 1])"
    )
    return [f"{v['id']}: {[node['target'] for node in v['nodes'][:3]]}" for v in found["violations"]]


def sideways(driver: Chrome) -> int:
    """Pixels by which the page is wider than its window."""
    return int(driver.execute_script("return document.documentElement.scrollWidth - innerWidth"))
