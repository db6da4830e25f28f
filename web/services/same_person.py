"""Who may be one person with two records: told to a person, never acted on by the machine."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from matcher.extraction.contact import digits
from models import candidate_identity as identities
from models import two_people
from models import user as users
from models.candidate import Candidate
from models.candidate_identity import CandidateIdentity
from models.two_people import TwoPeople
from models.user import User


@dataclass(frozen=True)
class Same:
    """Another record, and why it may be the same person's: `email`, `phone`, or name and `birth` date."""

    candidate: Candidate
    name: str
    why: str


def find_same(session: Session, ids: Collection[int]) -> dict[int, list[Same]]:
    """Candidate id -> other records that may be the same person's, in the order they came; three queries for any number.

    Nobody is named whom somebody found to be another person.
    """
    people = {who.candidate_id: who for who in identities.of_many(session, ids)}
    found = identities.perhaps(
        session,
        [who.email or "" for who in people.values()],
        [digits(who.phone or "")[-4:] for who in people.values()],
        [who.name for who in people.values() if who.birth_date],
    )
    apart = two_people.said_of(session, people)
    same: dict[int, list[Same]] = defaultdict(list)
    for one, who in people.items():
        for candidate, other in found:
            if candidate.id != one and (one, candidate.id) not in apart and (why := reason(who, other)):
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


def why_same(session: Session, one: Candidate, other: Candidate) -> str:
    """What makes just these two look like one person's, whatever was said of them; "" for nothing."""
    first, second = identities.of(session, one.id), identities.of(session, other.id)
    return reason(first, second) if first and second else ""


@dataclass(frozen=True)
class Apart:
    """Somebody found this record to be another person's."""

    candidate: Candidate
    name: str
    who: str
    at: datetime


def apart_from(session: Session, candidate: Candidate) -> list[Apart]:
    """Of which records somebody said that they are another person's, and who said it first."""
    rows = {
        pair[1]: said[0]
        for pair, said in two_people.said_of(session, [candidate.id]).items()
        if pair[0] == candidate.id
    }
    names = identities.names_by_id(session, rows)
    people = users.named(session, {row.by for row in rows.values()})
    return [
        Apart(session.get_one(Candidate, other), names.get(other, ""), people[row.by].name, row.at)
        for other, row in rows.items()
    ]


def say_two(session: Session, one: Candidate, other: Candidate, by: User) -> None:
    """They are two people: neither is shown as possibly the other any more. Said twice, the first time stands."""
    session.refresh(min(one, other, key=lambda record: record.id), with_for_update=True)
    if (one.id, other.id) not in two_people.said_of(session, [one.id]):
        first, second = sorted((one.id, other.id))
        session.add(TwoPeople(first_id=first, second_id=second, by=by.id))
        session.flush()


def take_back_two(session: Session, one: Candidate, other: Candidate) -> None:
    """They may be one person again, also where it was said of records merged into these."""
    for row in two_people.said_of(session, [one.id]).get((one.id, other.id), []):
        session.delete(row)
    session.flush()
