"""Credentialing: entered, corrected, verified by somebody else, revoked with a reason; cards kept and handed out as files."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from html import unescape
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from models import Candidate, Credential, Document, Verification
from models import candidate as candidates
from models import credential as credentials
from models.user import by_email
from tests.builders import make_credential, make_document, make_person, make_user, make_verification
from tests.web.bad_input import LONG, STRANGE, nothing_saved, refused
from tests.web.conftest import TODAY, SignIn
from web.db import db, saving

CARD = {"type": "ccma_nha", "number": "N-1234", "issued": "1 Mar 2026", "expires": "28 Feb 2028"}
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
ANSWER = {"source": "NHA look-up page", "method": "online", "result": "ok"}


@pytest.fixture
def credentialing(sign_in: SignIn) -> FlaskClient:
    return sign_in("credentialing")


def person(app: Flask, name: str = "Ana Reyes", **given: Any) -> str:
    with app.app_context(), saving() as session:
        return make_person(session, name, home_state="NJ", **given).public_id


def holds(app: Flask, key: str, type: str = "ccma_nha", **given: Any) -> str:
    """The address of a card entered by somebody unknown."""
    with app.app_context(), saving() as session:
        candidate = candidates.by_public_id(session, key)
        assert candidate
        return make_credential(session, candidate, type, **given).public_id


def current(app: Flask, key: str) -> list[Credential]:
    with app.app_context():
        candidate = candidates.by_public_id(db.session, key)
        assert candidate
        return credentials.current(db.session, candidate.id)


def proof(app: Flask, key: str) -> str:
    with app.app_context():
        candidate = candidates.by_public_id(db.session, key)
        assert candidate
        return candidates.profile(db.session, candidate).credentials[0].proof


def seen_on(page: str) -> str:
    found = re.search(r'name="seen" value="([^"]*)"', page)
    assert found
    return unescape(found[1])


def test_a_credential_is_entered_from_the_card_and_its_picture_is_kept_as_a_file(
    app: Flask, credentialing: FlaskClient
) -> None:
    key = person(app)
    answer = credentialing.post(f"/credentials/{key}/new", data={**CARD, "card": (io.BytesIO(PNG), "card.png")})
    assert answer.status_code == 303
    (row,) = current(app, key)
    assert (row.number, row.body, row.issued, row.expires) == (
        "N-1234",
        "National Healthcareer Association",
        date(2026, 3, 1),
        date(2028, 2, 28),
    )
    assert row.standing == "confirmed" and proof(app, key) == "document"
    page = credentialing.get(f"/credentials/{key}").text
    assert "CCMA (NHA)" in page and "document seen" in page
    link = re.search(rf'href="(/credentials/{key}/documents/[^"]+)"', page)
    assert link
    file = credentialing.get(link[1])
    assert file.data == PNG and file.headers["Content-Disposition"].startswith("attachment")
    assert file.mimetype == "application/octet-stream" and file.headers["X-Content-Type-Options"] == "nosniff"


def test_a_month_alone_ends_on_its_last_day(app: Flask, credentialing: FlaskClient) -> None:
    key = person(app)
    credentialing.post(f"/credentials/{key}/new", data={**CARD, "expires": "Feb 2028"})
    assert current(app, key)[0].expires == date(2028, 2, 29)


def test_a_correction_is_a_row_in_place_of_the_old_one_and_loses_the_issuers_word(
    app: Flask, credentialing: FlaskClient
) -> None:
    key = person(app)
    card = holds(app, key, number="N-1", expires=date(2027, 1, 1))
    assert credentialing.post(f"/credentials/{key}/{card}/verify", data=ANSWER).status_code == 303
    assert proof(app, key) == "verified"
    page = credentialing.get(f"/credentials/{key}/{card}").text
    answer = credentialing.post(f"/credentials/{key}/{card}", data={**CARD, "seen": seen_on(page)})
    assert answer.status_code == 303
    (row,) = current(app, key)
    assert row.number == "N-1234" and row.public_id != card and proof(app, key) == "stated"
    with app.app_context():
        old = credentials.by_public_id(db.session, card)
        assert old and old.number == "N-1" and row.supersedes == old.id
    assert credentialing.get(f"/credentials/{key}/{card}").status_code == 404  # it stands no more
    page = credentialing.get(f"/credentials/{key}").text
    assert "What came before" in page and "asked NHA look-up page (look-up page): confirmed as entered" in page


def test_an_issuers_answer_makes_it_verified_and_the_latest_counts(app: Flask, credentialing: FlaskClient) -> None:
    key = person(app)
    card = holds(app, key)
    assert "source-verified" not in credentialing.get(f"/credentials/{key}").text
    assert credentialing.post(f"/credentials/{key}/{card}/verify", data=ANSWER).status_code == 303
    page = credentialing.get(f"/credentials/{key}").text
    assert "source-verified" in page and "by Credentialing Person" in page
    credentialing.post(f"/credentials/{key}/{card}/verify", data={**ANSWER, "result": "not_found"})
    assert proof(app, key) == "stated"


def test_her_recruiter_and_who_entered_it_cannot_verify_it_and_are_told_why(
    app: Flask, credentialing: FlaskClient
) -> None:
    with app.app_context():
        me = by_email(db.session, "credentialing@agency.example")
        assert me
    owned = person(app, "Bo Quill", owner_id=me.id)
    card = holds(app, owned)
    assert "You recruit this candidate" in credentialing.get(f"/credentials/{owned}?verify={card}").text
    with nothing_saved(app):
        refused(credentialing.post(f"/credentials/{owned}/{card}/verify", data=ANSWER), "You recruit this candidate")
    with app.app_context(), saving() as session:  # nor once somebody else recruits her
        session.scalars(select(Candidate).where(Candidate.public_id == owned)).one().owner_id = None
    with nothing_saved(app):
        refused(credentialing.post(f"/credentials/{owned}/{card}/verify", data=ANSWER), "or once did")
    key = person(app)
    credentialing.post(f"/credentials/{key}/new", data=CARD)
    (entered,) = current(app, key)
    with nothing_saved(app):
        answer = credentialing.post(f"/credentials/{key}/{entered.public_id}/verify", data=ANSWER)
    refused(answer, "You entered this credential or a row it stands for")
    with app.app_context(), saving() as session:  # nor the row that somebody else puts in its place
        row = session.get_one(Credential, entered.id)
        later = make_credential(
            session,
            session.get_one(Candidate, row.candidate_id),
            row.type,
            supersedes=row.id,
            entered_by=make_user(session).id,
        ).public_id
    with nothing_saved(app):
        answer = credentialing.post(f"/credentials/{key}/{later}/verify", data=ANSWER)
    refused(answer, "You entered this credential or a row it stands for")


def test_revoking_needs_a_reason_that_stands_beside_the_credential(app: Flask, credentialing: FlaskClient) -> None:
    key = person(app)
    card = holds(app, key)
    with nothing_saved(app):
        refused(
            credentialing.post(f"/credentials/{key}/{card}/revoke", data={"reason": " "}), "Write why it is revoked"
        )
    given = {"reason": "surrendered, says the Board"}
    assert credentialing.post(f"/credentials/{key}/{card}/revoke", data=given).status_code == 303
    (row,) = current(app, key)
    assert row.revoked_at and row.revoked_why == "surrendered, says the Board"
    page = credentialing.get(f"/credentials/{key}").text
    assert "surrendered, says the Board" in page
    with nothing_saved(app):
        again = credentialing.post(f"/credentials/{key}/{row.public_id}/revoke", data=given)
    refused(again, "It was revoked already.")


def test_a_card_that_was_revoked_in_another_tab_is_said_and_what_was_typed_is_kept(
    app: Flask, credentialing: FlaskClient
) -> None:
    key = person(app)
    card = holds(app, key)
    gone = f"/credentials/{key}/{card}"
    assert credentialing.post(f"{gone}/revoke", data={"reason": "surrendered"}).status_code == 303
    for act, data in (("revoke", {"reason": "kept words"}), ("verify", {**ANSWER, "source": "kept words"})):
        with nothing_saved(app):
            answer = credentialing.post(f"{gone}/{act}", data=data)
        assert answer.status_code == 409 and "Somebody revoked, corrected or removed this meanwhile" in answer.text
        assert 'value="kept words"' in answer.text


def test_a_proposal_is_confirmed_by_a_row_in_its_place(app: Flask, credentialing: FlaskClient) -> None:
    key = person(app)
    card = holds(app, key, standing="proposed")
    assert "Nobody has said it is right" in credentialing.get(f"/credentials/{key}").text
    assert credentialing.post(f"/credentials/{key}/{card}/confirm").status_code == 303
    (row,) = current(app, key)
    assert row.standing == "confirmed" and row.public_id != card


def test_the_work_list_shows_what_waits_and_what_ends(app: Flask, credentialing: FlaskClient) -> None:
    soon, late, gone = (TODAY + timedelta(days=days) for days in (5, 400, -1))
    for name, expires in (("Ana Soon", soon), ("Bo Late", late), ("Cy Gone", gone)):
        holds(app, person(app, name), expires=expires)
    done = person(app, "Di Done")
    with app.app_context(), saving() as session:
        candidate = candidates.by_public_id(session, done)
        assert candidate
        card = make_credential(session, candidate, expires=soon)
        make_verification(session, card, make_user(session, "credentialing"))
    holds(app, person(app, "Ed Out"), standing="rejected")

    def names(path: str) -> list[str]:
        return re.findall(r"(Ana Soon|Bo Late|Cy Gone|Di Done|Ed Out)</a>", credentialing.get(path).text)

    assert names("/credentials") == ["Ana Soon", "Bo Late"]
    assert names("/credentials?view=lapsing") == ["Ana Soon", "Di Done"]
    assert "in 5 days" in credentialing.get("/credentials").text


def test_an_empty_work_list_says_so(credentialing: FlaskClient) -> None:
    assert "No credential waits for its issuer." in credentialing.get("/credentials").text
    assert "Nothing ends in the next 60 days." in credentialing.get("/credentials?view=lapsing").text


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"type": ""}, "Choose which certification, card or licence it is"),
        ({"type": "pilot"}, "“pilot” is not one of the choices."),
        ({"number": LONG}, "Number has 10,000 characters; 60 fit."),
        ({"state": "ZZ"}, "State: “ZZ” is not one of the choices."),
        ({"type": "rn_licence", "state": ""}, "RN licence is given by a state: choose which"),
        ({"issued": "31 Feb 2026"}, "Issued: 31 Feb 2026 is not a day of the calendar."),
        ({"issued": "1 Jan 2030"}, "Issued, Jan 2030, lies after today"),
        ({"expires": "soon"}, "Ends: “soon” is not read as a day."),
        ({"expires": "1 Jan 2026"}, "It ends, 1 Jan 2026, before it was issued, 1 Mar 2026"),
        ({"card": (b"", "card.png")}, "card.png is empty."),
        ({"card": (b"MZ\x90\0", "card.exe")}, "card.exe is not a picture or a PDF."),
        ({"card": (b"<svg onload=alert(1)>", "card.svg")}, "card.svg is not a picture or a PDF."),
    ],
)
def test_a_credential_that_cannot_be_is_named_kept_and_not_saved(
    app: Flask, credentialing: FlaskClient, wrong: dict[str, Any], says: str
) -> None:
    key = person(app)
    card = holds(app, key)
    seen = seen_on(credentialing.get(f"/credentials/{key}/{card}").text)
    for path in (f"/credentials/{key}/new", f"/credentials/{key}/{card}"):
        given = {**CARD, "body": "a body kept", "seen": seen, **wrong}
        if isinstance(file := given.get("card"), tuple):
            given["card"] = (io.BytesIO(file[0]), file[1])
        with nothing_saved(app):
            answer = credentialing.post(path, data=given)
        refused(answer, says)
        assert 'value="a body kept"' in answer.text


def test_a_resume_is_not_taken_for_a_card(app: Flask, credentialing: FlaskClient) -> None:
    key = person(app)
    with app.app_context(), saving() as session:
        candidate = candidates.by_public_id(session, key)
        assert candidate
        make_document(session, candidate, "%PDF-1.4 a resume")
    with nothing_saved(app):
        answer = credentialing.post(
            f"/credentials/{key}/new", data={**CARD, "card": (io.BytesIO(b"%PDF-1.4 a resume"), "cv.pdf")}
        )
    refused(answer, "cv.pdf is in the record already as a resume.")


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"source": ""}, "Write who was asked"),
        ({"source": LONG}, "Who was asked has 10,000 characters; 300 fit."),
        ({"method": ""}, "Choose how the issuer was asked"),
        ({"result": "maybe"}, "The answer: “maybe” is not one of the choices."),
    ],
)
def test_an_answer_that_cannot_be_is_named_kept_and_not_saved(
    app: Flask, credentialing: FlaskClient, wrong: dict[str, str], says: str
) -> None:
    key = person(app)
    card = holds(app, key)
    given = {"source": "a source kept", "method": "phone", "result": "ok", **wrong}
    with nothing_saved(app):
        answer = credentialing.post(f"/credentials/{key}/{card}/verify", data=given)
    refused(answer, says)
    assert ('value="a source kept"' in answer.text) is ("source" not in wrong)


def test_a_correction_on_an_older_page_says_what_changed(app: Flask, credentialing: FlaskClient) -> None:
    """The row on the page stands no more: its address is gone, and the page of the person shows what stands."""
    key = person(app)
    card = holds(app, key)
    seen = seen_on(credentialing.get(f"/credentials/{key}/{card}").text)
    assert credentialing.post(f"/credentials/{key}/{card}", data={**CARD, "seen": seen}).status_code == 303
    with nothing_saved(app):
        late = credentialing.post(f"/credentials/{key}/{card}", data={**CARD, "number": "kept 77", "seen": seen})
    refused(late, "Number is now “N-1234”.", 409)
    assert 'value="kept 77"' in late.text
    again = credentialing.post(
        re.search(r'<form class="form-card[^>]* action="([^"#]+)', late.text)[1],  # type: ignore[index]
        data={**CARD, "number": "kept 77", "seen": seen_on(late.text)},
    )
    assert again.status_code == 303 and current(app, key)[0].number == "kept 77"


def test_another_persons_card_and_document_are_no_pages(app: Flask, credentialing: FlaskClient) -> None:
    mine, other = person(app), person(app, "Bo Quill")
    card = holds(app, other)
    with app.app_context(), saving() as session:
        candidate = candidates.by_public_id(session, other)
        assert candidate
        paper = make_document(session, candidate, "their resume").public_id
    assert credentialing.get(f"/credentials/{mine}/{card}").status_code == 404
    assert credentialing.get(f"/credentials/{mine}/documents/{paper}").status_code == 404
    assert credentialing.get(f"/credentials/{other}/documents/{paper}").status_code == 200
    for act, data in (("verify", ANSWER), ("revoke", {"reason": "x"}), ("confirm", {})):
        with nothing_saved(app):
            assert credentialing.post(f"/credentials/{mine}/{card}/{act}", data=data).status_code == 404


@pytest.mark.parametrize(("role", "sees"), [("recruiter", 200), ("admin", 200), ("facility", 404), ("candidate", 404)])
def test_recruiters_see_and_enter_but_only_credentialing_verifies(
    app: Flask, sign_in: SignIn, role: str, sees: int
) -> None:
    key = person(app)
    card = holds(app, key)
    client = sign_in(role)
    assert client.get(f"/credentials/{key}").status_code == sees
    assert client.get(f"/credentials/{key}/new").status_code == sees
    with nothing_saved(app):
        assert client.post(f"/credentials/{key}/{card}/verify", data=ANSWER).status_code == 404
    if sees == 404:
        with app.app_context(), saving() as session:
            candidate = candidates.by_public_id(session, key)
            assert candidate
            paper = make_document(session, candidate, "resume").public_id
        assert client.get(f"/credentials/{key}/documents/{paper}").status_code == 404


def test_names_and_numbers_in_any_script_are_kept_as_written(app: Flask, credentialing: FlaskClient) -> None:
    key = person(app, STRANGE)
    assert credentialing.post(f"/credentials/{key}/new", data={**CARD, "number": "№ ٣٤ 🌿"}).status_code == 303
    page = credentialing.get(f"/credentials/{key}").text
    assert STRANGE in page and "№ ٣٤ 🌿" in page


def test_a_verification_is_one_row_with_who_how_and_what(app: Flask, credentialing: FlaskClient) -> None:
    key = person(app)
    card = holds(app, key)
    credentialing.post(f"/credentials/{key}/{card}/verify", data={**ANSWER, "method": "phone"})
    with app.app_context():
        row = db.session.scalars(select(Verification)).one()
        me = by_email(db.session, "credentialing@agency.example")
        assert me and (row.by, row.source, row.method, row.result) == (me.id, "NHA look-up page", "phone", "ok")
        assert not db.session.scalars(select(Document)).all()
