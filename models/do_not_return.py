"""Somebody a facility will not have again. The reason is the agency's to read; every path bars the pair (law 14)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now, rule, within


class DoNotReturn(Base):
    """One stands at most for a pair; a lifted one stays as history."""

    __tablename__ = "do_not_return"
    __table_args__ = (
        rule("reason", "reason <> ''"),
        rule("lifted", "(lifted_at IS NULL) = (lifted_by IS NULL)"),
        Index(
            "uq_do_not_return_standing",
            "facility_id",
            "candidate_id",
            unique=True,
            sqlite_where=text("lifted_at IS NULL"),
            postgresql_where=text("lifted_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    facility_id: Mapped[int] = mapped_column(ForeignKey("facility.id"))
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    reason: Mapped[str] = mapped_column(Text)
    by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    lifted_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    lifted_at: Mapped[datetime | None]


def barred(session: Session, facility_ids: Collection[int]) -> set[int]:
    """Ids of the candidates that any of these facilities will not have again."""
    standing = within(session, DoNotReturn.facility_id, facility_ids), DoNotReturn.lifted_at.is_(None)
    return set(session.scalars(select(DoNotReturn.candidate_id).where(*standing)))


def standing(session: Session, facility_id: int, candidate_id: int) -> DoNotReturn | None:
    pair = DoNotReturn.facility_id == facility_id, DoNotReturn.candidate_id == candidate_id
    return session.scalar(select(DoNotReturn).where(*pair, DoNotReturn.lifted_at.is_(None)))
