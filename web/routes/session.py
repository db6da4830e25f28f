"""Signing in, signing out, the first page of a role, the account."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Blueprint, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import logout_user
from flask_security import current_user, login_user
from flask_wtf import FlaskForm
from werkzeug.exceptions import HTTPException
from wtforms import EmailField, PasswordField
from wtforms.validators import InputRequired, Length

from models.base import now
from web import permissions
from web.auth import find_user, signed_in_user, to_wait, wait_words
from web.db import db, saving
from web.forms import errors_of
from web.services.sign_in_failure import may_try_from, note_failure, note_success
from web.words import t

pages = Blueprint("session", __name__)


class SignInForm(FlaskForm):
    email = EmailField(
        t("session.email"),
        [InputRequired(t("session.email_missing")), Length(max=320, message=t("session.email_long"))],
    )
    password = PasswordField(
        t("session.password"),
        [InputRequired(t("session.password_missing")), Length(max=1000, message=t("session.password_long"))],
    )


def own_path(path: str | None) -> str | None:
    """The path to go on to, when it is one of ours: a page of another site is never opened from here."""
    if path and path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable():
        return path
    return None


def first_page(onward: str | None, role: str) -> str:
    """Where to go on to: the page that was asked for, where this role may open it, else the first one of the role."""
    adapter = current_app.create_url_adapter(request)
    if onward and adapter:
        try:
            endpoint, _ = adapter.match(urlsplit(onward).path, method="GET")
        except HTTPException:  # no such address, or one that only takes what is sent to it
            endpoint = ""
        if permissions.allowed(endpoint, role):
            return onward
    return url_for(permissions.home(role))


@pages.route("/sign-in", methods=["GET", "POST"])
def sign_in() -> ResponseReturnValue:
    onward = own_path(request.args.get("next"))
    if current_user.is_authenticated:
        return redirect(first_page(onward, signed_in_user().role), 303)
    form = SignInForm()
    if not form.is_submitted():
        return render_template("security/sign_in.html", form=form, onward=onward)
    wait = None
    if form.validate() and form.email.data and form.password.data:
        email, address, at = form.email.data.strip().lower(), request.remote_addr or "", now()
        wait = may_try_from(db.session, email, address, at)
        user = None if wait else find_user(email, form.password.data)
        if user:
            note_success(db.session, email)
            login_user(user, authn_via=["password"])
            return redirect(first_page(onward, user.role), 303)
        if wait:
            form.email.errors = [wait_words(wait, at)]
        else:
            with saving() as session:
                note_failure(session, email, address, at)
            form.email.errors = [t("session.wrong")]
    page = render_template("security/sign_in.html", form=form, onward=onward, errors=errors_of(form))
    return to_wait(page, wait, at) if wait else (page, 422)


@pages.post("/sign-out")
def sign_out() -> ResponseReturnValue:
    logout_user()
    return redirect(url_for("session.sign_in"), 303)


@pages.get("/home")
def home() -> ResponseReturnValue:
    """Wherever this role starts."""
    return redirect(url_for(permissions.home(signed_in_user().role)), 303)


@pages.get("/account")
def account() -> ResponseReturnValue:
    return render_template("security/account.html", user=signed_in_user())
