"""Who speaks for a facility, and for the sites that belong to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, delete, select
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


def named(session: Session) -> dict[int, list[Facility]]:
    """User id -> the facilities that were said of them, by name, without the sites below; one query."""
    rows = select(FacilityMember.user_id, Facility).join(Facility, Facility.id == FacilityMember.facility_id)
    found: dict[int, list[Facility]] = defaultdict(list)
    for user_id, facility in session.execute(rows.order_by(Facility.name, Facility.id)):
        found[user_id].append(facility)
    return found


def replace(session: Session, user_id: int, facility_ids: Collection[int]) -> None:
    """These and no others; who stays keeps the day of coming."""
    mine = FacilityMember.user_id == user_id
    session.execute(delete(FacilityMember).where(mine, FacilityMember.facility_id.not_in(facility_ids)))
    there = set(session.scalars(select(FacilityMember.facility_id).where(mine)))
    session.add_all(FacilityMember(user_id=user_id, facility_id=one) for one in sorted(set(facility_ids) - there))
    session.flush()
