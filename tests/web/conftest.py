"""An application on its own SQLite database, and clients signed in as each role."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache, partial
from typing import TYPE_CHECKING, Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_security import hash_password

from models.user import ROLES, User
from tests.builders import make_facility
from tests.conftest import Sqlite
from tests.web.small_agency import Agency, write_small_agency
from web import create_app
from web.config import database_engine
from web.db import saving

if TYPE_CHECKING:
    from tests.web.forwarding import Forwarding

TODAY = date(2026, 11, 24)
PASSWORD = "three plain words"
#: Hashing is slow on purpose, and every test signs in.
CHEAP = {"argon2__time_cost": 1, "argon2__memory_cost": 64, "argon2__parallelism": 1}

SignIn = Callable[[str], FlaskClient]


@cache
def hashed() -> str:
    """As the first application hashes it."""
    return str(hash_password(PASSWORD))


def make_app(url: str, **given: Any) -> Flask:
    """The application on a migrated, empty database, the clock at 24 Nov 2026, one user a role (role@agency.example)."""
    settings = {"TESTING": True, "DATABASE_URL": url, "TODAY": TODAY, "AGENCY": "Tern Lane Staffing"}
    app = create_app({**settings, "WTF_CSRF_ENABLED": False, "SECURITY_PASSWORD_HASH_PASSLIB_OPTIONS": CHEAP, **given})
    with app.app_context(), saving() as session:
        for role in ROLES:
            session.add(
                User(email=f"{role}@agency.example", name=f"{role.title()} Person", role=role, password=hashed())
            )
    return app


@pytest.fixture
def app(sqlite: Sqlite) -> Iterator[Flask]:
    """`make_app` on SQLite; a test that needs both databases makes its own on `database_url`."""
    url = sqlite.copy()
    app = make_app(url)
    yield app
    database_engine(app).dispose()
    sqlite.drop(url)


@pytest.fixture
def both(database_url: str) -> Iterator[Flask]:
    """`make_app` on each database in turn."""
    app = make_app(database_url)
    yield app
    database_engine(app).dispose()


def signed_in(app: Flask, role: str) -> FlaskClient:
    """A client signed in as the user of that role."""
    client = app.test_client()
    answer = client.post("/sign-in", data={"email": f"{role}@agency.example", "password": PASSWORD})
    assert answer.status_code == 303, answer.text
    return client


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A stranger."""
    return app.test_client()


@pytest.fixture
def sign_in(app: Flask) -> SignIn:
    """`sign_in("recruiter")` gives a client signed in as that role."""

    return partial(signed_in, app)


@pytest.fixture
def recruiter(sign_in: SignIn) -> FlaskClient:
    return sign_in("recruiter")


@pytest.fixture
def admin(sign_in: SignIn) -> FlaskClient:
    return sign_in("admin")


@pytest.fixture
def agency(app: Flask) -> Agency:
    return write_small_agency(app)


@pytest.fixture
def facility(app: Flask) -> str:
    """The public id of one."""
    with app.app_context(), saving() as session:
        return make_facility(session).public_id


@pytest.fixture
def one(app: Flask) -> Forwarding:
    """The small agency and what its people do to put somebody forward."""
    return forwarding_in(app)


@pytest.fixture
def there(both: Flask) -> Forwarding:
    """The same on each database in turn."""
    return forwarding_in(both)


def forwarding_in(app: Flask) -> Forwarding:
    from tests.web.forwarding import Forwarding  # it signs people in as this file says

    return Forwarding(app, write_small_agency(app))
