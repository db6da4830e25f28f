"""A candidate at her own record: a resume brought in and settled, cards, limits, references, disputes, all of it to read."""

from __future__ import annotations

import io
import json
import re
from datetime import UTC, datetime
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from models import Candidate, Credential, Dispute, Document, Experience, Preference, Reference, record
from models import candidate as candidates
from models.user import by_email
from tests.builders import make_person
from tests.web.conftest import SignIn
from tests.web.forwarding import Forwarding
from tests.web.small_agency import Agency
from web.db import db, saving
from web.services import export

RESUME = """Bea Twin
bea@example.org

EXPERIENCE
Medical Assistant, Pelham Cross Dermatology, Mar 2022 to present
Set up biopsy and excision trays

CERTIFICATIONS
RMA (AMT) exp. 02/28/2028
"""
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


@pytest.fixture
def bea(agency: Agency, sign_in: SignIn) -> FlaskClient:
    """The candidate who signs in."""
    return sign_in("candidate")


@pytest.fixture
def own(agency: Agency) -> str:
    return agency.people["Bea"]


def row_of(app: Flask, own: str) -> int:
    with app.app_context():
        found = candidates.by_public_id(db.session, own)
        assert found
        return found.id


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def bring(client: FlaskClient, own: str, text: str = RESUME) -> str:
    """The address of what was read."""
    answer = client.post(f"/candidates/{own}/resumes/new", data={"text": text})
    assert answer.status_code == 303, words(answer.text)
    return str(answer.location)


def test_she_brings_her_resume_and_settles_each_item_beside_its_line(app: Flask, bea: FlaskClient, own: str) -> None:
    where = bring(bea, own)
    page = bea.get(where).text
    assert "What we read from your resume" in page and "Your resume says" in page
    assert 'href="/me/held"' in page and "/candidates?" not in page and 'href="/candidates"' not in page
    keys = re.findall(r'name="a-([a-z]+-\d+)"', page)
    assert keys and "checked" not in page  # nothing is chosen beforehand
    answered = bea.post(where, data={f"a-{key}": "right" for key in set(keys)})
    assert answered.status_code == 303 and answered.location == "/me/held#known"
    with app.app_context():
        jobs = db.session.scalars(select(Experience).where(Experience.title == "Medical Assistant")).all()
        mine = by_email(db.session, "candidate@agency.example")
        assert mine and [job.standing for job in jobs if job.decided_by == mine.id] == ["confirmed"]


def test_a_picture_of_pages_is_said_to_be_one(bea: FlaskClient, own: str) -> None:
    photo = b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    photo += b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
    answer = bea.post(f"/candidates/{own}/resumes/new", data={"file": (io.BytesIO(photo), "IMG_0412.pdf")})
    assert answer.status_code == 422
    assert "picture" in words(answer.text) and "aste the text" in words(answer.text)


def test_bringing_a_resume_of_somebody_who_is_here_shows_her_nobody_else(
    app: Flask, bea: FlaskClient, own: str
) -> None:
    with app.app_context(), saving() as session:
        make_person(session, "Zora Other")
    where = bring(bea, own, RESUME.replace("Bea Twin", "Zora Other"))
    assert where.startswith(f"/candidates/{own}/resumes/")  # to her own, and no question about the other


def test_another_persons_record_and_the_agencys_pages_are_no_pages_of_hers(agency: Agency, bea: FlaskClient) -> None:
    ana = agency.people["Ana"]
    for path in (
        *(
            f"/candidates/{ana}",
            f"/candidates/{ana}/resumes/new",
            f"/credentials/{ana}",
            f"/candidates/{ana}/facts/job/new",
        ),
        *("/candidates", "/candidates/from-resume", f"/candidates/{agency.people['Bea']}", "/credentials"),
    ):
        assert bea.get(path).status_code == 404, path


def card(**given: Any) -> dict[str, Any]:
    plain = {
        "type": "cma_aama",
        "body": "AAMA",
        "number": "A-1",
        "state": "",
        "issued": "Jan 2024",
        "expires": "Jan 2029",
    }
    return {**plain, **given}


