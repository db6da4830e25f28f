"""The admin's page: who signs in, with which role; a first password shown once."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_security import hash_password
from flask_wtf import FlaskForm
from wtforms.validators import StopValidation

from models import user as users
from models.user import User
from web.auth import signed_in_user
from web.db import db
from web.forms import EMAIL, Choice, Line, errors_of, refuse
from web.services.account import ROLES, Refused, add_account, new_password, renew_password, switch_account
from web.words import t

pages = Blueprint("accounts", __name__, url_prefix="/accounts")


class EmailLine(Line):
    def pre_validate(self, form: Any) -> None:
        super().pre_validate(form)
        if not EMAIL.fullmatch(self.data or ""):
            raise StopValidation(t("accounts.email_wrong", typed=(self.data or "")[:60]))


class AccountForm(FlaskForm):
    name = Line(t("accounts.name"), missing=str(t("accounts.name_missing")))
    email = EmailLine(t("accounts.email"), 254, missing=str(t("accounts.email_missing")))
    role = Choice(
        t("accounts.role"),
        [("", str(t("accounts.choose"))), *((role, str(t(f"shell.role.{role}"))) for role in ROLES)],
        missing=str(t("accounts.role_missing")),
    )


@pages.get("")
def index() -> ResponseReturnValue:
    return render_template("accounts/index.html", rows=users.listed(db.session))


@pages.route("/new", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    form = AccountForm()
    if form.validate_on_submit():
        password = new_password()
        try:
            user = add_account(
                db.session, form.name.data or "", form.email.data or "", form.role.data or "", hash_password(password)
            )
            return show_once(user, password)
        except Refused as refused:
            refuse(form[refused.field], t(f"accounts.{refused.reason}"))
    return render_template("accounts/new.html", form=form, errors=errors_of(form)), 422 if form.is_submitted() else 200


@pages.post("/<public_id>/password")
def password(public_id: str) -> ResponseReturnValue:
    user = find_user(public_id)
    drawn = new_password()
    renew_password(db.session, user, hash_password(drawn))
    return show_once(user, drawn)


@pages.post("/<public_id>/active")
def switch(public_id: str) -> ResponseReturnValue:
    user, to = find_user(public_id), request.form.get("to")
    if to not in ("open", "closed"):
        abort(400)
    try:
        switch_account(db.session, user, to == "open", signed_in_user())
    except Refused as refused:
        errors = [("errors", t(f"accounts.{refused.reason}"))]
        return render_template("accounts/index.html", rows=users.listed(db.session), errors=errors), 422
    return redirect(url_for("accounts.index"), 303)


def find_user(public_id: str) -> User:
    return users.by_public_id(db.session, public_id) or abort(404)


def show_once(user: User, drawn: str) -> ResponseReturnValue:
    """The password on the answer itself: it is kept nowhere, so it cannot be shown again."""
    answer = make_response(render_template("accounts/password.html", user=user, password=drawn), 201)
    answer.headers["Cache-Control"] = "no-store"
    return answer
