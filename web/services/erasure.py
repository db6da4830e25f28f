"""A candidate withdraws for a while, or asks to be erased; her recruiter or an admin erases."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy.orm import Session

from models import erasure
from models import submission as submissions
from models.candidate import Candidate
from models.user import User


def withdraw(session: Session, candidate: Candidate) -> None:
    """From now on she is ranked for no opening, until she comes back. Once withdrawn, the first day stands."""
    candidate.withdrawn_at = candidate.withdrawn_at or datetime.now(UTC)
    session.flush()


def come_back(session: Session, candidate: Candidate) -> None:
    candidate.withdrawn_at = None
    session.flush()


def ask_erasure(session: Session, candidate: Candidate) -> None:
    """She is ranked for no opening from now on, and what no facility answered yet is taken back; the agency erases.

    Asked again, the first day stands.
    """
    candidate.erase_asked_at = candidate.erase_asked_at or datetime.now(UTC)
    submissions.take_back_unanswered(session, [candidate.id])


def take_back(session: Session, candidate: Candidate) -> None:
    candidate.erase_asked_at = None
    session.flush()


def may_erase(candidate: Candidate, user: User) -> bool:
    """An admin, and who recruits her."""
    return user.role == "admin" or candidate.owner_id == user.id


def erase_candidate(session: Session, candidate: Candidate, user: User) -> None:
    """For good: see models/erasure.py. PermissionError for anybody but an admin and her recruiter."""
    if not may_erase(candidate, user):
        raise PermissionError(user.id)
    erasure.erase(session, candidate)
