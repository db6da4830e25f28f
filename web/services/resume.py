"""What was read of a resume, settled item by item: right, changed or not so. Nothing is chosen beforehand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from markupsafe import Markup
from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.extraction.doubts import Doubt
from matcher.extraction.resume import read_doubts
from models import candidate as candidates
from models import credential as credentials
from models import fact as facts
from models.candidate import Candidate
from models.credential import Credential
from models.document import Document
from web.quotes import line_number
from web.services.cards import full_name
from web.services.credential import settle_credential, supersede
from web.services.fact import TABLES, Said, label, say, settle, write_fact
from web.words import listed, plain_day, t

#: Sections of the page, and the kinds each holds.
SECTIONS = {
    "jobs": ("job", "role"),
    "cards": ("credential", "education", "training", "language"),
    "skills": ("skill", "system"),
}
FIRST = "first"  # what to look at first: something is missing, or can mean two things
#: Columns of a row that settle what reading left open of it: a value in any of them is a person's.
SETTLES = {"begin": ("begin",), "end": ("end", "current"), "issued": ("issued",), "expires": ("expires",)}
ANSWERS = {"right": "confirmed", "remove": "rejected"}


@dataclass(frozen=True)
class Item:
    """One thing read, with the words it was read from. `doubt`: why to look at it first, in a sentence."""

    kind: str
    row: Any
    said: Said
    standing: str
    doubt: str = ""

    @property
    def key(self) -> str:
        return f"{self.kind}-{self.row.id}"

    @property
    def spans(self) -> list[tuple[int, int]]:
        return [(self.row.span_start, self.row.span_end)] if self.row.span_start is not None else []

    @property
    def section(self) -> str:
        """The part of the page it stands in; a doubt is looked at first, answered or not."""
        return FIRST if self.doubt else next(name for name, kinds in SECTIONS.items() if self.kind in kinds)

    @property
    def chosen(self) -> str | None:
        """The answer that stands, None where nobody gave one."""
        return next((answer for answer, standing in ANSWERS.items() if standing == self.standing), None)


def read_items(session: Session, candidate: Candidate, document: Document, today: date) -> list[Item]:
    """Everything read from the document, in its order, whatever became of it."""
    found: list[Item] = []
    left_open = read_doubts(document.text, today, vocabulary.load())

    def doubtful(kind: str, row: Any) -> str:
        return doubt(kind, row, left_open.get((kind, row.span_start, row.span_end), ()))

    for kind, table in TABLES.items():
        for row in facts.of_document(session, table, document.id):
            found.append(Item(kind, row, say(kind, row), row.standing, doubtful(kind, row)))
    verified = {c.source for c in candidates.profile(session, candidate).credentials if c.verified}
    for card in credentials.of_document(session, document.id):
        sure = any(s and (s.start, s.end) == (card.span_start, card.span_end) for s in verified)
        standing = "confirmed" if sure and card.standing == "proposed" else card.standing
        found.append(Item("credential", card, say_card(card), standing, doubtful("credential", card)))
    return sorted(found, key=lambda item: (item.row.span_start or 0, item.kind, item.row.id))


def say_card(card: Credential) -> Said:
    end = t("resumes.to_day", day=plain_day(card.expires)) if card.expires else t("resumes.no_end")
    return Said(full_name(card.type), ". ".join(str(w) for w in (label("state", card.state), end) if w) + ".")


def doubt(kind: str, row: Any, left_open: Iterable[Doubt] = ()) -> str:
    """What is missing, cannot be or can mean two things, in sentences; "" for what reads one way."""
    if said := [say_doubt(one) for one in left_open if is_open(one, row)]:
        return Markup(" ").join(said)
    if senses := meanings(row.text):
        return t("resumes.two_meanings", words=row.text.strip(), senses="; ".join(senses))
    if kind == "job" and row.begin is None:
        return t("resumes.job_no_begin")
    if kind == "job" and row.end is None and not row.current:
        return t("resumes.job_no_end")
    if kind == "credential" and row.expires is None:
        months = vocabulary.load().credential(row.type).data.get("validity_months")
        return t("resumes.card_no_end", months=months) if months else ""
    return ""


def is_open(left: Doubt, row: Any) -> bool:
    """Nobody has said since what the words did not."""
    if left.part == "type":
        return bool(row.type == left.senses[0])
    if left.day:
        return bool(row.end == left.day)
    return not any(getattr(row, column) for column in SETTLES[left.part])


def say_doubt(left: Doubt) -> Markup:
    senses = listed((full_name(slug) for slug in left.senses), "or")
    return t(f"resumes.doubt.{left.part}_{left.why}", words=left.words, senses=senses)


def meanings(words: str) -> list[str]:
    """What a token of several meanings can mean, where the words are no more than it and none of them goes without saying."""
    terms = vocabulary.load()
    entry = next((e for e in terms.ambiguous if e["token"] == words.strip() and "default" not in e), None)
    if entry is None:
        return []
    return [
        sense["meaning"] if "meaning" in sense else terms.get(sense["kind"], sense["slug"]).label
        for sense in entry["senses"]
    ]


def settle_items(
    session: Session,
    items: Iterable[Item],
    answers: Mapping[str, str],
    changes: Mapping[str, Mapping[str, Any]],
    by: int,
) -> None:
    """Right and remove as answered; changed items get their new values and are confirmed. An answer that stands is kept."""
    for item in items:
        if item.key in changes:
            if isinstance(item.row, Credential):
                supersede(session, item.row, by, standing="confirmed", **changes[item.key])
            else:
                write_fact(session, item.row, changes[item.key], by)
        elif (standing := ANSWERS.get(answers.get(item.key, ""))) and standing != item.standing:
            if isinstance(item.row, Credential):
                settle_credential(session, item.row, standing, by)
            else:
                settle(item.row, standing, by)
    session.flush()


def by_line(items: Sequence[Item], text: str) -> list[list[Item]]:
    """Items read from the same line together, so that the line is shown once; each is still answered by itself."""

    def line(item: Item) -> object:
        return line_number(text, item.spans[0][0]) if item.spans else item.key

    return [list(group) for _, group in groupby(items, key=line)]


def rest_of(items: Sequence[Item], section: str, answers: Mapping[str, str]) -> dict[str, str]:
    """ "All the rest here are right": the section's open items that nothing was chosen for. Doubts are answered one by one."""
    return {
        item.key: "right"
        for item in items
        if item.section == section and section in SECTIONS and item.chosen is None and item.key not in answers
    }


def unanswered(items: Iterable[Item], answers: Mapping[str, str], section: str | None) -> list[tuple[str, str]]:
    """(id, sentence) of answers that are none, and of an "all the rest" of no section."""
    found: list[tuple[str, str]] = [
        (item.key, t("resumes.no_answer", what=item.said.title, typed=answers[item.key][:40]))
        for item in items
        if item.key in answers and answers[item.key] not in (*ANSWERS, "change")
    ]
    if section is not None and section not in SECTIONS:
        found.append(("errors", t("resumes.no_section", typed=section[:40])))
    return found


def conflicts(items: Iterable[Item], seen: Mapping[str, str], answers: Mapping[str, str]) -> list[tuple[str, str]]:
    """(id, sentence) of items that somebody settled since the page was shown, and otherwise than answered here."""
    items = list(items)
    gone = set(answers) - {item.key for item in items}
    found: list[tuple[str, str]] = [("errors", t("resumes.gone"))] if gone else []
    for item in items:
        before, answer = seen.get(item.key), answers.get(item.key)
        if before is not None and before != item.standing and answer and ANSWERS.get(answer) != item.standing:
            words = t(f"resumes.settled_{item.standing}", what=item.said.title)
            found.append((item.key, words))
    return found
