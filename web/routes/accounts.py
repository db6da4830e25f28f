"""The admin's page: who signs in, with which role and for whom; the one-time link that lets them in."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from models import facility as facilities
from models import facility_member as members
from models import invite as invites
from models import user as users
from models.base import now
from models.facility import Facility
from models.user import User
from web.auth import signed_in_user
from web.db import db
from web.forms import Choice, EmailLine, Line, Several, errors_of, refuse
from web.links import show_link, until
from web.services.account import ROLES, add_account, set_sites, switch_account
from web.services.invite import make_link
from web.services.refusal import Refused
from web.words import t

pages = Blueprint("accounts", __name__, url_prefix="/accounts")


class SitesForm(FlaskForm):
    """For whom somebody of a facility speaks."""

    sites = Several(t("accounts.sites"))

    def __init__(self, *given: Any, **kept: Any) -> None:
        super().__init__(*given, **kept)
        self.facilities = {one.public_id: one for one in facilities.listed(db.session)}
        self.sites.offer((key, one.name) for key, one in self.facilities.items())

    @property
    def chosen(self) -> list[Facility]:
        return [self.facilities[key] for key in self.sites.data or ()]


class AccountForm(SitesForm):
    name = Line(t("accounts.name"), missing=str(t("accounts.name_missing")))
    email = EmailLine(t("accounts.email"), "accounts.email_wrong", str(t("accounts.email_missing")))
    role = Choice(
        t("accounts.role"),
        [("", str(t("accounts.choose"))), *((role, str(t(f"shell.role.{role}"))) for role in ROLES)],
        missing=str(t("accounts.role_missing")),
    )


def list_page(errors: list[tuple[str, Any]] | None = None) -> ResponseReturnValue:
    rows = users.listed(db.session)
    good = invites.standing(db.session, [user.id for user in rows], now())
    page = render_template(
        "accounts/index.html",
        rows=rows,
        invited={user_id: until(link) for user_id, link in good.items()},
        sites=members.named(db.session),
        errors=errors,
    )
    return page, 422 if errors else 200


@pages.get("")
def index() -> ResponseReturnValue:
    return list_page()


@pages.route("/new", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    form = AccountForm()
    if form.validate_on_submit():
        given = form.name.data or "", form.email.data or "", form.role.data or ""
        try:
            return new_link(add_account(db.session, *given, form.chosen))
        except Refused as refused:
            refuse(form[refused.field], refused.sentence)
    return render_template("accounts/new.html", form=form, errors=errors_of(form)), 422 if form.is_submitted() else 200


@pages.post("/<public_id>/link")
def link(public_id: str) -> ResponseReturnValue:
    try:
        return new_link(find_user(public_id))
    except Refused as refused:
        return list_page([(refused.field, refused.sentence)])


@pages.route("/<public_id>/sites", methods=["GET", "POST"])
def sites(public_id: str) -> ResponseReturnValue:
    user = find_user(public_id)
    if user.role != "facility":
        abort(404)
    form = SitesForm(data={"sites": [one.public_id for one in members.named(db.session).get(user.id, ())]})
    if form.validate_on_submit():
        try:
            set_sites(db.session, user, form.chosen)
            return redirect(url_for("accounts.index"), 303)
        except Refused as refused:
            refuse(form[refused.field], refused.sentence)
    page = render_template("accounts/sites.html", form=form, user=user, errors=errors_of(form))
    return page, 422 if form.is_submitted() else 200


@pages.post("/<public_id>/active")
def switch(public_id: str) -> ResponseReturnValue:
    user, to = find_user(public_id), request.form.get("to")
    if to not in ("open", "closed"):
        abort(400)
    try:
        switch_account(db.session, user, to == "open", signed_in_user())
    except Refused as refused:
        return list_page([(refused.field, refused.sentence)])
    return redirect(url_for("accounts.index"), 303)


def find_user(public_id: str) -> User:
    return users.by_public_id(db.session, public_id) or abort(404)


def new_link(user: User) -> ResponseReturnValue:
    """A link for this person, shown once. Raises Refused."""
    token, made = make_link(db.session, user, signed_in_user(), now())
    return show_link(user, token, made, url_for("accounts.index"))
