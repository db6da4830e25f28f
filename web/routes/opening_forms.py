"""An opening made and changed by hand, held, filled and closed."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.eligibility.law import WORDS as SUPERVISION
from models import decision as decisions
from models import opening as openings
from models import submission as submissions
from models import user as users
from models.facility import Facility
from models.opening import PAY_UNITS, Opening
from models.user import User
from web.auth import signed_in_user
from web.config import today
from web.db import db
from web.errors import error_page
from web.forms import (
    Choice,
    DayField,
    Line,
    Money,
    Several,
    Whole,
    changes_since,
    errors_of,
    options,
    refuse,
    shown,
)
from web.services.facility import keeper_of, may_post_for
from web.services.opening import MOVES, YES_NO, add_opening, clone_opening, move_opening, save_opening
from web.services.put_forward import hold
from web.services.requirement import describe_opening, who_changed
from web.shell import opening_address
from web.words import money, plain_day, t

LONGEST = 5  # years an assignment lasts at most
EARLIEST = timedelta(days=731)  # how long ago one may have begun

pages = Blueprint("opening_forms", __name__, url_prefix="/openings")

#: Fields that are columns of the same name.
COLUMNS = (
    *("title", "roles", "specialty", "begin", "end", "shifts", "employment_type", "pay_from", "pay_to", "pay_unit"),
    *("positions", "supervision", "delegator", "will_train", "clinical_share", "submit_by", "notes"),
)


def terms(kind: str) -> list[tuple[str, str]]:
    return [(slug, term.label) for slug, term in vocabulary.load().kind(kind).items()]


class OpeningForm(FlaskForm):
    facility = Choice(t("opening_forms.facility"), missing=str(t("opening_forms.facility_missing")))
    title = Line(t("opening_forms.title"), missing=str(t("opening_forms.title_missing")))
    roles = Several(t("opening_forms.roles"))
    specialty = Choice(t("opening_forms.specialty"))
    begin = DayField(t("opening_forms.begin"))
    end = DayField(t("opening_forms.end"))
    submit_by = DayField(t("opening_forms.submit_by"))
    shifts = Several(t("opening_forms.shifts"))
    employment_type = Choice(t("opening_forms.employment_type"))
    pay_from = Money(t("opening_forms.pay_from"))
    pay_to = Money(t("opening_forms.pay_to"))
    pay_unit = Choice(
        t("opening_forms.pay_unit"),
        [(unit, str(t(f"opening_forms.unit.{unit}"))) for unit in PAY_UNITS],
        missing=str(t("opening_forms.pay_unit_missing")),
    )
    positions = Whole(t("opening_forms.positions"), 1, 500)
    supervision = Choice(t("opening_forms.supervision"))
    delegator = Choice(t("opening_forms.delegator"))
    clinical_share = Whole(t("opening_forms.clinical_share"), 0, 100)
    will_train = Choice(
        t("opening_forms.will_train"),
        options([(one, str(t(f"opening_forms.trains.{one}"))) for one in ("yes", "no")], str(t("openings.not_said"))),
    )
    owner = Choice(t("opening_forms.owner"))
    notes = Line(t("opening_forms.notes"), 5000, many_lines=True)

    def fill_choices(self, places: list[Facility], people: list[User]) -> None:
        self.facility.offer(options([(row.public_id, row.name) for row in places], str(t("opening_forms.choose"))))
        self.owner.offer(options([(row.public_id, row.name) for row in people], str(t("opening_forms.nobody"))))
        for name, kind in (("roles", "role"), ("shifts", "shift")):
            self[name].offer(terms(kind))
        for name, kind in (("specialty", "specialty"), ("employment_type", "employment_type"), ("delegator", "role")):
            self[name].offer(options(terms(kind)))
        self.supervision.offer(options((slug, words.capitalize()) for slug, words in SUPERVISION.items()))

    def validate(self, extra_validators: Any = None) -> bool:
        right = super().validate(extra_validators)
        first, last, answer = self.begin.data, self.end.data, self.submit_by.data
        if not self.positions.typed:
            refuse(self.positions, t("opening_forms.positions_missing"))
        if first and last and last < first:
            refuse(self.end, t("opening_forms.end_before", end=plain_day(last), begin=plain_day(first)))
        elif last and last < today() and last != self.end.object_data:
            refuse(self.end, t("opening_forms.end_past", day=plain_day(last)))
        elif first and last and last > date(first.year + LONGEST, first.month, min(first.day, 28)):
            refuse(self.end, t("opening_forms.too_long", n=LONGEST))
        if first and first < today() - EARLIEST and first != self.begin.object_data:
            refuse(self.begin, t("opening_forms.begin_past", day=plain_day(first)))
        if answer and last and answer > last:
            refuse(self.submit_by, t("opening_forms.submit_late", day=plain_day(answer), end=plain_day(last)))
        elif answer and first and not last and answer > first:
            refuse(self.submit_by, t("opening_forms.submit_begun", day=plain_day(answer), begin=plain_day(first)))
        elif answer and answer < today() and answer != self.submit_by.object_data:  # one that has passed since may stay
            refuse(self.submit_by, t("opening_forms.submit_past", day=plain_day(answer)))
        low, high = self.pay_from.data, self.pay_to.data
        if low and high and low > high:
            refuse(self.pay_to, t("opening_forms.pay_order", low=money(low), high=money(high)))
        return right and not any(field.errors for field in self)


@pages.route("/new", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    return edit_page(None)


@pages.route("/<public_id>/edit", methods=["GET", "POST"])
def edit(public_id: str) -> ResponseReturnValue:
    return edit_page(find_opening(public_id))


@pages.post("/<public_id>/status")
def move(public_id: str) -> ResponseReturnValue:
    """Held, filled, closed or open again."""
    opening = find_opening(public_id)
    hold(db.session, opening)
    if request.form.get("status") == "open" and opening.is_over(today()):
        return error_page(409, "over")
    if request.form.get("status") == "open" and submissions.accepted(db.session, opening.id) >= opening.positions:
        return error_page(409, "full")
    if not move_opening(db.session, opening, request.form.get("status", "")):
        abort(400)
    here = "desk.opening" if signed_in_user().role == "facility" else "opening_forms.edit"
    return redirect(url_for(here, public_id=public_id), 303)


@pages.post("/<public_id>/clone")
def clone(public_id: str) -> ResponseReturnValue:
    """A draft of the same work, its days still to be said."""
    user, opening = signed_in_user(), find_opening(public_id)
    made = clone_opening(db.session, opening, user, keeper_of(db.session, opening.facility, user))
    return redirect(url_for("opening_forms.edit", public_id=made.public_id), 303)


def find_opening(public_id: str) -> Opening:
    return openings.by_public_id(db.session, public_id) or abort(404)


def stored(session: Session, opening: Opening) -> dict[str, Any]:
    """The opening as the form's fields have it."""
    owner = session.get(User, opening.owner_id) if opening.owner_id else None
    values = {name: getattr(opening, name) for name in COLUMNS}
    values["will_train"] = YES_NO[opening.will_train]
    return {**values, "facility": opening.facility.public_id, "owner": owner.public_id if owner else None}


