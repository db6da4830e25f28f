"""A real Chromium on a served application, and axe-core to ask it about a page. Where one is missing the tests say so."""

from __future__ import annotations

import shutil
import subprocess
import tarfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask import Flask
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from werkzeug.serving import make_server

FLAGS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run")


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
    """A browser with a profile of its own; without `script` pages run no script of theirs."""
    programs = shutil.which("chromium"), shutil.which("chromedriver")
    if not all(programs):
        pytest.skip("no Chromium here, so nothing was tried in a browser: apt-get install chromium chromium-driver")
    options = ChromeOptions()
    options.binary_location = programs[0]
    for flag in (*FLAGS, f"--user-data-dir={profile}"):
        options.add_argument(flag)
    if not script:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    driver = Chrome(options=options, service=Service(programs[1]))
    try:
        yield driver
    finally:
        driver.quit()


def resize(driver: Chrome, width: int, height: int = 900) -> None:
    """The size of the page itself; a window cannot be as narrow as a phone."""
    size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": False}
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)


def axe_core(folder: Path) -> str:
    """The text of axe-core, fetched from the package registry once a test run."""
    npm = shutil.which("npm")
    if not npm:
        pytest.skip("no npm here, so axe-core could not be fetched: apt-get install npm")
    done = subprocess.run(
        [npm, "pack", "axe-core@4", "--silent"], cwd=folder, capture_output=True, text=True, timeout=120
    )
    if done.returncode:
        pytest.skip(f"axe-core could not be fetched: {done.stderr.strip()[-200:]}")
    with tarfile.open(folder / done.stdout.strip().splitlines()[-1]) as package:
        member = package.extractfile("package/axe.min.js")
        assert member
        return member.read().decode()


def violations(driver: Chrome, axe: str) -> list[str]:
    """What axe finds on the page (WCAG 2.0 to 2.2, A and AA, and its best practices): rule and the first elements."""
    driver.execute_script(axe)
    found = driver.execute_async_script("axe.run(document).then(arguments[arguments.length - 1])")
    return [f"{v['id']}: {[node['target'] for node in v['nodes'][:3]]}" for v in found["violations"]]


def sideways(driver: Chrome) -> int:
    """Pixels by which the page is wider than its window."""
    return int(driver.execute_script("return document.documentElement.scrollWidth - innerWidth"))
