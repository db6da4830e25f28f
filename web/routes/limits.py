"""What a candidate will take, said by herself: where she lives and how far she goes, pay, shifts, kinds of work, days."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from web.auth import signed_in_user
from web.db import db
from web.forms import changes_since, errors_of, shown
from web.limit_form import LimitForm, offer
from web.reach import own_candidate
from web.services.candidate import change_wants, details_of

pages = Blueprint("limits", __name__, url_prefix="/me/limits")


@pages.route("", methods=["GET", "POST"])
def edit() -> ResponseReturnValue:
    candidate = own_candidate(db.session, signed_in_user()) or abort(404)
    fresh = LimitForm(formdata=None, obj=details_of(db.session, candidate))
    seen, errors, stale = shown(fresh), list[tuple[str, str]](), False
    form = LimitForm() if request.method == "POST" else fresh
    if request.method == "GET":
        offer(form, request.args, "zip", "home_state")
    elif form.validate():
        errors = changes_since(request.form.get("seen", ""), fresh)
        if not errors:
            change_wants(db.session, candidate, form.wants())
            return redirect(url_for("held.show", _anchor="limits"), 303)
        stale = True
    else:
        errors = errors_of(form)
    page = render_template("limits/edit.html", form=form, errors=errors, stale=stale, seen=seen)
    return page, 409 if stale else 422 if errors else 200
