"""A level of education reached, or a programme finished."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from matcher import domain
from models.base import SLUG, Base, one_of, rule
from models.fact import Fact, settled_rules, source, standing

PROGRAMMES = ("caahep", "abhes", "usde", "state_approved", "military", "apprenticeship", "other")


class Education(Fact, Base):
    """`family` is the role family a programme prepares for; `title` is the school or degree in its own words."""

    __tablename__ = "education"
    __table_args__ = (*settled_rules(), one_of("programme", PROGRAMMES), rule("hours", "hours >= 0"))

    level: Mapped[str | None] = mapped_column(SLUG)
    programme: Mapped[str | None] = mapped_column(SLUG)
    family: Mapped[str | None] = mapped_column(SLUG)
    hours: Mapped[int | None]
    finished: Mapped[date | None]
    title: Mapped[str] = mapped_column(Text, default="")


def value(row: Education, shas: Mapping[int, str]) -> domain.Education:
    """The row (or a plain result row) as the matcher sees it. `shas`: document id -> sha256."""
    return domain.Education(
        row.level, row.programme, row.family, row.hours, row.finished, row.title, standing(row), source(row, shas)
    )
