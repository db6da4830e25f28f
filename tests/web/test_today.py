"""The recruiter's first page: the worst first, what waits, what is new, and sentences where nothing is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from models import Candidate, Opening, User
from models.user import by_email
from tests.builders import (
    make_credential,
    make_decision,
    make_entry,
    make_facility,
    make_opening,
    make_person,
    make_shortlist,
    make_skill,
)
from tests.web.conftest import SignIn
from web.db import db, saving

LONG_AGO = datetime(2026, 10, 1, tzinfo=UTC)


@dataclass
class Desk:
    """The recruiter's id, one open opening from 7 Dec 2026 to 7 Mar 2027, and how to put people on it."""

    app: Flask
    opening: str

    def person(
        self, name: str, expires: date | None, verdict: str = "", mine: bool = True, held: str = "bls_aha"
    ) -> str:
        """Somebody with a card to that day, with a verdict on the opening where one is given; her public id."""
        with self.app.app_context(), saving() as session:
            me = recruiter_of(self.app)
            one = make_person(session, name, owner_id=me.id if mine else None, created_at=LONG_AGO)
            make_credential(session, one, held, expires=expires)
            if verdict:
                opening = session.scalars(select(Opening).where(Opening.public_id == self.opening)).one()
                entry = make_entry(session, make_shortlist(session, opening, me), one)
                make_decision(session, entry, me, verdict=verdict, at=datetime(2026, 11, 20, tzinfo=UTC))
            return one.public_id


def recruiter_of(app: Flask) -> User:
    found = by_email(db.session, "recruiter@agency.example")
    assert found
    return found


@pytest.fixture
def desk(app: Flask) -> Desk:
    with app.app_context(), saving() as session:
        made = make_opening(
            session,
            make_facility(session, name="Tern Island Practice"),
            title="Medical assistant, mornings",
            owner_id=recruiter_of(app).id,
            begin=date(2026, 12, 7),
            end=date(2027, 3, 7),
            submit_by=date(2026, 12, 20),
            created_at=LONG_AGO,
        )
        return Desk(app, made.public_id)


def section(page: str, name: str) -> str:
    """One section of the page as words."""
    found = re.search(rf'<section[^>]*aria-labelledby="{name}".*?</section>', page, re.S)
    assert found
    return " ".join(re.sub(r"<[^>]+>", " ", found[0]).split())


def lead(page: str) -> str:
    found = re.search(r'<p class="today-lead">(.*?)</p>', page, re.S)
    assert found
    return found[1]


def waits(page: str) -> str | None:
    """The figure beside Today in the head."""
    found = re.search(r'aria-current="page">Today\s*<span class="count">(\d+)</span>', page)
    return found and found[1]


def test_an_empty_day_says_so_in_sentences(recruiter: FlaskClient) -> None:
    page = recruiter.get("/").text
    assert "Tuesday 24 November" in page and "<b>Nothing is urgent today.</b>" in lead(page)
    assert "Nothing lapses in the next 90 days." in section(page, "lapsing")
    assert "Nothing waits for you." in section(page, "waiting")
    assert "Nothing new since Tue 17 Nov" in section(page, "new")
    assert "No opening of yours is open." in section(page, "mine") and waits(page) == "0"


def test_a_card_that_lapses_within_a_week_with_work_ahead_is_the_worst(desk: Desk, recruiter: FlaskClient) -> None:
    key = desk.person("Opal Marsh", date(2026, 11, 28), "shortlist")
    page = recruiter.get("/").text
    assert "<b>BLS (AHA) of Opal Marsh lapses on Sat 28 Nov, with an assignment ahead.</b>" in lead(page)
    assert page.count('class="work work-urgent"') == 1
    row = section(page, "lapsing")
    assert "Sat 28 Nov in 4 days BLS (AHA), Opal Marsh Lapses before the first day." in row
    assert f'href="/openings/{desk.opening}/candidates/{key}"' in page and "Shortlisted, Tern Island Practice" in row


def test_red_is_for_seven_days_with_somebody_on_a_list_only(desk: Desk, recruiter: FlaskClient) -> None:
    desk.person("Idle Soon", date(2026, 11, 25))
    desk.person("Busy Later", date(2026, 12, 2), "put-forward")
    page = recruiter.get("/").text
    assert "work-urgent" not in page
    desk.person("Busy Soon", date(2026, 12, 1), "put-forward")
    page = recruiter.get("/").text
    assert page.count("work-urgent") == 1
    row = section(page, "lapsing")
    assert (
        row.index("Busy Soon") < row.index("Busy Later") < row.index("Idle Soon")
    )  # people on a list first, then by day


def test_a_lapse_inside_the_assignment_names_its_day(desk: Desk, recruiter: FlaskClient) -> None:
    desk.person("Eve Early", date(2027, 1, 16), "shortlist")
    assert "Lapses on day 41 of 91." in section(recruiter.get("/").text, "lapsing")


def test_a_renewed_revoked_or_passed_card_lapses_for_nobody(desk: Desk, recruiter: FlaskClient) -> None:
    key = desk.person("Rena Newed", date(2026, 12, 1))
    desk.person("Pat Passed", date(2026, 12, 2), "pass", mine=False)
    with desk.app.app_context(), saving() as session:
        one = session.scalars(select(Candidate).where(Candidate.public_id == key)).one()
        make_credential(session, one, expires=date(2028, 12, 1))
        make_credential(session, one, "acls_aha", expires=date(2026, 12, 1), revoked_at=LONG_AGO)
    shown = section(recruiter.get("/").text, "lapsing")
    assert "Rena Newed" not in shown and "Pat Passed" in shown and "On no list now." in shown


