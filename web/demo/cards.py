"""Certifications, cards and licences of a drawn person: earned after the schooling, renewed by their term, some let lapse."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Literal

from matcher.domain import Credential, Proof, Standing
from matcher.vocabulary import Vocabulary
from web.demo.careers import Path
from web.demo.places import STATES

TERM = 24  # months a licence without a term of its own is good for
LAPSING = 0.1  # share of cards that end within the next six weeks
MISSED = 0.1  # share of renewals that were forgotten
REVOKED = 0.003
PROOFS: tuple[Proof, ...] = ("verified", "document", "stated")
HABITS: tuple[Proof | Literal["mixed"], ...] = (
    *PROOFS,
    "mixed",
)  # how a person's cards are known; mixed = each in its own way


def months_later(day: date, months: int) -> date:
    """The same day of a later (or earlier) month; only for days up to the 28th."""
    month = day.year * 12 + day.month - 1 + months
    return date(month // 12, month % 12 + 1, day.day)


@functools.cache
def licences_for(vocabulary: Vocabulary, role: str, state: str) -> tuple[str, ...]:
    """What a state gives the role, the usual one first: the licence the role needs everywhere, and the state's own."""
    required = vocabulary.get("role", role).data.get("required_licences", ())
    own = [
        slug
        for slug, term in vocabulary.kind("licence").items()
        if state in term.data.get("states", ()) and role in term.data["roles"]
    ]
    return (*required, *own)


def draw_credentials(
    rng: Random, path: Path, vocabulary: Vocabulary, state: str, ready: date, as_of: date, standing: Standing
) -> tuple[Credential, ...]:
    """`ready`: the day the schooling ended; nothing is issued before it. Certifications first, licences after."""
    held = []
    habit = rng.choices(HABITS, (66, 12, 8, 14))[0]
    for slug, where in _types(rng, path, vocabulary, state):
        data = vocabulary.credential(slug).data
        earned = min(ready + timedelta(days=rng.randint(5, 120)), as_of - timedelta(days=2))
        earned = earned.replace(day=min(earned.day, 28))
        issued, expires = _term(rng, max(earned, ready), as_of, _months(data, where))
        compact = False
        if where and "compact" in data:
            compact = where == state and state in vocabulary.compact_members(data["compact"]) and rng.random() < 0.75
        held.append(
            Credential(
                slug, where, issued, expires, compact, rng.random() < REVOKED, _proof(rng, habit, standing), standing
            )
        )
    return tuple(held)


def number(rng: Random, credential: Credential) -> str:
    """An invented number such as a card bears: initials of its type and six digits."""
    return f"{''.join(part[0] for part in credential.type.split('_')).upper()}-{rng.randrange(1_000_000):06d}"


def _types(rng: Random, path: Path, vocabulary: Vocabulary, state: str) -> Iterator[tuple[str, str | None]]:
    for slugs, percent in path.credentials:
        if rng.random() * 100 < percent:
            yield rng.choice(slugs), None
    licences = licences_for(vocabulary, path.role, state)
    if licences and rng.random() < 0.92:
        slug = licences[0] if rng.random() < 0.85 else rng.choice(licences)
        yield slug, state
        if path.role in ("lpn", "rn") and rng.random() < 0.15:
            yield slug, rng.choice([other for other in STATES if other != state])


def _months(data: object, where: str | None) -> int | None:
    assert hasattr(data, "get")
    if data.get("no_term"):
        return None
    return data.get("validity_months", TERM if where else None)


def _term(rng: Random, earned: date, as_of: date, months: int | None) -> tuple[date, date | None]:
    """Issue and expiry of the term that counts now: the latest renewal, or the one before where it was forgotten."""
    if months is None:
        return earned, None
    if rng.random() < LAPSING:
        expires = as_of + timedelta(days=rng.randint(1, 42))
        issued = months_later(expires.replace(day=min(expires.day, 28)), -months)
        if earned <= issued:
            return issued, expires
    terms = (as_of.year * 12 + as_of.month - earned.year * 12 - earned.month) // months
    if terms and months_later(earned, terms * months) > as_of:
        terms -= 1
    if terms and rng.random() < MISSED:
        terms -= 1
    issued = months_later(earned, terms * months)
    return issued, months_later(issued, months)


def _proof(rng: Random, habit: Proof | Literal["mixed"], standing: Standing) -> Proof:
    """Most people's cards are all known in the same way. What nobody confirmed rests on the person's word."""
    if standing == "proposed":
        return "stated"
    return rng.choice(PROOFS) if habit == "mixed" else habit
