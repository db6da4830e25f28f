"""An assignment whose last day has passed: nobody is called eligible for it, ranked, decided about or brought to it."""

from __future__ import annotations

import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from models.opening import by_public_id
from tests.web.bad_input import nothing_saved
from tests.web.small_agency import END, Agency
from tests.web.test_decision import form
from web.db import db, saving

AFTER = date(2027, 3, 8)


@pytest.fixture
def ended(app: Flask, agency: Agency) -> Agency:
    """The clock alone moves: its last day is 7 March."""
    assert date(2027, 3, 7) == END
    app.config["TODAY"] = lambda: AFTER
    return agency


def test_its_list_says_so_and_ranks_nobody(ended: Agency, recruiter: FlaskClient) -> None:
    page = recruiter.get(ended.list).text
    assert "This assignment ended on 7 Mar 2027." in page and "Change its days, or close it" in page
    assert 'class="person"' not in page and "lane=eligible-if" in page
    assert recruiter.get(ended.match("Ana")).status_code == 302


def test_nobody_is_decided_about(app: Flask, agency: Agency, recruiter: FlaskClient) -> None:
    sent = form(agency, recruiter, "Ana")
    app.config["TODAY"] = lambda: AFTER
    with nothing_saved(app):
        answer = recruiter.post(f"{agency.list}/decide", data=sent)
        assert answer.status_code == 409 and "The assignment ended on 7 Mar 2027" in answer.text
        answer = recruiter.post(agency.match("Ana"), data=sent)
        assert answer.status_code == 409 and "This assignment has ended" in answer.text


def test_it_is_listed_and_found_as_ended(ended: Agency, recruiter: FlaskClient) -> None:
    assert '<span class="row-more soon">ended</span>' in recruiter.get("/openings").text
    assert "7 Mar 2027, ended" in re.sub(r"<[^>]+>", "", recruiter.get("/search?q=Medical").text)


def test_a_person_s_page_does_not_offer_it(ended: Agency, recruiter: FlaskClient) -> None:
    assert "There is no open opening." in recruiter.get(f"/candidates/{ended.people['Ana']}").text


def test_it_is_not_published_or_opened_again(app: Flask, ended: Agency, recruiter: FlaskClient) -> None:
    for status, path, sent in (("closed", "status", {"status": "open"}), ("draft", "asks", {"do": "publish"})):
        with app.app_context(), saving() as session:
            opening = by_public_id(session, ended.opening)
            assert opening
            opening.status = status
            session.flush()
            version = str(opening.version)
        answer = recruiter.post(f"{ended.list}/{path}", data={**sent, "version": version})
        assert answer.status_code == 409 and "This assignment has ended" in answer.text
        with app.app_context():
            found = by_public_id(db.session, ended.opening)
            assert found and found.status == status
