"""When a candidate can work: half-open intervals of days, with the shifts she can take in them."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, rule


class Availability(Base):
    """From `begin` (None = already), up to and not including `end` (None = open). `shifts` empty = not said."""

    __tablename__ = "availability"
    __table_args__ = (rule("days", '"begin" < "end"'),)

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    begin: Mapped[date | None]
    end: Mapped[date | None]
    shifts: Mapped[list[str]] = mapped_column(default=list)


def of_candidate(session: Session, candidate_id: int) -> list[Availability]:
    return list(session.scalars(select(Availability).where(Availability.candidate_id == candidate_id)))
