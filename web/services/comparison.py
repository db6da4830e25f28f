"""Two to four people side by side for one opening: the same rows for all of them, each said as on her own match page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matcher.domain import Judged, Match, Part
from matcher.shortlist import Ranked, Row
from models.opening import Opening
from models.user import User
from web.charts import OWN_SLOTS, rounded, slots
from web.services.match_page import Asked, Question, asked_rows, questions
from web.services.ranked_page import Person, describe
from web.services.ranking import Weights, load_people
from web.words import figure

FEWEST, MOST = 2, 4
OPEN = 3  # questions shown of each


@dataclass(frozen=True)
class AskedOfAll:
    """A row of what is asked; `cells` in the order of the people, None where it is not asked of that person."""

    subject: str
    whence: str
    cells: list[Asked | None]


@dataclass(frozen=True)
class Counted:
    """A part with its whole points and those it could have, as they stand in the fit bar."""

    part: Part
    points: int
    of: int


@dataclass(frozen=True)
class Comparison:
    """`limits`: (what, a cell a person). `parts`: (name, a cell a person); only those the opening asks for. `open`: a list a person."""

    people: list[Person]
    asked: list[AskedOfAll]
    limits: list[tuple[str, list[Judged | None]]]
    parts: list[tuple[str, list[Counted | None]]]
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
    counted = [counted_parts(match) if match else {} for match in matches]
    limits = named(ask.subject for row in rows for ask in row.eligibility.asks)
    return Comparison(
        people,
        [AskedOfAll(subject, whence, cells) for (subject, whence), cells in asked.items()],
        [(name, [limit(row, name) for row in rows]) for name in limits],
        [(name, [parts.get(name) for parts in counted]) for name in named(name for parts in counted for name in parts)],
        [
            questions(row.eligibility, match.parts if match else ())[:OPEN]
            for row, match in zip(rows, matches, strict=True)
        ],
    )


def counted_parts(match: Match) -> dict[str, Counted]:
    """The parts this opening asks for, in the order of the fit bar; the small ones share its last slot."""
    by_name = {part.name: part for part in match.parts}
    found: dict[str, Counted] = {}
    for slot in slots(match.parts):
        if slot.name in by_name:
            found[slot.name] = Counted(by_name[slot.name], slot.shown, slot.weight)
            continue
        small = [part for part in match.parts if part.name not in OWN_SLOTS]
        for part, points in zip(small, rounded(small, slot.shown), strict=True):
            found[part.name] = Counted(part, points, figure(part.maximum))
    return {name: one for name, one in found.items() if one.part.maximum}


def named(names: Iterable[str]) -> list[str]:
    """Each once, in the order they come."""
    return list(dict.fromkeys(names))


def limit(row: Row, subject: str) -> Judged | None:
    return next((ask for ask in row.eligibility.asks if ask.subject == subject), None)
