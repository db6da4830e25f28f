"""The session of a request, and the only place that commits."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from flask import Flask, Response, current_app, request
from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from models.engine import begin_writing

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
LATE: set[Callable[..., Any]] = set()

View = TypeVar("View", bound=Callable[..., Any])

db = SQLAlchemy()


def init_app(app: Flask) -> None:
    db.init_app(app)
    app.before_request(begin)
    app.after_request(commit_or_roll_back)


def begin() -> None:
    """A request that may change things takes SQLite's write lock before it reads, so that it waits instead of failing.

    All of it has arrived by then: a slow sender keeps nobody waiting.
    """
    if writes_at_once():
        _ = request.form
        begin_writing(db.session)


def writes_at_once() -> bool:
    """Whether this request may change things, from its beginning."""
    return request.method not in SAFE and current_app.view_functions.get(request.endpoint or "") not in LATE


def writes_late(view: View) -> View:
    """Marks a view that does something slow before it writes: it calls `start_writing` itself, after that."""
    LATE.add(view)
    return view


def start_writing(session: Session) -> None:
    """End what only read so far, and take the write lock as `begin` does. Rows read before are read anew when used."""
    session.rollback()
    begin_writing(session)


def commit_or_roll_back(response: Response) -> Response:
    """Save what a request changed when it may change things and succeeded, else save nothing.

    A row that somebody else saved meanwhile, or a rule of the database that the last statements break, answers 409.
    """
    if request.method in SAFE or response.status_code >= 400:
        db.session.rollback()
        return response
    try:
        db.session.commit()
    except (StaleDataError, IntegrityError) as error:
        db.session.rollback()
        return current_app.make_response(current_app.handle_user_exception(error))  # errors.py: 409
    return response


@contextmanager
def saving() -> Iterator[Session]:
    """`with saving() as session:` commits at the end, and saves nothing when an error leaves the block.

    For commands, and for what is kept although the request is refused: a sign-in that failed.
    """
    session = db.session
    try:
        yield session
        session.commit()
    except BaseException:
        session.rollback()
        raise
