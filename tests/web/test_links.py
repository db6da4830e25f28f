"""One-time links through HTTP: made and shown once, opened without changing anything, used once, on both databases."""

from __future__ import annotations

import html
import re
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from models import Candidate, CandidateIdentity, FacilityMember, Invite, User
from models.invite import sha_of
from models.user import ROLES, by_email
from tests.builders import make_facility, make_person
from tests.web.bad_input import nothing_saved, refused
from tests.web.conftest import PASSWORD, SignIn
from web.db import db, saving
from web.services.invite import LASTS

CHOSEN = "lantern quarry violet"
NEW = {"password": CHOSEN, "again": CHOSEN}


def link_on(page: str) -> str:
    """The path of the link a page shows."""
    found = re.search(r"<textarea[^>]*>http://localhost(/links/[^<]+)</textarea>", page)
    assert found, page
    return found[1]


def account(app: Flask, email: str) -> User:
    with app.app_context():
        found = by_email(db.session, email)
        assert found
        return found


def new_link(app: Flask, admin: FlaskClient, email: str) -> str:
    answer = admin.post(f"/accounts/{account(app, email).public_id}/link")
    assert answer.status_code == 201
    return link_on(answer.text)


def signs_in(app: Flask, email: str, password: str) -> bool:
    return app.test_client().post("/sign-in", data={"email": email, "password": password}).status_code == 303


@pytest.mark.parametrize("role", [role for role in ROLES if role != "candidate"])
def test_whom_the_admin_invites_chooses_a_password_and_is_at_home(
    app: Flask, admin: FlaskClient, facility: str, role: str
) -> None:
    given = {"name": "Ines Varga", "email": "ines@agency.example", "role": role, "sites": [facility]}
    answer = admin.post("/accounts/new", data=given)
    assert answer.status_code == 201 and answer.headers["Cache-Control"] == "no-store"
    path = link_on(answer.text)
    assert account(app, "ines@agency.example").password is None
    assert not signs_in(app, "ines@agency.example", CHOSEN)
    ines = app.test_client()
    page = ines.get(path)
    assert page.status_code == 200 and "Ines Varga" in page.text and "ines@agency.example" in page.text
    joined = ines.post(path, data=NEW)
    assert joined.status_code == 303 and ines.get(joined.location).status_code == 200
    assert ines.get("/account").text.count("Ines Varga") and signs_in(app, "ines@agency.example", CHOSEN)
    with app.app_context():
        spoken_for = db.session.scalars(select(FacilityMember.user_id)).all()
    assert bool(spoken_for) == (role == "facility")


def test_only_the_hash_of_a_link_is_kept(app: Flask, admin: FlaskClient) -> None:
    token = new_link(app, admin, "recruiter@agency.example").removeprefix("/links/")
    with app.app_context():
        kept = db.session.scalars(select(Invite)).one()
    assert kept.token_sha == sha_of(token) and token not in repr(vars(kept)) and kept.purpose == "reset"
    assert timedelta(days=6) < kept.expires_at - datetime.now(UTC) <= LASTS


def test_looking_at_a_link_changes_nothing(app: Flask, admin: FlaskClient) -> None:
    path = new_link(app, admin, "recruiter@agency.example")
    for _ in range(3):
        assert app.test_client().get(path).status_code == 200
        assert app.test_client().head(path).status_code == 200
    assert signs_in(app, "recruiter@agency.example", PASSWORD)
    assert app.test_client().post(path, data=NEW).status_code == 303


def test_a_reset_ends_the_old_password_and_every_session(app: Flask, admin: FlaskClient, sign_in: SignIn) -> None:
    recruiter = sign_in("recruiter")
    path = new_link(app, admin, "recruiter@agency.example")
    assert recruiter.get("/account").status_code == 200  # until the link is used
    assert app.test_client().post(path, data=NEW).status_code == 303
    assert recruiter.get("/account").status_code == 303
    assert signs_in(app, "recruiter@agency.example", CHOSEN)
    assert not signs_in(app, "recruiter@agency.example", PASSWORD)


def test_whoever_was_signed_in_at_the_screen_is_not_any_more(app: Flask, admin: FlaskClient, sign_in: SignIn) -> None:
    path, screen = new_link(app, admin, "recruiter@agency.example"), sign_in("facility")
    assert "Recruiter Person" in screen.get(path).text
    assert screen.post(path, data=NEW).status_code == 303
    assert "recruiter@agency.example" in screen.get("/account").text


def spoil(app: Flask, admin: FlaskClient, path: str, how: str) -> str:
    """The link, once it is good no longer."""
    if how == "used":
        assert app.test_client().post(path, data=NEW).status_code == 303
    elif how == "withdrawn":
        new_link(app, admin, "recruiter@agency.example")
    elif how == "closed":
        here = account(app, "recruiter@agency.example").public_id
        assert admin.post(f"/accounts/{here}/active", data={"to": "closed"}).status_code == 303
    elif how == "expired":
        with app.app_context(), saving() as session:
            session.execute(update(Invite).values(expires_at=datetime.now(UTC) - timedelta(seconds=1)))
    return "/links/wrong" if how == "wrong" else path


