"""Finding people by their name, by how they are reached, and by what they can do and hold; each says what she was found by."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from models import Candidate
from models import candidate_identity as identities
from models.user import by_email
from tests.builders import make_credential, make_opening, make_person, make_skill
from tests.web.conftest import PASSWORD, make_app
from web.config import database_engine
from web.db import saving
from web.services.search import digits_in, read_sought


@pytest.fixture
def both(database_url: str) -> Iterator[Flask]:
    """Imani, with a number, an e-mail, a former name, a skill and a card, and Otto with none, on each database in turn."""
    app = make_app(database_url)
    with app.app_context(), saving() as session:
        imani = make_person(session, "Imani Okafor", {"venipuncture": 4}, home_state="OR")
        who = identities.of(session, imani.id)
        assert who
        who.phone, who.email, who.former_names = "(503) 555-0163", "imani.reyes@example.org", ["Imani Vale"]
        make_credential(session, imani, "ccma_nha")
        otto = make_person(session, "Otto Plain")
        make_skill(session, otto, "venipuncture", "rejected")
        gone = make_person(session, "Imani Gone")
        gone.merged_into = otto.id
    yield app
    database_engine(app).dispose()


@pytest.fixture
def reader(both: Flask) -> FlaskClient:
    client = both.test_client()
    client.post("/sign-in", data={"email": "recruiter@agency.example", "password": PASSWORD})
    return client


def plain(page: str) -> str:
    return " ".join(unescape(re.sub("<[^>]+>", " ", page)).split())


WAYS = [
    ("imani", "name, a former name and e-mail"),
    ("okafor", "name"),
    ("vale", "a former name"),
    ("imani.reyes@EXAMPLE.org", "e-mail"),
    ("503 555 0163", "telephone"),
    ("+1 (503) 555-0163", "telephone"),
    ("5550163", "telephone"),
    ("503.555.0163", "telephone"),
    ("phlebotomy", "a skill"),
    ("venipunc", "a skill"),
    ("CCMA", "a card or licence"),
]


def test_people_are_found_in_the_head_and_in_the_list_with_what_they_were_found_by(reader: FlaskClient) -> None:
    for words, ways in WAYS:
        for path in ("/search", "/candidates"):
            page = plain(reader.get(path, query_string={"q": words}).text)
            assert "Imani Okafor" in page and f"Found by {ways}" in page, (path, words, page)
            assert "Otto Plain" not in page and "Imani Gone" not in page, (path, words)


def test_a_filter_of_the_list_shows_who_can_do_something(reader: FlaskClient) -> None:
    page = plain(reader.get("/candidates?skill=venipuncture").text)
    assert "Imani Okafor" in page and "Otto Plain" not in page and "Found by" not in page
    assert "Otto Plain" in reader.get("/candidates?skill=nonsense").text


def test_what_is_no_number_finds_nobody_by_one(reader: FlaskClient) -> None:
    for words in ("016", "503 555 0164", "%", "0163x", "503_555"):
        assert "Imani" not in plain(reader.get("/search", query_string={"q": words}).text), words


@pytest.mark.parametrize(
    ("typed", "digits"),
    [
        ("(503) 555-0163", "5035550163"),
        ("+1 503 555 0163", "5035550163"),
        ("503\u2013555\u20130163", "5035550163"),
        ("0163", "0163"),
        ("163", ""),
        ("Ana 5035550163", ""),
        ("", ""),
    ],
)
def test_digits_are_read_however_a_number_is_written(typed: str, digits: str) -> None:
    assert digits_in(typed) == digits


def test_two_letters_stand_for_a_whole_word_alone() -> None:
    assert "rn" in {slug.partition("_")[0] for slug in read_sought("RN").credentials}
    assert read_sought("ph").skills == ()


def test_who_is_found_by_name_stands_before_who_is_found_otherwise(both: Flask, reader: FlaskClient) -> None:
    with both.app_context(), saving() as session:
        for n in range(25):
            make_person(session, f"Aaa {n}", {"venipuncture": 3})
        make_person(session, "Zoe Phlebotomy")
        assert session.get(Candidate, 1)
    page = plain(reader.get("/search?q=phlebotomy").text)
    assert page.index("Zoe Phlebotomy") < page.index("Aaa 0") and "Only the first 20" in page


def test_a_recruiter_lists_her_own_openings_and_who_looks_after_each(both: Flask, reader: FlaskClient) -> None:
    with both.app_context(), saving() as session:
        mine, other = (by_email(session, f"{role}@agency.example") for role in ("recruiter", "admin"))
        assert mine and other
        make_opening(session, title="Own work", owner_id=mine.id)
        make_opening(session, title="Work of another", owner_id=other.id)
        make_opening(session, title="Own and closed", owner_id=mine.id, status="closed")
    every, own = plain(reader.get("/openings").text), plain(reader.get("/openings?mine=1").text)
    assert "Own work" in every and "Work of another" in every and "Admin Person looks after it." in every
    assert "Own work" in own and "Work of another" not in own and "Mine only 1" in own and "Open 1" in own
    assert "Own and closed" in reader.get("/openings?mine=1&status=closed").text
