"""What the door refuses, one sentence of the specification after the other."""

from __future__ import annotations

import re
from typing import Any

from tests.gate_oracle import data
from tests.gate_oracle.days import day


class Refused(Exception):
    """The case is in error; the words say which clause refused it."""


def known(value: Any, names: Any, what: str) -> None:
    if value is not None and value not in names:
        raise Refused(f"unknown {what}")


def not_below_zero(value: float | None, what: str) -> None:
    if value is not None and value < 0:
        raise Refused(f"{what} below 0")


def a_day(text: str | None, what: str) -> None:
    try:
        day(text)
    except ValueError:
        raise Refused(f"no such day: {what}") from None


def experience_slugs() -> set[str]:
    return set(data.ROLES) | set(data.SPECIALTIES) | set(data.SETTINGS)


def check_candidate(candidate: dict[str, Any]) -> None:
    for role in candidate.get("roles") or []:
        known(role, data.ROLES, "role of the candidate")
    known(candidate.get("home_state"), data.STATES, "home state")
    for held in candidate.get("credentials") or []:
        known(held["type"], data.TYPES, "credential type")
        known(held.get("state"), data.STATES, "state of a credential")
        a_day(held.get("issued"), "issued")
        a_day(held.get("expires"), "expires")
        if held.get("issued") and held.get("expires") and held["expires"] < held["issued"]:
            raise Refused("a credential that expires before it was issued")
    for slug, years in (candidate.get("experience_years") or {}).items():
        known(slug, experience_slugs(), "slug of experience had")
        not_below_zero(years, "years had")
    known(candidate.get("education"), data.EDUCATION, "level of the candidate")
    for programme in candidate.get("programmes") or []:
        known(programme["kind"], data.PROGRAMMES, "programme kind")
        not_below_zero(programme.get("hours"), "hours of a programme")
    for training in candidate.get("training") or []:
        known(training["id"], data.TRAINING, "training id")
        not_below_zero(training.get("hours"), "hours of training")


def check_requirement(asked: dict[str, Any]) -> None:
    known(asked["kind"], data.REQUIREMENT_KINDS, "requirement kind")
    if not asked["any_of"]:
        raise Refused("empty any_of")
    for name in asked["any_of"]:
        if asked["kind"] in ("credential", "licence"):
            known(name, set(data.TYPES) | set(data.CLASSES), "credential or class asked for")
        if asked["kind"] == "experience":
            known(name, experience_slugs(), "slug of experience asked for")
        if asked["kind"] == "education":
            known(name, data.EDUCATION, "level asked for")
    if asked["kind"] == "experience" and asked.get("years") is None:
        raise Refused("experience without years")
    not_below_zero(asked.get("years"), "years asked for")
    due = asked.get("due", "start")
    months = re.fullmatch(r"\+(\d+) months", due)
    if due not in ("submission", "start", "patient_care") and not (months and 1 <= int(months[1]) <= 36):
        raise Refused("a due of another form")


def check_case(case: dict[str, Any]) -> None:
    """Raise Refused where the specification calls the case an error."""
    opening = case["opening"]
    a_day(case["today"], "today")
    a_day(opening["start"], "start")
    a_day(opening.get("end"), "end")
    check_candidate(case["candidate"])
    for role in opening.get("roles") or []:
        known(role, data.ROLES, "role of the opening")
    known(opening["state"], data.STATES, "state of the opening")
    known(opening.get("setting"), data.SETTINGS, "setting")
    known(opening.get("supervision"), data.SUPERVISION, "supervision")
    known(opening.get("delegator"), data.ROLES, "delegator")
    for task in opening.get("tasks") or []:
        known(task, data.SKILLS, "task")
    for asked in opening.get("requirements") or []:
        check_requirement(asked)
    if opening.get("end") and opening["end"] < opening["start"]:
        raise Refused("end before start")
    if opening.get("end") and opening["end"] < case["today"]:
        raise Refused("end before today")
