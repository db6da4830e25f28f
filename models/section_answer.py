"""The person said "that is all" for a section: the only way to tell none from not asked."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain import SECTIONS
from models.base import Base, now, one_of


class SectionAnswer(Base):
    """A closed section. Opening it again deletes the row."""

    __tablename__ = "section_answer"
    __table_args__ = (one_of("section", SECTIONS),)

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True, autoincrement=False)
    section: Mapped[str] = mapped_column(String(16), primary_key=True)
    by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=now)
