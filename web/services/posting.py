"""A posting settled beside its sentences: what was read from each, what the law says of it, who it leaves, publishing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.domain import TaskJudged
from models import document as documents
from models import opening_task as tasks
from models import requirement as requirements
from models.document import Document
from models.opening import Opening
from models.opening_task import OpeningTask
from models.requirement import Requirement
from web.quotes import pieces
from web.services.lawful import Note, bare, judge_tasks, law_notes
from web.services.naming import due_words
from web.services.opening import completeness
from web.services.requirement import in_words
from web.words import t

Answer = Literal["must", "preferred", "out", "keep", "drop", ""]
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
class Passage:
    """A sentence of the posting, its words cut where something was read, with what was read; no pieces = added by hand."""

    pieces: tuple[tuple[str, bool], ...]
    requirements: list[Item]
    tasks: list[Item]
    notes: list[Note]


@dataclass(frozen=True)
class Check:
    """Something worth saying before publishing. `sign`: yes, warn (has to be settled) or ring (open).

    `anchor`: where it is said on the page that settles what is asked; empty for a fact of the opening itself.
    """

    sign: Literal["yes", "warn", "ring"]
    name: str
    words: str
    anchor: str = ""


def checks(opening: Opening, passages: Sequence[Passage]) -> list[Check]:
    """What has to be settled first, then what the opening says of itself and what it does not yet."""
    tasks = [item for passage in passages for item in passage.tasks if item.chosen != "drop"]
    asked = [item for passage in passages for item in passage.requirements if item.chosen != "out"]
    unnamed = [item for item in asked if isinstance(item.row, Requirement) and not item.row.any_of]
    settle = [
        Check("warn", "choose", t("postings.check.choose", what=item.words), item.key)
        for item in (*(item for item in tasks if not item.chosen), *unnamed)
    ]
    anchors = {"tasks": "task", "asked": "read"}
    return settle + [
        Check("yes" if said else "ring", name, t(f"postings.check.{name}"), anchors.get(name, ""))
        for name, said in completeness(opening, len(tasks), len(asked))
    ]


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
            law_notes(
                opening,
                [
                    (item.row.slug, item.words)
                    for item in group
                    if isinstance(item.row, OpeningTask) and item.chosen != "drop"
                ],
                law,
            ),
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


def posting_of(session: Session, opening: Opening) -> Document | None:
    return documents.posting_of(session, opening.id)
