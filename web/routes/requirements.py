"""What is asked everywhere, in a kind of setting, at a facility or for one opening: added, changed, removed, relaxed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf import FlaskForm
from wtforms.validators import StopValidation

from matcher.snapshots import sha
from models.requirement import KINDS, Requirement
from web.auth import signed_in_user
from web.config import today
from web.db import db
from web.forms import Choice, Line, Typed, Whole, changes_since, errors_of, refuse, shown
from web.permissions import may_ask
from web.reach import OWN_ONLY, own_sites
from web.services.naming import DUES, due_words, find_name, labels_of, names, near_names
from web.services.refusal import Refused
from web.services.requirement import (
    Scope,
    describe_level,
    find_scope,
    in_full,
    in_words,
    list_settings,
    reaches,
    relax_requirement,
    remove_requirement,
    save_requirement,
    scope_of,
)
from web.services.requirement_effect import Effect, Reached, try_change
from web.words import listed, t

pages = Blueprint("requirements", __name__, url_prefix="/requirements")

NOT_GIVEN = frozenset({"csrf_token", "effect", "do"})  # of what a form sends, the page's own
ALTERNATIVES = ("what_1", "what_2", "what_3", "what_4", "what_5", "what_6")
MOST_YEARS = 40


class Years(Typed):
    """Years, halves too."""

    def written(self) -> str:
        return f"{self.data:g}"

    def read(self, typed: str) -> float:
        if not re.fullmatch(r"[0-9]{1,2}(\.[0-9])?", typed) or not 1 / 12 <= float(typed) <= MOST_YEARS:
            raise StopValidation(t("requirements.years_wrong", typed=typed[:40], most=MOST_YEARS))
        return float(typed)


class RequirementForm(FlaskForm):
    kind = Choice(
        t("requirements.kind"),
        [("", str(t("requirements.choose"))), *((kind, str(t(f"requirements.kinds.{kind}"))) for kind in KINDS)],
        missing=str(t("requirements.kind_missing")),
    )
    what_1 = Line(t("requirements.what"), missing=str(t("requirements.what_missing")))
    what_2 = Line(t("requirements.or_what"))
    what_3 = Line(t("requirements.or_what"))
    what_4 = Line(t("requirements.or_what"))
    what_5 = Line(t("requirements.or_what"))
    what_6 = Line(t("requirements.or_what"))
    force = Choice(
        t("requirements.force"),
        [(force, str(t(f"requirements.forces.{force}"))) for force in ("must", "preferred")],
        missing=str(t("requirements.force_missing")),
    )
    years = Years(t("requirements.years"))
    due = Choice(t("requirements.due_label"), [(due, str(due_words(due))) for due in DUES])
    weight = Whole(t("requirements.weight"), 1, 10)
    reason = Line(t("requirements.reason"), 2000, many_lines=True)

    def read_names(self) -> list[str]:
        """The slugs of what was typed; what is not known is refused at its field."""
        found: list[str] = []
        for field in (self[name] for name in ALTERNATIVES):
            typed = str(field.data or "")
            if not typed or not self.kind.data or self.kind.errors or field.errors:
                continue
            slug = find_name(self.kind.data, typed)
            if slug is None:
                kind = t(f"requirements.kinds.{self.kind.data}")
                near = near_names(self.kind.data, typed)
                hint = t("requirements.near", names=listed(near, "or")) if near else ""
                refuse(field, t("requirements.unknown", typed=typed[:60], kind=str(kind).lower(), near=hint))
            elif slug not in found:
                found.append(slug)
        return found

    def read(self) -> dict[str, Any] | None:
        """The row's columns, None where something is wrong (the fields then say what)."""
        right = self.validate_on_submit()
        any_of = self.read_names()
        if self.kind.data == "experience" and self.years.data is None and not self.years.errors:
            refuse(self.years, t("requirements.years_missing"))
        if self.weight.data is None and not self.weight.errors:
            refuse(self.weight, t("requirements.weight_missing"))
        if not right or any(field.errors for field in self):
            return None
        return {
            "kind": self.kind.data,
            "any_of": any_of,
            "must": self.force.data == "must",
            "years": self.years.data if self.kind.data == "experience" else None,
            "due": self.due.data or "start",
            "weight": self.weight.data,
        }


