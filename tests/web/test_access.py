"""Who may open what, asked of every route in every role: the table of web/permissions.py, held through HTTP."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.routing import Rule

from models import schema  # noqa: F401 - every table is known
from models.base import Base
from models.user import ROLES
from tests.builders import make_facility, make_opening
from tests.web.conftest import SignIn
from tests.web.small_agency import Agency
from web.db import db, saving
from web.permissions import ANYONE, PERMISSIONS, SIGNED_IN, allowed
from web.reach import OWN_ONLY

STRANGER = None
#: Values of an address that name nobody's record.
NOBODY = {"public_id": "nobody", "key": "nobody", "document": "nothing", "credential": "nothing", "kind": "job"}
NOBODY |= {"section": "skills", "slug": "nowhere", "level": "facility", "where": "nowhere", "filename": "base.css"}


def routes(app: Flask) -> Iterator[tuple[Rule, str]]:
    """(rule, method) of everything that can be asked for."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield rule, method


def address(app: Flask, rule: Rule, values: dict[str, str]) -> str:
    given = {name: 0 if name in ("fact", "number") else values.get(name, "nobody") for name in rule.arguments}
    with app.test_request_context():
        built = rule.build(given)
    assert built, rule
    return str(built[1])


def rows(app: Flask) -> dict[str, int]:
    """Rows of every table."""
    with app.app_context():
        counts = {
            table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
            for table in Base.metadata.sorted_tables
        }
        db.session.rollback()
    return counts


@dataclass(frozen=True)
class Records:
    """Public ids that are there."""

    opening: str
    facility: str
    candidate: str

    def values(self, rule: Rule) -> dict[str, str]:
        nouns = {"openings": self.opening, "facilities": self.facility}
        named = next((found for noun, found in nouns.items() if noun in rule.rule), self.candidate)
        return {**NOBODY, "public_id": named, "key": self.candidate}


@pytest.fixture
def theirs(app: Flask, agency: Agency) -> Records:
    """Records of nobody who signs in: Ana, and a clinic of its own with an opening."""
    with app.app_context(), saving() as session:
        clinic = make_facility(session, name="Elsewhere Clinic")
        opening = make_opening(session, clinic, status="draft")  # an open one is any candidate's to read
        return Records(opening.public_id, clinic.public_id, agency.people["Ana"])


def test_every_route_has_its_row_and_every_row_its_route(app: Flask) -> None:
    assert {rule.endpoint for rule, _ in routes(app)} == set(PERMISSIONS)


@pytest.mark.parametrize("there", [False, True], ids=["nobody's record", "another's record"])
def test_who_may_not_is_told_there_is_no_such_page_and_changes_nothing(
    app: Flask, theirs: Records, client: FlaskClient, sign_in: SignIn, there: bool
) -> None:
    """A stranger is sent to sign in; a role that may not gets the 404 of a page that does not exist; no row comes or goes.

    So does a candidate or a facility at the record of somebody else, on the pages that are theirs for their own.
    """
    clients: dict[str | None, FlaskClient] = {STRANGER: client, **{role: sign_in(role) for role in ROLES}}
    before = rows(app)
    refused = 0
    for (rule, method), (role, visitor) in itertools.product(routes(app), clients.items()):
        elsewhere = role in OWN_ONLY and rule.arguments and PERMISSIONS[rule.endpoint] not in (ANYONE, SIGNED_IN)
        if allowed(rule.endpoint, role) and not elsewhere:
            continue
        values = theirs.values(rule) if there else NOBODY
        answer = visitor.open(
            address(app, rule, values), method=method, data={"name": "x"} if method == "POST" else None
        )
        what = f"{method} {rule.rule} as {role or 'a stranger'}"
        if role is STRANGER:
            assert answer.status_code == 303 and answer.location.startswith("/sign-in"), what
        elif rule.rule == "/":  # the bare address leads everybody to the first page of their role
            assert answer.status_code == 303 and answer.location == "/home", what
        else:
            assert answer.status_code == 404, what
        refused += 1
    assert refused > 150
    assert rows(app) == before


def test_who_may_gets_an_answer_and_never_an_error_of_ours(app: Flask, theirs: Records, sign_in: SignIn) -> None:
    """Every page that is read, in every role that may, for a record that is there and one that is not."""
    for role in ROLES:
        visitor = sign_in(role)
        for rule, method in routes(app):
            if method != "GET" or not allowed(rule.endpoint, role) or rule.endpoint == "health.ready":
                continue
            for values in (NOBODY, theirs.values(rule)):
                answer = visitor.get(address(app, rule, values))
                assert answer.status_code in (200, 303, 404), f"{rule.rule} as {role}: {answer.status_code}"
            if not rule.arguments and PERMISSIONS[rule.endpoint] != ANYONE:
                assert answer.status_code in (200, 303), f"{rule.rule} as {role}: {answer.status_code}"


def test_a_post_to_nobodys_record_is_not_found_and_changes_nothing(app: Flask, agency: Agency, sign_in: SignIn) -> None:
    before = rows(app)
    tried = 0
    for role in ROLES:
        visitor = sign_in(role)
        for rule, method in routes(app):
            if method == "POST" and rule.arguments and allowed(rule.endpoint, role):
                answer = visitor.post(address(app, rule, NOBODY), data={"name": "x"})
                assert answer.status_code == 404, f"{rule.rule} as {role}: {answer.status_code}"
                tried += 1
    assert tried > 30
    assert rows(app) == before