@pytest.mark.parametrize("how", ["wrong", "used", "withdrawn", "closed", "expired"])
def test_a_link_that_is_good_no_longer_says_the_same_whatever_became_of_it(
    app: Flask, admin: FlaskClient, how: str
) -> None:
    path = spoil(app, admin, new_link(app, admin, "recruiter@agency.example"), how)
    before = account(app, "recruiter@agency.example").password
    pages = [app.test_client().get(path), app.test_client().post(path, data=NEW)]
    assert [page.status_code for page in pages] == [404, 404] and pages[0].text == pages[1].text
    assert "This link does not work" in pages[0].text and "Recruiter Person" not in pages[0].text
    assert pages[0].text == app.test_client().get("/links/another").text
    assert account(app, "recruiter@agency.example").password == before


def test_of_two_who_use_a_link_at_once_one_wins(both: Flask) -> None:
    admin = both.test_client()
    admin.post("/sign-in", data={"email": "admin@agency.example", "password": PASSWORD})
    path = new_link(both, admin, "recruiter@agency.example")
    passwords = [f"lantern quarry violet {n}" for n in range(4)]
    with ThreadPoolExecutor(4) as at_once:
        answers = at_once.map(
            lambda words: both.test_client().post(path, data={"password": words, "again": words}), passwords
        )
        told = [answer.status_code for answer in answers]
    assert sorted(told) == [303, 404, 404, 404]
    right = [words for words in passwords if signs_in(both, "recruiter@agency.example", words)]
    assert right == [passwords[told.index(303)]]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ("ninechars", "needs at least 10 characters"),
        ("", "needs at least 10 characters"),
        ("x" * 201, "At most 200 characters fit"),
        ("a\0long password", "not one that people type"),
        ("recruiter@agency.example", "among the first that somebody would try"),
        ("Recruiter Person 2026", "among the first that somebody would try"),
        ("personrecruiter", "among the first that somebody would try"),
        ("Password1234!", "among the first that somebody would try"),
        ("passwordpassword", "among the first that somebody would try"),
        ("1234567890", "among the first that somebody would try"),
        ("qwertyuiop", "among the first that somebody would try"),
        ("aaaaaaaaaaaa", "among the first that somebody would try"),
    ],
)
def test_a_password_that_will_not_do_is_said_and_the_link_stays_good(
    app: Flask, admin: FlaskClient, words: str, says: str
) -> None:
    path = new_link(app, admin, "recruiter@agency.example")
    with nothing_saved(app):
        answer = app.test_client().post(path, data={"password": words, "again": words})
    refused(answer, says)
    assert not words or f'value="{html.escape(words)}"' not in answer.text or "@" in words
    refused(app.test_client().post(path, data={**NEW, "again": "other words here"}), "The two passwords differ")
    assert signs_in(app, "recruiter@agency.example", PASSWORD)
    assert app.test_client().post(path, data=NEW).status_code == 303


@pytest.mark.parametrize("words", ["lantern quarry violet", "8301945726", "Zoë läuft 3 Meilen", "!@#$%^&*()_+{}"])
def test_a_password_that_will_do_is_taken(app: Flask, admin: FlaskClient, words: str) -> None:
    path = new_link(app, admin, "recruiter@agency.example")
    assert app.test_client().post(path, data={"password": words, "again": words}).status_code == 303
    assert signs_in(app, "recruiter@agency.example", words)


def test_a_form_of_another_site_sets_no_password(app: Flask, admin: FlaskClient) -> None:
    path = new_link(app, admin, "recruiter@agency.example")
    app.config["WTF_CSRF_ENABLED"] = True
    assert app.test_client().post(path, data=NEW).status_code == 400
    app.config["WTF_CSRF_ENABLED"] = False
    assert not signs_in(app, "recruiter@agency.example", CHOSEN)


def person(app: Flask, name: str, email: str | None) -> str:
    with app.app_context(), saving() as session:
        made = make_person(session, name)
        session.get_one(CandidateIdentity, made.id).email = email
        return made.public_id


def test_a_candidate_is_invited_from_her_record_and_reaches_it(app: Flask, recruiter: FlaskClient) -> None:
    key = person(app, "Ana Reyes", "ana@example.org")
    assert f"/candidates/{key}/invite" in recruiter.get(f"/candidates/{key}").text
    assert "ana@example.org" in recruiter.get(f"/candidates/{key}/invite").text
    path = link_on(recruiter.post(f"/candidates/{key}/invite").text)
    ana = app.test_client()
    assert ana.post(path, data=NEW).status_code == 303
    with app.app_context():
        found = by_email(db.session, "ana@example.org")
        assert found and found.role == "candidate"
        assert db.session.get_one(Candidate, found.candidate_id).public_id == key
    again = recruiter.post(f"/candidates/{key}/invite")  # a reset now, for the same account
    assert "another password" in again.text and ana.get("/account").status_code == 200
    assert app.test_client().post(link_on(again.text), data=NEW).status_code == 303
    assert ana.get("/account").status_code == 303


