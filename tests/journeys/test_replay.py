"""`flask shortlist replay` in a fresh process, on a copy of the database that lost its facts and its fits, on both databases."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from flask import Flask
from sqlalchemy import Connection, create_engine, select, text

from models import Candidate, Shortlist, User, triggers
from models.opening import Opening
from tests.conftest import Postgresql, Sqlite, name_of
from tests.journeys.agency import command
from tests.web.conftest import TODAY, make_app
from tests.web.small_agency import write_small_agency
from web import create_app
from web.config import database_engine
from web.db import saving
from web.services.decision import decide, show
from web.services.ranking import rank_opening

KINDS = ("profile", "requirements", "ranker", "vocabulary", "rules")
FACTS = (
    "verification",
    "credential",
    "experience",
    "held_skill",
    "language",
    "section_answer",
    "opening_task",
    "requirement",
)


@dataclass(frozen=True)
class Frozen:
    """A frozen list and the database it lies in."""

    database: str
    shortlist: str


@pytest.fixture(scope="module")
def frozen(backend: Sqlite | Postgresql) -> Iterator[Frozen]:
    """Somebody shortlisted in the small agency."""
    database = backend.copy()
    app = make_app(database)
    agency = write_small_agency(app)
    number = shortlisted(app, agency.people["Cal"])
    database_engine(app).dispose()
    yield Frozen(database, number)
    backend.drop(database)


def shortlisted(app: Flask, person: str) -> str:
    """The public id of the list frozen by shortlisting this person."""
    with app.app_context(), saving() as session:
        opening = session.scalars(select(Opening)).one()
        user = session.scalars(select(User).where(User.role == "recruiter")).first()
        candidate = session.scalars(select(Candidate).where(Candidate.public_id == person)).one()
        assert user
        ranked = rank_opening(session, opening, TODAY)
        shown = show(ranked, ranked.rows[:10])
        decide(session, opening, candidate, user, TODAY, shown.token, "shortlist", "strong_skills", "")
        return str(session.scalars(select(Shortlist)).one().public_id)


@contextmanager
def copy_without_triggers(backend: Sqlite | Postgresql, database: str) -> Iterator[tuple[str, Connection]]:
    """(address, connection) of a copy whose rows anybody may change, as somebody with the file in hand could."""
    address = backend.empty()
    if isinstance(backend, Sqlite):
        source, copy = (sqlite3.connect(one.removeprefix("sqlite:///")) for one in (database, address))
        source.backup(copy)
        source.close()
        copy.close()
    else:
        backend.drop(address)
        backend._run(f"CREATE DATABASE {name_of(address)} TEMPLATE {name_of(database)}")
    engine = create_engine(address)
    try:
        with engine.begin() as connection:
            triggers.drop(connection)
        with engine.connect() as connection:
            yield address, connection
    finally:
        engine.dispose()
        backend.drop(address)


def replayed_afresh(address: str, shortlist: str) -> tuple[int, str]:
    """(exit code, what was said) of a fresh process."""
    done = command(address, "shortlist", "replay", shortlist, today=TODAY)
    return done.returncode, done.stdout + done.stderr


def replayed(address: str, shortlist: str) -> tuple[int, str]:
    """The same from an application made anew in this process: a fresh one costs seconds."""
    app = create_app({"TESTING": True, "DATABASE_URL": address})
    done = app.test_cli_runner().invoke(args=["shortlist", "replay", shortlist])
    database_engine(app).dispose()
    return done.exit_code, done.output


def test_a_fresh_process_replays_a_copy_without_facts_and_fits_as_equal(
    backend: Sqlite | Postgresql, frozen: Frozen
) -> None:
    with copy_without_triggers(backend, frozen.database) as (address, connection):
        for table in FACTS:
            connection.execute(text(f"DELETE FROM {table}"))  # noqa: S608 - names from above
        emptied = connection.execute(text("UPDATE entry SET fit = 0, parts = '[]'")).rowcount
        connection.commit()
        assert emptied >= 10
        code, said = replayed_afresh(address, frozen.shortlist)
    assert (code, said.splitlines()[0]) == (0, "equal"), said


@pytest.mark.parametrize("kind", KINDS)
def test_one_altered_byte_of_a_snapshot_makes_the_replay_fail(
    backend: Sqlite | Postgresql, frozen: Frozen, kind: str
) -> None:
    with copy_without_triggers(backend, frozen.database) as (address, connection):
        key, body = connection.execute(
            text("SELECT sha256, body FROM snapshot WHERE kind = :kind ORDER BY sha256"), {"kind": kind}
        ).first() or ("", "")
        at = len(body) // 2
        altered = body[:at] + ("x" if body[at] != "x" else "y") + body[at + 1 :]
        connection.execute(text("UPDATE snapshot SET body = :body WHERE sha256 = :key"), {"body": altered, "key": key})
        connection.commit()
        code, said = (replayed_afresh if kind == "profile" else replayed)(address, frozen.shortlist)
    assert code == 1 and said.splitlines()[0] == "different", said
    assert "was altered" in said and kind in said


def test_code_of_another_day_is_named_beside_the_answer(backend: Sqlite | Postgresql, frozen: Frozen) -> None:
    with copy_without_triggers(backend, frozen.database) as (address, connection):
        connection.execute(text("UPDATE shortlist SET code_version = 'of another day'"))
        connection.commit()
        code, said = replayed(address, frozen.shortlist)
    assert code == 0 and "Frozen by code of another day" in said, said
