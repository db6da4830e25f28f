"""A candidate makes her own profile."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import current_user, hash_password
from flask_wtf import FlaskForm
from wtforms import PasswordField

from models.base import now
from web.auth import to_wait, wait_words
from web.config import today
from web.db import db
from web.forms import EmailLine, Line, PhoneLine, errors_of, refuse
from web.passwords import LEAST, NewPassword, is_obvious
from web.services.registering import register as register_candidate
from web.services.sign_in_failure import may_register_from
from web.words import t

pages = Blueprint("registering", __name__)


class RegisterForm(FlaskForm):
    name = Line(t("registering.name"), missing=str(t("registering.name_missing")))
    email = EmailLine(t("registering.email"), "registering.email_wrong", str(t("registering.email_missing")))
    phone = PhoneLine(t("registering.phone"))
    password = NewPassword(t("links.password"))
    again = PasswordField(t("links.again"))

    def check(self) -> bool:
        if not self.is_submitted():
            return False
        self.validate()
        email, password = self.email.data or "", self.password.data or ""
        if not self.password.errors and is_obvious(password, email, self.name.data or ""):
            refuse(self.password, t("links.password_obvious"))
        elif not self.password.errors and self.again.data != password:
            refuse(self.again, t("links.password_differs"))
        return not errors_of(self)


@pages.route("/register", methods=["GET", "POST"])
def register() -> ResponseReturnValue:
    if current_user.is_authenticated:
        return redirect(url_for("session.home"), 303)
    form, at = RegisterForm(), now()
    right = form.check()
    wait = may_register_from(db.session, request.remote_addr or "", at) if right else None
    if wait:
        refuse(form.email, wait_words(wait, at))
    elif right:
        hashed = str(hash_password(form.password.data or ""))
        given = form.name.data or "", form.email.data or "", form.phone.data or ""
        register_candidate(db.session, *given, hashed, today())
        return redirect(url_for("registering.done"), 303)
    page = render_template("registering/register.html", form=form, least=LEAST, errors=errors_of(form))
    if wait:
        return to_wait(page, wait, at)
    return page, 422 if form.is_submitted() else 200


@pages.get("/register/done")
def done() -> ResponseReturnValue:
    """The same whether the account is new or the e-mail was somebody's."""
    return render_template("registering/done.html")
