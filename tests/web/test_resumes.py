"""Resumes brought in and settled beside their lines: what is read, answered, changed, removed; files that cannot be read."""

from __future__ import annotations

import io
import re
import sqlite3
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from matcher.extraction.documents import CHILD
from models import Candidate, CandidateIdentity, Credential, Document, Experience, HeldSkill, User
from models import credential as credentials
from models.base import Base
from models.user import ROLES
from tests.builders import make_facility, make_person
from tests.matcher.extraction.files import half_characters_pdf, lines, locked_pdf, packed, pdf, word
from tests.web.bad_input import nothing_saved, refused
from web.config import database_engine
from web.db import db, saving

RESUME = """Ana Reyes
Trenton, NJ 08608

EXPERIENCE
Medical Assistant, Pelham Cross Dermatology, Mar 2025 to present
- Roomed patients, took vital signs, venipuncture
Phlebotomist, Juniper Draw Lab, June 2020
- Venipuncture

CERTIFICATIONS
CCMA (NHA), expires 02/28/2028
BLS certified

LANGUAGES
Spanish
"""


@pytest.fixture
def key(app: Flask) -> str:
    with app.app_context(), saving() as session:
        return make_person(session, "Ana Reyes").public_id


def upload(client: FlaskClient, key: str, content: bytes | str, name: str = "resume.txt") -> Any:
    if isinstance(content, str):
        content = content.encode()
    return client.post(f"/candidates/{key}/resumes/new", data={"file": (io.BytesIO(content), name)})


def settle_page(client: FlaskClient, key: str, text: str = RESUME) -> str:
    """The address of the page where the resume is settled."""
    answer = upload(client, key, text)
    assert answer.status_code == 303, answer.text
    return str(answer.location)


def keys_of(page: str) -> list[str]:
    return list(dict.fromkeys(re.findall(r'name="a-([a-z]+-\d+)"', page)))


def seen_on(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found
    return unescape(found[1])


def row(app: Flask, table: type[Base], **where: Any) -> Any:
    with app.app_context():
        return db.session.scalars(select(table).filter_by(**where)).one()


def total(app: Flask, table: type[Base]) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_half_a_character_of_a_broken_font_is_shown_as_unread(app: Flask, recruiter: FlaskClient, key: str) -> None:
    answer = upload(recruiter, key, half_characters_pdf("Medical Assistant, venipuncture, 2019 - 2021"), "resume.pdf")
    assert answer.status_code == 303
    assert "?ssistant" in row(app, Document, public_id=answer.location.rpartition("/")[2].partition("?")[0]).text


class WhileOpened:
    """Does something at the moment a child process is started to open a document; the interpreter's own hook tells it."""

    def __init__(self) -> None:
        self.do: Callable[[], None] | None = None
        sys.addaudithook(self.told)

    def told(self, event: str, given: tuple[Any, ...]) -> None:
        if event == "subprocess.Popen" and self.do and str(CHILD) in given[1]:
            self.do()


OPENED = WhileOpened()


@pytest.mark.parametrize("page", ["candidate", "new candidate", "posting"])
def test_others_can_write_while_a_document_is_opened(
    app: Flask, recruiter: FlaskClient, key: str, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of SQLite's one lock is held then, and what somebody else wrote meanwhile does not spoil the upload."""
    with app.app_context(), saving() as session:
        facility = make_facility(session).public_id
    file = database_engine(app).url.database
    assert file
    wrote: list[int] = []

    def write() -> None:
        with closing(sqlite3.connect(file, timeout=0, isolation_level=None)) as other:
            wrote.append(other.execute("UPDATE user SET name = name || '.'").rowcount)

    monkeypatch.setattr(OPENED, "do", write)
    resume = lines("Medical Assistant", "Pelham Cross Dermatology, 2019 - 2021", "Roomed patients, took vital signs")
    sent = {"file": (io.BytesIO(pdf([resume] * 20)), "resume.pdf"), "facility": facility}
    address = {
        "candidate": f"/candidates/{key}/resumes/new", "new candidate": "/candidates/from-resume", "posting": "/postings/new",
    }[page]  # fmt: skip
    answer = recruiter.post(address, data=sent)
    assert wrote == [len(ROLES)] and answer.status_code == 303, (wrote, answer.text)
    with app.app_context():
        assert db.session.scalars(select(Document)).one().text.count("Pelham Cross") == 20
        assert db.session.scalars(select(User.name).where(User.role == "recruiter")).one() == "Recruiter Person."


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (RESUME.encode(), "resume.txt"),
        (word(*RESUME.splitlines()), "resume.docx"),
        (pdf([lines(*RESUME.splitlines())]), "C:\\papers\\resume.pdf"),
    ],
)
def test_a_text_a_word_file_and_a_pdf_are_read_into_proposals(
    app: Flask, recruiter: FlaskClient, key: str, content: bytes, name: str
) -> None:
    answer = upload(recruiter, key, content, name)
    assert answer.status_code == 303
    job = row(app, Experience, title="Medical Assistant")
    assert (job.standing, job.begin, job.current) == ("proposed", date(2025, 3, 1), True)
    page = recruiter.get(answer.location).text
    assert "What we read from the resume of Ana Reyes" in page and name.rpartition("\\")[2] in page
    assert "<mark>Medical Assistant</mark>" in page
    with app.app_context():
        kept = db.session.scalars(select(Document)).one()
        assert kept.content == content


