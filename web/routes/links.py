"""One-time links: opened by whom they are for, and made for a candidate from her record."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import logout_user
from flask_security import hash_password, login_user
from flask_wtf import FlaskForm
from wtforms import PasswordField

from models import candidate_identity as identities
from models import invite as invites
from models import user as users
from models.base import now
from models.user import User
from web import permissions
from web.auth import signed_in_user
from web.db import db
from web.forms import errors_of, refuse
from web.links import dead_link, show_link, until
from web.passwords import LEAST, NewPassword, is_obvious
from web.services.candidate import find_candidate
from web.services.invite import in_the_way, invite_candidate, open_link, use_link
from web.services.refusal import Refused
from web.words import t

pages = Blueprint("links", __name__)


class PasswordForm(FlaskForm):
    password = NewPassword(t("links.password"))
    again = PasswordField(t("links.again"))

    def check(self, user: User) -> bool:
        if not self.validate_on_submit():
            return False
        if is_obvious(self.password.data or "", user.email, user.name):
            refuse(self.password, t("links.password_obvious"))
        elif self.again.data != self.password.data:
            refuse(self.again, t("links.password_differs"))
        return not errors_of(self)


@pages.route("/links/<token>", methods=["GET", "POST"])
def show(token: str) -> ResponseReturnValue:
    """Opening it changes nothing, for machines look at links too; choosing a password uses it up."""
    at = now()
    opened = open_link(db.session, token, at)
    if opened is None:
        return dead_link()
    link, user = opened
    form = PasswordForm()
    if form.check(user):
        logout_user()  # whoever was signed in at this screen
        if not use_link(db.session, link, user, str(hash_password(form.password.data or "")), at):
            return dead_link()
        login_user(user, authn_via=["password"])
        return redirect(url_for(permissions.home(user.role)), 303)
    page = render_template(
        "links/show.html", form=form, user=user, link=link, until=until(link), least=LEAST, errors=errors_of(form)
    )
    return page, 422 if form.is_submitted() else 200


@pages.route("/candidates/<public_id>/invite", methods=["GET", "POST"])
def candidate(public_id: str) -> ResponseReturnValue:
    record = find_candidate(db.session, public_id) or abort(404)
    who = identities.of(db.session, record.id) or abort(404)
    form, errors = FlaskForm(), []
    if form.validate_on_submit():
        try:
            token, link, user = invite_candidate(db.session, record, who, signed_in_user(), now())
            return show_link(user, token, link, url_for("candidates.show", public_id=public_id))
        except Refused as refused:
            errors = [(refused.field, refused.sentence)]
    account = users.of_candidate(db.session, record.id)
    standing = invites.standing(db.session, [account.id], now()).get(account.id) if account else None
    page = render_template(
        "links/candidate.html",
        candidate=record,
        who=who,
        account=account,
        until=until(standing) if standing else None,
        taken=in_the_way(db.session, record, who),
        errors=errors,
    )
    return page, 422 if errors else 200
