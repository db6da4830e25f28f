"""Settings, read once from the environment when the application is made."""

from __future__ import annotations

import os
import secrets
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from sqlalchemy import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError

from models import schema
from web.db import db

SHORTEST_SECRET = 32  # characters
ADDRESSES = "sqlite:////folder/placewell.db or postgresql://user:password@host/placewell"
MIGRATES = "start Placewell on it once (python -m web.serve), which makes its tables those of this version"
DRIVERS = frozenset({"sqlite", "sqlite+pysqlite", "postgresql", "postgresql+psycopg"})
LARGEST_BODY = 10 * 1024 * 1024  # bytes of one request: a resume with a scanned card beside it


class SettingError(SystemExit):
    """A setting that cannot be run with: says its one line, and ends the process with 2 (wrong usage) when nobody catches it."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.code = 2  # which keeps the interpreter from saying the sentence itself
        print(sentence, file=sys.stderr)


def configure(app: Flask, given: Mapping[str, Any]) -> None:
    """Fill `app.config`: `PLACEWELL_*` without the prefix, `DATABASE_URL`, then `given`. SettingError names what is wrong."""
    app.config.from_prefixed_env("PLACEWELL")
    app.config["DATABASE_URL"] = os.environ.get("DATABASE_URL")
    app.config.update(given)
    config = app.config
    config["DEMO"] = switch("DEMO", config.get("DEMO"))
    config["PROXIES"] = proxies(config.get("PROXIES"))
    config["AGENCY"] = str(config.get("AGENCY") or "")
    config["SECRET_KEY"] = secret(config.get("SECRET_KEY"), demo=config["DEMO"], testing=config["TESTING"])
    config["TODAY"] = clock(config.get("TODAY"), allowed=config["DEMO"] or config["TESTING"])
    config["SQLALCHEMY_ENGINES"] = {"default": database_url(config["DATABASE_URL"], Path(app.instance_path))}
    config.update(
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,  # a pasted text
        MAX_FORM_PARTS=5000,  # a long resume settled item by item
        SEND_FILE_MAX_AGE_DEFAULT=timedelta(hours=1),
        BOOTSTRAP_SERVE_LOCAL=True,
        WTF_CSRF_TIME_LIMIT=None,  # a form is good as long as its session
        SESSION_COOKIE_NAME="placewell",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=12),
    )
    config.setdefault("SESSION_COOKIE_SECURE", False)
    if "SESSION_COOKIE_SECURE" not in given and "PLACEWELL_SESSION_COOKIE_SECURE" not in os.environ:
        config["SESSION_COOKIE_SECURE"] = not (config["DEMO"] or config["TESTING"])


def switch(name: str, value: object) -> bool:
    """1 or true, 0 or false or nothing; any other word is a SettingError, for "no" must not mean yes."""
    if value in (None, "", 0, False, "false", "False"):
        return False
    if value in (1, True, "true", "True"):
        return True
    raise SettingError(f"PLACEWELL_{name}={value} is neither 1 nor 0: give 1 to turn it on, or leave it out")


def proxies(value: object) -> int:
    """How many servers of one's own stand before this one and say whom they ask for: as many of their words are believed."""
    if value in (None, ""):
        return 0
    if isinstance(value, int) and 0 <= value <= 9:
        return value
    raise SettingError(f"PLACEWELL_PROXIES={value} is no number of servers: give one from 0 to 9, or leave it out")


def secret(value: object, demo: bool, testing: bool) -> str:
    """The key that signs sessions. A weak one is refused outside the demo and tests; a missing one wherever pages are served."""
    if value is None or value == "":
        if testing or os.environ.get("FLASK_RUN_FROM_CLI") == "true":
            return secrets.token_urlsafe(48)  # a command signs nothing that outlives it
        raise SettingError(
            "PLACEWELL_SECRET_KEY is missing: give 32 or more random characters, "
            'for example from python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
        )
    key = str(value)
    if not (demo or testing) and (len(key) < SHORTEST_SECRET or len(set(key)) < 10):
        raise SettingError(
            f"PLACEWELL_SECRET_KEY is weak ({len(key)} characters, {len(set(key))} different): give 32 or more random ones"
        )
    return key


