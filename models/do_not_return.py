"""Somebody a facility will not have again. The reason is the agency's to read; every path bars the pair (law 14)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Text, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now, rule, within
from models.candidate import Candidate


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


def barred(session: Session, facility_ids: Collection[int]) -> dict[int, set[str]]:
    """Facility id -> keys of the candidates it will not have again; who was merged is barred as who she is now, too."""
    rows = session.execute(
        select(DoNotReturn.facility_id, Candidate)
        .join(Candidate, Candidate.id == DoNotReturn.candidate_id)
        .where(within(session, DoNotReturn.facility_id, facility_ids), DoNotReturn.lifted_at.is_(None))
    )
    found: dict[int, set[str]] = {}
    for facility_id, one in rows:
        now_is: Candidate | None = one
        while now_is and now_is.public_id not in found.setdefault(facility_id, set()):
            found[facility_id].add(now_is.public_id)
            now_is = session.get(Candidate, now_is.merged_into) if now_is.merged_into else None
    return found


def standing(session: Session, facility_id: int, candidate_id: int) -> DoNotReturn | None:
    pair = DoNotReturn.facility_id == facility_id, DoNotReturn.candidate_id == candidate_id
    return session.scalar(select(DoNotReturn).where(*pair, DoNotReturn.lifted_at.is_(None)))


def of_anybody(session: Session, candidate_ids: Collection[int], facility_ids: Collection[int]) -> list[DoNotReturn]:
    """What these facilities ever said of any of these candidates, the newest first."""
    pair = (
        within(session, DoNotReturn.candidate_id, candidate_ids),
        within(session, DoNotReturn.facility_id, facility_ids),
    )
    return list(session.scalars(select(DoNotReturn).where(*pair).order_by(DoNotReturn.id.desc())))