def edit_page(opening: Opening | None) -> ResponseReturnValue:
    session, user = db.session, signed_in_user()
    if opening and request.method == "POST":
        hold(session, opening)  # whoever is accepted meanwhile takes a position
    places, people = may_post_for(session, user), users.recruiters(session)
    of_agency = user.role != "facility"
    start: dict[str, Any] = {"facility": request.args.get("facility"), "owner": user.public_id}
    start |= {"positions": 1, "pay_unit": "hour"}
    if opening:
        start = stored(session, opening)
    form, fresh = OpeningForm(data=start), OpeningForm(None, data=start)
    for one in (form, fresh):
        one.fill_choices(places, people)
        if not of_agency:
            del one.owner, one.notes
    page: dict[str, Any] = {"form": form, "opening": opening, "no_facility": not places, "seen": shown(fresh)}
    if opening:
        page |= {"asked": describe_opening(session, opening, today()), "moves": MOVES[opening.status]}
    right = form.validate_on_submit()
    if opening and form.is_submitted():
        refuse_what_stands(session, opening, form)
    errors = errors_of(form)
    if errors or not right:
        return render_template("opening_forms/edit.html", **page, errors=errors), 422 if form.is_submitted() else 200
    if opening and (changes := changes_since(request.form.get("seen", ""), fresh)):
        page |= {"stale": True, "who": who_changed(session, opening)}
        return render_template("opening_forms/edit.html", **page, errors=changes), 409
    facility = next(row for row in places if row.public_id == form.facility.data)
    values = {name: form[name].data for name in COLUMNS if name in form}
    values["will_train"] = {words: said for said, words in YES_NO.items()}[form.will_train.data]
    if of_agency:
        owner = next((row for row in people if row.public_id == form.owner.data), None)
        values["owner_id"] = owner.id if owner else None
    elif opening is None:
        values["owner_id"] = keeper_of(session, facility, user)
    if opening is None:
        opening = add_opening(session, facility, values)
        return redirect(url_for("postings.settle", public_id=opening.public_id), 303)
    save_opening(session, opening, {**values, "facility_id": facility.id})
    if opening.status == "open" and submissions.accepted(session, opening.id) >= opening.positions:
        move_opening(session, opening, "filled")
    if opening.status == "draft":
        return redirect(url_for("postings.settle", public_id=opening.public_id), 303)
    return redirect(opening_address(opening.public_id), 303)


def refuse_what_stands(session: Session, opening: Opening, form: OpeningForm) -> None:
    """Positions that are filled stay, and the facility does once anybody was decided about: she was asked for this one."""
    taken = submissions.accepted(session, opening.id)
    if form.positions.data and form.positions.data < taken:
        refuse(form.positions, t("opening_forms.positions_taken", n=taken))
    moved = not form.facility.errors and form.facility.data != opening.facility.public_id
    if moved and decisions.any_made(session, opening.id):
        refuse(form.facility, t("opening_forms.facility_stands", facility=opening.facility.name))
