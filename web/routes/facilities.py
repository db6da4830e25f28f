"""The facilities: who asks for people, where, and what they ask of everyone."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from markupsafe import Markup

from matcher import vocabulary
from models import facility as facilities
from models.facility import Facility
from web.auth import signed_in_user
from web.config import today
from web.db import db
from web.forms import Choice, Line, Several, Whole, ZipField, changes_since, errors_of, options, refuse_elsewhere, shown
from web.reach import reaches
from web.services.facility import list_facilities, list_of_facility, may_own, place_words, save_facility
from web.services.naming import label_of
from web.services.requirement import describe_level
from web.words import listed, t

pages = Blueprint("facilities", __name__, url_prefix="/facilities")

ZONES = sorted(zone for zone in available_timezones() if zone.startswith(("America/", "Pacific/", "US/")))
COLUMNS = (
    *("name", "setting", "specialties", "provider_count", "clinical_share"),
    *("address", "city", "state", "zip", "time_zone"),
)


def terms(kind: str) -> list[tuple[str, str]]:
    return [(slug, term.label) for slug, term in vocabulary.load().kind(kind).items()]


class FacilityForm(FlaskForm):
    name = Line(t("facilities.name"), missing=str(t("facilities.name_missing")))
    parent = Choice(t("facilities.parent"))
    setting = Choice(t("facilities.setting"), missing=str(t("facilities.setting_missing")))
    specialties = Several(t("facilities.specialties"))
    provider_count = Whole(t("facilities.provider_count"), 1, 5000)
    clinical_share = Whole(t("facilities.clinical_share"), 0, 100)
    address = Line(t("facilities.address"), 300)
    city = Line(t("facilities.city"), 100)
    state = Choice(t("facilities.state"), missing=str(t("facilities.state_missing")))
    zip = ZipField(t("facilities.zip"))
    time_zone = Choice(t("facilities.time_zone"), [(zone, zone.replace("_", " ")) for zone in ZONES])

    def fill_choices(self, owners: list[Facility]) -> None:
        self.parent.offer(options([(row.public_id, row.name) for row in owners], str(t("facilities.no_parent"))))
        self.setting.offer(options(terms("setting")))
        self.specialties.offer(terms("specialty"))
        self.state.offer(options(terms("state")))

    def validate(self, extra_validators: Any = None) -> bool:
        right = super().validate(extra_validators)
        refuse_elsewhere(self.zip, self.state)
        return right and not self.zip.errors


@pages.get("")
def index() -> ResponseReturnValue:
    return render_template(
        "facilities/index.html", rows=list_facilities(db.session), place_words=place_words, label_of=label_of
    )


@pages.get("/<public_id>")
def show(public_id: str) -> ResponseReturnValue:
    facility = find_facility(public_id)
    rows, owner, sites = list_of_facility(db.session, facility)
    return render_template(
        "facilities/show.html",
        facility=facility,
        openings=rows,
        owner=owner,
        sites=sites,
        asked=describe_level(db.session, "facility", facility.public_id, today()),
        lead=lead(facility),
        facts_line=facts_line(facility, owner),
    )


@pages.route("/new", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    return edit_page(None)


@pages.route("/<public_id>/edit", methods=["GET", "POST"])
def edit(public_id: str) -> ResponseReturnValue:
    return edit_page(find_facility(public_id))


def find_facility(public_id: str) -> Facility:
    return facilities.by_public_id(db.session, public_id) or abort(404)


def edit_page(facility: Facility | None) -> ResponseReturnValue:
    owners = may_own(db.session, facility)
    by_key = {row.public_id: row for row in owners}
    start: dict[str, Any] = {"time_zone": "America/New_York"}
    if facility:
        start = {name: getattr(facility, name) for name in COLUMNS}
        start["parent"] = next((one.public_id for one in owners if one.id == facility.parent_id), None)
    form, fresh = FacilityForm(data=start), FacilityForm(None, data=start)
    for one in (form, fresh):
        one.fill_choices(owners)
    page: dict[str, Any] = {"form": form, "facility": facility, "seen": shown(fresh)}
    if not form.validate_on_submit():
        errors = errors_of(form)
        return render_template("facilities/edit.html", **page, errors=errors), 422 if form.is_submitted() else 200
    if facility and (changes := changes_since(request.form.get("seen", ""), fresh)):
        return render_template("facilities/edit.html", **page, errors=changes, stale=True), 409
    values = {name: form[name].data for name in COLUMNS}
    owner = by_key.get(form.parent.data or "")
    saved = save_facility(db.session, facility, {**values, "parent_id": owner.id if owner else None})
    return redirect(url_for("facilities.show", public_id=saved.public_id), 303)


def lead(facility: Facility) -> str:
    kind = vocabulary.load().get("setting", facility.setting).label if facility.setting else ""
    return ". ".join(part for part in (kind, place_words(facility)) if part)


def facts_line(facility: Facility, owner: Facility | None) -> list[tuple[Markup, Any]]:
    known, said = vocabulary.load(), t("facilities.not_said")
    address = ", ".join(part for part in (facility.address, facility.city, facility.state, facility.zip) if part)
    line: list[tuple[str, Any]] = [
        ("address", address or said),
        ("specialties", listed(known.get("specialty", slug).label for slug in facility.specialties) or said),
        ("provider_count", facility.provider_count or said),
        ("time_zone", facility.time_zone.replace("_", " ")),
    ]
    if owner:
        here = url_for("facilities.show", public_id=owner.public_id)
        reached = reaches(db.session, signed_in_user(), "facilities.show", {"public_id": owner.public_id})
        linked = Markup('<a href="{}">{}</a>').format(here, owner.name)
        line.insert(0, ("parent", linked if reached else owner.name))
    return [(t(f"facilities.{name}"), value) for name, value in line]
