"""A resume brought in for a new person: who it says she is, texts that say nothing, and somebody who is here already."""

from __future__ import annotations

import base64
import io
import re
import zipfile
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from random import Random
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from models import Candidate, CandidateIdentity, Document
from tests.builders import make_person
from tests.matcher.extraction.files import lines, pdf, word
from tests.web.bad_input import nothing_saved, refused
from web.db import db, saving
from web.routes.resumes import HELD

START = "/candidates/from-resume"
BODY = """
EXPERIENCE
Medical Assistant, Pelham Cross Dermatology, Mar 2025 to present
- Roomed patients, took vital signs, venipuncture

CERTIFICATIONS
CCMA (NHA), expires 02/28/2028
"""
HEAD = "Ana Reyes, CCMA\nTrenton, NJ 08608\n(609) 555-0134 | Ana.Reyes@example.org\n"
RESUME = HEAD + BODY


def bring(client: FlaskClient, content: bytes | str, name: str = "resume.txt", **more: str) -> Any:
    content = content.encode() if isinstance(content, str) else content
    return client.post(START, data={"file": (io.BytesIO(content), name), **more})


def people(app: Flask) -> list[tuple[str, str | None, str | None]]:
    with app.app_context():
        found = db.session.scalars(select(CandidateIdentity).order_by(CandidateIdentity.candidate_id))
        return [(who.name, who.phone, who.email) for who in found]


def carried(page: str) -> dict[str, str]:
    """The hidden fields the page sends again."""
    return {
        name: unescape(value) for name, value in re.findall(r'name="(held\w*)" type="hidden" value="([^"]*)"', page)
    }


def test_who_she_is_comes_from_the_head_and_where_she_lives_waits_for_a_person(
    app: Flask, recruiter: FlaskClient
) -> None:
    answer = bring(recruiter, RESUME)
    assert answer.status_code == 303
    assert people(app) == [("Ana Reyes", "(609) 555-0134", "Ana.Reyes@example.org")]
    with app.app_context():
        candidate = db.session.scalars(select(Candidate)).one()
        assert (candidate.zip, candidate.home_state) == (None, None)
    page = recruiter.get(answer.location).text
    assert "The head of the resume gives NJ 08608 as home. It counts once you say so." in page
    offered = re.search(r'href="([^"]*/edit\?[^"]*)"', page)
    assert offered
    form = recruiter.get(unescape(offered[1])).text
    assert 'value="08608"' in form and '<option selected value="NJ">' in form
    fields = dict.fromkeys(
        ("former_names", "birth_date", "miles", "pay_floor", "available_from", "available_until"), ""
    )
    seen = re.search(r'name="seen" value="([^"]*)"', form)
    assert seen
    fields |= {"name": "Ana Reyes", "zip": "08608", "home_state": "NJ", "seen": unescape(seen[1])}
    fields |= {"phone": "(609) 555-0134", "email": "Ana.Reyes@example.org"}
    with app.app_context():
        owner = str(db.session.scalars(select(Candidate)).one().owner_id)
    assert recruiter.post(unescape(offered[1]), data={**fields, "owner_id": owner}).status_code == 303
    with app.app_context():
        assert db.session.scalars(select(Candidate)).one().zip == "08608"
    assert "as home" not in recruiter.get(answer.location).text


def test_a_name_that_is_typed_stands_before_that_of_the_head(app: Flask, recruiter: FlaskClient) -> None:
    assert bring(recruiter, RESUME, name="resume.txt").status_code == 303
    again = HEAD.replace("Ana.Reyes", "a.r").replace("0134", "0135") + BODY
    typed = recruiter.post(START, data={"text": again, "name": "Ana María Reyes"})
    assert typed.status_code == 303 and [who[0] for who in people(app)] == ["Ana Reyes", "Ana María Reyes"]