def test_who_has_no_email_or_one_of_somebody_elses_is_not_invited(app: Flask, recruiter: FlaskClient) -> None:
    nobody = person(app, "Ana Reyes", None)
    whose = {"Admin": "of the agency", "facility": "of a facility", "candidate": "without a record here"}
    taken = {person(app, "Bo Quill", f"{role}@agency.example"): says for role, says in whose.items()}
    with nothing_saved(app):
        refused(recruiter.post(f"/candidates/{nobody}/invite"), "No email is known")
        for key, says in taken.items():
            refused(recruiter.post(f"/candidates/{key}/invite"), f"Somebody {says} signs in with this email")


def test_who_registered_with_the_email_of_a_record_is_named_and_the_link_works_once_merged(
    app: Flask, recruiter: FlaskClient
) -> None:
    held = person(app, "Ana Reyes", "ana@example.org")
    registered = {"name": "Ana M. Reyes", "email": "Ana@example.org", "phone": "", **NEW}
    assert app.test_client().post("/register", data=registered).status_code == 303
    with app.app_context():
        user = by_email(db.session, "ana@example.org")
        assert user
        other = db.session.get_one(Candidate, user.candidate_id).public_id
    answer = recruiter.post(f"/candidates/{held}/invite")
    refused(answer, "Ana M. Reyes, who is possibly the same person, signs in with this email already")
    compare = f"/candidates/{held}/same/{other}"
    assert (
        f'href="{compare}"' in answer.text and "Make the link" not in recruiter.get(f"/candidates/{held}/invite").text
    )
    assert recruiter.post(compare).status_code == 303
    path = link_on(recruiter.post(f"/candidates/{held}/invite").text)
    assert app.test_client().post(path, data=NEW).status_code == 303


@pytest.mark.parametrize("role", ["credentialing", "facility", "candidate"])
def test_nobody_else_makes_links(app: Flask, sign_in: SignIn, role: str) -> None:
    key, client = person(app, "Ana Reyes", "ana@example.org"), sign_in(role)
    with nothing_saved(app):
        assert client.get(f"/candidates/{key}/invite").status_code == 404
        assert client.post(f"/candidates/{key}/invite").status_code == 404


def test_whom_a_facility_person_speaks_for_is_said_and_changed(app: Flask, admin: FlaskClient, facility: str) -> None:
    given = {"name": "Fay Cole", "email": "fay@clinic.example", "role": "facility"}
    with nothing_saved(app):
        refused(admin.post("/accounts/new", data=given), "Choose at least one facility")
        refused(admin.post("/accounts/new", data={**given, "sites": ["nowhere"]}), "is not one of the choices")
    assert admin.post("/accounts/new", data={**given, "sites": [facility]}).status_code == 201
    here = account(app, "fay@clinic.example").public_id
    assert f'value="{facility}" checked' in admin.get(f"/accounts/{here}/sites").text
    with app.app_context(), saving() as session:
        other = make_facility(session, name="Quill Lane Clinic").public_id
    refused(admin.post(f"/accounts/{here}/sites", data={"csrf_token": ""}), "Choose at least one facility")
    assert admin.post(f"/accounts/{here}/sites", data={"sites": [other]}).status_code == 303
    page = admin.get("/accounts").text
    assert "Quill Lane Clinic" in page and "Harbor Clinic" not in page
    recruiter = account(app, "recruiter@agency.example").public_id
    assert admin.get(f"/accounts/{recruiter}/sites").status_code == 404


def test_the_command_line_lets_the_first_admin_in_and_anybody_who_lost_the_password(app: Flask) -> None:
    run = app.test_cli_runner().invoke
    made = run(args=["accounts", "invite", "first@agency.example", "--name", "Ines Varga"])
    assert made.exit_code == 0, made.output
    path = made.stdout.strip()
    assert app.test_client().post(path, data=NEW).status_code == 303
    assert account(app, "first@agency.example").role == "admin" and signs_in(app, "first@agency.example", CHOSEN)
    again = run(args=["accounts", "invite", "recruiter@agency.example"])
    assert app.test_client().post(again.stdout.strip(), data=NEW).status_code == 303
    assert account(app, "recruiter@agency.example").role == "recruiter"
    with nothing_saved(app):
        for wrong in (["nobody@agency.example"], ["no address", "--name", "Ines"]):
            refused_one = run(args=["accounts", "invite", *wrong])
            assert refused_one.exit_code == 2 and "Traceback" not in refused_one.output


def test_no_log_holds_the_secret_of_a_link(app: Flask, admin: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    path = new_link(app, admin, "recruiter@agency.example")
    app.config["WTF_CSRF_ENABLED"] = True
    with caplog.at_level("INFO"):
        assert app.test_client().post(path, data=NEW).status_code == 400
    assert "/links/..." in caplog.text and path not in caplog.text
