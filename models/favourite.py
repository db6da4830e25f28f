"""Somebody a facility would gladly have again."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now, within


class Favourite(Base):
    __tablename__ = "favourite"

    facility_id: Mapped[int] = mapped_column(ForeignKey("facility.id"), primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True, index=True)
    by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=now)


def of_facilities(session: Session, facility_ids: Collection[int]) -> list[Favourite]:
    """Whom these facilities keep, the newest first."""
    kept = select(Favourite).where(within(session, Favourite.facility_id, facility_ids))
    return list(session.scalars(kept.order_by(Favourite.at.desc(), Favourite.candidate_id)))


def of_candidate(session: Session, candidate_id: int, facility_ids: Collection[int]) -> list[Favourite]:
    """Which of these facilities keep somebody."""
    kept = Favourite.candidate_id == candidate_id, within(session, Favourite.facility_id, facility_ids)
    return list(session.scalars(select(Favourite).where(*kept)))