def test_a_card_she_keeps_is_her_word_until_somebody_else_looked_at_it(
    app: Flask, bea: FlaskClient, own: str, sign_in: SignIn
) -> None:
    sent = {**card(), "card": (io.BytesIO(PNG), "card.png")}
    assert bea.post(f"/credentials/{own}/new", data=sent).status_code == 303

    def proof() -> str:
        with app.app_context():
            person = candidates.by_public_id(db.session, own)
            assert person
            held_ = candidates.profile(db.session, person).credentials
            return next(one.proof for one in held_ if one.type == "cma_aama")

    assert proof() == "stated"
    page = bea.get(f"/credentials/{own}").text
    assert "Nobody at the agency has looked at the card yet" in page and "I have seen the card" not in page
    with app.app_context():
        row = db.session.scalars(select(Credential).where(Credential.type == "cma_aama")).one().public_id
    assert bea.post(f"/credentials/{own}/{row}/confirm").status_code == 303
    assert proof() == "stated"  # not by herself
    recruiter = sign_in("recruiter")
    assert "I have seen the card" in recruiter.get(f"/credentials/{own}").text
    assert recruiter.post(f"/credentials/{own}/{row}/confirm").status_code == 303
    assert proof() == "document"
    assert "I have seen the card" not in recruiter.get(f"/credentials/{own}").text


@pytest.mark.parametrize(
    "content, kept",
    [
        *((PNG, True), (b"\xff\xd8\xff\xe0x", True), (b"%PDF-1.7 x", True), (b"RIFF\x10\0\0\0WEBPVP8 ", True)),
        *((b"RIFF\x10\0\0\0WAVEfmt ", False), (b"<svg onload=alert(1)>", False), (b"GIF89a", False), (b"", False)),
    ],
)
def test_what_a_card_may_be_is_told_by_its_content_and_it_is_only_ever_handed_out(
    app: Flask, bea: FlaskClient, own: str, sign_in: SignIn, content: bytes, kept: bool
) -> None:
    answer = bea.post(f"/credentials/{own}/new", data={**card(), "card": (io.BytesIO(content), "card.png")})
    assert answer.status_code == (303 if kept else 422)
    with app.app_context():
        found = db.session.scalars(select(Document).where(Document.kind == "card")).all()
        assert len(found) == kept
        path = f"/credentials/{own}/documents/{found[0].public_id}" if found else ""
    if kept:
        got = bea.get(path)
        assert got.data == content and got.headers["Content-Disposition"].startswith("attachment")
        assert got.headers["X-Content-Type-Options"] == "nosniff" and got.mimetype == "application/octet-stream"
        assert sign_in("credentialing").get(path).status_code == 200
        assert sign_in("facility").get(path).status_code == 404
        assert app.test_client().get(path).status_code == 303


def limits(**given: Any) -> dict[str, Any]:
    return {"zip": "12207", "home_state": "NY", "miles": "25", "pay_floor": "24.50", "shifts": ["weekday_day"], **given}


