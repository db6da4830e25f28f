"""What is asked, at whichever level: named, added, changed, removed, relaxed with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from markupsafe import Markup
from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.domain import Requirements
from matcher.eligibility.judge import Gate
from matcher.eligibility.sentences import asked_credentials
from models import facility as facilities
from models import opening as openings
from models import opening_task as tasks
from models import requirement as requirements
from models.facility import Facility
from models.fact import Settled
from models.opening import Opening
from models.requirement import Requirement
from models.user import User
from web.services.naming import due_words
from web.services.refusal import Refused
from web.words import day, t


@dataclass(frozen=True)
class Scope:
    """Where something is asked: everywhere, in a kind of setting, at a facility, for an opening. `where` is its address."""

    level: str
    where: str
    name: str
    setting: str | None = None
    facility: Facility | None = None
    opening: Opening | None = None

    @property
    def columns(self) -> dict[str, Any]:
        """What a row of this scope says of it."""
        return {
            "level": self.level,
            "setting": self.setting if self.level == "setting" else None,
            "facility_id": self.facility.id if self.level == "facility" and self.facility else None,
            "opening_id": self.opening.id if self.opening else None,
        }


@dataclass(frozen=True)
class Asked:
    """A row in words. `own`: it stands at the level looked at, else it comes from a broader one, named by `origin`."""

    row: Requirement
    words: str
    due: str
    own: bool
    origin: str


def in_words(rows: Sequence[Requirement], today: date) -> dict[int, str]:
    """Row id -> what is asked, as the gate names it: BLS card; 1 year as a medical assistant."""
    named = [row for row in rows if row.any_of]
    asked = tuple(replace(requirements.value(row, {}), standing="confirmed") for row in named)
    judged = Gate(Requirements("", asked=asked), today, vocabulary.load()).judge_nobody().requirements
    subjects = {row.id: capital(one.subject) for row, one in zip(named, judged, strict=True)}
    for row in named:
        if row.kind in ("credential", "licence"):
            subjects[row.id] = capital(asked_credentials(row.any_of, vocabulary.load()))
    return {row.id: subjects.get(row.id) or t("requirements.unnamed", words=row.text) for row in rows}


def in_full(row: Requirement, today: date) -> str:
    """All that a row asks, as the list has it: 1 year as a medical assistant; must, on the first day."""
    force = t("requirements.must" if row.must else "requirements.preferred")
    due = str(due_words(row.due)).lower()
    return t("requirements.in_full", words=in_words([row], today)[row.id], force=force, due=due)


def capital(words: str) -> str:
    return words[:1].upper() + words[1:]


# Scopes


def find_scope(session: Session, level: str, where: str) -> Scope | None:
    """The scope at this address, None where there is none."""
    known = vocabulary.load()
    if level == "agency" and where == "all":
        return Scope(level, where, t("requirements.agency"))
    if level == "setting" and known.has("setting", where):
        return Scope(level, where, known.get("setting", where).label, setting=where)
    if level == "facility" and (facility := facilities.by_public_id(session, where)):
        return Scope(level, where, facility.name, facility.setting, facility)
    if level == "opening" and (opening := openings.by_public_id(session, where)):
        return Scope(level, where, opening.title, opening.facility.setting, opening.facility, opening)
    return None


def scope_of(session: Session, row: Requirement) -> Scope:
    """Where a row stands."""
    where = row.setting or "all"
    if row.facility_id:
        where = session.get_one(Facility, row.facility_id).public_id
    elif row.opening_id:
        where = session.get_one(Opening, row.opening_id).public_id
    found = find_scope(session, row.level, where)
    if found is None:
        raise LookupError(f"requirement {row.id} stands nowhere")
    return found


def line_of(session: Session, scope: Scope) -> dict[int, Facility]:
    """The facility of a scope and its owners, from the bottom up; {} where it has none."""
    return {one.id: one for one in facilities.upward(session, scope.facility.id)} if scope.facility else {}


def reaches(session: Session, row: Requirement, scope: Scope) -> bool:
    """Whether a row is asked in a scope: at it, or at a broader level."""
    if row.level == "agency":
        return True
    if row.level == "setting":
        return row.setting == scope.setting
    if row.level == "facility":
        return row.facility_id in line_of(session, scope)
    return scope.opening is not None and row.opening_id == scope.opening.id


def describe(session: Session, scope: Scope, today: date) -> list[Asked]:
    """Everything asked in a scope, from the agency down, each with where it comes from."""
    owners = line_of(session, scope)
    opening_id = scope.opening.id if scope.opening else 0
    reach = requirements.applying(session, [opening_id], owners)
    rows = requirements.merged(reach, opening_id, owners, scope.setting)
    words = in_words(rows, today)
    return [
        Asked(row, words[row.id], str(due_words(row.due)), stands_in(row, scope), origin(row, owners)) for row in rows
    ]


def stands_in(row: Requirement, scope: Scope) -> bool:
    return all(getattr(row, name) == value for name, value in scope.columns.items())


def origin(row: Requirement, owners: Mapping[int, Facility]) -> str:
    if row.facility_id:
        return owners[row.facility_id].name
    return t(f"requirements.origin.{row.level}")


def describe_level(session: Session, level: str, where: str, today: date) -> list[Asked]:
    scope = find_scope(session, level, where)
    return describe(session, scope, today) if scope else []


def describe_opening(session: Session, opening: Opening, today: date) -> list[Asked]:
    return describe_level(session, "opening", opening.public_id, today)


def list_settings(session: Session, today: date) -> list[tuple[str, str, list[Asked]]]:
    """(slug, label, rows of its own) for every setting."""
    rows = [row for row in requirements.own(session, "setting") if row.standing != "rejected"]
    words = in_words(rows, today)
    return [
        (
            slug,
            term.label,
            [Asked(row, words[row.id], str(due_words(row.due)), True, "") for row in rows if row.setting == slug],
        )
        for slug, term in vocabulary.load().kind("setting").items()
    ]


def who_changed(session: Session, opening: Opening) -> Markup:
    """Who last settled something of this opening, and when; empty where nobody did."""
    every: list[Settled] = [*requirements.own(session, "opening", opening_id=opening.id)]
    every += tasks.of_opening(session, opening.id)
    settled = [row for row in every if row.decided_at]
    last = max(settled, key=lambda row: row.decided_at or datetime.min.replace(tzinfo=UTC), default=None)
    who = session.get(User, last.decided_by) if last and last.decided_by else None
    if last is None or last.decided_at is None or who is None:
        return Markup("")
    return t("requirements.last_by", who=who.name, day=day(last.decided_at.date()))


# Changes


def save_requirement(
    session: Session, scope: Scope, row: Requirement | None, values: Mapping[str, Any], user: User
) -> Requirement:
    """Add (row None) or change what is asked; a person said so, so it is confirmed.

    Raises StaleDataError, and Refused where the scope asks just this already, or where the row stands in place of a broader one
    and would no longer be less of it.
    """
    if row is not None and row.relaxes_id is not None:
        refuse_stricter(session.get_one(Requirement, row.relaxes_id), values)
    if any(other is not row and same(other, values) for other in asked_in(session, scope)):
        raise Refused("what_1", t("requirements.asked_already"))
    if row is None:
        row = Requirement(**scope.columns, kind=values["kind"], any_of=values["any_of"])
        session.add(row)
    for name, value in values.items():
        setattr(row, name, value)
    confirm(row, user)
    session.flush()
    return row


def asked_in(session: Session, scope: Scope) -> list[Requirement]:
    """The rows of the scope's own, what was removed left out."""
    return [row for row in requirements.own(session, **scope.columns) if row.standing != "rejected"]


