"""A skill of the vocabulary that a candidate has."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matcher import domain
from models.base import SLUG, Base, rule
from models.fact import Fact, settled_rules, source, standing


class HeldSkill(Fact, Base):
    """`level` is the proficiency level 0-4, None = not said."""

    __tablename__ = "held_skill"
    __table_args__ = (
        *settled_rules(),
        rule("level", "level BETWEEN 0 AND 4"),
        UniqueConstraint("candidate_id", "slug"),
    )

    slug: Mapped[str] = mapped_column(SLUG)
    level: Mapped[int | None]
    last_used: Mapped[date | None]


def value(row: HeldSkill, shas: Mapping[int, str]) -> domain.HeldSkill:
    """The row (or a plain result row) as the matcher sees it. `shas`: document id -> sha256."""
    return domain.HeldSkill(row.slug, row.level, row.last_used, standing(row), source(row, shas))
