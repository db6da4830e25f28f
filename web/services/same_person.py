"""Who may be one person with two records: told to a person, never acted on by the machine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session

from matcher.extraction.contact import digits
from models import candidate_identity as identities
from models.candidate import Candidate
from models.candidate_identity import CandidateIdentity


@dataclass(frozen=True)
class Same:
    """Another record, and why it may be the same person's: `email`, `phone`, or name and `birth` date."""

    candidate: Candidate
    name: str
    why: str


def find_same(session: Session, ids: Collection[int]) -> dict[int, list[Same]]:
    """Candidate id -> other records that may be the same person's, in the order they came; two queries for any number."""
    people = {who.candidate_id: who for who in identities.of_many(session, ids)}
    found = identities.perhaps(
        session,
        [who.email or "" for who in people.values()],
        [digits(who.phone or "")[-4:] for who in people.values()],
        [who.name for who in people.values() if who.birth_date],
    )
    same: dict[int, list[Same]] = defaultdict(list)
    for one, who in people.items():
        for candidate, other in found:
            if candidate.id != one and (why := reason(who, other)):
                same[one].append(Same(candidate, other.name, why))
    return same


def reason(one: CandidateIdentity, other: CandidateIdentity) -> str:
    """The surest of what makes two records look like one person's; "" for nothing."""
    if one.email and one.email.casefold() == (other.email or "").casefold():
        return "email"
    number = digits(one.phone or "")
    if number and number == digits(other.phone or ""):
        return "phone"
    named = one.name.casefold() == other.name.casefold()
    return "birth" if named and one.birth_date and one.birth_date == other.birth_date else ""
