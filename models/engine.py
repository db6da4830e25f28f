"""How SQLite is set up on every connection, so that it holds the same promises as PostgreSQL, and its file kept to its owner."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, event
from sqlalchemy.engine import Dialect, Engine
from sqlalchemy.orm import Session

PRAGMAS = (
    "busy_timeout=10000",
    "journal_mode=WAL",
    "foreign_keys=ON",
    "synchronous=NORMAL",
    "secure_delete=ON",  # what is deleted is overwritten, so that erasing somebody leaves nothing in the file
    "recursive_triggers=ON",  # else INSERT OR REPLACE deletes rows behind the triggers' back
)


@event.listens_for(Engine, "do_connect")
def make_private(dialect: Dialect, record: Any, given: list[Any], options: dict[str, Any]) -> None:
    """A SQLite file that is not there yet is made for its owner's eyes only; SQLite gives its -wal and -shm the same mode.

    What cannot be made here is said by SQLite when it opens it.
    """
    if dialect.name == "sqlite" and given[0] != ":memory:" and not options.get("uri"):
        with suppress(OSError):
            os.close(os.open(given[0], os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))


@event.listens_for(Engine, "connect")
def prepare(connection: Any, record: Any) -> None:
    if isinstance(connection, sqlite3.Connection):
        # The driver begins by itself, late and only before some statements; without it, `begin` below is the only one who does.
        connection.isolation_level = None
        for pragma in PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")


@event.listens_for(Engine, "begin")
def begin(connection: Connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(f"BEGIN {connection.get_execution_options().get('sqlite_begin', 'DEFERRED')}")


def begin_writing(session: Session) -> None:
    """Begin a transaction that will write, before its first read.

    A SQLite transaction that read first and then finds that somebody else wrote meanwhile fails at once; one that
    takes the write lock at its beginning waits its turn instead. Does nothing on PostgreSQL or once begun.
    """
    session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})


@event.listens_for(Session, "after_commit")
def empty_the_log(session: Session) -> None:
    """After an erasure, SQLite's write-ahead log is taken into the database and emptied: older pages stand in it."""
    if session.info.pop("erased", False) and session.get_bind().dialect.name == "sqlite":
        connection = session.get_bind().engine.raw_connection()
        try:
            connection.cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            connection.close()
