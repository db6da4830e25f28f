"""One thing asked, by the agency, a facility, a kind of setting or one opening: templates and openings in one table."""

from __future__ import annotations

from typing import get_args

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain import RequirementKind
from models.base import SLUG, Base, Versioned, one_of, rule
from models.fact import Settled, settled_rules

KINDS: tuple[str, ...] = get_args(RequirementKind)
LEVELS = ("agency", "facility", "setting", "opening")


class Requirement(Settled, Versioned, Base):
    """`any_of` are slugs or credential classes, any one suffices. The level says which of the three scopes is filled.

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
        rule("any_of", "CAST(any_of AS TEXT) LIKE '[\"%'"),
        rule("years", "years >= 0"),
        rule("experience", "kind <> 'experience' OR years IS NOT NULL"),
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
