"""One thing asked, by the agency, a facility, a kind of setting or one opening: templates and openings in one table."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Literal, cast, get_args

from sqlalchemy import ForeignKey, String, Text, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher import domain
from matcher.domain import RequirementKind
from models.base import SLUG, Base, Versioned, one_of, rule, within
from models.fact import Settled, settled_rules, source, standing

Level = Literal["agency", "facility", "setting", "opening"]

KINDS: tuple[str, ...] = get_args(RequirementKind)
LEVELS: tuple[str, ...] = get_args(Level)


class Requirement(Settled, Versioned, Base):
    """`any_of` are slugs or credential classes, any one suffices. The level says which of the three scopes is filled.

    A proposal may name nothing yet (a certificate the vocabulary does not know) or no years; what is confirmed may not.

    A row with `relaxes_id` stands in place of the one it names, and says why in `reason`.
    """

    __tablename__ = "requirement"
    __table_args__ = (
        *settled_rules(),
        one_of("kind", KINDS),
        one_of("level", LEVELS),
        rule(
            "scope",
            "(level = 'facility') = (facility_id IS NOT NULL)"
            " AND (level = 'setting') = (setting IS NOT NULL)"
            " AND (level = 'opening') = (opening_id IS NOT NULL)",
        ),
        rule("any_of", "standing <> 'confirmed' OR CAST(any_of AS TEXT) LIKE '[\"%'"),
        rule("years", "years >= 0"),
        rule("experience", "standing <> 'confirmed' OR kind <> 'experience' OR years IS NOT NULL"),
        rule("weight", "weight BETWEEN 1 AND 10"),
        rule("due", "due IN ('submission', 'start', 'patient_care') OR due LIKE '+% months'"),
        rule("relaxes", "(relaxes_id IS NULL) = (reason IS NULL) AND relaxes_id <> id AND reason <> ''"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    level: Mapped[str] = mapped_column(String(16), default="opening")
    facility_id: Mapped[int | None] = mapped_column(ForeignKey("facility.id"), index=True)
    setting: Mapped[str | None] = mapped_column(SLUG, index=True)
    opening_id: Mapped[int | None] = mapped_column(ForeignKey("opening.id"), index=True)
    kind: Mapped[str] = mapped_column(String(16))
    any_of: Mapped[list[str]]
    years: Mapped[float | None]
    must: Mapped[bool] = mapped_column(default=True)
    weight: Mapped[int] = mapped_column(default=5)
    due: Mapped[str] = mapped_column(String(16), default="start")
    relaxes_id: Mapped[int | None] = mapped_column(ForeignKey("requirement.id"), index=True)
    reason: Mapped[str | None] = mapped_column(Text)


def own(
    session: Session,
    level: str,
    *,
    facility_id: int | None = None,
    setting: str | None = None,
    opening_id: int | None = None,
) -> list[Requirement]:
    """Every row of this level and scope, what was rejected too, in the order it was added. No setting = all settings."""
    query = select(Requirement).where(
        Requirement.level == level, Requirement.facility_id == facility_id, Requirement.opening_id == opening_id
    )
    if setting is not None:
        query = query.where(Requirement.setting == setting)
    return list(session.scalars(query.order_by(Requirement.id)))


def applying(session: Session, opening_ids: Collection[int], facility_ids: Collection[int]) -> list[Requirement]:
    """What is asked at any level that may reach these openings and facilities, from the agency down; one query."""
    reaches = or_(
        Requirement.level.in_(("agency", "setting")),
        within(session, Requirement.facility_id, facility_ids),
        within(session, Requirement.opening_id, opening_ids),
    )
    rows = session.scalars(select(Requirement).where(reaches, Requirement.standing != "rejected"))
    return sorted(rows, key=lambda row: (LEVELS.index(row.level), row.id))


def merged(
    rows: Collection[Requirement], opening_id: int, facility_ids: Collection[int], setting: str | None
) -> list[Requirement]:
    """Of `applying`, what one opening asks, from the agency down.

    A confirmed row stands in place of the one it relaxes. Of two rows that ask for the same thing the one that is
    nowhere stricter goes; of equals the broader level stays.
    """
    reached = [
        row
        for row in rows
        if row.level == "agency"
        or (row.level == "facility" and row.facility_id in facility_ids)
        or (row.level == "setting" and row.setting == setting)
        or row.opening_id == opening_id
    ]
    relaxed = {row.relaxes_id for row in reached if row.standing == "confirmed"}
    left = [row for row in reached if row.id not in relaxed]
    return [
        row
        for place, row in enumerate(left)
        if not any(
            _covers(other, row) and (before < place or not _covers(row, other))
            for before, other in enumerate(left)
            if other is not row
        )
    ]


def _covers(one: Requirement, other: Requirement) -> bool:
    """`one` asks for the same thing and is in nothing weaker."""
    return (
        bool(one.any_of)
        and (one.kind, set(one.any_of)) == (other.kind, set(other.any_of))
        and one.must >= other.must
        and (one.years or 0) >= (other.years or 0)
        and _months(one.due) <= _months(other.due)
        and (one.standing == "confirmed" or other.standing == "proposed")
    )


def _months(due: str) -> int:
    """How late a thing may come, in months after the start; submission comes before it."""
    if due.startswith("+"):
        return int(due[1:].removesuffix(" months"))
    return -1 if due == "submission" else 0


def value(row: Requirement, shas: Mapping[int, str]) -> domain.Requirement:
    """The row as the matcher sees it. `shas`: document id -> sha256."""
    return domain.Requirement(
        kind=cast(RequirementKind, row.kind),
        any_of=tuple(row.any_of),
        must=row.must,
        years=row.years,
        weight=row.weight,
        due=row.due,
        level=cast(Level, row.level),
        standing=standing(row),
        source=source(row, shas),
    )
