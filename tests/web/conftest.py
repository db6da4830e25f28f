"""An application on its own SQLite database, and clients signed in as each role."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from flask_security import hash_password

from models import schema
from models.user import ROLES, User
from web import create_app
from web.config import database_engine
from web.db import saving

TODAY = date(2026, 11, 24)
PASSWORD = "three plain words"

SignIn = Callable[[str], FlaskClient]


@cache
def hashed() -> str:
    """Hashing is slow on purpose: once is enough."""
    return str(hash_password(PASSWORD))


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """The application with a migrated, empty database, the clock at 24 Nov 2026, and one user a role (role@agency.example)."""
    app = create_app(
        {
            "TESTING": True,
            "DATABASE_URL": f"sqlite:///{tmp_path / 'test.db'}",
            "TODAY": TODAY,
            "AGENCY": "Tern Lane Staffing",
            "WTF_CSRF_ENABLED": False,
        }
    )
    engine = database_engine(app)
    schema.upgrade(engine)
    with app.app_context(), saving() as session:
        for role in ROLES:
            session.add(
                User(email=f"{role}@agency.example", name=f"{role.title()} Person", role=role, password=hashed())
            )
    yield app
    engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A stranger."""
    return app.test_client()


@pytest.fixture
def sign_in(app: Flask) -> SignIn:
    """`sign_in("recruiter")` gives a client signed in as that role."""

    def as_role(role: str) -> FlaskClient:
        client = app.test_client()
        answer = client.post("/sign-in", data={"email": f"{role}@agency.example", "password": PASSWORD})
        assert answer.status_code == 303, answer.text
        return client

    return as_role