def test_pasted_text_is_read_the_same(app: Flask, recruiter: FlaskClient, key: str) -> None:
    answer = recruiter.post(f"/candidates/{key}/resumes/new", data={"text": RESUME})
    assert answer.status_code == 303
    assert row(app, Experience, title="Medical Assistant").document_id == row(app, Document).id


def test_nothing_is_chosen_beforehand_and_what_is_doubtful_comes_first(recruiter: FlaskClient, key: str) -> None:
    page = recruiter.get(settle_page(recruiter, key)).text
    assert " checked" not in page and "0 of " in unescape(re.sub("<[^>]*>", "", page))
    first = page.partition('id="part-jobs"')[0]
    assert "Look at these first" in first
    assert "The line gives a beginning and no end." in first and "Phlebotomist" in first
    assert "The line gives no end. Such a card usually runs 24 months." in first and "BLS" in first
    assert "<mark>CCMA" not in first


DOUBTFUL = """Ana Reyes
SUMMARY
Certified medical assistant, six years in clinics

EXPERIENCE
Phlebotomist, Juniper Draw Lab, 13/2020 - 45/2099
- Venipuncture
Medical Scribe, Pelham Cross Dermatology, 01/2030 - Present
- Typed notes
Cashier, Corner Shop, 05/2019 - 03/2018

CERTIFICATIONS
BLS (AHA), issued 05/2024 expires 05/2020
ACLS (AHA), expires 02/30/2027
PALS (AHA), expires 2027
"""


def test_what_cannot_be_is_quoted_first_and_is_no_fact(app: Flask, recruiter: FlaskClient, key: str) -> None:
    address = settle_page(recruiter, key, DOUBTFUL)
    page = unescape(recruiter.get(address).text)
    first = page.partition('id="part-skills"')[0]
    for sentence in (
        "“13/2020” is no day of the calendar. When did the job begin? “45/2099” is no day of the calendar.",
        "“01/2030” is still to come. When did the job begin?",
        "“05/2019 - 03/2018” ends before it begins.",
        "“05/2024 expires 05/2020”: it ends before it was issued.",
        "“02/30/2027” is no day of the calendar. Until that is settled its end counts as not known.",
        "“2027” is a year alone. In which month does it end?",
        "“Certified medical assistant” does not say who issued it. It can be: CMA (AAMA), RMA (AMT),",
    ):
        assert sentence in first, sentence
    assert first.partition('id="part-first"')[2].count('class="small doubt"') == page.count('class="small doubt"')
    with app.app_context():
        assert {(c.issued, c.expires) for c in db.session.scalars(select(Credential))} == {(None, None)}
        jobs = {j.title: (j.begin, j.end, j.current) for j in db.session.scalars(select(Experience))}
    assert jobs["Phlebotomist"] == jobs["Medical Scribe"] == (None, None, False)
    assert jobs["Cashier"] == (date(2019, 5, 1), None, False)


def test_a_doubt_that_a_person_settled_is_none(app: Flask, recruiter: FlaskClient, key: str) -> None:
    address = settle_page(recruiter, key, DOUBTFUL)
    pals, cma = row(app, Credential, type="pals_aha"), row(app, Credential, type="cma_aama")
    scribe = row(app, Experience, title="Medical Scribe")
    given = {
        **{f"a-credential-{c.id}": "change" for c in (pals, cma)},
        f"credential-{pals.id}-type": "pals_aha",
        f"credential-{pals.id}-expires": "Mar 2027",
        f"credential-{cma.id}-type": "ccma_nha",
        f"a-job-{scribe.id}": "change",
        f"job-{scribe.id}-title": "Medical Scribe",
        f"job-{scribe.id}-begin": "Jan 2020",
        f"job-{scribe.id}-current": "y",
    }
    assert recruiter.post(address, data=given).status_code == 303
    assert row(app, Credential, supersedes=pals.id).expires == date(2027, 3, 31)
    page = unescape(recruiter.get(address).text)
    assert "year alone" not in page and "who issued it" not in page and "01/2030” is still" not in page
    assert "“02/30/2027” is no day" in page


