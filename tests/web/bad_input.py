"""What must leave no trace: how many rows every table has, and inputs no page may take."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape

from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from models import Base
from web.db import db

LONG = "x" * 10_000
STRANGE = "مرحبا 👩🏽‍⚕️ Zoë"  # right to left, an emoji of several code points, an accent


def counts(session: Session) -> dict[str, int]:
    """How many rows every table has."""
    tables = Base.metadata.sorted_tables
    return {table.name: session.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


@contextmanager
def nothing_saved(app: Flask) -> Iterator[None]:
    """The block leaves every table with as many rows as it had."""
    with app.app_context():
        before = counts(db.session)
    yield
    with app.app_context():
        assert counts(db.session) == before


def refused(answer: TestResponse, says: str, status: int = 422) -> None:
    """The answer has the status, a title that starts with Error, and the sentence in its summary."""
    assert answer.status_code == status, (answer.status_code, answer.text[-2000:])
    assert "<title>Error: " in answer.text and 'id="errors"' in answer.text
    assert says in unescape(answer.text), answer.text
