"""A candidate is erased by her recruiter or an admin, for good, once what goes and what stays was read."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms import BooleanField

from web.auth import signed_in_user
from web.db import db
from web.forms import errors_of, refuse
from web.services.candidate import find_candidate, name_of
from web.services.erasure import erase_candidate, may_erase
from web.words import t

pages = Blueprint("erasures", __name__, url_prefix="/candidates")


class EraseForm(FlaskForm):
    sure = BooleanField(t("erasures.sure"))

    def validate(self, extra_validators: object = None) -> bool:
        super().validate(extra_validators)
        if not self.sure.data:
            refuse(self.sure, t("erasures.sure_missing"))
        return not errors_of(self)


@pages.route("/<public_id>/erase", methods=["GET", "POST"])
def add(public_id: str) -> ResponseReturnValue:
    candidate, user = find_candidate(db.session, public_id) or abort(404), signed_in_user()
    if not may_erase(candidate, user):
        abort(404)
    form = EraseForm()
    if form.validate_on_submit():
        erase_candidate(db.session, candidate, user)
        return redirect(url_for("candidates.index"), 303)
    page = render_template(
        "erasures/add.html",
        form=form,
        errors=errors_of(form),
        candidate=candidate,
        name=name_of(db.session, candidate),
    )
    return page, 422 if form.is_submitted() else 200
