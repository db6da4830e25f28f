"""The frame every page stands in: settings, who may open what, the one commit, headers, errors."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from models.user import ROLES, User, by_email
from tests.web.conftest import PASSWORD, TODAY, SignIn, make_app
from web import create_app, permissions
from web.config import SettingError, database_engine, today
from web.db import db, saving

STRONG = "k3J9-fQ2x_7Lm0zRt8Wv5Yc1Nb4Hd6Gs"


def without_code(page: str) -> str:
    """An error page without its code, which is drawn anew each time, and without the address searched for."""
    return re.sub(r"<b>[A-Z2-9]{4}-[A-Z2-9]{2}</b>", "", page)


def without_key(page: str) -> str:
    return re.sub(r'name="csrf_token" value="[^"]*"', "", page)


def server_environment(monkeypatch: pytest.MonkeyPatch, **given: str) -> None:
    for name in ("PLACEWELL_SECRET_KEY", "PLACEWELL_DEMO", "PLACEWELL_TODAY", "DATABASE_URL", "FLASK_RUN_FROM_CLI"):
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ({}, "PLACEWELL_SECRET_KEY is missing"),
        ({"PLACEWELL_SECRET_KEY": "secret"}, "PLACEWELL_SECRET_KEY is weak"),
        ({"PLACEWELL_SECRET_KEY": "a" * 64}, "PLACEWELL_SECRET_KEY is weak"),
        ({"PLACEWELL_SECRET_KEY": STRONG, "PLACEWELL_TODAY": "2026-11-24"}, "PLACEWELL_TODAY moves the clock"),
        ({"PLACEWELL_SECRET_KEY": STRONG, "PLACEWELL_DEMO": "1", "PLACEWELL_TODAY": "soon"}, "PLACEWELL_TODAY=soon"),
        ({"PLACEWELL_SECRET_KEY": STRONG, "PLACEWELL_DEMO": "no"}, "PLACEWELL_DEMO=no is neither 1 nor 0"),
        ({"PLACEWELL_SECRET_KEY": "secret", "PLACEWELL_DEMO": "False"}, "PLACEWELL_SECRET_KEY is weak"),
    ],
)
def test_a_setting_that_cannot_be_run_with_ends_in_one_line(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, given: dict[str, str], line: str
) -> None:
    server_environment(monkeypatch, DATABASE_URL=f"sqlite:///{tmp_path / 'a.db'}", **given)
    with pytest.raises(SettingError) as refused:
        create_app()
    assert str(refused.value).startswith(line) and "\n" not in str(refused.value)


def test_the_environment_sets_the_application(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    server_environment(
        monkeypatch,
        DATABASE_URL="postgres://u:p@localhost/placewell",
        PLACEWELL_SECRET_KEY=STRONG,
        PLACEWELL_DEMO="1",
        PLACEWELL_TODAY="2026-11-24",
        PLACEWELL_AGENCY="Tern Lane Staffing",
    )
    app = create_app()
    assert app.config["SQLALCHEMY_ENGINES"] == {"default": "postgresql://u:p@localhost/placewell"}
    assert app.config["AGENCY"] == "Tern Lane Staffing"
    with app.app_context():
        assert today() == date(2026, 11, 24)


def test_every_route_has_a_row_in_the_permission_table(app: Flask) -> None:
    assert {rule.endpoint for rule in app.url_map.iter_rules()} == set(permissions.PERMISSIONS)


def test_every_row_names_known_roles_only() -> None:
    for endpoint, roles in permissions.PERMISSIONS.items():
        assert roles and roles <= {*ROLES, "anyone"}, endpoint


def test_a_route_missing_from_the_table_is_refused_to_everybody(app: Flask, sign_in: SignIn) -> None:
    app.add_url_rule("/secret", "secret.show", lambda: "told")
    assert app.test_client().get("/secret").status_code == 404
    assert sign_in("admin").get("/secret").status_code == 404


def test_a_forbidden_page_and_a_missing_page_say_the_same(app: Flask, sign_in: SignIn) -> None:
    permissions.PERMISSIONS["forbidden.show"] = frozenset({"admin"})
    try:
        app.add_url_rule("/forbidden", "forbidden.show", lambda: "told")
        candidate = sign_in("candidate")
        forbidden, missing = candidate.get("/forbidden"), candidate.get("/nowhere")
        assert forbidden.status_code == missing.status_code == 404
        assert without_key(without_code(forbidden.text)) == without_key(without_code(missing.text))
        assert sign_in("admin").get("/forbidden").text == "told"
    finally:
        del permissions.PERMISSIONS["forbidden.show"]


def test_a_stranger_is_sent_to_sign_in_and_comes_back(client: FlaskClient) -> None:
    answer = client.get("/account?tab=1")
    assert answer.status_code == 303
    assert answer.location == "/sign-in?next=/account?tab%3D1"
    answer = client.post(answer.location, data={"email": "recruiter@agency.example", "password": PASSWORD})
    assert (answer.status_code, answer.location) == (303, "/account?tab=1")


@pytest.mark.parametrize("next_page", ["//evil.example/", "https://evil.example/", "/\\evil.example", "evil"])
def test_signing_in_never_leads_to_another_site(client: FlaskClient, next_page: str) -> None:
    answer = client.post(
        "/sign-in", query_string={"next": next_page}, data={"email": "recruiter@agency.example", "password": PASSWORD}
    )
    assert answer.status_code == 303 and "evil" not in answer.location


@pytest.mark.parametrize(
    ("role", "asked"), [("facility", "/openings"), ("recruiter", "/sign-out"), ("admin", "/nowhere")]
)
def test_signing_in_leads_to_a_page_that_opens(client: FlaskClient, role: str, asked: str) -> None:
    given = {"email": f"{role}@agency.example", "password": PASSWORD}
    answer = client.post("/sign-in", query_string={"next": asked}, data=given)
    assert answer.status_code == 303 and client.get(answer.location).status_code == 200
    assert client.get("/sign-in", query_string={"next": asked}).location == answer.location


@pytest.mark.parametrize(("field", "label"), [("email", "Email"), ("password", "Password")])
def test_an_endless_email_or_password_is_said_at_its_field(client: FlaskClient, field: str, label: str) -> None:
    answer = client.post("/sign-in", data={"email": "a@b.example", "password": "x", field: "x" * 10_000})
    assert answer.status_code == 422 and f"{label}: at most" in answer.text


@pytest.mark.parametrize("role", ROLES)
def test_every_role_signs_in_and_reaches_its_first_page(sign_in: SignIn, role: str) -> None:
    client = sign_in(role)
    page = client.get("/home", follow_redirects=True)
    assert page.status_code == 200 and f"{role.title()} Person" in page.text


def test_an_unknown_user_and_a_wrong_password_read_the_same(client: FlaskClient) -> None:
    wrong = client.post("/sign-in", data={"email": "recruiter@agency.example", "password": "not it"})
    unknown = client.post("/sign-in", data={"email": "nobody@agency.example", "password": "not it"})
    assert wrong.status_code == unknown.status_code == 422
    assert without_key(wrong.text).replace("recruiter@", "nobody@") == without_key(unknown.text)
    assert "The email and the password do not belong together" in wrong.text
    assert 'id="errors"' in wrong.text and "<title>Error: Sign in" in wrong.text and "not it" not in wrong.text
    assert 'value="recruiter@agency.example"' in wrong.text


def test_somebody_who_was_put_out_cannot_sign_in(app: Flask, client: FlaskClient, sign_in: SignIn) -> None:
    recruiter = sign_in("recruiter")
    with app.app_context(), saving() as session:
        user = by_email(session, "recruiter@agency.example")
        assert user
        user.active = False
    assert recruiter.get("/account").status_code == 303
    answer = client.post("/sign-in", data={"email": "recruiter@agency.example", "password": PASSWORD})
    assert answer.status_code == 422


def test_signing_out_is_a_post_and_ends_the_session(sign_in: SignIn) -> None:
    client = sign_in("recruiter")
    assert client.get("/sign-out").status_code == 405
    assert client.get("/account").status_code == 200
    assert client.post("/sign-out").location == "/sign-in"
    assert client.get("/account").status_code == 303


def test_a_form_without_its_key_is_a_page_that_says_what_to_do(app: Flask, client: FlaskClient) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    answer = client.post("/sign-in", data={"email": "recruiter@agency.example", "password": PASSWORD})
    assert answer.status_code == 400
    assert "Nothing was saved. Sign in, load the page again, and send it once more." in answer.text
    assert 'value="recruiter@agency.example"' in answer.text and PASSWORD not in answer.text
    assert "Send it once more" not in answer.text  # there is nobody to send it as
    stale = client.post("/sign-in", data={"email": "a@b.example", "password": "x", "csrf_token": "stale"})
    assert stale.status_code == 400


def test_a_body_over_the_limit_is_refused_kindly(client: FlaskClient) -> None:
    answer = client.post("/sign-in", data={"email": "x" * (11 * 1024 * 1024)})
    assert answer.status_code == 413 and "up to 10 MB" in answer.text


def test_an_unexpected_error_shows_a_code_and_saves_nothing(app: Flask, client: FlaskClient) -> None:
    def fail() -> str:
        db.session.add(User(email="half@agency.example", name="Half", role="admin"))
        db.session.flush()
        raise RuntimeError("secret detail")

    permissions.PERMISSIONS["fail"] = permissions.ANYONE
    try:
        app.add_url_rule("/fail", "fail", fail, methods=["POST"])
        answer = client.post("/fail")
    finally:
        del permissions.PERMISSIONS["fail"]
    assert answer.status_code == 500 and "secret detail" not in answer.text
    assert re.search(r"<b>[A-Z2-9]{4}-[A-Z2-9]{2}</b>", answer.text)
    with app.app_context():
        assert by_email(db.session, "half@agency.example") is None


@pytest.mark.parametrize(
    ("method", "status", "kept"), [("POST", 303, True), ("POST", 200, True), ("POST", 422, False), ("GET", 200, False)]
)
def test_only_a_successful_change_is_committed(app: Flask, method: str, status: int, kept: bool) -> None:
    def add() -> tuple[str, int]:
        db.session.add(User(email="new@agency.example", name="New", role="admin"))
        db.session.flush()
        return "", status

    permissions.PERMISSIONS["add"] = permissions.ANYONE
    try:
        app.add_url_rule("/add", "add", add, methods=["GET", "POST"])
        assert app.test_client().open("/add", method=method).status_code == status
    finally:
        del permissions.PERMISSIONS["add"]
    with app.app_context():
        assert (by_email(db.session, "new@agency.example") is not None) is kept


def test_a_rule_of_the_database_broken_at_the_end_answers_409(app: Flask) -> None:
    def add() -> str:
        db.session.add(User(email="Admin@agency.example", name="Second", role="admin"))
        return ""

    permissions.PERMISSIONS["add"] = permissions.ANYONE
    try:
        app.add_url_rule("/add", "add", add, methods=["POST"])
        answer = app.test_client().post("/add")
    finally:
        del permissions.PERMISSIONS["add"]
    assert answer.status_code == 409 and "Somebody changed this meanwhile" in answer.text


@pytest.mark.parametrize("path", ["/sign-in", "/nowhere", "/static/base.css", "/healthz"])
def test_every_answer_carries_the_policy(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; style-src 'self';") and "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_pages_are_kept_by_no_cache_and_files_are(client: FlaskClient) -> None:
    assert client.get("/sign-in").headers["Cache-Control"] == "no-store"
    assert "max-age=3600" in client.get("/static/base.css").headers["Cache-Control"]


def test_the_machine_that_watches_gets_plain_answers(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok"}
    assert client.get("/readyz").json == {"status": "ok"}


def test_everything_on_the_sign_in_page_comes_from_here(client: FlaskClient) -> None:
    page = client.get("/sign-in").text
    addresses = re.findall(r'(?:href|src|action)="([^"#][^"]*)"', page)
    assert len(addresses) > 5 and all(address.startswith("/") for address in addresses)
    assert "style=" not in page and "<script" not in page
    for address in addresses:
        assert client.get(address).status_code == 200, address


def test_today_is_the_day_the_test_says(app: Flask) -> None:
    with app.app_context():
        assert today() == TODAY


def test_a_database_that_does_not_answer_is_said_without_a_page_that_needs_it(tmp_path: Path) -> None:
    app = create_app({"TESTING": True, "DATABASE_URL": f"sqlite:///{tmp_path / 'nowhere' / 'a.db'}"})
    client = app.test_client()
    answer = client.post("/sign-in", data={"email": "a@b.example", "password": "x"})
    assert answer.status_code == 503
    assert client.get("/healthz").status_code == 200
    ready = client.get("/readyz")
    assert (ready.status_code, ready.json) == (503, {"status": "no database"})


def test_a_value_no_column_takes_is_refused_on_both_databases(database_url: str) -> None:
    app = make_app(database_url)
    answer = app.test_client().post("/sign-in", data={"email": "a\x00b@agency.example", "password": "x"})
    assert answer.status_code in (400, 422)
    database_engine(app).dispose()