def test_a_present_that_the_age_of_the_resume_ends_is_looked_at_first(
    app: Flask, recruiter: FlaskClient, key: str
) -> None:
    text = "Ana Reyes\nEXPERIENCE\nMedical Assistant, Harbor Clinic, 03/2012 - Present\n- Vital signs\nCERTIFICATIONS\nBLS, issued May 2019\n"
    address = settle_page(recruiter, key, text)
    said = "The resume says Present, but its newest date is May 2019"
    page = recruiter.get(address).text
    assert said in page.partition('id="part-first"')[2].partition('id="part-jobs"')[0]
    job = row(app, Experience, title="Medical Assistant")
    assert (job.end, job.current) == (date(2019, 5, 1), False)
    given = {
        f"a-job-{job.id}": "change",
        f"job-{job.id}-title": "Medical Assistant",
        f"job-{job.id}-begin": "Mar 2012",
        f"job-{job.id}-current": "y",
    }
    assert recruiter.post(address, data=given).status_code == 303
    assert said not in recruiter.get(address).text


def test_answers_are_kept_and_what_is_removed_stays_rejected(app: Flask, recruiter: FlaskClient, key: str) -> None:
    address = settle_page(recruiter, key)
    skill, lab = row(app, HeldSkill, slug="venipuncture"), row(app, Experience, title="Phlebotomist")
    card = row(app, Credential, type="ccma_nha")
    given = {f"a-skill-{skill.id}": "right", f"a-job-{lab.id}": "remove", f"a-credential-{card.id}": "right"}
    assert recruiter.post(address, data=given).status_code == 303
    assert row(app, HeldSkill, id=skill.id).standing == "confirmed"
    assert row(app, Experience, id=lab.id).standing == "rejected"
    standing = row(app, Credential, supersedes=card.id)
    assert (standing.standing, standing.text, standing.expires) == ("confirmed", card.text, date(2028, 2, 28))
    again = row(app, Credential, id=card.id)
    assert again.standing == "proposed"  # the table only grows
    page = recruiter.get(address).text
    assert f'id="a-skill-{skill.id}-right" value="right" checked' in page
    assert f'id="a-job-{lab.id}-remove" value="remove" checked' in page
    facts = {table: total(app, table) for table in (Experience, HeldSkill, Credential)}
    known = upload(recruiter, key, RESUME)
    assert "known=1" in known.location and "This file was read before" in recruiter.get(known.location).text
    more = upload(recruiter, key, RESUME + "\nReferences on request\n")
    assert more.status_code == 303
    assert {table: total(app, table) for table in facts} == facts  # read from other bytes: nothing comes twice


def test_an_answer_that_is_none_is_said_and_nothing_half_saved(app: Flask, recruiter: FlaskClient, key: str) -> None:
    address = settle_page(recruiter, key)
    skill, job = row(app, HeldSkill, slug="venipuncture"), row(app, Experience, title="Phlebotomist")
    right = {f"a-skill-{skill.id}": "right"}
    for junk, says in (
        ({f"a-job-{job.id}": "zz"}, ": “zz” is no answer. Choose right"),
        ({"all": "zzz"}, "“zzz” is no part of this page."),
    ):
        with nothing_saved(app):
            answer = recruiter.post(address, data=right | junk)
        assert answer.status_code == 422 and says in answer.text
        assert f'id="a-skill-{skill.id}-right" value="right" checked' in answer.text


def test_all_the_rest_of_a_section_is_an_act_that_leaves_doubts_and_other_sections_open(
    app: Flask, recruiter: FlaskClient, key: str
) -> None:
    address = settle_page(recruiter, key)
    spanish = row(app, Credential, type="ccma_nha")
    skill = row(app, HeldSkill, slug="rooming")
    answer = recruiter.post(address, data={"all": "skills", f"a-skill-{skill.id}": "remove"})
    assert answer.status_code == 303 and answer.location.endswith("#part-skills")
    with app.app_context():
        standings = {s.slug: s.standing for s in db.session.scalars(select(HeldSkill))}
        jobs = {job.standing for job in db.session.scalars(select(Experience))}
        cards = [card.standing for card in db.session.scalars(select(Credential))]
    assert standings.pop("rooming") == "rejected"
    assert set(standings.values()) == {"confirmed"} and "venipuncture" in standings
    assert jobs == {"proposed"} and set(cards) == {"proposed"} and spanish.standing == "proposed"
    recruiter.post(address, data={"all": "cards"})
    with app.app_context():
        candidate_id = db.session.scalars(select(Candidate)).one().id
        now = {card.type: card.standing for card in credentials.current(db.session, candidate_id)}
    assert now["ccma_nha"] == "confirmed" and {s for t, s in now.items() if t.startswith("bls")} == {"proposed"}