def clock(value: object, allowed: bool) -> Callable[[], date]:
    """The function that tells today: the machine's day, or the day that PLACEWELL_TODAY names in the demo and in tests."""
    if value is None or value == "":
        return date.today
    if callable(value):
        return value
    if not allowed:
        raise SettingError("PLACEWELL_TODAY moves the clock of the demo and of tests only: unset it")
    try:
        day = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise SettingError(f"PLACEWELL_TODAY={value} is not a day: write it as 2026-11-24") from None
    return lambda: day


def database_url(value: str | None, instance: Path) -> str:
    """SQLite under the instance folder where nothing is said; `postgres://` means PostgreSQL as well."""
    if not value:
        try:
            instance.mkdir(mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            raise SettingError(
                f"Placewell keeps its database in {instance}, which cannot be made ({error.strerror}): "
                f"make it writable, or set DATABASE_URL to {ADDRESSES}"
            ) from None
        return f"sqlite:///{instance / 'placewell.db'}"
    try:
        value = value.replace("postgres://", "postgresql://", 1) if value.startswith("postgres://") else value
        kind = make_url(value).drivername
    except (ArgumentError, ValueError):  # said without the value: a password may stand in it
        raise SettingError(f"DATABASE_URL is not the address of a database: write it as {ADDRESSES}") from None
    if kind.startswith("sqlite") and make_url(value).database in (None, "", ":memory:"):
        raise SettingError(
            "DATABASE_URL names a database in memory, which every process would have for itself alone: "
            f"give {ADDRESSES}"
        )
    if kind not in DRIVERS:
        raise SettingError(
            f"DATABASE_URL names a database of the kind {kind}, which Placewell does not know: give {ADDRESSES}"
        )
    return value


def today() -> date:
    """The day every page counts from."""
    day: date = current_app.config["TODAY"]()
    return day


def database_engine(app: Flask) -> Engine:
    """The engine of the application's database, outside any request."""
    with app.app_context():
        return db.engine


def check_database(app: Flask) -> None:
    """SettingError for a database that cannot be opened, is not there, or does not stand at this version's schema.

    Leaves no connection open and no file behind.
    """
    engine = database_engine(app)
    name = shown(engine.url)
    if missing(engine.url):
        raise SettingError(f"There is no database {name} yet: {MIGRATES}, or set DATABASE_URL to where it is")
    with opening(engine):
        current = schema.current(engine)
        engine.dispose()
    check_version(engine.url, current)
    if current != schema.head():
        raise SettingError(f"The database {name} is not migrated to this version: {MIGRATES}")


def check_version(url: URL, current: str | None) -> None:
    """SettingError for a schema that this version does not know."""
    if current is not None and current not in schema.known():
        raise SettingError(
            f"The database {shown(url)} was migrated by a newer Placewell ({current}): run that version on it"
        )


@contextmanager
def opening(engine: Engine) -> Iterator[None]:
    """What the block does with the database either works or is a SettingError that names the setting and what would be right."""
    try:
        yield
    except DBAPIError as error:
        why = str(error.orig).strip().partition("\n")[0]
        if "locked" in why:
            hint = "is another Placewell being started on it?"
        elif engine.dialect.name == "sqlite":
            hint = "DATABASE_URL must name a SQLite file in a folder that exists, both writable"
        else:
            hint = "see that the server of DATABASE_URL runs there, has that database and lets that user in"
        raise SettingError(f"The database {shown(engine.url)} cannot be used now ({why}): {hint}") from None


def missing(url: URL) -> bool:
    """Whether the address names a SQLite file that is not there; opening it would make one."""
    file = url.database or ":memory:"
    return url.get_backend_name() == "sqlite" and not file.startswith((":memory:", "file:")) and not Path(file).exists()


def shown(url: URL) -> str:
    """The address, fit to be read by anybody."""
    return url.render_as_string(hide_password=True)
