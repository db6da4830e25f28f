"""The log of a candidate: calls, messages and notes of the agency, read by the agency alone."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, Row, String, Text, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now, one_of, rule
from models.opening import Opening
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


def of_candidate(
    session: Session, candidate_id: int, opening_id: int | None = None, start: int = 0, most: int | None = None
) -> tuple[list[Row[Note, str, Opening | None]], int]:
    """((note, who wrote it, the opening it is about), the newest first, from the `start`-th on; how many there are in all).

    `opening_id`: only what was about that opening.
    """
    mine: list[ColumnElement[bool]] = [Note.candidate_id == candidate_id]
    mine += [Note.opening_id == opening_id] if opening_id else []
    rows = select(Note, User.name, Opening).join(User, User.id == Note.by)
    rows = rows.join(Opening, Opening.id == Note.opening_id, isouter=True).where(*mine)
    total = session.scalar(select(func.count(Note.id)).where(*mine)) or 0
    return list(session.execute(rows.order_by(Note.at.desc(), Note.id.desc()).offset(start).limit(most))), total


def written_since(session: Session, note: Note, since: datetime) -> Note | None:
    """What the same person wrote at `since` or later with the same in every field."""
    same = (getattr(Note, name) == getattr(note, name) for name in ("candidate_id", "kind", "words", "by"))
    about = Note.opening_id == note.opening_id if note.opening_id else Note.opening_id.is_(None)
    return session.scalars(select(Note).where(*same, about, Note.at >= since).limit(1)).first()
