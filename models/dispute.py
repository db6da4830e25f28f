"""A candidate says that something held about her is wrong, and a person of the agency answers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Public, now, one_of, rule

OUTCOMES = ("corrected", "kept")


class Dispute(Public, Base):
    """`kind` and `fact_id` name the row disputed (kinds of web/services/fact.py, or credential); `about` is how it read then."""

    __tablename__ = "dispute"
    __table_args__ = (
        one_of("outcome", OUTCOMES),
        rule("words", "words <> ''"),
        rule("answered", "(answered_at IS NULL) = (outcome IS NULL)"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    fact_id: Mapped[int]
    about: Mapped[str] = mapped_column(String(400))
    words: Mapped[str] = mapped_column(Text)
    by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    outcome: Mapped[str | None] = mapped_column(String(16))
    answer: Mapped[str] = mapped_column(Text, default="")
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    answered_at: Mapped[datetime | None]


def of_candidate(session: Session, candidate_id: int) -> list[Dispute]:
    """The newest first."""
    mine = select(Dispute).where(Dispute.candidate_id == candidate_id)
    return list(session.scalars(mine.order_by(Dispute.at.desc(), Dispute.id.desc())))