def test_the_window_of_days_counts_and_filters(desk: Desk, recruiter: FlaskClient) -> None:
    for name, on in (("Ann", date(2026, 11, 30)), ("Ben", date(2026, 12, 20)), ("Cid", date(2027, 2, 20))):
        desk.person(name, on)
    page = recruiter.get("/?within=30").text
    assert "7 days: 1 14: 1 30: 2 60: 2 90: 3" in section(page, "lapsing")
    assert "Ben" in section(page, "lapsing") and "Cid" not in section(page, "lapsing")
    nothing = recruiter.get("/?within=14").text
    assert "Ann" in section(nothing, "lapsing")
    for odd in ("0", "999", "soon", "-7"):
        assert "Cid" in recruiter.get(f"/?within={odd}").text


def test_somebody_put_forward_waits_for_consent_and_is_counted_in_the_head(desk: Desk, recruiter: FlaskClient) -> None:
    desk.person("Opal Marsh", date(2029, 1, 1), "put-forward")
    desk.person("Only Shortlisted", date(2029, 1, 1), "shortlist")
    page = recruiter.get("/").text
    assert "<b>One person put forward is to be asked for consent.</b>" in lead(page)
    assert "Opal Marsh is to be asked for consent" in section(page, "waiting") and waits(page) == "1"
    assert "4 days ago since Fri 20 Nov" in section(page, "waiting")
    assert '<span class="count">1</span>' in recruiter.get("/openings").text  # on every page


def test_deadlines_drafts_and_unsettled_facts_wait(desk: Desk, recruiter: FlaskClient) -> None:
    key = desk.person("Uma Read", date(2029, 1, 1))
    with desk.app.app_context(), saving() as session:
        me = recruiter_of(desk.app)
        due: dict[str, Any] = {"owner_id": me.id, "created_at": LONG_AGO, "positions": 2}
        make_opening(session, title="Due soon", submit_by=date(2026, 11, 26), **due)
        make_opening(session, title="Past its day", submit_by=date(2026, 8, 4), **due)
        make_opening(session, title="Not yet settled", status="draft", **due)
        make_opening(session, title="Somebody else's", submit_by=date(2026, 11, 25), created_at=LONG_AGO)
        one = session.scalars(select(Candidate).where(Candidate.public_id == key)).one()
        make_skill(session, one, "rooming", standing="proposed")
    page = recruiter.get("/").text
    shown = section(page, "waiting")
    assert "<b>One opening was to be answered before today.</b>" in lead(page)
    assert "<b>One opening is to be answered within 2 days.</b>" in lead(page)
    assert "Thu 26 Nov in 2 days Due soon Nobody is put forward yet." in shown
    assert "Draft: Not yet settled" in shown and "1 person has facts nobody has confirmed" in shown
    assert "Somebody else" not in page and waits(page) == "3"


def test_new_openings_and_people_are_shown_until_somebody_decides(desk: Desk, recruiter: FlaskClient) -> None:
    with desk.app.app_context(), saving() as session:
        me, today = recruiter_of(desk.app), datetime(2026, 11, 23, tzinfo=UTC)
        make_opening(session, title="Just in", owner_id=me.id, created_at=today)
        make_person(session, "Nia New", owner_id=me.id, created_at=today)
    shown = section(recruiter.get("/").text, "new")
    assert "Mon 23 Nov yesterday Just in" in shown and "1 person is new Nia New." in shown
    assert "0 eligible, 1 eligible if" in shown  # Nia, of whom nothing is known yet
    assert "mornings" not in shown


def test_own_openings_stand_at_the_side_with_the_next_deadline_first(desk: Desk, recruiter: FlaskClient) -> None:
    with desk.app.app_context(), saving() as session:
        me = recruiter_of(desk.app)
        make_opening(session, title="Sooner", owner_id=me.id, submit_by=date(2026, 12, 10), created_at=LONG_AGO)
        make_opening(session, title="Closed one", owner_id=me.id, status="closed", created_at=LONG_AGO)
    shown = section(recruiter.get("/").text, "mine")
    assert "2, next deadline first" in shown and "Closed one" not in shown
    assert shown.index("Sooner") < shown.index("Medical assistant, mornings") and "none put forward" in shown
    assert "more open opening" not in shown
    with desk.app.app_context(), saving() as session:
        for _ in range(5):
            make_opening(session, owner_id=recruiter_of(desk.app).id, created_at=LONG_AGO)
    assert "2 more open openings" in section(recruiter.get("/").text, "mine")


def test_an_admin_sees_the_day_of_the_whole_agency(desk: Desk, sign_in: SignIn) -> None:
    page = sign_in("admin").get("/").text
    assert "Open openings" in page and "Medical assistant, mornings" in section(page, "mine")


@pytest.mark.parametrize("role", ["facility", "candidate"])
def test_today_is_the_agencys_alone(sign_in: SignIn, role: str) -> None:
    answer = sign_in(role).get("/")
    assert answer.status_code == 303 and answer.location == "/home"  # where their own first page is


def test_a_stranger_is_sent_to_sign_in(client: FlaskClient) -> None:
    assert client.get("/").location.startswith("/sign-in")
