"""Settings, read once from the environment when the application is made."""

from __future__ import annotations

import os
import secrets
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from flask import Flask, current_app
from sqlalchemy import Engine

from web.db import db

SHORTEST_SECRET = 32  # characters
LARGEST_BODY = 10 * 1024 * 1024  # bytes of one request: a resume with a scanned card beside it


class SettingError(SystemExit):
    """A setting that cannot be run with, in one line; ends the process when nobody catches it."""


def configure(app: Flask, given: Mapping[str, Any]) -> None:
    """Fill `app.config`: `PLACEWELL_*` without the prefix, `DATABASE_URL`, then `given`. SettingError names what is wrong."""
    app.config.from_prefixed_env("PLACEWELL")
    app.config["DATABASE_URL"] = os.environ.get("DATABASE_URL")
    app.config.update(given)
    config = app.config
    config["DEMO"] = bool(config.get("DEMO"))
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
        instance.mkdir(parents=True, exist_ok=True)
        return f"sqlite:///{instance / 'placewell.db'}"
    return value.replace("postgres://", "postgresql://", 1) if value.startswith("postgres://") else value


def today() -> date:
    """The day every page counts from."""
    day: date = current_app.config["TODAY"]()
    return day


def database_engine(app: Flask) -> Engine:
    """The engine of the application's database, outside any request."""
    with app.app_context():
        return db.engine