@pages.get("")
def index() -> ResponseReturnValue:
    day = today()
    asked = describe_level(db.session, "agency", "all", day)
    everywhere = may_ask("agency", signed_in_user().role)
    page = {"agency": asked, "settings": list_settings(db.session, day), "everywhere": everywhere}
    return render_template("requirements/index.html", **page)


@pages.route("/new/<level>/<where>", methods=["GET", "POST"])
def add(level: str, where: str) -> ResponseReturnValue:
    scope = to_change(find_scope(db.session, level, where))
    form = RequirementForm(data={"due": "start", "weight": 5})
    title = t("requirements.add_title")
    if form.is_submitted() and (values := form.read()) and not going_back():
        user = signed_in_user()
        try:
            return keep_or_show(
                scope, title, asked_by(values), lambda: save_requirement(db.session, scope, None, values, user)
            )
        except Refused as refused:
            refuse(form[refused.field], refused.sentence)
    return show(form, scope, title)


@pages.route("/<int:number>", methods=["GET", "POST"])
def change(number: int) -> ResponseReturnValue:
    row = find_row(number)
    scope = to_change(scope_of(db.session, row))
    now = values_of(row)
    form, fresh = RequirementForm(data=now), RequirementForm(None, data=now)
    for one in (form, fresh):
        one.due.offer(dues(row.due))
    title = t("requirements.change_title")
    if form.is_submitted() and (values := form.read()) and not going_back():
        if changes := changes_since(request.form.get("seen", ""), fresh):
            return show(form, scope, title, row, shown(fresh), changes=changes)
        if row.relaxes_id and not form.reason.data:
            refuse(form.reason, t("requirements.reason_missing"))
            return show(form, scope, title, row, shown(fresh))
        if row.relaxes_id:
            values["reason"] = form.reason.data
        user = signed_in_user()
        try:
            before = in_full(row, today())
            return keep_or_show(
                scope, title, asked_by(values), lambda: save_requirement(db.session, scope, row, values, user), before
            )
        except Refused as refused:
            refuse(form[refused.field if refused.field != "nothing" else "reason"], refused.sentence)
            return show(form, scope, title, row, shown(fresh))
    return show(form, scope, title, row, request.form.get("seen", "") if going_back() else shown(fresh))


@pages.route("/<int:number>/relax/<level>/<where>", methods=["GET", "POST"])
def relax(number: int, level: str, where: str) -> ResponseReturnValue:
    """Ask for less at one place than the broader level does."""
    broader = find_row(number)
    scope = to_change(find_scope(db.session, level, where))
    if not may_relax(broader) or not reaches(db.session, broader, scope):
        abort(404)
    form = RequirementForm(data=values_of(broader) | {"reason": ""})
    form.due.offer(dues(broader.due))
    title = t("requirements.relax_title")
    if form.is_submitted() and (values := form.read()) and not going_back():
        user, why = signed_in_user(), form.reason.data or ""
        try:
            return keep_or_show(
                scope,
                title,
                asked_by(values),
                lambda: relax_requirement(db.session, scope, broader, values, why, user),
                in_full(broader, today()),
            )
        except Refused as refused:
            refuse(form[refused.field if refused.field != "nothing" else "reason"], refused.sentence)
    return show(form, scope, title, broader, relaxing=True)


@pages.post("/<int:number>/remove")
def remove(number: int) -> ResponseReturnValue:
    row = find_row(number)
    scope = to_change(scope_of(db.session, row))
    user = signed_in_user()
    if going_back():
        return redirect(url_for("requirements.change", number=number), 303)
    return keep_or_show(
        scope, t("requirements.remove"), in_full(row, today()), lambda: remove_requirement(db.session, row, user)
    )


def going_back() -> bool:
    """From what a change would do to the form it came from, with what was filled in."""
    return request.form.get("do") == "back"


def asked_by(values: Mapping[str, Any]) -> str:
    """All that these columns ask, in words."""
    return in_full(Requirement(**values), today())


