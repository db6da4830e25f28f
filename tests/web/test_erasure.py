"""After an erasure nothing personal is left: in no table, on either database, nor in a file of SQLite's."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from models import (
    Availability,
    CandidateIdentity,
    Consent,
    Decision,
    Dispute,
    DoNotReturn,
    Education,
    Entry,
    Favourite,
    HeldRole,
    Invite,
    Language,
    Merge,
    Note,
    Opening,
    Preference,
    Question,
    Reference,
    SignInFailure,
    Submission,
    System,
    Training,
    TwoPeople,
    User,
    record,
)
from models import candidate as candidates
from models.base import Base
from models.erasure import KEPT
from models.user import by_email
from tests.builders import make_facility, make_opening, make_person, save, settled
from tests.web.conftest import PASSWORD, make_app
from tests.web.small_agency import Agency, write_small_agency
from web.config import database_engine
from web.db import db, saving

#: Found nowhere else: her name, how to reach her, where she lives, and what she or others wrote.
PERSONAL = (
    *("Quillmark", "Oldname", "zephyrine", "555-0177", "1988-03-14", "erased-resume-word", "B-7731-K"),
    *("note-of-hers", "question-word", "reference-word", "dispute-word", "bar-reason"),
    *("consent-word", "packet-word", "decision-word", "merged-word", "verdict-note"),
)
RESUME = """Zephyrine Quillmark
zephyrine@quill.example | (503) 555-0177

EXPERIENCE
Medical Assistant, erased-resume-word Clinic, Mar 2022 to present
"""


@pytest.fixture
def app(database_url: str) -> Iterator[Flask]:
    app = make_app(database_url)
    yield app
    database_engine(app).dispose()


@pytest.fixture
def agency(app: Flask) -> Agency:
    """Bea is Zephyrine here, and there is a row about her in every table that may hold one."""
    agency = write_small_agency(app)
    with app.app_context(), saving() as session:
        fill(session, agency)
    return agency


def fill(session: Session, agency: Agency) -> None:
    person = candidates.by_public_id(session, agency.people["Bea"])
    user, staff = by_email(session, "candidate@agency.example"), by_email(session, "recruiter@agency.example")
    opening = session.scalars(select(Opening)).one()
    assert person and user and staff
    person.owner_id, soon = staff.id, datetime.now(UTC) + timedelta(days=1)
    user.email, user.name = "zephyrine@quill.example", "Zephyrine Quillmark"
    who = session.get_one(CandidateIdentity, person.id)
    who.name, who.former_names, who.birth_date = "Zephyrine Quillmark", ["Zephyrine Oldname"], date(1988, 3, 14)
    who.phone, who.email = "(503) 555-0177", "zephyrine@quill.example"
    about = {"candidate_id": person.id, "by": staff.id}
    save(session, Preference(candidate_id=person.id, miles=10))
    save(session, Availability(candidate_id=person.id, shifts=["night"]))
    for table, slug in (
        (HeldRole, "phlebotomist"),
        (System, "epic"),
        (Language, "tagalog"),
        (Training, "venipuncture"),
    ):
        save(session, table(candidate_id=person.id, slug=slug, **settled("confirmed")))
    save(session, Education(candidate_id=person.id, title="erased-resume-word", **settled("confirmed")))
    save(session, Note(**about, kind="call", words="note-of-hers"))
    save(session, Question(candidate_id=person.id, asked_of="candidate", words="question-word", asked_by=staff.id))
    save(session, Reference(candidate_id=person.id, name="Ruth", words="reference-word"))
    save(session, Dispute(**{**about, "by": user.id}, kind="job", fact_id=1, about="x", words="dispute-word"))
    elsewhere = make_facility(session).id  # here she would be blocked
    save(session, DoNotReturn(**about, facility_id=elsewhere, reason="bar-reason"))
    save(session, Favourite(**about, facility_id=elsewhere))
    told = {"opening_version": 1, "terms_sha": "0" * 64, "text_version": "1", "given": True, "how": "phone"}
    yes = save(session, Consent(**about, opening_id=opening.id, words="consent-word", **told))
    sent = {"packet": {"name": "packet-word"}, "answer": "accepted", "answered_at": datetime.now(UTC)}
    save(session, Submission(**about, opening_id=opening.id, consent_id=yes.id, words="packet-word", **sent))
    waits = make_opening(session, status="held").id
    agreed = save(session, Consent(**about, opening_id=waits, words="consent-word", **told)).id
    save(session, Submission(**about, opening_id=waits, consent_id=agreed, packet={"name": "packet-word"}))
    save(session, SignInFailure(email="zephyrine@quill.example", address="192.0.2.1"))
    invite = {"purpose": "reset", "token_sha": "1" * 64, "created_by": staff.id, "expires_at": soon}
    save(session, Invite(user_id=user.id, **invite))
    twin = make_person(session, "Zephyrine merged-word", merged_into=person.id)
    save(session, Merge(kept_id=person.id, gone_id=twin.id, moved={"name": "merged-word"}, by=staff.id))
    save(session, TwoPeople(first_id=person.id, second_id=make_person(session, "Bea Other").id, by=staff.id))


def sign_in(app: Flask, email: str) -> FlaskClient:
    client = app.test_client()
    assert client.post("/sign-in", data={"email": email, "password": PASSWORD}).status_code == 303
    return client


def live(app: Flask, agency: Agency) -> FlaskClient:
    """What people do to her record through the pages; the recruiter who did it."""
    own, recruiter = agency.people["Bea"], sign_in(app, "recruiter@agency.example")
    assert recruiter.post(f"/candidates/{own}/resumes/new", data={"text": RESUME}).status_code == 303
    card = {"type": "cma_aama", "number": "B-7731-K", "expires": "Jan 2029"}
    picture = (io.BytesIO(b"\xff\xd8\xff erased-resume-word"), "zephyrine.jpg")
    assert recruiter.post(f"/credentials/{own}/new", data={**card, "card": picture}).status_code == 303
    shown = re.search(r'name="shown" value="(.*?)"', recruiter.get(f"{agency.list}?decide={own}").text)
    assert shown
    for verdict, words in (("shortlist", "decision-word"), ("note", "verdict-note")):
        sent = {"candidate": own, "verdict": verdict, "reason": "strong_role", "words": words, "shown": shown[1]}
        assert recruiter.post(f"{agency.list}/decide", data=sent).status_code == 303
    return recruiter


def found_in(app: Flask) -> set[str]:
    """Which of PERSONAL any row of any table holds."""
    said = []
    with app.app_context():
        for table in Base.metadata.sorted_tables:
            for row in db.session.execute(select(table)):
                said += [value.decode("latin-1") if isinstance(value, bytes) else str(value) for value in row]
        db.session.rollback()
    whole = "\n".join(said).casefold()
    return {word for word in PERSONAL if word.casefold() in whole}


def rows(app: Flask) -> dict[str, int]:
    with app.app_context():
        counts = {
            t.name: db.session.scalar(select(func.count()).select_from(t)) or 0 for t in Base.metadata.sorted_tables
        }
        db.session.rollback()
    return counts


def test_nothing_personal_is_left_in_any_table_or_file_and_what_was_decided_stays(app: Flask, agency: Agency) -> None:
    recruiter = live(app, agency)
    assert found_in(app) == set(PERSONAL)  # the search finds what is there
    before = rows(app)
    assert all(before[table.name] for table in record.tables()), before
    own, list_page = agency.people["Bea"], recruiter.get(f"{agency.list}/shortlists").text
    erase = f"/candidates/{own}/erase"
    assert recruiter.post(erase).status_code == 422 and found_in(app)  # nothing was ticked
    assert recruiter.post(erase, data={"sure": "y"}).status_code == 303
    assert found_in(app) == set()
    after = rows(app)
    for table in record.tables():
        assert (
            (after[table.name] == before[table.name])
            if table.name in KEPT
            else (after[table.name] < before[table.name])
        ), table.name
    assert after["decision"] == before["decision"] - 1  # a note is only words
    for path in files_of(app):
        content = path.read_bytes()
        assert not [word for word in PERSONAL if word.encode() in content], path
    assert recruiter.get(f"/candidates/{own}").status_code == 404
    frozen = re.search(r"/shortlists/([\w-]+)", list_page)
    assert frozen
    page = recruiter.get(f"/shortlists/{frozen[1]}?replay=1").text
    assert "erased" in page and "500" not in page
    assert (
        app.test_client().post("/sign-in", data={"email": "zephyrine@quill.example", "password": PASSWORD}).status_code
        == 422
    )
    with app.app_context():
        kept = db.session.scalars(select(Decision).where(Decision.verdict == "shortlist")).one()
        entry = db.session.get_one(Entry, kept.entry_id)
        assert (kept.reason, kept.words) == ("strong_role", "") and entry.fit and len(entry.profile_sha) == 64
        accepted, waiting = db.session.scalars(select(Submission).order_by(Submission.id))
        assert accepted.answer == "accepted" and accepted.withdrawn_at is None
        assert waiting.withdrawn_at  # nobody is left to be accepted


def files_of(app: Flask) -> list[Path]:
    """The files of a SQLite database; none of PostgreSQL's, which keeps deleted rows until it vacuums."""
    url = str(app.config["DATABASE_URL"])
    if not url.startswith("sqlite:///"):
        return []
    file = Path(url.removeprefix("sqlite:///"))
    assert file.exists()
    return sorted(file.parent.glob(f"{file.name}*"))


