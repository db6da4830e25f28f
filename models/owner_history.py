"""Who recruited a candidate, from when: written by triggers (models/triggers.py) whenever her owner is set."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Row, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now
from models.candidate import Candidate
from models.user import User


class OwnerHistory(Base):
    """Insert-only."""

    __tablename__ = "owner_history"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    since: Mapped[datetime] = mapped_column(default=now)


def ever_recruited(session: Session, candidate_id: int, user_id: int) -> bool:
    """Whether this person recruits her or did, or did so for a record merged into hers."""
    hers = or_(Candidate.id == candidate_id, Candidate.merged_into == candidate_id)
    found = select(OwnerHistory.id).join(Candidate, Candidate.id == OwnerHistory.candidate_id)
    return session.scalar(found.where(hers, OwnerHistory.owner_id == user_id).limit(1)) is not None


def of_candidate(session: Session, candidate_id: int) -> list[Row[str, datetime]]:
    """(name, since) of who recruited her, the newest first."""
    rows = select(User.name, OwnerHistory.since).join(User, User.id == OwnerHistory.owner_id)
    rows = rows.where(OwnerHistory.candidate_id == candidate_id)
    return list(session.execute(rows.order_by(OwnerHistory.since.desc(), OwnerHistory.id.desc())))
