"""One opening and one person to vary: a clinic in Georgia, 7 Dec 2026 to 7 Mar 2027, seen on 25 Nov 2026."""

from dataclasses import replace
from datetime import date

from matcher.domain import (
    SECTIONS,
    Credential,
    Eligibility,
    Held,
    Judged,
    Place,
    Profile,
    Requirement,
    Requirements,
    Task,
    TaskJudged,
)
from matcher.eligibility import judge
from matcher.eligibility.rules import Rules
from matcher.vocabulary import load

VOCABULARY = load()
TODAY, START, LAST = date(2026, 11, 25), date(2026, 12, 7), date(2027, 3, 7)
FAR = date(2029, 1, 31)


def opening(*asked: Requirement, **changes) -> Requirements:
    base = Requirements(
        "o",
        roles=("medical_assistant",),
        setting="private_practice",
        place=Place(state="GA"),
        begin=START,
        end=LAST,
        asked=asked,
    )
    return replace(base, **changes)


def asks(kind: str, *any_of: str, **more) -> Requirement:
    return Requirement(kind, any_of, **more)


def card(type: str, expires: date | None = FAR, **more) -> Credential:
    """A verified and confirmed credential."""
    return Credential(type, expires=expires, **{"proof": "verified", "standing": "confirmed", **more})


def person(*credentials: Credential, roles: tuple[str, ...] = ("medical_assistant",), **changes) -> Profile:
    """Somebody whose every section is closed, living in Georgia."""
    base = Profile(
        "p",
        credentials=credentials,
        roles=tuple(Held(role, "confirmed") for role in roles),
        answered=frozenset(SECTIONS),
        home=Place(state="GA"),
    )
    return replace(base, **changes)


def look(profile: Profile, asked: Requirements, today: date = TODAY, rules: Rules | None = None) -> Eligibility:
    return judge(profile, asked, today, VOCABULARY, rules)


def row(profile: Profile, asked: Requirement, today: date = TODAY, **changes) -> Judged:
    """How the one thing asked stands."""
    return look(profile, opening(asked, **changes), today).requirements[0]


def short(judged: Judged) -> tuple[str, date | None]:
    return judged.status, judged.by


def a_rule(**changes) -> dict:
    """A rule as its file has it: Georgia's medical assistants may inject, with high confidence."""
    base = {
        "id": "a_rule",
        "activity": "injection",
        "effect": "allow",
        "roles": ["medical_assistant"],
        "says": "So it is",
        "confidence": "high",
        "source": "a statute",
        "url": "example.org",
        "as_of": "2026-01",
    }
    return base | changes


def law(*entries: dict, national: tuple[dict, ...] = ()) -> Rules:
    """Georgia with these rules, ids numbered where they repeat."""
    numbered = [{**entry, "id": entry["id"] + "1" * number} for number, entry in enumerate(entries)]
    return Rules.of({"GA": {"rule": numbered}, "national": {"rule": list(national)}}, VOCABULARY)


def may(
    rules: Rules, who: Profile | None = None, task: str = "injections", today: date = TODAY, **changes
) -> TaskJudged:
    """How the task stands under those rules."""
    asked = opening(tasks=(Task(task),), **changes)
    return judge(who or person(), asked, today, VOCABULARY, rules).tasks[0]
