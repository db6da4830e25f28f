"""Somebody who can vouch for a candidate. Nothing that feeds the ranker reads it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Public, Versioned, find, now, rule


class Reference(Public, Versioned, Base):
    """`words` is what the reference said when the agency asked, with `asked_at` and `asked_by`; empty until then."""

    __tablename__ = "reference"
    __table_args__ = (rule("name", "name <> ''"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    name: Mapped[str] = mapped_column(String(200))
    relation: Mapped[str] = mapped_column(String(200), default="")
    employer: Mapped[str] = mapped_column(String(200), default="")
    phone: Mapped[str] = mapped_column(String(40), default="")
    email: Mapped[str] = mapped_column(String(254), default="")
    added_at: Mapped[datetime] = mapped_column(default=now)
    words: Mapped[str] = mapped_column(Text, default="")
    asked_at: Mapped[datetime | None]
    asked_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))


def find_of(session: Session, candidate_id: int, public_id: str) -> Reference | None:
    """The candidate's reference at this address; another person's is none."""
    found = find(session, Reference, public_id)
    return found if found is not None and found.candidate_id == candidate_id else None


def of_candidate(session: Session, candidate_id: int) -> list[Reference]:
    """In the order they were named."""
    return list(session.scalars(select(Reference).where(Reference.candidate_id == candidate_id).order_by(Reference.id)))
