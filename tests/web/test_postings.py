"""A posting pasted or uploaded, settled beside its sentences, published: what stands then is what a person said."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from models import Document, Facility, Opening, OpeningTask, Requirement
from models.user import by_email
from tests.builders import make_opening, make_requirement
from tests.matcher.extraction.files import lines, locked_pdf, packed, pdf, word
from tests.web.bad_input import STRANGE, nothing_saved
from tests.web.conftest import SignIn
from tests.web.small_agency import write_small_agency
from web.db import db, saving

POSTING = """Medical Assistant
We are hiring a Medical Assistant for our family practice in Albany.

Duties include rooming patients, vital signs, and injections. You answer phones.

BLS card required on the first day.
At least 2 years of experience as a medical assistant required.
Spanish preferred.
Monday to Friday. Pay: $21.50 - $25.00 per hour.
"""


@pytest.fixture
def page(app: Flask, facility: str, recruiter: FlaskClient) -> str:
    """The address where the posting above is settled."""
    answer = recruiter.post("/postings/new", data={"facility": facility, "text": POSTING})
    assert answer.status_code == 303
    return str(answer.location)


def opening(app: Flask) -> Opening:
    with app.app_context():
        return db.session.scalars(select(Opening)).one()


def rows(app: Flask) -> dict[str, Requirement | OpeningTask]:
    """What was read, by the name of its switch."""
    with app.app_context():
        asked = {f"r{row.id}": row for row in db.session.scalars(select(Requirement)) if row.opening_id}
        return asked | {f"t{row.id}": row for row in db.session.scalars(select(OpeningTask))}


def switch(app: Flask, name: str) -> str:
    """The name of the switch of a task or of the requirement that names this."""
    return next(
        key
        for key, row in rows(app).items()
        if name in (getattr(row, "slug", ""), *(getattr(row, "any_of", None) or ()))
    )


def form(app: Flask, do: str = "save", **given: str) -> dict[str, str]:
    """The page as it was proposed, with other answers by slug: injections="drop"."""
    answers = {}
    for key, row in rows(app).items():
        chosen = ("must" if row.must else "preferred") if isinstance(row, Requirement) else "keep"
        answers[key] = chosen
    answers.pop(switch(app, "injections"))  # starts empty: the law is against it
    for slug, answer in given.items():
        answers[switch(app, slug)] = answer
    return {**answers, "version": str(opening(app).version), "do": do}


def test_a_pasted_posting_becomes_a_draft_with_proposals_beside_their_sentences(
    app: Flask, recruiter: FlaskClient, page: str
) -> None:
    made = opening(app)
    assert (made.status, made.roles, made.pay_from, made.pay_to) == ("draft", ["medical_assistant"], 2150, 2500)
    assert {row.standing for row in rows(app).values()} == {"proposed"}
    text = recruiter.get(page).text
    assert "<mark>rooming patients</mark>" in text and "<mark>injections</mark>" in text
    assert "$21.50 to $25.00 an hour" in text and "Weekday days" in text
    assert re.search(r'value="must" checked', text) and "2 years as a medical assistant" in text


def test_nobody_is_chosen_for_what_is_not_lawful_and_it_has_to_be_settled_first(
    app: Flask, recruiter: FlaskClient, page: str
) -> None:
    key = switch(app, "injections")
    text = recruiter.get(page).text
    assert "not lawful for a medical assistant in New York" in text
    assert not re.search(rf'id="{key}-(keep|drop)"[^>]* checked', text)
    with nothing_saved(app):
        answer = recruiter.post(page, data=form(app, "publish"))
        assert answer.status_code == 422
    assert "1 thing to settle before you can publish" in answer.text and f'href="#{key}"' in answer.text
    assert opening(app).status == "draft" and rows(app)[key].standing == "proposed"


def test_publishing_confirms_what_stands_and_keeps_out_what_was_left_out(
    app: Flask, recruiter: FlaskClient, page: str
) -> None:
    data = form(app, "publish", injections="drop", spanish="out", bls_card="preferred")
    answer = recruiter.post(page, data=data)
    assert (answer.status_code, answer.location) == (303, f"/openings/{opening(app).public_id}")
    assert opening(app).status == "open"
    with app.app_context():
        me = by_email(db.session, "recruiter@agency.example")
        assert me
    kept = rows(app)
    dropped = {switch(app, "injections"), switch(app, "spanish")}
    for key, row in kept.items():
        assert row.standing == ("rejected" if key in dropped else "confirmed")
        assert row.decided_by == me.id and row.decided_at is not None
    bls = kept[switch(app, "bls_card")]
    assert isinstance(bls, Requirement) and not bls.must
    assert recruiter.get(str(answer.location)).status_code == 200


def test_a_draft_keeps_its_answers_and_stays_a_proposal(app: Flask, recruiter: FlaskClient, page: str) -> None:
    answer = recruiter.post(page, data=form(app, "save", spanish="out", vital_signs="keep"))
    assert (answer.status_code, answer.location) == (303, page)
    assert rows(app)[switch(app, "spanish")].standing == "rejected"
    assert rows(app)[switch(app, "bls_card")].standing == "proposed"
    assert re.search(rf'id="{switch(app, "spanish")}-out"[^>]* checked', recruiter.get(page).text)


def test_weights_of_tasks_are_kept_and_wrong_ones_refused(app: Flask, recruiter: FlaskClient, page: str) -> None:
    key = switch(app, "vital_signs")
    assert recruiter.post(page, data={**form(app), f"{key}-weight": "9"}).status_code == 303
    weighed = rows(app)[key]
    assert weighed.weight == 9
    for wrong in ("0", "11", "heavy", "", "1.5", "9" * 5000, "00019999", "٣"):
        with nothing_saved(app):
            answer = recruiter.post(page, data={**form(app), f"{key}-weight": wrong})
        assert answer.status_code == 422 and "The weight is a whole number from 1 to 10: Vital signs" in answer.text
    assert rows(app)[key].weight == 9


def test_a_requirement_that_names_nothing_is_named_or_left_out(app: Flask, recruiter: FlaskClient, page: str) -> None:
    with app.app_context(), saving() as session:
        nameless = make_requirement(
            session, standing="proposed", opening_id=opening(app).id, text="the local certificate"
        ).id
    with nothing_saved(app):
        answer = recruiter.post(page, data={**form(app, "publish", injections="keep"), f"r{nameless}": "must"})
    assert answer.status_code == 422 and "Name what is meant, or leave it out" in answer.text
    data = {**form(app, "publish", injections="keep"), f"r{nameless}": "out"}
    assert recruiter.post(page, data=data).status_code == 303 and opening(app).status == "open"


def test_an_answer_that_is_none_is_refused(app: Flask, recruiter: FlaskClient, page: str) -> None:
    with nothing_saved(app):
        answer = recruiter.post(page, data=form(app, bls_card="perhaps"))
    assert answer.status_code == 422 and "Choose one for: Healthcare-provider BLS card" in answer.text


def test_a_page_settled_meanwhile_is_refused_and_names_who_settled(
    app: Flask, recruiter: FlaskClient, page: str
) -> None:
    old = form(app, injections="keep")
    recruiter.post(page, data={**old, "do": "save"})
    with nothing_saved(app):
        answer = recruiter.post(page, data={**old, "do": "publish"})
        assert answer.status_code == 409
    assert "Somebody saved this meanwhile" in answer.text and "Recruiter Person was the last to settle" in answer.text
    assert opening(app).status == "draft"


def test_a_task_is_added_by_hand_and_an_unknown_one_offers_near_names(
    app: Flask, recruiter: FlaskClient, page: str
) -> None:
    assert recruiter.post(page, data={**form(app, "task"), "task": "wound care"}).status_code == 303
    assert rows(app)[switch(app, "wound_care")].standing == "confirmed"
    assert "Not in the posting: added by hand." in recruiter.get(page).text
    with nothing_saved(app):
        answer = recruiter.post(page, data={**form(app, "task", bls_card="out"), "task": "Vital sings"})
        assert answer.status_code == 422
    assert "is not a task we know. Is it Vital signs" in answer.text and 'value="Vital sings"' in answer.text
    assert re.search(
        rf'id="{switch(app, "bls_card")}-out"[^>]* checked', answer.text
    )  # kept on the page, saved nowhere
    assert rows(app)[switch(app, "bls_card")].standing == "proposed"


def test_the_page_says_who_this_leaves_and_what_leaving_out_gains(app: Flask, recruiter: FlaskClient) -> None:
    here = f"{write_small_agency(app).list}/asks"
    text = recruiter.get(here).text
    assert "Who this leaves" in text and "Blocks most: " in text
    assert "Blocks most: Less than 1 year as a medical assistant, 1 person" in text
    gain = re.search(r"<p>1 year as a medical assistant</p>(.*?)</li>", text, re.DOTALL)
    assert gain and re.search(r"<b>17</b>.*<b>18</b> not blocked", gain[1], re.DOTALL)


def test_where_nothing_is_asked_the_page_says_what_still_decides(
    app: Flask, facility: str, recruiter: FlaskClient
) -> None:
    """By hand, with an agency that asks everybody for a card: not everybody of the role may go."""
    with app.app_context(), saving() as session:
        place = session.scalars(select(Facility)).one()
        key = make_opening(session, place).public_id
        make_requirement(session, "bls_card")
    text = recruiter.get(f"/openings/{key}/asks").text
    assert "Nothing is asked yet." in text and "everybody in the role" not in text
    assert "what the agency, the kind of workplace and the facility ask by themselves say who may work there" in text


def test_an_open_opening_is_saved_and_stays_open(app: Flask, recruiter: FlaskClient) -> None:
    agency = write_small_agency(app)
    version = opening(app).version
    data = {key: "keep" if key[0] == "t" else "must" for key in rows(app)}
    data |= {switch(app, "bls_card"): "preferred", "version": str(version), "do": "publish"}
    assert recruiter.post(f"{agency.list}/asks", data=data).status_code == 303
    assert opening(app).status == "open"
    bls = rows(app)[switch(app, "bls_card")]
    assert isinstance(bls, Requirement) and not bls.must and bls.standing == "confirmed"


def test_the_same_posting_twice_is_one_opening(app: Flask, facility: str, recruiter: FlaskClient, page: str) -> None:
    with nothing_saved(app):
        again = recruiter.post("/postings/new", data={"facility": facility, "text": POSTING})
    assert again.location == f"{page}?known=1" and "was read before" in recruiter.get(str(again.location)).text


def test_a_word_file_is_read_too(app: Flask, facility: str, recruiter: FlaskClient) -> None:
    file = upload(word(*POSTING.splitlines()), "posting.docx")
    assert recruiter.post("/postings/new", data={"facility": facility, **file}).status_code == 303
    assert opening(app).roles == ["medical_assistant"]


def test_a_posting_in_any_script_is_kept(app: Flask, facility: str, recruiter: FlaskClient) -> None:
    text = f"Medical Assistant {STRANGE}\nBLS card required."
    answer = recruiter.post("/postings/new", data={"facility": facility, "text": text})
    assert answer.status_code == 303 and STRANGE in recruiter.get(str(answer.location)).text
    with app.app_context():
        assert db.session.scalars(select(Document)).one().text == text


def upload(content: bytes, name: str) -> dict[str, object]:
    return {"file": (BytesIO(content), name)}


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"", "empty.pdf", "empty.pdf is empty"),
        (bytes(range(256)) * 40, "posting.txt", "is not a text, PDF or Word file"),
        (locked_pdf("secret"), "locked.pdf", "has a password"),
        (pdf([lines()]), "scan.pdf", "no text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"macro" * 200, "old.doc", "old Word file"),
        (packed({"word/document.xml": b" " * 300_000_000}), "bomb.docx", "bomb.docx"),
        (b"{\\rtf1 hello}", "posting.rtf", "rich-text file"),
    ],
    ids=["empty", "binary", "password", "picture", "macro", "bomb", "rtf"],
)
def test_a_file_that_cannot_be_read_is_refused_with_a_sentence(
    app: Flask, facility: str, recruiter: FlaskClient, content: bytes, name: str, sentence: str
) -> None:
    with nothing_saved(app):
        answer = recruiter.post("/postings/new", data={"facility": facility, **upload(content, name)})
        assert answer.status_code == 422
    assert answer.text.count(sentence) >= 2


def test_fifty_megabytes_are_too_large(app: Flask, facility: str, recruiter: FlaskClient) -> None:
    with nothing_saved(app):
        answer = recruiter.post("/postings/new", data={"facility": facility, **upload(b"x" * 50_000_000, "big.txt")})
    assert answer.status_code == 413 and "up to 10 MB" in answer.text


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({}, "Paste the posting, or choose its file"),
        ({"text": "   \n "}, "Paste the posting, or choose its file"),
        ({"text": "?!"}, "holds no words"),
        ({"text": "Medical\x00assistant"}, "a character in it is not one that people write"),
        ({"text": POSTING, "facility": ""}, "Choose the facility that asks"),
        ({"text": POSTING, "facility": "elsewhere"}, "“elsewhere” is not one of the choices"),
    ],
)
def test_a_posting_that_is_none_is_refused_with_a_sentence(
    app: Flask, facility: str, recruiter: FlaskClient, given: dict[str, str], sentence: str
) -> None:
    with nothing_saved(app):
        answer = recruiter.post("/postings/new", data={"facility": facility, **given})
        assert answer.status_code == 422
    assert answer.text.count(sentence) == 2


def test_words_and_a_file_at_once_are_refused(app: Flask, facility: str, recruiter: FlaskClient) -> None:
    with nothing_saved(app):
        data = {"facility": facility, "text": POSTING, **upload(b"BLS card required.", "p.txt")}
        answer = recruiter.post("/postings/new", data=data)
    assert answer.status_code == 422 and "not both" in answer.text and "rooming patients" in answer.text


def test_unknown_openings_other_roles_and_missing_keys_save_nothing(
    app: Flask, facility: str, sign_in: SignIn, page: str
) -> None:
    data = form(app, "publish", injections="keep")
    with nothing_saved(app):
        assert sign_in("recruiter").get("/openings/nobody/asks").status_code == 404
        for role in ("credentialing", "facility", "candidate"):
            client = sign_in(role)
            assert client.get(page).status_code == 404 and client.post(page, data=data).status_code == 404
            refused = 422 if role == "facility" else 404  # she posts, but for no site that is not hers
            assert client.post("/postings/new", data={"facility": facility, "text": POSTING}).status_code == refused
        app.config["WTF_CSRF_ENABLED"] = False
        client = sign_in("recruiter")
        app.config["WTF_CSRF_ENABLED"] = True
        assert client.post(page, data=data).status_code == 400
    assert opening(app).status == "draft"


def test_a_hand_made_opening_is_published_from_the_same_page(app: Flask, recruiter: FlaskClient) -> None:
    with app.app_context(), saving() as session:
        made = make_opening(session, status="draft")
        here, version = f"/openings/{made.public_id}/asks", made.version
    text = recruiter.get(here).text
    assert "Nothing is asked yet." in text and "Publish" in text
    assert recruiter.post(here, data={"version": str(version), "do": "publish"}).status_code == 303
    assert opening(app).status == "open"


def test_words_that_say_no_work_are_not_published(app: Flask, facility: str, recruiter: FlaskClient) -> None:
    page = recruiter.post("/postings/new", data={"facility": facility, "text": "Good morning to you all"}).location
    answer = recruiter.post(page, data={"version": str(opening(app).version), "do": "publish"})
    assert answer.status_code == 422 and "Say what the work is before it is published" in answer.text
    assert opening(app).status == "draft"


def test_an_apostrophe_in_what_is_asked_is_written_once(app: Flask, facility: str, recruiter: FlaskClient) -> None:
    text = POSTING.replace("BLS card", "Bachelor's degree")
    page = recruiter.post("/postings/new", data={"facility": facility, "text": text}).location
    assert "&amp;#39;" not in recruiter.get(page).text
