"""The door of the gate: one case as JSON in, its result as JSON out (docs/gate.md).

A list at this door is a confirmed one: `[]` is "none"; null or absent is "not asked".
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Container, Mapping
from datetime import date
from typing import Any, TypeVar

from matcher.domain import (
    SECTIONS,
    Credential,
    Education,
    Eligibility,
    Held,
    Judged,
    Place,
    Requirement,
    Requirements,
    Standing,
    Task,
    Training,
)
from matcher.eligibility.days import DUE
from matcher.eligibility.facts import Facts, Stated
from matcher.eligibility.judge import Gate
from matcher.eligibility.rules import PROGRAMMES, SUPERVISION, TRAININGS, Rules
from matcher.vocabulary import Vocabulary

T = TypeVar("T")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
LANGUAGE = re.compile(r"[a-z][a-z' -]*")
KINDS = ("credential", "licence", "experience", "language", "education")
CONFIRMED: Standing = "confirmed"
MANY = 1_000_000  # no count of years or hours reaches it


class BadCase(ValueError):
    """What is wrong with a case: the field, and what would be right."""


def check(case: object, vocabulary: Vocabulary, rules: Rules) -> dict[str, Any]:
    """The result of a case, or {"id", "error"} where it says something that cannot be."""
    name = case.get("id") if isinstance(case, dict) else None
    try:
        entry = _table(case, "the case")
        today = _day(entry, "today", required=True)
        opening = read_opening(_table(entry.get("opening"), "opening"), vocabulary)
        if today is None or opening.begin is None:
            raise BadCase("today and opening.start are given")
        if opening.end and opening.end < opening.begin:
            raise BadCase(f"opening.end, {opening.end}, is before opening.start, {opening.begin}")
        if opening.end and opening.end < today:
            raise BadCase(f"opening.end, {opening.end}, is before today, {today}")
        person = entry.get("candidate")
        facts = _facts({} if person is None else _table(person, "candidate"), vocabulary)
        found, _ = Gate(opening, today, vocabulary, rules).decide(facts)
        return _result(name, found)
    except BadCase as problem:
        return {"id": name, "error": str(problem)}


def check_line(line: str, vocabulary: Vocabulary, rules: Rules) -> dict[str, Any]:
    """The same for a line of a file."""
    try:
        case = json.loads(line)
    except (ValueError, RecursionError) as problem:
        return {"id": None, "error": f"the line is not JSON: {problem}"}
    return check(case, vocabulary, rules)


def _result(name: object, found: Eligibility) -> dict[str, Any]:
    return {
        "id": name,
        "eligibility": found.lane,
        "role": _row(found.role),
        "requirements": [_row(judged) for judged in found.requirements],
        "tasks": [
            {"task": task.task, "status": task.status, "rule": task.rule, "sentence": task.sentence}
            for task in found.tasks
        ],
    }


def _row(judged: Judged) -> dict[str, Any]:
    return {"status": judged.status, "by": judged.by and judged.by.isoformat(), "sentence": judged.sentence}


def _facts(entry: Mapping[str, Any], vocabulary: Vocabulary) -> Facts:
    roles = _slugs(entry, "candidate.roles", vocabulary.kind("role"))
    languages = _slugs(entry, "candidate.languages", None)
    years = entry.get("experience_years")
    if years is not None:
        known = Known(*(vocabulary.kind(kind) for kind in ("role", "setting", "specialty", "skill", "system")))
        for slug, number in _table(years, "candidate.experience_years").items():
            _slug(slug, "candidate.experience_years", known)
            _number(number, f"candidate.experience_years.{slug}")
    level = entry.get("education")
    if level is not None:
        _slug(level, "candidate.education", vocabulary.kind("education"))
    return Facts(
        roles=None if roles is None else dict.fromkeys(roles, CONFIRMED),
        home_state=_choice(entry, "candidate.home_state", vocabulary.kind("state")),
        credentials=_each(entry, "candidate.credentials", lambda one, where: _credential(one, where, vocabulary)),
        experience=Stated(years or {}),
        languages=None if languages is None else tuple(Held(slug, CONFIRMED) for slug in languages),
        levels=() if level is None else ((vocabulary.get("education", level).data["rank"], CONFIRMED),),
        programmes=_each(entry, "candidate.programmes", _programme),
        training=_each(entry, "candidate.training", _training),
        closed=frozenset(SECTIONS),
    )


def _credential(entry: Mapping[str, Any], where: str, vocabulary: Vocabulary) -> Credential:
    issued, expires = _day(entry, f"{where}.issued"), _day(entry, f"{where}.expires")
    if issued and expires and expires < issued:
        raise BadCase(f"{where}.expires, {expires}, is before issued, {issued}")
    return Credential(
        type=_slug(entry.get("type"), f"{where}.type", vocabulary.credential_types),
        state=_choice(entry, f"{where}.state", vocabulary.kind("state")),
        issued=issued,
        expires=expires,
        compact=_flag(entry, f"{where}.compact"),
        revoked=_flag(entry, f"{where}.revoked"),
        proof="verified" if _flag(entry, f"{where}.verified") else "stated",
        standing=CONFIRMED,
    )


def _programme(entry: Mapping[str, Any], where: str) -> Education:
    kind = _slug(entry.get("kind"), f"{where}.kind", PROGRAMMES)
    return Education(programme=kind, hours=_hours(entry, f"{where}.hours"), standing=CONFIRMED)


def _training(entry: Mapping[str, Any], where: str) -> Training:
    name = _slug(entry.get("id"), f"{where}.id", TRAININGS)
    return Training(name, _hours(entry, f"{where}.hours"), _hours(entry, f"{where}.procedures"), CONFIRMED)


def read_opening(entry: Mapping[str, Any], vocabulary: Vocabulary) -> Requirements:
    """The opening of a case. Raises BadCase."""
    begin, end = _day(entry, "opening.start", required=True), _day(entry, "opening.end")
    state = _slug(entry.get("state"), "opening.state", vocabulary.kind("state"))
    tasks = _slugs(entry, "opening.tasks", vocabulary.kind("skill")) or ()
    return Requirements(
        key="",
        roles=_slugs(entry, "opening.roles", vocabulary.kind("role")) or (),
        setting=_choice(entry, "opening.setting", vocabulary.kind("setting")),
        place=Place(state=state),
        begin=begin,
        end=end,
        tasks=tuple(map(Task, tasks)),
        asked=_each(entry, "opening.requirements", lambda one, where: _requirement(one, where, vocabulary)) or (),
        supervision=_choice(entry, "opening.supervision", SUPERVISION),
        delegator=_choice(entry, "opening.delegator", vocabulary.kind("role")),
    )


def _requirement(entry: Mapping[str, Any], where: str, vocabulary: Vocabulary) -> Requirement:
    kind: Any = _slug(entry.get("kind"), f"{where}.kind", KINDS)
    known: Container[str] | None = {
        "language": lambda: None,
        "education": lambda: vocabulary.kind("education"),
        "experience": lambda: Known(
            *(vocabulary.kind(one) for one in ("role", "setting", "specialty", "skill", "system"))
        ),
    }.get(kind, lambda: Known(vocabulary.credential_types, vocabulary.kind("credential_class")))()
    any_of = _slugs(entry, f"{where}.any_of", known)
    if not any_of:
        raise BadCase(f"{where}.any_of names at least one")
    years = entry.get("years")
    if kind == "experience" and years is None:
        raise BadCase(f"{where}.years is given for experience")
    if years is not None:
        _number(years, f"{where}.years")
    due = entry.get("due")
    due = "start" if due is None else due
    if not isinstance(due, str) or not DUE.fullmatch(due):
        raise BadCase(
            f'{where}.due is "submission", "start", "patient_care" or "+N months" with N from 1 to 36, not {due!r}'
        )
    must = entry.get("must") is None or _flag(entry, f"{where}.must")
    return Requirement(kind, any_of, must, years, due=due)


class Known:
    """Several tables of slugs as one."""

    def __init__(self, *tables: Container[str]) -> None:
        self.tables = tables

    def __contains__(self, slug: object) -> bool:
        return any(slug in table for table in self.tables)


def _table(value: object, where: str) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise BadCase(f"{where} is an object with its fields, not {_shown(value)}")
    return value


def _field(entry: Mapping[str, Any], where: str) -> Any:
    return entry.get(where.rpartition(".")[2])


def _slug(value: object, where: str, known: Container[str]) -> str:
    if not isinstance(value, str) or value not in known:
        choices = f": one of {', '.join(known)}" if isinstance(known, tuple | dict) and len(known) < 8 else ""
        raise BadCase(f"{where} does not know {_shown(value)}{choices}")
    return value


def _choice(entry: Mapping[str, Any], where: str, known: Container[str]) -> str | None:
    value = _field(entry, where)
    return None if value is None else _slug(value, where, known)


def _slugs(entry: Mapping[str, Any], where: str, known: Container[str] | None) -> tuple[str, ...] | None:
    """None where absent. `known` None: languages, lower-case English names."""
    values = _field(entry, where)
    if values is None:
        return None
    if not isinstance(values, list):
        raise BadCase(f"{where} is a list, not {_shown(values)}")
    if known is not None:
        return tuple(_slug(value, where, known) for value in values)
    for value in values:
        if not isinstance(value, str) or not LANGUAGE.fullmatch(value):
            raise BadCase(f'{where} are lower-case English names such as "spanish", not {_shown(value)}')
    return tuple(values)


def _each(entry: Mapping[str, Any], where: str, read: Callable[[Mapping[str, Any], str], T]) -> tuple[T, ...] | None:
    values = _field(entry, where)
    if values is None:
        return None
    if not isinstance(values, list):
        raise BadCase(f"{where} is a list, not {_shown(values)}")
    return tuple(read(_table(value, f"{where}[{number}]"), f"{where}[{number}]") for number, value in enumerate(values))


def _day(entry: Mapping[str, Any], where: str, required: bool = False) -> date | None:
    value = _field(entry, where)
    if value is None and not required:
        return None
    try:
        if isinstance(value, str) and DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise BadCase(f"{where} is a day that exists, as 2026-12-07, not {_shown(value)}")


def _flag(entry: Mapping[str, Any], where: str) -> bool:
    value = _field(entry, where)
    if value is None or isinstance(value, bool):
        return bool(value)
    raise BadCase(f"{where} is true or false, not {_shown(value)}")


def _number(value: object, where: str) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < MANY:
        raise BadCase(f"{where} is a number from 0 to a million, not {_shown(value)}")
    return value


def _hours(entry: Mapping[str, Any], where: str) -> int | None:
    value = _field(entry, where)
    return None if value is None else int(_number(value, where))


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."
