"""Cards and other short facts of a person, as rows and drawings name them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from matcher import vocabulary
from matcher.domain import Judged, Profile, Requirements
from matcher.eligibility.limits import miles
from matcher.eligibility.sentences import credential_name
from web.words import has_text, near_day, t

CARDS = ("credential", "licence")
MOST_CHIPS = 3
SIGNS = {"verified": "shield", "document": "page", "stated": "speech"}


@dataclass(frozen=True)
class Chip:
    """`kind`: plain, warn (a date inside the assignment), ask (not known)."""

    words: str
    kind: Literal["plain", "warn", "ask"] = "plain"
    sign: str = ""


def card_name(slug: str) -> str:
    """Few enough letters for a drawing: CCMA, BLS, RN; of a class of cards the words the page texts give it."""
    if has_text(f"openings.card.{slug}"):
        return str(t(f"openings.card.{slug}"))
    terms = vocabulary.load()
    term = terms.get("credential_class", slug) if terms.has("credential_class", slug) else terms.credential(slug)
    return str(term.data.get("abbr") or term.label).partition(" (")[0].split(" ")[0]


def short_subject(judged: Judged) -> str:
    """Few words for what is asked: of a card or a vaccine its letters, where one alone is asked for."""
    asked = judged.requirement
    if asked and len(asked.any_of) == 1 and (asked.kind in CARDS or has_text(f"openings.card.{asked.any_of[0]}")):
        return card_name(asked.any_of[0])
    return judged.subject


def full_name(slug: str) -> str:
    """A credential by its letters and its body: CCMA (NHA)."""
    return credential_name(vocabulary.load().credential(slug))


def chips(rows: Sequence[Judged], last: date, today: date) -> list[Chip]:
    """At most three facts, cards first: what is held and how we know, what lapses, what is to be asked."""
    held = [card_chip(row, last, today) for row in rows if row.requirement and row.requirement.kind in CARDS]
    asked = [
        Chip(str(t("openings.chip_ask", what=short_subject(row))), "ask")
        for row in rows
        if row.status == "unknown" and row.requirement and row.requirement.kind not in CARDS
    ]
    return list(dict.fromkeys([chip for chip in held if chip] + asked))[:MOST_CHIPS]


def card_chip(row: Judged, last: date, today: date) -> Chip | None:
    held = row.held
    if held is None:
        asked = row.requirement.any_of if row.requirement else ()
        what = card_name(asked[0]) if len(asked) == 1 else row.subject
        return (
            Chip(str(t("openings.chip_none", what=what)), "ask") if row.requirement and row.requirement.must else None
        )
    if held.expires and held.expires < last:
        words = "openings.chip_lapsed" if held.expires < today else "openings.chip_lapses"
        return Chip(str(t(words, what=card_name(held.type), day=near_day(held.expires, today))), "warn")
    if held.expires is None and row.status != "met" and row.action in ("ask", "confirm"):
        return Chip(str(t("openings.chip_end", what=full_name(held.type))), "ask")
    return Chip(str(t(f"openings.chip_{held.proof}", what=full_name(held.type))), "plain", SIGNS[held.proof])


def beside(profile: Profile, asked: Requirements) -> str:
    """Distance and languages other than English: 11 miles, Spanish."""
    terms = vocabulary.load()
    distance = miles(profile.home, asked.place)
    said = [str(t("openings.miles", n=round(distance)))] if distance is not None else []
    said += [terms.get("language", held.slug).label for held in profile.languages if held.slug != "english"]
    return ", ".join(said[:4])
