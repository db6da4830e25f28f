"""A course counted by law, with its class hours and the procedures done in it."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from matcher import domain
from models.base import SLUG, Base, rule
from models.fact import Fact, settled_rules, source, standing


class Training(Fact, Base):
    """`slug` is the training's id in the state rules: injection, venipuncture and so on."""

    __tablename__ = "training"
    __table_args__ = (
        *settled_rules(),
        rule("hours", "hours >= 0"),
        rule("procedures", "procedures >= 0"),
        UniqueConstraint("candidate_id", "slug"),
    )

    slug: Mapped[str] = mapped_column(SLUG)
    hours: Mapped[int | None]
    procedures: Mapped[int | None]


def value(row: Training, shas: Mapping[int, str]) -> domain.Training:
    """The row (or a plain result row) as the matcher sees it. `shas`: document id -> sha256."""
    return domain.Training(row.slug, row.hours, row.procedures, standing(row), source(row, shas))
