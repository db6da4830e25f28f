"""The log of a candidate: calls, messages and notes of the agency, read by the agency alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Row, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now, one_of, rule
from models.user import User

KINDS = ("call", "message", "meeting", "note")


class Note(Base):
    """`opening_id` where it was about one opening."""

    __tablename__ = "note"
    __table_args__ = (one_of("kind", KINDS), rule("words", "words <> ''"))

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    opening_id: Mapped[int | None] = mapped_column(ForeignKey("opening.id"), index=True)
    kind: Mapped[str] = mapped_column(String(8))
    words: Mapped[str] = mapped_column(Text)
    by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=now)


def of_candidate(session: Session, candidate_id: int) -> list[Row[Note, str]]:
    """(note, who wrote it), the newest first; one query."""
    rows = select(Note, User.name).join(User, User.id == Note.by).where(Note.candidate_id == candidate_id)
    return list(session.execute(rows.order_by(Note.at.desc(), Note.id.desc())))
