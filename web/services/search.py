"""One search over people, openings and facilities: people also by how to reach them and by what they can do and hold."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup
from sqlalchemy import Row
from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.vocabulary import Term
from models import candidate_identity as identities
from models import facility as facilities
from models import opening as openings
from models.candidate_identity import WAYS, Sought
from models.facility import Facility
from models.opening import Opening
from web.services.cards import full_name
from web.services.fact import label
from web.words import listed, t

MOST = 20  # of each kind
SHORTEST, LONGEST = 2, 100  # characters asked for
#: A telephone number or part of one: digits with the signs people set between them.
NUMBER = re.compile(r"\+?[0-9 ()./\u2010-\u2013-]+", re.ASCII)
FEWEST_DIGITS = 4
SHORTEST_PART = 3  # letters that may stand for the rest of a skill or card
NATIONAL = 10  # digits of a number without its country


@dataclass(frozen=True)
class FoundPerson:
    """`found_by`: in words, what she was found by."""

    key: str
    name: str
    home_state: str | None
    found_by: Markup


@dataclass(frozen=True)
class Found:
    """`meaning`: skills and cards the words may stand for. `full`: kinds that may hold more than is shown."""

    meaning: list[str] = field(default_factory=list)
    people: list[FoundPerson] = field(default_factory=list)
    openings: list[Opening] = field(default_factory=list)
    facilities: list[Facility] = field(default_factory=list)

    @property
    def total(self) -> int:
        return len(self.people) + len(self.openings) + len(self.facilities)

    @property
    def full(self) -> bool:
        return MOST in (len(self.people), len(self.openings), len(self.facilities))


def find_anything(session: Session, words: str) -> Found:
    """One query a kind; nothing for fewer than two characters."""
    words = words[:LONGEST]
    if len(words) < SHORTEST:
        return Found()
    sought = read_sought(words)
    people = identities.search_people(session, sought, MOST)
    return Found(
        meaning_of(sought),
        [FoundPerson(row.public_id, row.name, row.home_state, found_by(row)) for row in people],
        openings.search_titles(session, words, MOST),
        facilities.search_names(session, words, MOST),
    )


def read_sought(words: str) -> Sought:
    """What words ask for: as they are in names and e-mails, their digits in a number, their meaning among skills and cards."""
    known = vocabulary.load()
    return Sought(
        words,
        digits_in(words),
        named(known.kind("skill").values(), words),
        named(known.credential_types.values(), words),
    )


def meaning_of(sought: Sought) -> list[str]:
    """The skills and cards that are looked for, by their names."""
    return [label("skill", slug) for slug in sought.skills] + [full_name(slug) for slug in sought.credentials]


def found_by(row: Row[Any, *tuple[Any, ...]]) -> Markup:
    """Found by name and e-mail: those of WAYS by which somebody was found, the surest first."""
    return t("search.found_by", ways=listed(t(f"search.way.{way}") for way in WAYS if getattr(row, f"by_{way}")))


def digits_in(words: str) -> str:
    """The digits of a telephone number however it is written, without the country's 1; "" for anything else."""
    digits = re.sub("[^0-9]", "", words) if NUMBER.fullmatch(words.strip()) else ""
    digits = digits[1:] if len(digits) == NATIONAL + 1 and digits[0] == "1" else digits
    return digits if len(digits) >= FEWEST_DIGITS else ""


def named(terms: Iterable[Term], words: str) -> tuple[str, ...]:
    """Slugs of the terms that are called so, from the beginning of a word of theirs, two letters only as a whole word."""
    end = r"\b" if len(words.strip()) < SHORTEST_PART else ""
    asked = re.compile(rf"\b{re.escape(words.strip())}{end}", re.IGNORECASE)
    return tuple(term.slug for term in terms if any(asked.search(name) for name in names_of(term)))


def names_of(term: Term) -> Iterable[str]:
    return (term.label, *term.synonyms, str(term.data.get("abbr") or ""))
