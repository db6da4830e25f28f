"""The call log of a candidate: who wrote what, when, about which opening; the agency's alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from models import Note
from models import candidate as candidates
from models import opening as openings
from models.user import by_email
from tests.web.conftest import PASSWORD, SignIn
from tests.web.small_agency import Agency, write_small_agency
from web.db import db, saving

WORDS = "Will call back on Friday.\nPrefers days."


def log_of(agency: Agency, name: str = "Ana", about: str = "") -> str:
    return f"/candidates/{agency.people[name]}/notes" + (f"?opening={about}" if about else "")


def kept(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count(Note.id))) or 0


def test_a_call_stands_on_her_page_with_who_and_when(agency: Agency, recruiter: FlaskClient) -> None:
    answer = recruiter.post(log_of(agency), data={"kind": "call", "words": WORDS})
    assert answer.status_code == 303 and answer.location.endswith("#log")
    page = recruiter.get(answer.location).text
    assert "<b>Call</b>" in page and WORDS in page and "Recruiter Person, " in page
    assert "Only the agency sees them." in page


def test_what_was_about_one_opening_stands_on_that_match_and_says_so_on_her_page(
    agency: Agency, recruiter: FlaskClient
) -> None:
    recruiter.post(log_of(agency), data={"kind": "note", "words": "In general."})
    answer = recruiter.post(log_of(agency, about=agency.opening), data={"kind": "message", "words": "Keen on this."})
    assert answer.status_code == 303 and answer.location == f"{agency.match('Ana')}#log"
    match, hers = recruiter.get(agency.match("Ana")).text, recruiter.get(log_of(agency)).text
    assert "Keen on this." in match and "In general." not in match
    assert "Keen on this." in hers and "In general." in hers and f'href="{agency.list}"' in hers
    assert "Keen on this." not in recruiter.get(agency.match("Bea")).text


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"kind": "call", "words": "  "}, "Write what was said or is to be remembered: it cannot be empty"),
        ({"kind": "", "words": "x"}, "Choose the kind: call, message, meeting or note"),
        ({"kind": "gossip", "words": "x"}, "gossip"),
        ({"kind": "call", "words": "x" * 4001}, "4,001"),
        ({"kind": "call", "words": "a\x00b"}, "What was said"),
    ],
)
def test_what_cannot_be_kept_is_refused_beside_its_field_and_nothing_is_saved(
    app: Flask, agency: Agency, recruiter: FlaskClient, sent: dict[str, str], sentence: str
) -> None:
    answer = recruiter.post(log_of(agency, about=agency.opening), data=sent)
    assert answer.status_code == 422 and sentence in answer.text and "<title>Error: " in answer.text
    assert kept(app) == 0


def test_an_opening_or_a_person_nobody_knows_is_a_missing_page(
    app: Flask, agency: Agency, recruiter: FlaskClient
) -> None:
    sent = {"kind": "call", "words": "x"}
    assert recruiter.post(log_of(agency, about="nothing"), data=sent).status_code == 404
    assert recruiter.post("/candidates/nobody/notes", data=sent).status_code == 404
    assert kept(app) == 0


def test_the_candidate_and_the_facility_never_see_the_log(agency: Agency, sign_in: SignIn) -> None:
    sign_in("recruiter").post(log_of(agency, "Bea"), data={"kind": "call", "words": "Between us."})
    for role in ("candidate", "facility"):
        client = sign_in(role)
        assert client.get(log_of(agency, "Bea")).status_code == 404
        assert client.post(log_of(agency, "Bea"), data={"kind": "call", "words": "x"}).status_code == 404


def test_what_is_sent_twice_is_saved_once_and_again_only_after_a_while(both: Flask) -> None:
    agency, client = write_small_agency(both), both.test_client()
    client.post("/sign-in", data={"email": "recruiter@agency.example", "password": PASSWORD})
    sent = {"kind": "call", "words": WORDS}
    for about in ("", "", agency.opening, agency.opening):
        assert client.post(log_of(agency, about=about), data=sent).status_code == 303
    assert kept(both) == 2
    with both.app_context(), saving() as session:
        for note in session.scalars(select(Note)):
            note.at = datetime.now(UTC) - timedelta(hours=1)
    client.post(log_of(agency), data=sent)
    assert kept(both) == 3


def test_a_long_log_is_folded_on_her_page_and_read_page_by_page_the_newest_first(
    app: Flask, agency: Agency, recruiter: FlaskClient
) -> None:
    with app.app_context(), saving() as session:
        ana = candidates.by_public_id(session, agency.people["Ana"])
        opening, by = openings.by_public_id(session, agency.opening), by_email(session, "recruiter@agency.example")
        assert ana and opening and by
        begin = datetime(2026, 11, 1, tzinfo=UTC)
        session.add_all(
            Note(candidate_id=ana.id, opening_id=opening.id, kind="call", words=f"Call {n:02}.", by=by.id, at=begin + timedelta(hours=n))
            for n in range(45)
        )  # fmt: skip
    hers = recruiter.get(f"/candidates/{agency.people['Ana']}").text
    assert [f"Call {n:02}." in hers for n in (44, 43, 42, 41)] == [True, True, True, False] and "All 45" in hers
    first = recruiter.get(log_of(agency)).text
    assert first.index("Call 44.") < first.index("Call 43.") and "1 to 20 of 45, the newest first" in first
    last = recruiter.get(f"{log_of(agency)}?page=999").text
    assert "41 to 45 of 45" in last and "Call 00." in last
    about = recruiter.get(f"{log_of(agency, about=agency.opening)}&page=2").text
    assert "21 to 40 of 45" in about and f"opening={agency.opening}" in about


def test_every_owner_she_had_is_kept_and_shown(app: Flask, agency: Agency, recruiter: FlaskClient) -> None:
    with app.app_context(), saving() as session:
        ana = candidates.by_public_id(session, agency.people["Ana"])
        owners = [by_email(session, f"{role}@agency.example") for role in ("recruiter", "admin")]
        assert ana and all(owners)
        for owner in owners:
            assert owner
            ana.owner_id = owner.id
            session.flush()
    page = " ".join(recruiter.get(f"/candidates/{agency.people['Ana']}").text.split())
    assert "Admin Person since " in page and "(before: Recruiter Person since " in page
    with app.app_context(), saving() as session:
        ana = candidates.by_public_id(session, agency.people["Ana"])
        assert ana
        ana.owner_id = None
    page = " ".join(recruiter.get(f"/candidates/{agency.people['Ana']}").text.split())
    assert "nobody (before: Admin Person since " in page and "; Recruiter Person since " in page