def test_change_opens_the_fields_below_on_the_server_and_then_saves_them(
    app: Flask, recruiter: FlaskClient, key: str
) -> None:
    address = settle_page(recruiter, key)
    lab, skill = row(app, Experience, title="Phlebotomist"), row(app, HeldSkill, slug="rooming")
    opened = recruiter.post(address, data={f"a-job-{lab.id}": "change", f"a-skill-{skill.id}": "right"})
    assert opened.status_code == 303 and opened.location.endswith(f"#job-{lab.id}")
    assert row(app, HeldSkill, id=skill.id).standing == "confirmed"
    page = recruiter.get(opened.location).text
    assert f'name="job-{lab.id}-title"' in page and f'id="a-job-{lab.id}-change" value="change" checked' in page
    given = {f"a-job-{lab.id}": "change", f"job-{lab.id}-title": "Phlebotomist", f"job-{lab.id}-begin": "Jan 2020"}
    wrong = {**given, f"job-{lab.id}-end": "31 Feb 2021"}
    with nothing_saved(app):
        answer = recruiter.post(address, data=wrong)
    refused(answer, "Last month: 31 Feb 2021 is not a day of the calendar.")
    assert 'value="31 Feb 2021"' in answer.text and row(app, Experience, id=lab.id).end is None
    assert recruiter.post(address, data={**given, f"job-{lab.id}-end": "Feb 2021"}).status_code == 303
    changed = row(app, Experience, id=lab.id)
    assert (changed.begin, changed.end, changed.standing) == (date(2020, 1, 1), date(2021, 2, 1), "confirmed")


def test_a_card_is_changed_by_a_row_that_stands_in_its_place(app: Flask, recruiter: FlaskClient, key: str) -> None:
    address = settle_page(recruiter, key)
    with app.app_context():
        card = next(c for c in db.session.scalars(select(Credential)) if c.type.startswith("bls"))
    name = f"credential-{card.id}"
    data = {f"a-{name}": "change", f"{name}-type": card.type, f"{name}-expires": "Jan 2027"}
    assert recruiter.post(address, data=data).status_code == 303
    after = row(app, Credential, supersedes=card.id)
    assert (after.expires, after.standing, after.text) == (date(2027, 1, 31), "confirmed", card.text)
    assert row(app, Credential, id=card.id).expires is None


def test_an_answer_against_one_given_meanwhile_is_not_saved_and_says_so(
    app: Flask, recruiter: FlaskClient, key: str
) -> None:
    address = settle_page(recruiter, key)
    seen = seen_on(recruiter.get(address).text)
    skill = row(app, HeldSkill, slug="rooming")
    assert recruiter.post(address, data={f"a-skill-{skill.id}": "remove", "seen": seen}).status_code == 303
    with nothing_saved(app):
        late = recruiter.post(address, data={f"a-skill-{skill.id}": "right", "seen": seen})
    refused(late, "“Room patients” was removed by somebody meanwhile.", 409)
    assert row(app, HeldSkill, id=skill.id).standing == "rejected"
    assert f'id="a-skill-{skill.id}-right" value="right" checked' in late.text


def test_a_card_settled_meanwhile_is_not_settled_twice(app: Flask, recruiter: FlaskClient, key: str) -> None:
    address = settle_page(recruiter, key)
    seen = seen_on(recruiter.get(address).text)
    card = row(app, Credential, type="ccma_nha")
    assert recruiter.post(address, data={f"a-credential-{card.id}": "remove", "seen": seen}).status_code == 303
    with nothing_saved(app):
        late = recruiter.post(address, data={f"a-credential-{card.id}": "right", "seen": seen})
    refused(late, "An item you answered was changed by somebody meanwhile.", 409)