def keep_or_show(
    scope: Scope, title: object, what: str, write: Callable[[], object], before: str = ""
) -> ResponseReturnValue:
    """Save the change where it reaches no open opening or where this very change and effect were seen; else show, save nothing.

    `what` is asked then (or no more), in words; `before`: what it stands in place of.
    """
    home = home_of(scope)
    effect = try_change(db.session, write, today())
    seen = request.form.get("effect", "")
    given = [(name, value) for name, value in request.form.items(multi=True) if name not in NOT_GIVEN]
    token = sha((effect.digest, sorted(given)))
    if not effect.reached or seen == token:
        return redirect(home, 303)
    db.session.rollback()
    page: dict[str, Any] = {
        "effect": effect,
        "given": given,
        "token": token,
        "doing": title,
        "what": what,
        "before": before,
        "scope": scope,
        "home": home,
    }
    page |= {"moves": moves_of(effect), "moves_of": moves_of}
    return render_template("requirements/effect.html", **page, moved_on=bool(seen))


def moves_of(one: Effect | Reached) -> list[str]:
    """How many would stand otherwise, each change of lane in words."""
    return [
        str(t("requirements.effect_move", n=n, before=t(f"decide.lane.{before}"), after=t(f"decide.lane.{after}")))
        for (before, after), n in one.moves
    ]


def find_row(number: int) -> Requirement:
    row = db.session.get(Requirement, number) if number < 2**31 else None
    if row is None or row.standing == "rejected":
        abort(404)
    return row


def to_change(scope: Scope | None) -> Scope:
    """The scope, for somebody who may change what is asked there; else there is no such page."""
    return scope if scope and may_change(scope) else abort(404)


def may_change(scope: Scope) -> bool:
    """Whether this person may change what is asked there: somebody of a facility at her own sites."""
    user = signed_in_user()
    if not may_ask(scope.level, user.role):
        return False
    return user.role not in OWN_ONLY or scope.facility in own_sites(db.session, user)


@pages.app_template_global()
def may_relax(broader: Requirement) -> bool:
    """Whether this person may ask for less than a row: a facility only than its own, never than the agency."""
    return signed_in_user().role not in OWN_ONLY or may_change(scope_of(db.session, broader))


def values_of(row: Requirement) -> dict[str, Any]:
    """The row as the form's fields have it."""
    said = dict(zip(ALTERNATIVES, labels_of(row.kind, row.any_of), strict=False))
    return {
        "kind": row.kind,
        **said,
        "force": "must" if row.must else "preferred",
        "years": row.years,
        "due": row.due,
        "weight": row.weight,
        "reason": row.reason or "",
    }


def dues(stored: str) -> list[tuple[str, str]]:
    """The choices of when it is due, the stored one among them."""
    known = DUES if stored in DUES else (*DUES, stored)
    return [(due, str(due_words(due))) for due in known]


def home_of(scope: Scope) -> str:
    if scope.opening:
        return url_for("postings.settle", public_id=scope.where)
    return url_for("facilities.show", public_id=scope.where) if scope.facility else url_for("requirements.index")


def show(
    form: RequirementForm,
    scope: Scope,
    title: object,
    row: Requirement | None = None,
    seen: str = "",
    relaxing: bool = False,
    changes: list[tuple[str, str]] | None = None,
) -> ResponseReturnValue:
    errors = changes or errors_of(form)
    status = 409 if changes else 422 if errors else 200
    offered = sorted({label for kind in KINDS for label in names(kind).values()}, key=str.casefold)
    words = in_words([row], today())[row.id] if row else ""
    page = {"form": form, "scope": scope, "title": title, "row": row, "relaxing": relaxing, "words": words}
    page |= {"errors": errors, "stale": bool(changes), "seen": seen, "offered": offered, "home": home_of(scope)}
    forces = [(choice.value, choice.label) for choice in form.force.choices]
    alternatives = [form[name] for name in ALTERNATIVES]
    return render_template("requirements/edit.html", **page, forces=forces, alternatives=alternatives), status