def same(row: Requirement, values: Mapping[str, Any]) -> bool:
    """The row asks for just this: how much it counts, and why less is asked, aside."""
    asked = {name: value for name, value in values.items() if name not in ("any_of", "weight", "reason")}
    return set(row.any_of) == set(values["any_of"]) and all(getattr(row, n) == v for n, v in asked.items())


def confirm(row: Any, user: User, standing: str = "confirmed") -> None:
    """Settle a requirement or a task."""
    row.standing, row.decided_by, row.decided_at = standing, user.id, datetime.now(UTC)


def remove_requirement(session: Session, row: Requirement, user: User) -> None:
    """It is asked no more; the row stays, so that reading a document again does not bring it back."""
    confirm(row, user, "rejected")
    session.flush()


def relax_requirement(
    session: Session, scope: Scope, broader: Requirement, values: Mapping[str, Any], reason: str, user: User
) -> Requirement:
    """Ask for less here than a broader level asks, with the reason. Raises Refused where something is asked more strictly."""
    if not reason:
        raise Refused("reason", t("requirements.reason_missing"))
    if stands_in(broader, scope) or broader.level == "opening" or broader.relaxes_id is not None:
        raise Refused("reason", t("requirements.not_broader"))
    if any(row.relaxes_id == broader.id for row in asked_in(session, scope)):
        raise Refused("reason", t("requirements.relaxed_already"))
    refuse_stricter(broader, values)
    row = Requirement(**scope.columns, kind=broader.kind, relaxes_id=broader.id, reason=reason)
    session.add(row)
    for name, value in values.items():
        setattr(row, name, value)
    confirm(row, user)
    session.flush()
    return row


def refuse_stricter(broader: Requirement, values: Mapping[str, Any]) -> None:
    """Refused where what stands in place of a broader row is not less of the same kind."""
    name = "kind" if values["kind"] != broader.kind else stricter(broader, values)
    if name is not None:
        raise Refused(name, t(f"requirements.stricter.{name}"))


def stricter(broader: Requirement, values: Mapping[str, Any]) -> str | None:
    """The form's field in which these values ask for more than the row, or in which nothing is asked less."""
    if not set(broader.any_of) <= set(values["any_of"]):
        return "what_1"
    if values["must"] and not broader.must:
        return "force"
    if (values["years"] or 0) > (broader.years or 0):
        return "years"
    if months(values["due"]) < months(broader.due):
        return "due"
    same = (set(values["any_of"]), values["must"], values["years"] or 0, values["due"])
    return "nothing" if same == (set(broader.any_of), broader.must, broader.years or 0, broader.due) else None


def months(due: str) -> int:
    """How late something may come, in months after the start; submission comes before it."""
    return int(due[1:].removesuffix(" months")) if due.startswith("+") else -1 if due == "submission" else 0
