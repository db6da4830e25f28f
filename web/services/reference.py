"""People who can vouch for a candidate: named by her, asked by the agency. What they said is the agency's to read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from models import reference as references
from models.candidate import Candidate
from models.reference import Reference
from models.user import User
from web.services.refusal import Refused
from web.words import t


def add_reference(session: Session, candidate: Candidate, values: Mapping[str, str]) -> Reference:
    """Who is named already, the same in everything, is given back."""
    for before in references.of_candidate(session, candidate.id):
        if all(getattr(before, name) == value for name, value in values.items()):
            return before
    row = Reference(candidate_id=candidate.id, **values)
    session.add(row)
    session.flush()
    return row


def change_reference(session: Session, row: Reference, values: Mapping[str, str]) -> None:
    """Refused once somebody was asked: what was said stays with the name it was said under."""
    if row.asked_at is not None:
        raise Refused("name", t("references.asked_already"))
    for name, value in values.items():
        setattr(row, name, value)
    session.flush()


def remove_reference(session: Session, row: Reference) -> None:
    """With what was said, where somebody was asked."""
    session.delete(row)
    session.flush()


def record_words(session: Session, row: Reference, words: str, user: User) -> None:
    """What the reference said when the agency asked, in place of what was kept before."""
    row.words, row.asked_at, row.asked_by = words, datetime.now(UTC), user.id
    session.flush()
