"""The same form sent again (a retry, two tabs, a click too many): what is there already is there once, on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from models import Candidate, Credential, Decision, Experience, Opening, Requirement, Shortlist, Verification
from tests.builders import make_facility, make_opening, make_person, make_requirement
from tests.web.bad_input import refused
from tests.web.conftest import signed_in
from tests.web.small_agency import write_small_agency
from tests.web.test_candidates import WHO
from tests.web.test_credentials import ANSWER, CARD
from tests.web.test_decision import form
from tests.web.test_facilities import seen
from tests.web.test_opening_forms import GOOD
from tests.web.test_requirements import BLS, EVERYWHERE, ask
from web.db import db, saving

AT_ONCE = 6


def count(app: Flask, table: Any) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def somebody(app: Flask) -> str:
    with app.app_context(), saving() as session:
        return make_person(session, "Ana Reyes").public_id


def at_once(clients: list[FlaskClient], address: str, data: dict[str, str]) -> list[int]:
    """What each of these clients is answered when all of them send the form in one moment."""
    start = Barrier(len(clients))

    def send(client: FlaskClient) -> int:
        start.wait()
        return client.post(address, data=data).status_code

    with ThreadPoolExecutor(len(clients)) as pool:
        return sorted(pool.map(send, clients))


def test_a_decision_is_made_once_and_made_again_after_another(both: Flask) -> None:
    agency, recruiter = write_small_agency(both), signed_in(both, "recruiter")
    address, sent = f"{agency.list}/decide", form(agency, recruiter, "Cal")
    assert at_once([recruiter, signed_in(both, "recruiter"), signed_in(both, "recruiter")], address, sent) == [303] * 3
    assert (count(both, Decision), count(both, Shortlist)) == (1, 1)
    match = agency.match("Cal")
    assert recruiter.post(match, data=sent).status_code == 303 and count(both, Decision) == 1
    for other in ({"words": "Asked."}, {"verdict": "pass", "reason": "too_far"}, {}, {"verdict": "note"}):
        assert recruiter.post(address, data={**sent, **other}).status_code == 303
    assert count(both, Decision) == 5
    for again in ({}, {"verdict": "note"}):  # a verdict stands whatever was noted since
        assert recruiter.post(address, data={**sent, **again}).status_code == 303
    assert count(both, Decision) == 5
    assert signed_in(both, "admin").post(address, data=sent).status_code == 303  # somebody else says so too
    assert (count(both, Decision), count(both, Shortlist)) == (6, 1)


def test_a_requirement_is_asked_once_at_one_place(both: Flask) -> None:
    with both.app_context(), saving() as session:
        key = make_opening(session, make_facility(session), status="open").public_id
    admin = signed_in(both, "admin")
    assert ask(admin, EVERYWHERE, **BLS).status_code == 303
    for again in (BLS, {**BLS, "weight": "9"}):
        refused(ask(admin, EVERYWHERE, **again), "Just this is asked here already")
    assert count(both, Requirement) == 1
    assert ask(admin, EVERYWHERE, **{**BLS, "due": "submission"}).status_code == 303
    assert ask(admin, f"/requirements/new/opening/{key}", **BLS).status_code == 303
    with both.app_context():
        numbers = db.session.scalars(select(Requirement.id).order_by(Requirement.id)).all()
    page = admin.get(f"/requirements/{numbers[0]}").text
    changed = ask(admin, f"/requirements/{numbers[0]}", **{**BLS, "due": "submission", "seen": seen(page)})
    refused(changed, "Just this is asked here already")


def test_what_is_relaxed_is_not_relaxed_again(both: Flask) -> None:
    with both.app_context(), saving() as session:
        key, broad = make_opening(session).public_id, make_requirement(session, "bls_card").id
    recruiter, here = signed_in(both, "recruiter"), f"/requirements/{broad}/relax/opening/{key}"
    less = {**BLS, "what_1": "Healthcare-provider BLS card", "due": "+2 months", "reason": "They run the class."}
    assert ask(recruiter, here, **less).status_code == 303
    for again in (less, {**less, "due": "+3 months"}):
        refused(ask(recruiter, here, **again), "Less is asked here already in place of this: change that instead")
    assert count(both, Requirement) == 2


def test_a_job_is_entered_once(both: Flask) -> None:
    key, recruiter = somebody(both), signed_in(both, "recruiter")
    address, job = f"/candidates/{key}/facts/job", {"title": "Phlebotomist", "begin": "Jan 2019", "end": "Feb 2020"}
    assert recruiter.post(f"{address}/new", data=job).status_code == 303
    before = count(both, Experience)
    again = recruiter.post(f"{address}/new", data=job)
    refused(again, "Phlebotomist is in the record already")
    assert 'value="Jan 2019"' in again.text and count(both, Experience) == before
    assert recruiter.post(f"{address}/new", data={**job, "employer": "Draw Lab"}).status_code == 303
    with both.app_context():
        row = db.session.scalars(select(Experience).where(Experience.employer == "Draw Lab")).one()
    page = recruiter.get(f"{address}/{row.id}").text
    refused(recruiter.post(f"{address}/{row.id}", data={**job, "seen": seen(page)}), "is in the record already")
    assert recruiter.post(f"{address}/{row.id}/remove").status_code == 303
    assert recruiter.post(f"{address}/new", data={**job, "employer": "Draw Lab"}).status_code == 303


def test_what_one_person_sends_at_once_is_saved_once(both: Flask) -> None:
    clients = [signed_in(both, "recruiter") for _ in range(AT_ONCE)]
    job = {"title": "Phlebotomist", "begin": "Jan 2019", "end": "Feb 2020"}
    address = f"/candidates/{somebody(both)}/facts/job/new"
    before = count(both, Experience)
    assert at_once(clients, address, job) == [303] + [422] * (AT_ONCE - 1)
    assert count(both, Experience) == before + 1


def test_a_card_is_entered_once_and_anew_after_it_was_revoked(both: Flask) -> None:
    key, recruiter, admin = somebody(both), signed_in(both, "recruiter"), signed_in(both, "admin")
    address = f"/credentials/{key}/new"
    assert recruiter.post(address, data=CARD).status_code == 303
    again = recruiter.post(address, data=CARD)
    refused(again, "CCMA (NHA) is in the record already, the same in everything on the card")
    assert 'value="N-1234"' in again.text and count(both, Credential) == 1
    assert recruiter.post(address, data={**CARD, "number": "N-1235"}).status_code == 303
    with both.app_context():
        card = db.session.scalars(select(Credential).where(Credential.number == "N-1234")).one().public_id
    assert admin.post(f"/credentials/{key}/{card}/revoke", data={"reason": "Taken back."}).status_code == 303
    assert recruiter.post(address, data=CARD).status_code == 303


def test_an_answer_of_an_issuer_is_kept_once_a_day(both: Flask) -> None:
    key, credentialing = somebody(both), signed_in(both, "credentialing")
    assert signed_in(both, "recruiter").post(f"/credentials/{key}/new", data=CARD).status_code == 303
    with both.app_context():
        card = db.session.scalars(select(Credential)).one().public_id
    address = f"/credentials/{key}/{card}/verify"
    answers = [credentialing.post(address, data=ANSWER) for _ in range(2)]
    assert [(one.status_code, one.location) for one in answers] == [(303, f"/credentials/{key}#card-{card}")] * 2
    assert count(both, Verification) == 1
    for other in ({"result": "differs"}, {}):
        assert credentialing.post(address, data={**ANSWER, **other}).status_code == 303
    assert count(both, Verification) == 3


def test_a_candidate_by_hand_is_made_once(both: Flask) -> None:
    recruiter = signed_in(both, "recruiter")
    given = {**WHO, "former_names": "Ana Costa, A. Reyes", "birth_date": "16 Jan 1990", "available_from": "1 Dec 2026"}
    given |= {"shifts": ["weekday_day", "evening"], "phone": " ", "pay_floor": "22.50"}
    first, again = (recruiter.post("/candidates/new", data=given) for _ in range(2))
    assert first.status_code == 303 and again.location == first.location and count(both, Candidate) == 1
    assert recruiter.post("/candidates/new", data={**given, "birth_date": "17 Jan 1990"}).status_code == 303
    assert count(both, Candidate) == 2
    with both.app_context(), saving() as session:
        session.scalars(select(Candidate).order_by(Candidate.id)).first().created_at -= timedelta(hours=1)
    assert recruiter.post("/candidates/new", data=given).location != first.location  # another of the name, another day


def test_an_opening_by_hand_is_made_once(both: Flask) -> None:
    with both.app_context(), saving() as session:
        facility = make_facility(session).public_id
    recruiter = signed_in(both, "recruiter")
    first, again = (recruiter.post("/openings/new", data={**GOOD, "facility": facility}) for _ in range(2))
    assert first.status_code == 303 and again.location == first.location and count(both, Opening) == 1
    assert recruiter.post("/openings/new", data={**GOOD, "facility": facility, "positions": "3"}).status_code == 303
    assert count(both, Opening) == 2