def test_only_an_admin_and_her_recruiter_erase(app: Flask, agency: Agency) -> None:
    with app.app_context(), saving() as session:
        staff = by_email(session, "recruiter@agency.example")
        assert staff
        other = User(email="other@agency.example", name="Other", role="recruiter", password=staff.password)
        session.add(other)
    own = f"/candidates/{agency.people['Bea']}"
    stranger = sign_in(app, "other@agency.example")
    assert stranger.get(own).status_code == 200 and "Look at what is erased" not in stranger.get(own).text
    assert stranger.post(f"{own}/erase", data={"sure": "y"}).status_code == 404
    bea = sign_in(app, "zephyrine@quill.example")
    assert bea.post("/me/held", data={"do": "ask_erasure"}).status_code == 303
    assert bea.post(f"{own}/erase", data={"sure": "y"}).status_code == 404
    recruiter = sign_in(app, "recruiter@agency.example")
    assert "Zephyrine Quillmark asked to be erased on" in recruiter.get(own).text
    assert "Zephyrine Quillmark asks to be erased" in recruiter.get("/").text
    assert "dispute-word" in recruiter.get("/").text and "asks to be erased" not in stranger.get("/").text
    assert recruiter.get(f"/candidates/{agency.people['Ana']}/erase").status_code == 404  # nobody's
    assert sign_in(app, "admin@agency.example").post(f"{own}/erase", data={"sure": "y"}).status_code == 303
    assert bea.get("/me/held").status_code == 303  # signed out
    assert found_in(app) == set()
