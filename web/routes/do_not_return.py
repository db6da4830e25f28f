"""One person at one facility: whether it would have her again, and that it will not."""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm

from models import facility as facilities
from models.candidate import Candidate
from models.facility import Facility
from web.auth import signed_in_user
from web.db import db
from web.forms import Choice, Line, errors_of
from web.services.candidate import find_candidate
from web.services.do_not_return import bar as set_bar
from web.services.do_not_return import lift as lift_bar
from web.services.do_not_return import places, read_bars
from web.services.favourite import is_kept
from web.services.released import name_for
from web.words import t

pages = Blueprint("do_not_return", __name__, url_prefix="/facilities/<public_id>/people/<key>")

LONGEST = 2000  # characters of a reason


class BarForm(FlaskForm):
    at = Choice(t("do_not_return.at"), missing=str(t("do_not_return.at_missing")))
    reason = Line(t("do_not_return.reason"), LONGEST, str(t("do_not_return.reason_missing")), many_lines=True)


@pages.get("")
def show(public_id: str, key: str) -> ResponseReturnValue:
    return show_page(*find_both(public_id, key))


@pages.post("/bar")
def bar(public_id: str, key: str) -> ResponseReturnValue:
    """The facility will not have her again."""
    facility, candidate, name = find_both(public_id, key)
    user = signed_in_user()
    form = bar_form(facility)
    if not form.validate_on_submit():
        return show_page(facility, candidate, name, form)
    at = next(one for one in places(db.session, facility, user) if one.public_id == form.at.data)
    set_bar(db.session, at, candidate, form.reason.data, user)
    return redirect(url_for("do_not_return.show", public_id=public_id, key=key), 303)


@pages.post("/lift")
def lift(public_id: str, key: str) -> ResponseReturnValue:
    """She may be sent there again."""
    facility, candidate, _ = find_both(public_id, key)
    lift_bar(db.session, facility, candidate, signed_in_user())
    return redirect(url_for("do_not_return.show", public_id=public_id, key=key), 303)


def find_both(public_id: str, key: str) -> tuple[Facility, Candidate, str]:
    """The facility, and somebody it may speak about, by the name this reader may read."""
    facility = facilities.by_public_id(db.session, public_id) or abort(404)
    candidate = find_candidate(db.session, key) or abort(404)
    name = name_for(db.session, signed_in_user(), candidate)
    if name is None:
        abort(404)
    return facility, candidate, name or str(t("do_not_return.unnamed"))


def bar_form(facility: Facility) -> BarForm:
    form = BarForm()
    form.at.offer([(one.public_id, one.name) for one in places(db.session, facility, signed_in_user())])
    return form


def show_page(facility: Facility, candidate: Candidate, name: str, form: BarForm | None = None) -> ResponseReturnValue:
    user = signed_in_user()
    said = read_bars(db.session, facilities.upward(db.session, facility.id), candidate, user)
    page = {
        "facility": facility,
        "key": candidate.public_id,
        "name": name,
        "standing": [one for one in said if one.lifted_at is None],
        "lifted": [one for one in said if one.lifted_at is not None],
        "kept": is_kept(db.session, facility, candidate),
        "form": form or bar_form(facility),
        "errors": errors_of(form) if form else [],
    }
    return render_template("do_not_return/show.html", **page), 422 if form else 200
