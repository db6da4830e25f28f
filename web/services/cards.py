"""Cards and other short facts of a person, as rows and drawings name them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from matcher import vocabulary
from matcher.domain import Judged, Profile, Requirements
from matcher.eligibility.judge import Gate, counts
from matcher.eligibility.limits import miles
from matcher.eligibility.sentences import credential_name
from web.words import CARDS, card_name, near_day, short_asked, short_subject, t

MOST_CHIPS = 3
SIGNS = {"verified": "shield", "document": "page", "stated": "speech"}


@dataclass(frozen=True)
class Chip:
    """`kind`: plain, warn (a date inside the assignment), ask (not known)."""

    words: str
    kind: Literal["plain", "warn", "ask"] = "plain"
    sign: str = ""


def musts(asked: Requirements, today: date) -> list[str]:
    """What must be met, in few words, whoever is judged: for the head of a list. Never the card that somebody holds."""
    rows = Gate(asked, today, vocabulary.load()).judge_nobody().requirements
    return [short_asked(row) for row in rows if counts(row)]


def full_name(slug: str) -> str:
    """A credential by its letters and its body: CCMA (NHA)."""
    return credential_name(vocabulary.load().credential(slug))


def chips(rows: Sequence[Judged], last: date, today: date) -> list[Chip]:
    """At most three facts, cards first: what is held and how we know, what lapses, what is to be asked."""
    held = [card_chip(row, last, today) for row in rows if row.requirement and row.requirement.kind in CARDS]
    asked = [
        Chip(t("openings.chip_ask", what=short_subject(row)), "ask")
        for row in rows
        if row.status == "unknown" and row.requirement and row.requirement.kind not in CARDS
    ]
    return list(dict.fromkeys([chip for chip in held if chip] + asked))[:MOST_CHIPS]


def card_chip(row: Judged, last: date, today: date) -> Chip | None:
    held = row.held
    if held is None:
        what = short_subject(row)
        wanted = row.requirement and row.requirement.must and row.status != "met"  # met: not due in the assignment
        return Chip(t("openings.chip_none", what=what), "ask") if wanted else None
    if held.expires and held.expires < last:
        words = "openings.chip_lapsed" if held.expires < today else "openings.chip_lapses"
        return Chip(t(words, what=card_name(held.type), day=near_day(held.expires, today)), "warn")
    if held.expires is None and row.status != "met" and row.action in ("ask", "confirm"):
        return Chip(t("openings.chip_end", what=chip_name(held.type)), "ask")
    return Chip(t(f"openings.chip_{held.proof}", what=chip_name(held.type)), "plain", SIGNS[held.proof])


def chip_name(slug: str) -> str:
    """CCMA (NHA); WA MA-P, where the full name is no letters but a sentence."""
    return full_name(slug) if vocabulary.load().credential(slug).data.get("abbr") else card_name(slug)


def beside(profile: Profile, asked: Requirements) -> str:
    """Distance and languages other than English: 11 miles, Spanish."""
    terms = vocabulary.load()
    distance = miles(profile.home, asked.place)
    said: list[str] = [t("openings.miles", n=round(distance))] if distance is not None else []
    said += [terms.get("language", held.slug).label for held in profile.languages if held.slug != "english"]
    return ", ".join(said[:4])
