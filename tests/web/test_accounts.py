"""Accounts through HTTP: only the admin's, closed accounts locked out. Their links: test_links.py."""

from __future__ import annotations

import html

import pytest
from flask import Flask
from flask.testing import FlaskClient

from models.user import ROLES
from tests.web.bad_input import LONG, STRANGE, nothing_saved, refused
from tests.web.conftest import PASSWORD, SignIn
from tests.web.test_links import account, link_on, signs_in
from web.words import t

INES = {"name": "Ines Varga", "email": "ines@agency.example", "role": "credentialing"}


def test_an_account_is_made_without_a_password_and_listed_as_invited(app: Flask, admin: FlaskClient) -> None:
    assert admin.post("/accounts/new", data=INES).status_code == 201
    made = account(app, INES["email"])
    assert made.role == "credentialing" and made.password is None
    page = admin.get("/accounts").text
    assert "Ines Varga" in page and "Invited until" in page


def test_what_each_role_sees_is_said_where_a_role_is_chosen(admin: FlaskClient) -> None:
    for address in ("/accounts", "/accounts/new"):
        page = admin.get(address).text
        assert [role for role in ROLES if str(t(f"accounts.sees.{role}")) not in html.unescape(page)] == []


def test_a_closed_account_is_signed_out_and_cannot_sign_in_until_it_is_opened(
    app: Flask, admin: FlaskClient, sign_in: SignIn
) -> None:
    recruiter, here = sign_in("recruiter"), account(app, "recruiter@agency.example").public_id
    assert admin.post(f"/accounts/{here}/active", data={"to": "closed"}).status_code == 303
    assert recruiter.get("/account").status_code == 303
    assert not signs_in(app, "recruiter@agency.example", PASSWORD)
    assert admin.post(f"/accounts/{here}/active", data={"to": "open"}).status_code == 303
    assert signs_in(app, "recruiter@agency.example", PASSWORD)


def test_a_closed_account_gets_no_link(app: Flask, admin: FlaskClient) -> None:
    here = account(app, "recruiter@agency.example").public_id
    assert admin.post(f"/accounts/{here}/active", data={"to": "closed"}).status_code == 303
    with nothing_saved(app):
        refused(admin.post(f"/accounts/{here}/link"), "This account is closed")


def test_a_link_made_before_an_account_was_closed_opens_nothing_once_it_is_opened_again(
    app: Flask, admin: FlaskClient
) -> None:
    here = f"/accounts/{account(app, 'recruiter@agency.example').public_id}"
    path = link_on(admin.post(f"{here}/link").text)
    for to in ("closed", "open"):
        assert admin.post(f"{here}/active", data={"to": to}).status_code == 303
    assert app.test_client().get(path).status_code == 404


def test_an_admin_does_not_close_the_account_in_use(app: Flask, admin: FlaskClient) -> None:
    here = account(app, "admin@agency.example").public_id
    with nothing_saved(app):
        answer = admin.post(f"/accounts/{here}/active", data={"to": "closed"})
    assert answer.status_code == 422 and "closed by another admin" in answer.text
    assert account(app, "admin@agency.example").active


@pytest.mark.parametrize(
    ("given", "field", "sentence"),
    [
        ({"name": " "}, "name", "Write the person&#39;s name"),
        ({"name": LONG}, "name", "Name has 10,000 characters; 200 fit."),
        ({"email": ""}, "email", "Write the email the person signs in with"),
        ({"email": "ines"}, "email", "“ines” is not an email address"),
        ({"email": "<b>@x.yz"}, "email", "“&lt;b&gt;@x.yz” is not an email address"),
        ({"email": "Recruiter@Agency.example"}, "email", "Somebody signs in with this email already"),
        ({"role": ""}, "role", "Choose the role"),
        ({"role": "candidate"}, "role", "“candidate” is not one of the choices"),
        ({"role": "owner"}, "role", "“owner” is not one of the choices"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nobody_is_made(
    app: Flask, admin: FlaskClient, given: dict[str, str], field: str, sentence: str
) -> None:
    with nothing_saved(app):
        answer = admin.post("/accounts/new", data={**INES, **given})
        assert answer.status_code == 422
    assert answer.text.count(sentence) == 2 and f'href="#{field}"' in answer.text


def test_names_in_any_script_are_kept(app: Flask, admin: FlaskClient) -> None:
    assert admin.post("/accounts/new", data={**INES, "name": STRANGE}).status_code == 201
    assert account(app, INES["email"]).name == STRANGE


@pytest.mark.parametrize("role", ["recruiter", "credentialing", "facility", "candidate"])
def test_nobody_else_sees_or_changes_accounts(app: Flask, sign_in: SignIn, role: str) -> None:
    client, here = sign_in(role), account(app, "admin@agency.example").public_id
    with nothing_saved(app):
        assert client.get("/accounts").status_code == 404
        assert client.post("/accounts/new", data=INES).status_code == 404
        assert client.post(f"/accounts/{here}/link").status_code == 404
        assert client.post(f"/accounts/{here}/active", data={"to": "closed"}).status_code == 404
    assert signs_in(app, "admin@agency.example", PASSWORD)


def test_unknown_accounts_wrong_words_and_missing_keys_change_nothing(app: Flask, admin: FlaskClient) -> None:
    here = account(app, "recruiter@agency.example").public_id
    with nothing_saved(app):
        assert admin.post("/accounts/nobody/link").status_code == 404
        assert admin.post(f"/accounts/{here}/active", data={"to": "gone"}).status_code == 400
        app.config["WTF_CSRF_ENABLED"] = True
        assert admin.post("/accounts/new", data=INES).status_code == 400
        assert admin.post(f"/accounts/{here}/link").status_code == 400
    assert account(app, "recruiter@agency.example").active and signs_in_without_key(app)


def signs_in_without_key(app: Flask) -> bool:
    app.config["WTF_CSRF_ENABLED"] = False
    return signs_in(app, "recruiter@agency.example", PASSWORD)
