"""Who speaks for a facility, and for the sites that belong to it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now
from models.facility import Facility, listed


class FacilityMember(Base):
    __tablename__ = "facility_member"
    __table_args__ = (UniqueConstraint("user_id", "facility_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    facility_id: Mapped[int] = mapped_column(ForeignKey("facility.id"), index=True)
    added_at: Mapped[datetime] = mapped_column(default=now)


def sites(session: Session, user_id: int) -> list[Facility]:
    """The facilities somebody speaks for, with every site below them, by name."""
    mine = set(session.scalars(select(FacilityMember.facility_id).where(FacilityMember.user_id == user_id)))
    everything = listed(session)
    while below := {one.id for one in everything if one.parent_id in mine} - mine:
        mine |= below
    return [one for one in everything if one.id in mine]
