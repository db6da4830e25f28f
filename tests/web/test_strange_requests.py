"""Addresses and fields nobody sends by a link of ours: every page answers with a sentence and no 500.

On PostgreSQL alone: what it refuses of a value, a NUL or a number too large for a column, SQLite lets pass.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import String, create_engine, func, select
from sqlalchemy.orm import Session

from models import Base
from tests.conftest import Postgresql, Sqlite
from tests.journeys.agency import CANDIDATES
from tests.journeys.pages import Page, every_page
from tests.web.conftest import PASSWORD, TODAY, make_app
from web.config import database_engine
from web.db import db
from web.demo import store
from web.demo.forward import write_forward

pytestmark = pytest.mark.parametrize("backend", ["postgresql"], indirect=True, scope="session")

PAGES = ("0", "-1", "abc", "²", "99999", "9" * 22, "1" * 5000)
#: Names that mean something to the functions an address is made with.
NAMES = (
    "public_id",
    "endpoint",
    "slug",
    "key",
    "_anchor",
    "_external",
    "_scheme",
    "_method",
    "self",
    "values",
    "changed",
)


@dataclass(frozen=True)
class Stranger:
    """The demo agency, a client of each role, and every page of it."""

    app: Flask
    clients: dict[str | None, FlaskClient]
    pages: list[Page]
    kept: dict[str, tuple[int, str]] = field(default_factory=dict)

    def plain(self, page: Page) -> tuple[int, str]:
        """(status, text) of the page as its links ask for it; asked for once."""
        if page.name not in self.kept:
            self.kept[page.name] = self.get(page)[1:]
        return self.kept[page.name]

    def get(self, page: Page, query: str = "") -> tuple[str, int, str]:
        """(address, status, text)"""
        path = page.path + (("&" if "?" in page.path else "?") + query if query else "")
        answer = self.clients[page.role].get(path, follow_redirects=True)
        return path[:120], answer.status_code, answer.text


@pytest.fixture(scope="module")
def stranger(backend: Sqlite | Postgresql) -> Iterator[Stranger]:
    url = backend.copy()
    engine = create_engine(url)
    with Session(engine) as session:
        store.seed(session, CANDIDATES, as_of=TODAY)
        write_forward(session, TODAY)
        session.commit()
        pages = every_page(session)
    engine.dispose()
    app = make_app(url, PROPAGATE_EXCEPTIONS=False)
    clients: dict[str | None, FlaskClient] = {None: app.test_client()}
    for role in {page.role for page in pages} - {None}:
        clients[role] = app.test_client()
        clients[role].post("/sign-in", data={"email": f"{role}@agency.example", "password": PASSWORD})
    yield Stranger(app, clients, pages)
    database_engine(app).dispose()
    backend.drop(url)


def test_a_page_number_that_is_none_shows_a_page_there_is(stranger: Stranger) -> None:
    wrong = []
    for page in stranger.pages:
        status_of, plain = stranger.plain(page)
        for number in PAGES if "page=2" in plain else PAGES[-1:]:
            address, status, text = stranger.get(page, f"page={number}")
            if status != status_of or ("data-label" in plain) != ("data-label" in text):
                wrong.append((address, status))
    assert wrong == []


@pytest.mark.parametrize("path", ["/candidates", "/credentials"])
def test_a_page_beyond_the_last_is_the_last(stranger: Stranger, path: str) -> None:
    role = "credentialing" if path == "/credentials" else "recruiter"
    client = stranger.clients[role]

    def rows(page: str) -> list[str]:
        text = client.get(f"{path}?page={page}", follow_redirects=True).text
        return re.findall(r'class="people-name" href="([^"]+)"', text)

    first, last = rows("1"), rows("99999")
    assert first != last and len(first) == 25 and 0 < len(last) <= 25
    assert rows("9" * 22) == last and rows("-1") == rows("0") == rows("abc") == first


def test_a_nul_in_an_address_is_refused_with_a_sentence(stranger: Stranger) -> None:
    wrong = []
    for page in stranger.pages:
        path = urlsplit(page.path).path
        parts = path.strip("/").split("/")
        addresses = [f"{path}?q=%00", f"{path}?%00=1", f"{path}?next=a%00b&next=2"]
        addresses += ["/" + "/".join([*parts[:i], "%00", *parts[i + 1 :]]) for i in range(len(parts))]
        for address in addresses:
            answer = stranger.clients[page.role].get(address, follow_redirects=True)
            if answer.status_code != 400 or "<h1>This address cannot be read</h1>" not in answer.text:
                wrong.append((address, answer.status_code))
    assert wrong == []


def test_an_argument_called_like_one_of_ours_changes_nothing(stranger: Stranger) -> None:
    query = "&".join(f"{name}=elsewhere" for name in NAMES)
    wrong = []
    for page in stranger.pages:
        address, status, text = stranger.get(page, query)
        if status != stranger.plain(page)[0] or "elsewhere:" in text:
            wrong.append((address, status))
    assert wrong == []


def test_a_number_no_column_holds_is_no_page(stranger: Stranger) -> None:
    """Where an address holds a number: too large for a column, too long for a number."""
    wrong = []
    for page in stranger.pages:
        if re.search(r"/\d+(?=/|$)", page.path):
            for number in ("0", "9" * 22, "9" * 5000):
                address = re.sub(r"/\d+(?=/|$)", f"/{number}", page.path)
                answer = stranger.clients[page.role].get(address)
                if answer.status_code not in (400, 404) or "<h1>" not in answer.text:
                    wrong.append((address[:80], answer.status_code))
    assert wrong == []


class Forms(HTMLParser):
    """The forms of a page that change something: (address, names of their fields)."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.inside = (given.get("method") or "").lower() == "post"
            if self.inside:
                self.found.append((given.get("action") or "", {}))
        elif self.inside and tag in ("input", "select", "textarea", "button") and given.get("name"):
            self.found[-1][1][given["name"] or ""] = given.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        self.inside = self.inside and tag != "form"


def test_a_nul_in_a_field_is_refused_with_a_sentence(stranger: Stranger) -> None:
    """Whichever field of whichever form, of fields that differ by a number one: 4xx, or taken without it; never half saved."""
    wrong, tried = [], set()
    for page in stranger.pages:
        found = Forms()
        found.feed(stranger.plain(page)[1])
        for action, fields in found.found:
            address = action or page.path
            if urlsplit(address).path == "/sign-out":
                continue
            alike = re.sub(r"/[\w-]{12}(?=/|$)|\d+", "/id", urlsplit(address).path)
            for name in fields:
                if (field := (alike, re.sub(r"\d+", "", name))) in tried:
                    continue
                tried.add(field)
                for given in ({name: "a\x00b"}, {f"{name}\x00": "b"}):
                    answer = stranger.clients[page.role].post(address, data={**fields, **given})
                    if answer.status_code >= 500:
                        wrong.append((address, name, answer.status_code))
    assert wrong == []
    assert len(tried) > 100
    with stranger.app.app_context():
        assert stored_nuls(db.session) == []


def stored_nuls(session: Session) -> list[str]:
    """Columns that hold a NUL. PostgreSQL has none by itself."""
    if session.get_bind().dialect.name != "sqlite":
        return []
    columns = [c for table in Base.metadata.sorted_tables for c in table.columns if isinstance(c.type, String)]
    return [str(c) for c in columns if session.scalar(select(func.count()).where(func.instr(c, "\0") > 0))]