def test_a_new_candidate_starts_from_a_resume(app: Flask, recruiter: FlaskClient) -> None:
    data = {"file": (io.BytesIO(RESUME.encode()), "reyes.txt"), "name": "Ana Reyes"}
    answer = recruiter.post("/candidates/from-resume", data=data)
    assert answer.status_code == 303
    assert row(app, CandidateIdentity).name == "Ana Reyes"
    unnamed = recruiter.post("/candidates/from-resume", data={"file": (io.BytesIO(b"Registered nurse"), "quill.txt")})
    assert unnamed.status_code == 303 and row(app, CandidateIdentity, name="quill")


TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
MACROS = packed({"[Content_Types].xml": TYPES, "word/document.xml": "<w:document/>", "word/vbaProject.bin": b"\0" * 64})
BAD_FILES = {
    "empty": (b"", "a.txt", "a.txt is empty."),
    "blank": (b" \n\t ", "a.txt", "a.txt is empty."),
    "no words": (b"--- *** ---", "a.txt", "a.txt holds no words."),
    "binary": (b"\x00\x01\x02" * 400, "a.txt", "a.txt is not a text, PDF or Word file."),
    "picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "a.png", "a.png is a picture, with no text in it."),
    "password": (locked_pdf("secret"), "a.pdf", "a.pdf has a password."),
    "no text": (pdf([[]]), "a.pdf", "a.pdf"),
    "macros": (MACROS, "a.docm", "a.docm"),
    "bomb": (packed({"word/document.xml": b"0" * 200_000_000}), "a.docx", "a.docx"),
    "broken": (b"%PDF-1.7 and no more", "a.pdf", "a.pdf"),
    "long name": (b"\x00\x01" * 400, "n" * 300 + ".txt", "is not a text, PDF or Word file."),
}


@pytest.mark.parametrize("bad", BAD_FILES)
def test_a_file_that_cannot_be_read_is_said_in_a_sentence_and_nothing_is_saved(
    app: Flask, recruiter: FlaskClient, key: str, bad: str
) -> None:
    content, name, says = BAD_FILES[bad]
    with nothing_saved(app):
        refused(upload(recruiter, key, content, name), says)
        start = recruiter.post("/candidates/from-resume", data={"file": (io.BytesIO(content), name), "name": "Kept"})
    refused(start, says)
    assert 'value="Kept"' in start.text


def test_50_megabytes_are_refused_kindly(app: Flask, recruiter: FlaskClient, key: str) -> None:
    with nothing_saved(app):
        answer = upload(recruiter, key, b"x" * (50 * 1024 * 1024))
    assert answer.status_code == 413 and "up to 10 MB" in answer.text


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({}, "Choose a file, or paste the text of the resume."),
        ({"text": "   "}, "Choose a file, or paste the text of the resume."),
        ({"text": "Nurse\0"}, "a character in it is not one that people write"),
        ({"text": "x" * 1_000_001}, "Or paste the text has 1,000,001 characters; 1,000,000 fit."),
    ],
)
def test_nothing_given_or_too_much_is_said(
    app: Flask, recruiter: FlaskClient, key: str, given: dict[str, str], says: str
) -> None:
    with nothing_saved(app):
        refused(recruiter.post(f"/candidates/{key}/resumes/new", data=given), says)
    both = {"text": "Nurse", "file": (io.BytesIO(b"Nurse"), "a.txt")}
    with nothing_saved(app):
        answer = recruiter.post(f"/candidates/{key}/resumes/new", data=both)
    refused(answer, "There are a file and a pasted text. Give one of the two.")
    assert ">Nurse</textarea>" in answer.text


def test_another_persons_resume_is_no_page(app: Flask, recruiter: FlaskClient, key: str) -> None:
    address = settle_page(recruiter, key)
    with app.app_context(), saving() as session:
        theirs = make_person(session, "Bo Quill").public_id
    document = address.rpartition("/")[2]
    assert recruiter.get(f"/candidates/{theirs}/resumes/{document}").status_code == 404
    assert recruiter.get(f"/candidates/{key}/resumes/nothing").status_code == 404
    with nothing_saved(app):
        assert recruiter.post(f"/candidates/{theirs}/resumes/{document}", data={"all": "jobs"}).status_code == 404


def test_right_to_left_and_emoji_text_is_read_and_quoted(recruiter: FlaskClient, key: str) -> None:
    text = "مريم الحسن 🌿\n\nEXPERIENCE\nMedical Assistant, عيادة 🏥, Mar 2022 to present\n"
    page = recruiter.get(settle_page(recruiter, key, text)).text
    assert "عيادة 🏥" in page and "<mark>Medical Assistant</mark>" in page
