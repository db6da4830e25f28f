"""Two to four people side by side for one opening: the same rows for all of them, each said as on her own match page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matcher.domain import Judged, Match, Part
from matcher.shortlist import Ranked, Row
from models.opening import Opening
from models.user import User
from web.services.match_page import Asked, Question, asked_rows, questions
from web.services.ranked_page import Person, describe
from web.services.ranking import Weights, load_people

FEWEST, MOST = 2, 4
OPEN = 3  # questions shown of each


@dataclass(frozen=True)
class AskedOfAll:
    """A row of what is asked; `cells` in the order of the people, None where it is not asked of that person."""

    subject: str
    whence: str
    cells: list[Asked | None]


@dataclass(frozen=True)
class Comparison:
    """`limits`: (what, a cell a person). `parts`: (name, a cell a person); only those the opening asks for. `open`: a list a person."""

    people: list[Person]
    asked: list[AskedOfAll]
    limits: list[tuple[str, list[Judged | None]]]
    parts: list[tuple[str, list[Part | None]]]
    open: list[list[Question]]


def compare(
    session: Session,
    opening: Opening,
    ranked: Ranked,
    rows: Sequence[Row],
    user: User,
    weights: Weights | None = None,
) -> Comparison:
    """`rows` of the list, in the order they are to stand in."""
    people = describe(session, opening, ranked, rows, user, weights)
    ids = load_people(session).ids
    columns = [
        asked_rows(session, ranked, (row.eligibility.role, *row.eligibility.requirements), ids[row.candidate])
        for row in rows
    ]
    asked: dict[tuple[str, str], list[Asked | None]] = {}
    for place, column in enumerate(columns):
        for one in column:
            asked.setdefault((one.judged.subject, one.whence), [None] * len(rows))[place] = one
    matches = [person.match for person in people]
    return Comparison(
        people,
        [AskedOfAll(subject, whence, cells) for (subject, whence), cells in asked.items()],
        [(name, [limit(row, name) for row in rows]) for name in named(ask.subject for row in rows for ask in row.eligibility.asks)],
        [(name, [part(match, name) for match in matches]) for name in named(p.name for m in matches if m for p in m.parts if p.maximum)],
        [questions(row.eligibility, match.parts if match else ())[:OPEN] for row, match in zip(rows, matches, strict=True)],
    )  # fmt: skip


def named(names: Iterable[str]) -> list[str]:
    """Each once, in the order they come."""
    return list(dict.fromkeys(names))


def limit(row: Row, subject: str) -> Judged | None:
    return next((ask for ask in row.eligibility.asks if ask.subject == subject), None)


def part(match: Match | None, name: str) -> Part | None:
    return next((one for one in match.parts if one.name == name), None) if match else None