@pytest.mark.parametrize("text", ["hi", "hi there, see attached", "lorem ipsum dolor sit amet " * 50])
def test_a_text_that_says_nothing_of_anybody_makes_no_person(app: Flask, recruiter: FlaskClient, text: str) -> None:
    with nothing_saved(app):
        refused(
            bring(recruiter, text, "hi.txt"), "hi.txt says nothing of a job, a card, a skill or how to reach anybody"
        )
        refused(recruiter.post(START, data={"text": text}), "pasted text says nothing of a job, a card, a skill")
    with app.app_context(), saving() as session:
        key = make_person(session, "Bo Quill").public_id
    with nothing_saved(app):
        sent = {"file": (io.BytesIO(text.encode()), "o'n.txt")}
        refused(recruiter.post(f"/candidates/{key}/resumes/new", data=sent), "says nothing of a job")


@pytest.mark.parametrize("text", ["Phlebotomist", "BLS certified", "venipuncture", "Ana Reyes\nana@example.org"])
def test_a_text_that_says_one_thing_is_read(recruiter: FlaskClient, text: str) -> None:
    assert bring(recruiter, text).status_code == 303


AGAIN = {
    "the same mail in other letters": ("Bo Quill\nANA.REYES@EXAMPLE.ORG\n" + BODY, "with the same e-mail address"),
    "the same telephone, written otherwise": ("Ana Reyes\n+1 609.555.0134\n", "with the same telephone number"),
    "another name at the same telephone": ("Bo Quill\n6095550134\n609-555-0134 b@example.org\n", "with the same telephone number"),
    "the same text with a changed mark": (RESUME.replace("- Roomed", "* Roomed"), "with the same e-mail address"),
}  # fmt: skip


@pytest.mark.parametrize("again", AGAIN)
def test_somebody_who_may_be_here_is_named_and_asked_about(app: Flask, recruiter: FlaskClient, again: str) -> None:
    text, says = AGAIN[again]
    assert bring(recruiter, RESUME).status_code == 303
    with nothing_saved(app):
        answer = bring(recruiter, text, "again.txt")
        pasted = recruiter.post(START, data={"text": text})
    for page in (answer, pasted):
        assert page.status_code == 409 and says in page.text
    with app.app_context():
        known = db.session.scalars(select(Candidate)).one().public_id
    assert f'<a href="/candidates/{known}">Ana Reyes</a>' in answer.text and "Nothing was saved." in answer.text
    assert f"/candidates/{known}/resumes/new" in answer.text
    form = answer.text.partition('<form class="card-pw')[2]
    first = form[form.index("<button") :].partition(">")[0]
    assert "anyway" not in first  # the enter key brings nobody in
    anyway = recruiter.post(START, data={"anyway": "1", **carried(answer.text)})
    assert anyway.status_code == 303 and len(people(app)) == 2
    with app.app_context():
        kept = db.session.scalars(select(Document).order_by(Document.id.desc())).first()
        assert kept and (kept.content, kept.name) == (text.encode(), "again.txt")


@pytest.mark.parametrize("kind", ["word", "pdf", "text"])
def test_the_same_words_in_another_file_are_the_same_persons(app: Flask, recruiter: FlaskClient, kind: str) -> None:
    """Without mail or telephone the name and the words tell."""
    text = "Ana Reyes\n" + BODY
    assert bring(recruiter, text, name="Ana Reyes").status_code == 303
    rows = [row.replace("- ", "") for row in text.splitlines()]
    content = {"word": word(*rows), "pdf": pdf([lines(*rows)]), "text": "\n\n".join(rows).encode()}[kind]
    with nothing_saved(app):
        answer = bring(recruiter, content, f"ana reyes.{kind}")
    assert answer.status_code == 409 and "with a resume of the same words" in answer.text
    other = bring(
        recruiter, text.replace("Pelham Cross Dermatology", "Juniper Draw Lab").replace("CCMA", "RMA"), "Ana Reyes.txt"
    )
    assert other.status_code == 303


