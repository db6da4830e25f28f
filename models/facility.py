"""A place of work that asks the agency for people."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import SLUG, Base, Public, Versioned, find, rule, within


class Facility(Public, Versioned, Base):
    """`parent_id`: the owner of several sites. `provider_count` moves the balance of front and back office.

    `clinical_share` is the percent of clinical work, None = the setting's. Its day is the day in `time_zone` (IANA name).
    """

    __tablename__ = "facility"
    __table_args__ = (
        rule("name", "name <> ''"),
        rule("parent", "parent_id <> id"),
        rule("provider_count", "provider_count > 0"),
        rule("clinical_share", "clinical_share BETWEEN 0 AND 100"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("facility.id"), index=True)
    setting: Mapped[str | None] = mapped_column(SLUG)
    specialties: Mapped[list[str]] = mapped_column(default=list)
    provider_count: Mapped[int | None]
    clinical_share: Mapped[int | None]
    address: Mapped[str] = mapped_column(String(300), default="")
    city: Mapped[str] = mapped_column(String(100), default="")
    state: Mapped[str | None] = mapped_column(String(2))
    zip: Mapped[str | None] = mapped_column(String(5))
    time_zone: Mapped[str] = mapped_column(String(64), default="America/New_York")


def by_public_id(session: Session, public_id: str) -> Facility | None:
    return find(session, Facility, public_id)


def with_owners(session: Session, ids: Collection[int]) -> dict[int, Facility]:
    """These facilities, the facilities that own them, and so on up, by id; one query a level."""
    found: dict[int, Facility] = {}
    wanted = set(ids)
    while wanted:
        for facility in session.scalars(select(Facility).where(within(session, Facility.id, wanted))):
            found[facility.id] = facility
        wanted = {facility.parent_id for facility in found.values() if facility.parent_id is not None} - set(found)
    return found


def line(facilities: Mapping[int, Facility], facility_id: int | None) -> list[int]:
    """The facility and its owners from the bottom up, out of `with_owners`."""
    ids: list[int] = []
    while facility_id is not None and facility_id not in ids:
        ids.append(facility_id)
        facility_id = facilities[facility_id].parent_id
    return ids


def upward(session: Session, facility_id: int) -> list[Facility]:
    """The facility, the facility that owns it, and so on up."""
    found = with_owners(session, {facility_id})
    return [found[one] for one in line(found, facility_id)]


def below(session: Session, ids: Collection[int]) -> set[int]:
    """These facilities and every site below them; one query a level."""
    found: set[int] = set()
    wanted = set(ids)
    while wanted:
        found |= wanted
        owned = select(Facility.id).where(within(session, Facility.parent_id, wanted))
        wanted = set(session.scalars(owned)) - found
    return found


def search_names(session: Session, words: str, most: int) -> list[Facility]:
    """Facilities whose name holds these words, by name."""
    found = select(Facility).where(Facility.name.icontains(words, autoescape=True))
    return list(session.scalars(found.order_by(Facility.name, Facility.id).limit(most)))


def listed(session: Session) -> list[Facility]:
    """Every facility, by name."""
    return list(session.scalars(select(Facility).order_by(Facility.name, Facility.id)))
