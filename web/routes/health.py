"""For the machine that watches: alive, and ready to serve."""

from __future__ import annotations

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from models import schema
from web.db import db

pages = Blueprint("health", __name__)


@pages.get("/healthz")
def alive() -> ResponseReturnValue:
    """200 while the process answers; asks no database."""
    return {"status": "ok"}


@pages.get("/readyz")
def ready() -> ResponseReturnValue:
    """200 when the database answers and stands at this version's schema, else 503 with the reason."""
    try:
        current = schema.current(db.engine) == schema.head()
    except SQLAlchemyError:
        return {"status": "no database"}, 503
    return ({"status": "ok"}, 200) if current else ({"status": "schema is behind: migrate"}, 503)
