"""Signing in with a password. Sessions, hashing and rehashing are Flask-Security's; the page is ours (routes/session.py)."""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

from flask import Flask, Response, make_response
from flask_security import Security, SQLAlchemyUserDatastore, current_user, hash_password
from flask_wtf import CSRFProtect
from markupsafe import Markup

from models.user import Role, User, by_email
from web.db import db, writes_at_once
from web.words import t

csrf = CSRFProtect()


def init_app(app: Flask) -> None:
    app.config.update(
        SECURITY_PASSWORD_HASH="argon2",  # noqa: S106 - the name of a scheme
        SECURITY_PASSWORD_SCHEMES=["argon2"],
        SECURITY_DEPRECATED_PASSWORD_SCHEMES=[],
        SECURITY_PASSWORD_SINGLE_HASH=True,  # argon2 salts by itself
        SECURITY_DEFAULT_REMEMBER_ME=False,
        SECURITY_JOIN_USER_ROLES=False,
        SECURITY_CLI_USERS_NAME=None,
        SECURITY_CLI_ROLES_NAME=None,
    )
    csrf.init_app(app)
    # A role is one word on the user (models/user.py); Role only dresses it for the library.
    Security(app, SQLAlchemyUserDatastore(db, User, Role), register_blueprint=False)
    app.before_request(wait_turn)


def wait_turn() -> None:
    """What one person sends is saved one after the other, so that what was sent twice at once finds the first.

    SQLite does so with everybody's; elsewhere the row of the user is held until the request ends.
    """
    if writes_at_once() and current_user.is_authenticated:
        db.session.refresh(signed_in_user(), with_for_update={"key_share": True})


def find_user(email: str, password: str) -> User | None:
    """The active user with this e-mail and password, else None; an unknown e-mail costs the same time as a wrong password."""
    user = by_email(db.session, email)
    if user is None or not user.password:
        hash_password(password)
        return None
    return user if user.verify_and_update_password(password) and user.is_active else None


def wait_words(until: datetime, at: datetime) -> Markup:
    """How long somebody has to wait, in whole minutes begun."""
    return t("session.wait", n=-(-(until - at) // timedelta(minutes=1)))


def to_wait(page: str, until: datetime, at: datetime) -> Response:
    """429 with the moment from which it can be tried again."""
    answer = make_response(page, 429)
    answer.headers["Retry-After"] = str(ceil((until - at).total_seconds()))
    return answer


def signed_in_user() -> User:
    """The user of this request; call it only behind a permission row."""
    user: User = current_user._get_current_object()
    return user