def test_the_same_file_leads_to_the_person_and_makes_no_other(app: Flask, recruiter: FlaskClient) -> None:
    assert bring(recruiter, RESUME).status_code == 303
    again = bring(recruiter, RESUME)
    assert again.status_code == 303 and "known=1" in again.location and len(people(app)) == 1


def test_who_was_merged_or_erased_is_nobody_to_ask_about(app: Flask, recruiter: FlaskClient) -> None:
    assert bring(recruiter, RESUME).status_code == 303
    with app.app_context(), saving() as session:
        session.scalars(select(Candidate)).one().erased_at = datetime.now(UTC)
    assert bring(recruiter, RESUME + "\n", "again.txt").status_code == 303


@pytest.mark.parametrize("held", ["no base64", "é", base64.b64encode(b"").decode()])
def test_what_the_page_carried_is_read_as_any_file(app: Flask, recruiter: FlaskClient, held: str) -> None:
    with nothing_saved(app):
        refused(recruiter.post(START, data={"held": held}), "Choose a file, or paste the text of the resume.")
        nothing = {"held": base64.b64encode(b"hi").decode(), "held_name": "hi.txt", "anyway": "1"}
        refused(recruiter.post(START, data=nothing), "hi.txt says nothing")


def test_a_file_too_large_for_the_page_has_to_be_chosen_again(app: Flask, recruiter: FlaskClient) -> None:
    assert bring(recruiter, RESUME).status_code == 303
    file = io.BytesIO(word(*RESUME.splitlines()))
    with zipfile.ZipFile(file, "a") as package:
        package.writestr("word/media/photo.png", Random(1).randbytes(HELD))
    large = file.getvalue()
    answer = bring(recruiter, large, "large.docx")
    assert answer.status_code == 409 and "choose the file once more" in answer.text
    assert not any(carried(answer.text).values())
    assert bring(recruiter, large, "large.docx", anyway="1").status_code == 303 and len(people(app)) == 2


def import_all(app: Flask, folder: Path, files: dict[str, bytes | str], *more: str) -> tuple[dict[str, list[str]], int]:
    """What `resumes import` says of each file, and how it ends."""
    for name, content in files.items():
        (folder / name).write_bytes(content.encode() if isinstance(content, str) else content)
    done = app.test_cli_runner().invoke(args=["resumes", "import", str(folder), *more])
    rows = [row.split("\t") for row in done.output.splitlines() if "\t" in row]
    return {name: rest for name, *rest in rows}, done.exit_code


def test_a_folder_with_empty_words_and_repeats_brings_each_person_once(app: Flask, tmp_path: Path) -> None:
    rows = RESUME.splitlines()
    files = {
        "a.txt": RESUME,
        "b.docx": word(*rows),
        "c.pdf": pdf([lines(*rows)]),
        "d.txt": "Ana Reyes\n609 555 0134\n" + BODY.replace("Pelham Cross", "Juniper"),
        "e.txt": "hi",
        "f.txt": RESUME.replace("Ana", "Bo").replace("Reyes@", "other@"),
        "g.txt": "Cy Quill\ncy@example.org\n" + BODY,
    }
    said, ended = import_all(app, tmp_path, files)
    ana = said["a.txt"][1]
    assert said["a.txt"][0].endswith("items read") and ended == 1
    assert said["b.docx"] == said["c.pdf"] == ["duplicate: the same e-mail address", ana]
    assert said["d.txt"] == ["duplicate: the same telephone number", ana]
    assert said["e.txt"][0] == "refused" and said["e.txt"][1].startswith("e.txt says nothing of a job")
    # Two people may share a telephone; another name and another mail say so.
    assert [who[0] for who in people(app)] == ["Ana Reyes", "Bo Reyes", "Cy Quill"]
    again, ended = import_all(app, tmp_path, {})
    assert (again["a.txt"], again["b.docx"][0], len(people(app))) == (["known already", ana], said["b.docx"][0], 3)
    dry, _ = import_all(app, tmp_path, {}, "--dry-run")
    assert dry["d.txt"] == ["duplicate: the same telephone number", "not saved"]
