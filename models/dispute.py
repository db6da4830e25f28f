"""A candidate says that something held about her is wrong, and a person of the agency answers."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Row, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Public, find, now, one_of, rule
from models.candidate import Candidate

OUTCOMES = ("corrected", "kept")


class Dispute(Public, Base):
    """`kind` and `fact_id` name the row disputed, `about` is how it read then.

    Kinds are those of web/services/fact.py, credential, and identity (`fact_id`: her own id).
    """

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


def by_public_id(session: Session, public_id: str) -> Dispute | None:
    return find(session, Dispute, public_id)


def waiting(session: Session, owner_id: int | None) -> list[Row[Dispute, Candidate]]:
    """(dispute, whose) that nobody answered, of one recruiter's people (None = everybody's), the oldest first."""
    found = select(Dispute, Candidate).join(Candidate, Candidate.id == Dispute.candidate_id)
    found = found.where(Dispute.outcome.is_(None), Candidate.merged_into.is_(None))
    if owner_id is not None:
        found = found.where(Candidate.owner_id == owner_id)
    return list(session.execute(found.order_by(Dispute.at, Dispute.id)))


def of_candidate(session: Session, candidate_id: int) -> list[Dispute]:
    """The newest first."""
    mine = select(Dispute).where(Dispute.candidate_id == candidate_id)
    return list(session.scalars(mine.order_by(Dispute.at.desc(), Dispute.id.desc())))
