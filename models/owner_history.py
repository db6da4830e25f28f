"""Who recruited a candidate, from when: written by triggers (models/triggers.py) whenever her owner is set."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now


class OwnerHistory(Base):
    """Insert-only."""

    __tablename__ = "owner_history"

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    since: Mapped[datetime] = mapped_column(default=now)


def ever_recruited(session: Session, candidate_id: int, user_id: int) -> bool:
    found = select(OwnerHistory.id).where(OwnerHistory.candidate_id == candidate_id, OwnerHistory.owner_id == user_id)
    return session.scalar(found.limit(1)) is not None
