"""A posting settled beside its sentences: what was read from each, what the law says of it, who it leaves, publishing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from markupsafe import Markup
from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.domain import Held, Profile, TaskJudged
from matcher.eligibility.judge import Gate
from models import document as documents
from models import opening as openings
from models import opening_task as tasks
from models import requirement as requirements
from models.document import Document
from models.opening import Opening
from models.opening_task import OpeningTask
from models.requirement import Requirement
from models.user import User
from web.quotes import pieces
from web.services import blocked
from web.services.ranking import load_people, rank_requirements
from web.services.requirement import confirm, due_words, in_words
from web.words import listed, t

Answer = Literal["must", "preferred", "out", "keep", "drop", ""]
LOOSENED = 3  # requirements named as what relaxing would gain
SENTENCE_END = re.compile(r"[.;!?]\s+|\n")


@dataclass(frozen=True)
class Item:
    """A requirement or task as it can be settled. `chosen`: what stands, empty where a person has to say."""

    key: str  # r12 or t5: the name of its switch
    row: Requirement | OpeningTask
    words: str
    detail: str
    chosen: Answer
    unlawful: str = ""  # what the law says against it

    @property
    def is_task(self) -> bool:
        return isinstance(self.row, OpeningTask)


@dataclass(frozen=True)
class Note:
    """What the law says of tasks: kind of components/match.html law_note."""

    kind: Literal["if", "yes", "open"]
    title: Markup | str
    rule: str = ""


@dataclass(frozen=True)
class Passage:
    """A sentence of the posting, its words cut where something was read, with what was read; no pieces = added by hand."""

    pieces: tuple[tuple[str, bool], ...]
    requirements: list[Item]
    tasks: list[Item]
    notes: list[Note]


@dataclass(frozen=True)
class Leaves:
    """How many people each lane would hold if all this stood. `gains`: (what, people who could be ranked without it)."""

    counts: Mapping[str, int]
    most: tuple[str, int] | None
    gains: list[tuple[str, int]]


# What was read


def lay_out(session: Session, opening: Opening, today: date) -> list[Passage]:
    """What was read, sentence by sentence in the posting's order; what was added by hand last."""
    document = documents.posting_of(session, opening.id)
    text = document.text if document else ""
    law = judge_tasks(session, opening, today)
    kept = [
        row
        for row in requirements.own(session, "opening", opening_id=opening.id)
        if row.relaxes_id is None and shown(row)
    ]
    words = in_words(kept, today)
    items = [requirement_item(row, words[row.id]) for row in kept]
    items += [task_item(row, law.get(row.slug)) for row in tasks.of_opening(session, opening.id) if shown(row)]
    groups: dict[tuple[int, int], list[Item]] = {}
    for item in items:
        groups.setdefault(sentence_of(text, item.row), []).append(item)
    by_hand = (len(text) + 1, len(text) + 1)
    return [
        Passage(
            pieces(text[begin:end], spans(group, begin)) if (begin, end) != by_hand else (),
            [item for item in group if not item.is_task],
            [item for item in group if item.is_task],
            law_notes(opening, [item for item in group if item.is_task and item.chosen != "drop"], law),
        )
        for (begin, end), group in sorted(groups.items())
    ]


def spans(group: Sequence[Item], begin: int) -> list[tuple[int, int]]:
    """The words of each item, counted from where their sentence begins."""
    found = ((item.row.span_start, item.row.span_end) for item in group)
    return [(first - begin, last - begin) for first, last in found if first is not None and last is not None]


def shown(row: Requirement | OpeningTask) -> bool:
    """What was left out can be taken in again where the posting said it; what was added by hand is gone."""
    return row.standing != "rejected" or has_span(row)


def has_span(row: Requirement | OpeningTask) -> bool:
    return row.span_start is not None and row.span_end is not None


def sentence_of(text: str, row: Requirement | OpeningTask) -> tuple[int, int]:
    """The sentence that holds the row's words, as characters of the text; behind the text where it has none."""
    if row.span_start is None or row.span_end is None or row.span_end > len(text):
        return len(text) + 1, len(text) + 1
    begin = max((m.end() for m in SENTENCE_END.finditer(text, 0, row.span_start)), default=0)
    found = SENTENCE_END.search(text, row.span_end)
    end = text.find("\n", begin)
    end = len(text) if end < row.span_end else end
    return begin, min(end, found.start() + 1) if found else end


def requirement_item(row: Requirement, words: str) -> Item:
    force: Answer = "out" if row.standing == "rejected" else "must" if row.must else "preferred"
    return Item(f"r{row.id}", row, words, str(due_words(row.due)), force)


def task_item(row: OpeningTask, judged: TaskJudged | None) -> Item:
    label = vocabulary.load().get("skill", row.slug).label
    unlawful = bare(judged) if judged and judged.status == "not-delegable" else ""
    chosen: Answer = "drop" if row.standing == "rejected" else "keep"
    if unlawful and row.standing == "proposed":
        chosen = ""  # nobody but a person says that an unlawful task stays
    return Item(f"t{row.id}", row, label, "", chosen, unlawful)


def judge_tasks(session: Session, opening: Opening, today: date) -> dict[str, TaskJudged]:
    """What the law says of each task for somebody of whom nothing is known but the role."""
    asked = openings.requirements(session, opening)
    known = {task.slug: task for task in asked.tasks}
    every = tuple(known.values())
    role = Profile("", roles=tuple(Held(slug, "confirmed") for slug in opening.roles))
    judged = Gate(replace(asked, asked=(), tasks=every), today, vocabulary.load()).judge(role)
    return {task.task: task for task in judged.tasks}


