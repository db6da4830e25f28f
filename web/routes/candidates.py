"""The list of candidates, and one candidate: what is known, where she fits, what is missing; made and changed by hand."""

from __future__ import annotations

from dataclasses import fields
from functools import partial
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from matcher import vocabulary
from models import candidate as candidates
from models import document, owner_history, user
from models import reference as references
from models.candidate import Candidate
from models.candidate_identity import Wanted
from web.auth import signed_in_user
from web.config import today
from web.db import db
from web.forms import (
    Choice,
    DayField,
    EmailLine,
    Line,
    PhoneLine,
    changes_since,
    errors_of,
    options,
    page_number,
    refuse,
    shown,
)
from web.limit_form import LimitForm, offer
from web.services.candidate import (
    Details,
    Wants,
    add_candidate,
    career_words,
    change_candidate,
    details_of,
    find_candidate,
    kept_instead,
    list_candidates,
    name_of,
    role_families,
    terms,
)
from web.services.candidate_page import SHOWN, rank_openings, rank_settings, sections, ways_in_for
from web.services.cards import full_name
from web.services.dispute import disputes_of
from web.services.do_not_return import everywhere
from web.services.erasure import may_erase
from web.services.fact import label
from web.services.merge import last_merge
from web.services.next_step import next_step
from web.services.note import read_log
from web.services.same_person import apart_from, find_same
from web.services.search import read_sought
from web.words import money, plain_day, t

pages = Blueprint("candidates", __name__, url_prefix="/candidates")

PAGE = 25
SETTINGS = 8  # kinds of workplace before "all"
NAMES = 200  # characters of a name
YOUNGEST = 14  # years: who works is at least that old
LIMITS = tuple(field.name for field in fields(Wants))
KEPT = ("q", "state", "role", "skill", "credential", "mine", "unowned", "unsettled")


class CandidateForm(LimitForm):
    name = Line(t("candidates.name"), NAMES, missing=t("candidates.name_missing"))
    former_names = Line(t("candidates.former_names"), 400)
    birth_date = DayField(t("candidates.birth_date"))
    phone = PhoneLine(t("candidates.phone"))
    email = EmailLine(t("candidates.email"))
    owner_id = Choice(t("candidates.owner"))

    def __init__(self, *given: Any, **kept: Any) -> None:
        super().__init__(*given, **kept)
        for limit in LIMITS:  # below who she is, as on the page
            self._fields[limit] = self._fields.pop(limit)
        people = [(str(person.id), person.name) for person in user.recruiters(db.session)]
        self.owner_id.offer(options(people, str(t("candidates.nobody"))))

    def validate(self, extra_validators: Any = None) -> bool:
        super().validate(extra_validators)
        born = self.birth_date.data
        if born and (born.year + YOUNGEST, born.month, born.day) > today().timetuple()[:3]:
            refuse(self.birth_date, t("candidates.born_late", least=YOUNGEST))
        return not errors_of(self)

    def details(self) -> Details:
        given = Details(**{name: value for name, value in self.data.items() if name in Details.__dataclass_fields__})
        given.former_names = [name.strip() for name in (self.former_names.data or "").split(",") if name.strip()]
        given.owner_id = int(self.owner_id.data) if self.owner_id.data else None
        return given


def form_of(details: Details) -> CandidateForm:
    """The form as the record fills it, whatever was posted."""
    form = CandidateForm(formdata=None, obj=details)
    form.former_names.data = ", ".join(details.former_names)
    return form


@pages.get("")
def index() -> ResponseReturnValue:
    asked = request.args
    me, known = signed_in_user(), vocabulary.load()
    role, state, credential, skill = (asked.get(name, "") for name in ("role", "state", "credential", "skill"))
    role = role if known.has("role", role) else ""
    wanted = Wanted(
        sought=read_sought(words) if (words := asked.get("q", "").strip()[:NAMES]) else None,
        skill=skill if known.has("skill", skill) else None,
        state=state if known.has("state", state) else None,
        role=role or None,
        families=role_families(role) if role else (),
        credential=credential if credential in known.credential_types else None,
        owner=me.id if asked.get("mine") else None,
        unowned=bool(asked.get("unowned")),
        unsettled=bool(asked.get("unsettled")),
    )
    rows, number, total = list_candidates(db.session, wanted, page_number(asked.get("page")), PAGE, today())
    kept = {name: asked[name] for name in KEPT if asked.get(name)}
    return render_template(
        "candidates/index.html",
        rows=rows,
        same=find_same(db.session, [row.candidate.id for row in rows]),
        number=number,
        total=total,
        start=(number - 1) * PAGE + 1,
        size=PAGE,
        wanted=wanted,
        kept=kept,
        states=terms("state"),
        roles=terms("role"),
        skills=terms("skill"),
        credentials=credential_choices(),
    )


def credential_choices() -> list[tuple[str, str]]:
    """Every credential by its name, for a filter."""
    return sorted(((s, full_name(s)) for s in vocabulary.load().credential_types), key=lambda pair: pair[1].casefold())


def found(public_id: str) -> Candidate:
    return find_candidate(db.session, public_id) or abort(404)


