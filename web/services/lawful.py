"""What the law says of an opening's tasks, whoever is to do them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from markupsafe import Markup
from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.domain import Held, Profile, TaskJudged
from matcher.eligibility.judge import Gate
from models import opening as openings
from models.opening import Opening
from web.words import listed, t


@dataclass(frozen=True)
class Note:
    """What the law says of tasks: kind of components/match.html law_note."""

    kind: Literal["if", "yes", "open"]
    title: Markup | str
    rule: str = ""


def judge_tasks(session: Session, opening: Opening, today: date) -> dict[str, TaskJudged]:
    """What the law says of each task for somebody of whom nothing is known but the role."""
    asked = openings.requirements(session, opening)
    known = {task.slug: task for task in asked.tasks}
    every = tuple(known.values())
    role = Profile("", roles=tuple(Held(slug, "confirmed") for slug in opening.roles))
    judged = Gate(replace(asked, asked=(), tasks=every), today, vocabulary.load()).judge(role)
    return {task.task: task for task in judged.tasks}


def unlawful_tasks(session: Session, opening: Opening, today: date) -> list[str]:
    """Names of the tasks that none of the opening's roles may do there: until they are settled nobody is put forward."""
    known = vocabulary.load()
    judged = judge_tasks(session, opening, today)
    return [known.get("skill", slug).label for slug, task in judged.items() if task.status == "not-delegable"]


def bare(judged: TaskJudged) -> str:
    """The sentence without the task's name before it."""
    label = vocabulary.load().get("skill", judged.task).label
    return judged.sentence.removeprefix(f"{label}:").strip()


def law_notes(opening: Opening, named: Sequence[tuple[str, str]], law: Mapping[str, TaskJudged]) -> list[Note]:
    """What the law says of tasks together, each (slug, words), but for those it is against: they have a note each."""
    role, state = role_and_state(opening)
    by_status: dict[str, list[tuple[str, str]]] = {}
    for slug, words in named:
        if slug in law:
            by_status.setdefault(law[slug].status, []).append((slug, words))
    notes = []
    for status, kind in (
        ("needs-proof", "if"),
        ("licence-missing", "if"),
        ("not-reviewed", "open"),
        ("allowed", "yes"),
    ):
        if found := by_status.get(status):
            what = listed(words for _, words in found)
            key = f"postings.law_{kind}" + ("_alone" if len(named) == 1 else "")
            rule = bare(law[found[0][0]]) if kind == "if" and len(found) == 1 else ""
            notes.append(Note(kind, t(key, what=what, role=role, state=state), rule))  # type: ignore[arg-type]
    return notes


def role_and_state(opening: Opening) -> tuple[Markup, str]:
    """Medical assistant or phlebotomist; New York: as a note of the law names them."""
    known, state = vocabulary.load(), opening.facility.state
    role = listed([known.get("role", slug).label.lower() for slug in opening.roles], "or") or t("postings.anyone")
    return role, known.get("state", state).label if state else t("postings.no_state")