def bare(judged: TaskJudged) -> str:
    """The sentence without the task's name before it."""
    label = vocabulary.load().get("skill", judged.task).label
    return judged.sentence.removeprefix(f"{label}:").strip()


def law_notes(opening: Opening, items: Sequence[Item], law: Mapping[str, TaskJudged]) -> list[Note]:
    """What the law says of a passage's tasks together, but for those it is against: they have a note each."""
    role, state = role_and_state(opening)
    by_status: dict[str, list[Item]] = {}
    for item in items:
        judged = law.get(getattr(item.row, "slug", ""))
        if judged:
            by_status.setdefault(judged.status, []).append(item)
    notes = []
    for status, kind in (
        ("needs-proof", "if"),
        ("licence-missing", "if"),
        ("not-reviewed", "open"),
        ("allowed", "yes"),
    ):
        if found := by_status.get(status):
            what = listed(item.words for item in found)
            key = "postings.law_" + ("if" if kind == "if" else kind)
            rule = bare(law[getattr(found[0].row, "slug", "")]) if kind == "if" and len(found) == 1 else ""
            notes.append(Note(kind, t(key, what=what, role=role, state=state), rule))  # type: ignore[arg-type]
    return notes


def role_and_state(opening: Opening) -> tuple[Markup, str]:
    """Medical assistant or phlebotomist; New York: as a note of the law names them."""
    known, state = vocabulary.load(), opening.facility.state
    role = listed([known.get("role", slug).label.lower() for slug in opening.roles], "or") or t("postings.anyone")
    return role, known.get("state", state).label if state else str(t("postings.no_state"))


# Who it leaves


def who_is_left(session: Session, opening: Opening, today: date) -> Leaves:
    """Everybody judged as if all that was read were confirmed."""
    asked = openings.requirements(session, opening)
    settled = replace(
        asked,
        asked=tuple(replace(one, standing="confirmed") for one in asked.asked if one.any_of),
        tasks=tuple(replace(one, standing="confirmed") for one in asked.tasks),
    )
    ranked = rank_requirements(load_people(session), settled, today)
    found = blocked.reasons(ranked.blocked)
    gains = [(reason.words, reason.alone) for reason in found if reason.key.startswith("r") and reason.key != "role"]
    gains = sorted(((words, alone) for words, alone in gains if alone), key=lambda gain: -gain[1])[:LOOSENED]
    return Leaves(ranked.counts, (found[0].words, found[0].people) if found else None, gains)


# Settling


def settle(
    session: Session,
    opening: Opening,
    passages: Sequence[Passage],
    given: Mapping[str, str],
    user: User,
    publish: bool,
) -> list[tuple[str, str]]:
    """Take the answers over; with `publish` everything that stands is confirmed, and a draft becomes open.

    [(name of the switch, sentence)] for what has to be settled first; then nothing was changed.
    """
    items = [item for passage in passages for item in (*passage.requirements, *passage.tasks)]
    wrong = [(item.key, words) for item in items if (words := unsettled(item, given, publish))]
    if wrong:
        return wrong
    for item in items:
        take(item, given, user, publish)
    if publish and opening.status == "draft":
        opening.status = "open"
    session.flush()
    return []


def unsettled(item: Item, given: Mapping[str, str], publish: bool) -> str:
    """What is wrong with the answer to one item; empty when nothing is."""
    answer = given.get(item.key, item.chosen)
    if answer not in (("keep", "drop", "") if item.is_task else ("must", "preferred", "out")):
        return str(t("postings.no_answer", what=item.words))
    if isinstance(item.row, OpeningTask):
        typed = given.get(f"{item.key}-weight", str(item.row.weight)).strip()
        if not (typed.isdecimal() and typed.isascii() and 1 <= int(typed[:4]) <= 10):
            return str(t("postings.weight_wrong", what=item.words))
        return str(t("postings.unlawful", what=item.words)) if publish and not answer else ""
    if not publish or answer == "out":
        return ""
    if not item.row.any_of:
        return str(t("postings.unnamed", what=item.words))
    if item.row.kind == "experience" and item.row.years is None:
        return str(t("postings.no_years", what=item.words))
    return ""


def take(item: Item, given: Mapping[str, str], user: User, publish: bool) -> None:
    """One answer as given. Unchanged proposals stay proposals until somebody publishes."""
    answer, row = given.get(item.key, item.chosen), item.row
    changed = answer != item.chosen
    if isinstance(row, OpeningTask):
        weight = int(given.get(f"{item.key}-weight", row.weight))
        changed = changed or weight != row.weight
        row.weight = weight
    elif answer in ("must", "preferred"):
        row.must = answer == "must"
    if answer in ("out", "drop"):
        if row.standing != "rejected":
            confirm(row, user, "rejected")
    elif answer and (publish or changed) and (changed or row.standing != "confirmed"):
        confirm(row, user)


def add_task(session: Session, opening: Opening, slug: str, weight: int, user: User) -> None:
    """A task by hand; one that was dropped stands again."""
    row = next((task for task in tasks.of_opening(session, opening.id) if task.slug == slug), None)
    if row is None:
        row = OpeningTask(opening_id=opening.id, slug=slug)
        session.add(row)
    row.weight = weight
    confirm(row, user)
    session.flush()


def posting_of(session: Session, opening: Opening) -> Document | None:
    return documents.posting_of(session, opening.id)