@pages.get("/<public_id>")
def show(public_id: str) -> ResponseReturnValue:
    """A record merged into another leads to the one that stays."""
    candidate, day, asked = find_candidate(db.session, public_id), today(), request.args
    if candidate is None:
        stays = kept_instead(db.session, public_id) or abort(404)
        return redirect(url_for(".show", public_id=stays.public_id))
    profile = candidates.profile(db.session, candidate)
    known = sections(db.session, candidate, profile, day)
    details = details_of(db.session, candidate)
    kept = document.of_candidate(db.session, candidate.id)
    everything = asked.get("openings") == "all"
    ranked = rank_openings(db.session, profile, day, None if everything else SHOWN)
    setting = asked.get("setting")
    return render_template(
        "candidates/show.html",
        candidate=candidate,
        name=name_of(db.session, candidate),
        facts_line=facts_line(details, owner_words(candidate)),
        career=career_words(profile, day),
        sections=known,
        documents=kept,
        step=next_step(known, kept, ranked),
        openings=ranked,
        cards=rank_settings(profile, ranked, day),
        ways=ways_in_for(profile, ranked, day),
        more_settings=None if asked.get("settings") == "all" else SETTINGS,
        state_name=label("state", profile.home.state),
        everything=everything,
        setting=setting if setting and vocabulary.load().has("setting", setting) else None,
        shown=SHOWN,
        shown_first=SHOWN,
        label=label,
        here=partial(url_for, "candidates.show", public_id=public_id),
        match_at=lambda opening: url_for("matches.show", public_id=opening.public_id, key=public_id),
        disputes=disputes_of(db.session, candidate),
        references=references.of_candidate(db.session, candidate.id),
        may_erase=may_erase(candidate, signed_in_user()),
        log=read_log(db.session, candidate),
        bars=everywhere(db.session, candidate, signed_in_user()),
        same=find_same(db.session, [candidate.id])[candidate.id],
        apart=apart_from(db.session, candidate),
        merged=last_merge(db.session, candidate),
    )


def owner_words(candidate: Candidate) -> str:
    """Her recruiter and since when, then who it was before; "" where nobody ever was."""
    kept = owner_history.of_candidate(db.session, candidate.id)
    said = [t("candidates.owner_since", who=row.name, day=plain_day(row.since.date())) for row in kept]
    now = said.pop(0) if said and candidate.owner_id else ""
    before = t("candidates.owner_before", owners="; ".join(said)) if said else ""
    return " ".join(part for part in (now or (said and t("candidates.nobody_owner")), before) if part)


def facts_line(details: Details, owner: str) -> list[tuple[Markup, object]]:
    """(label, value): where she lives, how to reach her, what she will take. Who she is stands on no page of a ranking."""
    said = t("candidates.not_said")
    home = ", ".join(part for part in (label("state", details.home_state), details.zip) if part)
    takes = [t("candidates.takes_miles", n=details.miles)] if details.miles else []
    takes += [t("candidates.takes_pay", pay=money(details.pay_floor))] if details.pay_floor else []
    takes += [Markup("{}").format(label("employment_type", slug)) for slug in details.employment_types[:2]]
    free = [
        t(f"candidates.available_{name}", day=plain_day(value))
        for name, value in (("from", details.available_from), ("until", details.available_until))
        if value
    ]
    free += [Markup("{}").format(label("shift", slug)) for slug in details.shifts[:2]]
    line = [
        ("home", home or said),
        ("phone", details.phone or said),
        ("email", details.email or said),
        ("takes", Markup(", ").join(takes) or said),
        ("available", Markup(", ").join(free) or said),
        ("owner", owner or t("candidates.nobody_owner")),
    ]
    if details.former_names:
        line.insert(3, ("formerly", ", ".join(details.former_names)))
    return [(t(f"candidates.fact_{name}"), value) for name, value in line]


@pages.route("/new", methods=["GET", "POST"])
def add() -> ResponseReturnValue:
    form = CandidateForm()
    if form.validate_on_submit():
        candidate = add_candidate(db.session, form.details(), today())
        return redirect(url_for("candidates.show", public_id=candidate.public_id), 303)
    if not form.is_submitted():
        form.owner_id.data = str(signed_in_user().id)
    errors = errors_of(form)
    page = render_template("candidates/edit.html", form=form, errors=errors, candidate=None, seen="")
    return page, 422 if form.is_submitted() else 200


@pages.route("/<public_id>/edit", methods=["GET", "POST"])
def edit(public_id: str) -> ResponseReturnValue:
    candidate = found(public_id)
    fresh = form_of(details_of(db.session, candidate))
    form = CandidateForm() if request.method == "POST" else fresh
    status, stale, seen = 200, False, shown(fresh)
    if request.method == "GET":
        offer(form, request.args, "zip", "home_state")
    errors: list[tuple[str, str]] = []
    if form.is_submitted():
        errors, status = [], 422
        if form.validate():
            errors = changes_since(request.form.get("seen", ""), fresh)
            if not errors:
                change_candidate(db.session, candidate, form.details())
                return redirect(url_for("candidates.show", public_id=public_id), 303)
            stale, status = True, 409
        else:
            errors = errors_of(form)
    return render_template(
        "candidates/edit.html",
        form=form,
        errors=errors,
        stale=stale,
        candidate=candidate,
        name=name_of(db.session, candidate),
        seen=seen,
    ), status