def seen_in(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found
    return found[1].replace("&#34;", '"').replace("&amp;", "&")


def test_she_says_what_she_will_take_and_only_that_changes(app: Flask, bea: FlaskClient, own: str) -> None:
    seen = seen_in(bea.get("/me/limits").text)
    sent = limits(settings=["urgent_care"], available_from="1 Dec 2026", seen=seen)
    assert bea.post("/me/limits", data=sent).location == "/me/held#limits"
    with app.app_context():
        person = candidates.by_public_id(db.session, own)
        assert person
        wanted = candidates.profile(db.session, person).limits
        assert (wanted.miles, wanted.pay_floor, wanted.settings) == (25, 2450, frozenset({"urgent_care"}))
        assert db.session.get(Preference, person.id) and person.owner_id is None
    assert "Bea Twin" in bea.get("/me/held").text  # who she is stays
    assert bea.post("/me/limits", data=limits(seen=seen)).status_code == 409  # an old page
    wrong = bea.post("/me/limits", data=limits(zip="90210", miles="many", seen=seen))
    assert wrong.status_code == 422 and "lies in California" in words(wrong.text) and "many" in wrong.text


def test_references_are_hers_to_name_and_the_words_are_the_agencys(
    app: Flask, bea: FlaskClient, own: str, sign_in: SignIn
) -> None:
    ruth = {"name": "Ruth Okafor", "relation": "my lead", "phone": "(503) 555-0163"}
    assert bea.post("/me/references/new", data={"name": "Ruth Okafor"}).status_code == 422  # no way to reach her
    for _ in range(2):  # sent twice, named once
        assert bea.post("/me/references/new", data=ruth).status_code == 303
    with app.app_context():
        row = db.session.scalars(select(Reference)).one().public_id
    recruiter = sign_in("recruiter")
    assert "Ruth Okafor" in recruiter.get(f"/candidates/{own}").text
    ask = f"/candidates/{own}/references/{row}"
    assert recruiter.post(ask, data={"words": ""}).status_code == 422
    assert recruiter.post(ask, data={"words": "Would take her back at once."}).status_code == 303
    assert "Would take her back" in recruiter.get(f"/candidates/{own}").text
    for path in ("/me/references", "/me/held", "/me/held/export"):
        page = bea.get(path).text
        assert "Ruth Okafor" in page and "Would take her back" not in page, path
    refused = bea.post(
        f"/me/references/{row}",
        data={**ruth, "seen": seen_in(bea.get(f"/me/references/{row}").text), "name": "Someone Else"},
    )
    assert refused.status_code == 422 and "asked this person already" in refused.text
    assert bea.get(ask).status_code == 404
    assert bea.post(f"/me/references/{row}/remove").status_code == 303
    with app.app_context():
        assert not db.session.scalars(select(Reference)).all()


def test_a_dispute_is_answered_by_a_person_once_and_read_by_both(
    app: Flask, bea: FlaskClient, own: str, sign_in: SignIn
) -> None:
    with app.app_context():
        job = db.session.scalars(select(Experience).where(Experience.candidate_id == row_of(app, own))).one().id
    path = f"/me/held/job/{job}/dispute"
    assert bea.post(path, data={"words": " "}).status_code == 422
    for _ in range(2):
        assert bea.post(path, data={"words": "It began in 2019."}).status_code == 303
    with app.app_context():
        made = db.session.scalars(select(Dispute)).one()
        assert made.about.startswith("Medical assistant") and made.outcome is None
        answer = f"/candidates/{own}/disputes/{made.public_id}"
    assert "waits for an answer" in bea.get("/me/held").text and bea.get(answer).status_code == 404
    recruiter = sign_in("recruiter")
    assert "It began in 2019." in recruiter.get(f"/candidates/{own}").text
    assert recruiter.post(answer, data={"outcome": "perhaps", "answer": "x"}).status_code == 422
    assert recruiter.post(answer, data={"outcome": "kept", "answer": ""}).status_code == 422
    assert recruiter.post(answer, data={"outcome": "kept", "answer": "The letter says 2020."}).status_code == 303
    for page in (bea.get("/me/held").text, recruiter.get(f"/candidates/{own}").text):
        assert "The letter says 2020." in page and "Stays as it is" in page and "Recruiter Person" in page
    assert recruiter.post(answer, data={"outcome": "corrected", "answer": "Otherwise."}).status_code == 422


@pytest.mark.parametrize("path", ["job/0", "job/99999999999", "nothing/1", "credential/0", "identity/1"])
def test_what_is_not_hers_is_not_hers_to_dispute(app: Flask, agency: Agency, bea: FlaskClient, path: str) -> None:
    assert bea.post(f"/me/held/{path}/dispute", data={"words": "x"}).status_code == 404
    with app.app_context():
        other = select(Experience).join(Candidate, Candidate.id == Experience.candidate_id)
        theirs = db.session.scalars(other.where(Candidate.public_id == agency.people["Ana"])).first()
        assert theirs
        there = theirs.id
    assert bea.get(f"/me/held/job/{there}/dispute").status_code == 404


def test_she_reads_the_fit_and_the_reasons_the_recruiter_read_but_no_note(
    app: Flask, agency: Agency, bea: FlaskClient, sign_in: SignIn
) -> None:
    recruiter = sign_in("recruiter")
    page = recruiter.get(f"{agency.list}?decide={agency.people['Bea']}").text
    hidden = dict(re.findall(r'type="hidden" name="([a-z_]+)" value="([^"]*)"', page))
    hidden = {name: value.replace("&#34;", '"').replace("&amp;", "&") for name, value in hidden.items()}
    why = re.findall(r'person-why">(.*?)</p>', page, re.DOTALL)
    for verdict in ("shortlist", "note"):
        sent = {
            **hidden,
            "candidate": agency.people["Bea"],
            "verdict": verdict,
            "reason": "strong_role",
            "words": f"said {verdict}",
        }
        assert recruiter.post(f"{agency.list}/decide", data=sent).status_code == 303
    read = words(bea.get("/me/held").text)
    assert "Shortlist: Medical assistant, Tern Island Practice" in read and "said shortlist" in read
    assert re.search(r"Fit \d+ of 100\. Eligible", read) and "Recruiter Person" in read
    assert any(words(one)[:40] in read for one in why)
    assert "said note" not in read
    kept = json.loads(bea.get("/me/held/export").text)["record"]
    assert [one["verdict"] for one in kept["decision"]] == ["shortlist"] and kept["snapshot"][0]["body"]["key"]
    assert "said note" not in json.dumps(kept)


def test_the_export_holds_every_table_that_names_her(app: Flask, bea: FlaskClient, own: str) -> None:
    bring(bea, own)
    answer = bea.get("/me/held/export")
    assert answer.headers["Content-Disposition"].startswith("attachment") and answer.mimetype == "application/json"
    given = json.loads(answer.text)
    assert (given["schema"], given["version"], given["as_of"]) == ("placewell.record", 1, "2026-11-24")
    named = {table.name for table in record.tables()}
    assert named | {"verification", "decision", "shortlist"} == set(given["record"]) | export.COUNTED
    assert set(given["counted"]) == export.COUNTED | {"question"}
    assert given["record"]["candidate_identity"][0]["name"] == "Bea Twin"
    assert (
        given["record"]["document"][0]["text"].startswith("Bea Twin")
        and "content" not in given["record"]["document"][0]
    )
    assert bea.get(given["record"]["document"][0]["address"]).status_code == 200
    assert "argon2" not in answer.text
    # every column of every exported table is there or left out by name
    for table in record.tables():
        for row in given["record"].get(table.name, []):
            left = {column.name for column in table.columns} - set(row) - {"address"}
            assert left <= export.left_out(table), table.name


def test_the_export_holds_no_word_said_in_confidence_of_what_was_sent(
    app: Flask, agency: Agency, bea: FlaskClient
) -> None:
    there = Forwarding(app, agency)
    with app.app_context(), saving() as session:
        candidate, user = there.rows("Bea")[1:]
        asked = {"asked_by": user.id, "asked_at": datetime.now(UTC), "words": "Often late."}
        session.add(Reference(candidate_id=candidate.id, name="Ruth Okafor", **asked))
    address = there.sent("Bea")
    declined = {"answer": "decline", "reason": "experience", "words": "Not our kind."}
    assert there.client("facility").post(f"{address}/answer", data=declined).status_code == 303
    given = bea.get("/me/held/export").text
    sent = json.loads(given)["record"]["submission"][0]
    assert (sent["answer"], sent["reason"]) == ("declined", "experience")
    assert [one["name"] for one in sent["packet"]["references"]] == ["Ruth Okafor"]
    for words_of_others in ("Often late", "Not our kind", "Facility Person"):
        assert words_of_others not in given


def test_withdrawing_and_asking_to_be_erased_take_her_off_every_list_and_back(
    app: Flask, agency: Agency, bea: FlaskClient, own: str, sign_in: SignIn
) -> None:
    recruiter = sign_in("recruiter")
    for away, back, says in (
        ("withdraw", "come_back", "Bea Twin withdrew on"),
        ("ask_erasure", "take_back", "Bea Twin asked to be erased on"),
    ):
        assert own in recruiter.get(agency.list).text
        assert bea.post("/me/held", data={"do": away}).status_code == 303
        assert own not in recruiter.get(agency.list).text
        assert says in words(recruiter.get(f"/candidates/{own}").text)
        assert own in recruiter.get("/candidates").text
        assert bea.get("/me/held").status_code == 200
        assert bea.post("/me/held", data={"do": back}).status_code == 303
    assert own in recruiter.get(agency.list).text
    assert bea.post("/me/held", data={"do": "vanish"}).status_code == 422


def test_who_has_no_record_yet_has_no_pages_of_it(sign_in: SignIn) -> None:
    nobody = sign_in("candidate")
    for path in ("/me/held", "/me/held/export", "/me/limits", "/me/references"):
        assert nobody.get(path).status_code == 404
