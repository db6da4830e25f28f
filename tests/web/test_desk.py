"""A facility's own pages: its sites alone, what waits, what an opening leaves; posting, cloning and moving what is its own."""

from __future__ import annotations

import html
import re
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from models import Facility, FacilityMember, Opening, OpeningTask, Requirement
from models.user import by_email
from tests.builders import make_facility, make_opening, make_requirement, save
from tests.web.bad_input import nothing_saved
from tests.web.conftest import TODAY, SignIn
from tests.web.forwarding import Forwarding, words
from tests.web.small_agency import Agency
from web.db import db, saving
from web.services.left import who_is_left

POSTING = """Medical Assistant
We are hiring a Medical Assistant for our busy practice.
Duties include rooming, vital signs and EKGs.
CMA or CCMA required. BLS preferred.
At least 2 years as a medical assistant required.
Monday to Friday. Pay: $21.50 - $25.00 per hour.
"""


@pytest.fixture
def facility(sign_in: SignIn, agency: Agency) -> FlaskClient:
    """Somebody who speaks for Tern Island Practice."""
    return sign_in("facility")


def site(app: Flask, name: str = "Tern Island Practice") -> str:
    with app.app_context():
        return db.session.scalars(select(Facility).where(Facility.name == name)).one().public_id


def newest(app: Flask) -> Opening:
    with app.app_context():
        found = db.session.scalars(select(Opening).order_by(Opening.id.desc())).first()
        assert found
        return found


def switches(app: Flask, opening: int) -> dict[str, str]:
    """Every switch of the settle page answered as must or keep, and the version it shows."""
    with app.app_context():
        asked = db.session.scalars(select(Requirement).where(Requirement.opening_id == opening))
        tasks = db.session.scalars(select(OpeningTask).where(OpeningTask.opening_id == opening))
        version = db.session.get_one(Opening, opening).version
        said = {f"r{row.id}": "must" for row in asked} | {f"t{row.id}": "keep" for row in tasks}
        return {**said, "version": str(version)}


def test_the_desk_shows_her_sites_alone_and_what_waits_first(app: Flask, agency: Agency, facility: FlaskClient) -> None:
    assert facility.get("/home").location == "/desk"
    with app.app_context(), saving() as session:
        place = session.scalars(select(Facility)).one()
        below = make_facility(session, name="Tern Island East", parent_id=place.id)
        make_opening(session, below, title="A draft of the east", status="draft")
        make_opening(session, below, title="Done last year", status="closed")
        make_opening(session, make_facility(session, name="Elsewhere Clinic"), title="Somebody else's")
    text = words(facility.get("/desk").text)
    assert "You speak for 2 sites" in text and "A draft of the east" in text and "Settle it" in text
    assert "Elsewhere" not in text and "Somebody else" not in text and "Done last year" not in text
    assert "Done last year" in facility.get("/desk?status=closed").text
    there = Forwarding(app, agency)
    there.sent("Ana")
    page = facility.get("/desk").text
    assert "1 person waits for an answer" in words(page)
    one = words(facility.get(f"/desk/openings/{agency.opening}").text)
    assert "Ana Abel" in one and "Waits for your answer" in one
    for name in ("Bea Twin", "Eve Early", "Fay Recent"):
        assert name not in one


def test_who_speaks_for_no_site_is_told_so(app: Flask, sign_in: SignIn) -> None:
    nobody = sign_in("facility")
    for path in ("/desk", "/postings/new", "/openings/new"):
        answer = nobody.get(path)
        assert answer.status_code == 200 and "You speak for no facility yet." in answer.text


def test_who_this_leaves_is_counted_by_the_gate_and_names_nobody(
    app: Flask, agency: Agency, facility: FlaskClient
) -> None:
    """17 of 19 are not blocked; Eve's card lapses inside; without the year Fay could be ranked; the role is never offered."""
    with app.app_context():
        opening = db.session.scalars(select(Opening)).one()
        left = who_is_left(db.session, opening, TODAY)
        assert left.counts == {"eligible": 16, "eligible-if": 1, "not-reviewed": 0, "blocked": 2}
        assert {gain.what for gain in left.gains} == {"Healthcare-provider BLS card", "1 year as a medical assistant"}
        gained = {gain.what: (gain.eligible, gain.ranked) for gain in left.gains}
        assert gained["Healthcare-provider BLS card"] == ((16, 17), (17, 17))
        assert gained["1 year as a medical assistant"] == ((16, 17), (17, 18))
        over = who_is_left(db.session, opening, date(2028, 1, 1))
        assert set(over.counts.values()) == {0} and over.most is None and over.gains == []
    for path in (f"/desk/openings/{agency.opening}", f"/openings/{agency.opening}/asks"):
        text = facility.get(path).text
        assert "Who this leaves" in text and "What the law asks is never offered here." in text
        for name in ("Ana Abel", "Eve Early", "Fay Recent", "Gus Cook"):
            assert name not in text
    assert facility.get(f"/openings/{agency.opening}").status_code == 404
    assert facility.get(agency.match("Ana")).status_code == 404


def test_a_posting_is_pasted_settled_published_held_closed_and_cloned(
    app: Flask, agency: Agency, facility: FlaskClient
) -> None:
    made = facility.post("/postings/new", data={"facility": site(app), "text": POSTING})
    draft = newest(app)
    assert (made.status_code, made.location) == (303, f"/openings/{draft.public_id}/asks")
    with app.app_context():
        recruiter = by_email(db.session, "recruiter@agency.example")
        assert (
            recruiter and draft.owner_id == recruiter.id
        )  # nobody kept this facility's openings yet, and she can sign in
    text = words(facility.get(made.location).text)
    assert "of 9. Add the first and the last day" in text and "Who this leaves" in text
    published = facility.post(made.location, data={**switches(app, draft.id), "do": "publish"})
    here = f"/desk/openings/{draft.public_id}"
    assert (published.status_code, published.location) == (303, here)
    for to in ("held", "open", "closed"):
        moved = facility.post(f"/openings/{draft.public_id}/status", data={"status": to})
        assert (moved.status_code, moved.location, newest(app).status) == (303, here, to)
    cloned = [facility.post(f"/openings/{draft.public_id}/clone") for _ in range(2)]
    copy = newest(app)
    assert [answer.location for answer in cloned] == [f"/openings/{copy.public_id}/edit"] * 2
    assert (copy.status, copy.title, copy.begin, copy.pay_from) == ("draft", draft.title, None, 2150)
    with app.app_context():
        for table in (Requirement, OpeningTask):
            old, new = (
                list(db.session.scalars(select(table).where(table.opening_id == i))) for i in (draft.id, copy.id)
            )
            assert len(old) == len(new) > 0
            assert [(row.text, row.span_start, row.standing) for row in old] == [
                (row.text, row.span_start, row.standing) for row in new
            ]
    assert "CMA or CCMA required" in words(facility.get(f"/openings/{copy.public_id}/asks").text)


def test_a_facility_reads_the_agencys_requirements_and_changes_its_own_alone(
    app: Flask, agency: Agency, facility: FlaskClient
) -> None:
    with app.app_context(), saving() as session:
        place = session.scalars(select(Facility)).one()
        other = make_facility(session, name="Elsewhere Clinic")
        every = make_requirement(session, "flu_vaccine", kind="vaccination").id
        setting = make_requirement(session, "bls_card", setting=place.setting).id
        theirs = make_requirement(session, "bls_card", facility_id=other.id).id
        own = make_requirement(session, "acls_card", facility_id=place.id).id
        place_id, other_id = place.public_id, other.public_id
    page = facility.get(f"/facilities/{place_id}").text
    assert "asked by the agency" in page and f"/requirements/{own}" in page
    assert "/relax/" not in page and f"/requirements/{every}" not in page
    with nothing_saved(app):
        for row in (every, setting, theirs):
            assert facility.get(f"/requirements/{row}").status_code == 404
            assert facility.post(f"/requirements/{row}/remove").status_code == 404
            for level, where in (("facility", place_id), ("opening", agency.opening), ("facility", other_id)):
                assert facility.get(f"/requirements/{row}/relax/{level}/{where}").status_code == 404
        for level, where in (("agency", "all"), ("setting", "urgent_care"), ("facility", other_id)):
            assert facility.get(f"/requirements/new/{level}/{where}").status_code == 404
    asked = {"kind": "credential", "force": "preferred", "due": "start", "weight": "5"}
    name = re.search(r'name="what_1"[^>]*value="([^"]*)"', facility.get(f"/requirements/{own}").text)
    assert name
    effect = facility.post(f"/requirements/{own}", data={**asked, "what_1": name[1], "seen": seen(facility, own)})
    assert effect.status_code in (200, 303) and "Abel" not in effect.text and "/candidates/" not in effect.text
    assert facility.get(f"/requirements/new/opening/{agency.opening}").status_code == 200


def seen(client: FlaskClient, row: int) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', client.get(f"/requirements/{row}").text)
    assert found
    return html.unescape(found[1])


def test_the_form_keeps_what_is_the_agencys_from_a_facility(app: Flask, agency: Agency, facility: FlaskClient) -> None:
    with app.app_context(), saving() as session:
        opening = session.scalars(select(Opening)).one()
        opening.notes = "Ask for Marta first."
        opening.owner_id = by_email(session, "recruiter@agency.example").id  # type: ignore[union-attr]
    page = facility.get(f"/openings/{agency.opening}/edit").text
    assert "Marta" not in page and "Recruiter Person" not in page and "Notes for the agency" not in page
    sent = {
        "facility": site(app), "title": "Medical assistant, days", "positions": "2", "pay_unit": "hour",
        "notes": "gone", "owner": "",
    }  # fmt: skip
    made = facility.post("/openings/new", data=sent)
    assert made.status_code == 303
    new = newest(app)
    with app.app_context():
        keeper = by_email(db.session, "recruiter@agency.example")
        assert keeper and (new.owner_id, new.notes, new.positions) == (keeper.id, "", 2)


def test_a_site_below_is_hers_and_an_owner_above_is_not(app: Flask, agency: Agency, facility: FlaskClient) -> None:
    with app.app_context(), saving() as session:
        place = session.scalars(select(Facility)).one()
        owner = make_facility(session, name="Owner of Tern")
        place.parent_id = owner.id
        speaker = by_email(session, "admin@agency.example")
        assert speaker
        save(session, FacilityMember(user_id=speaker.id, facility_id=owner.id))
        owner_id = owner.public_id
    page = facility.get(f"/facilities/{site(app)}").text
    assert "Owner of Tern" in page and owner_id not in page
    assert facility.get(f"/facilities/{owner_id}").status_code == 404
