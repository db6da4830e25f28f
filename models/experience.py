"""A job a candidate holds or held."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sqlalchemy import Text
from sqlalchemy.orm import Mapped, mapped_column

from matcher.domain import Job
from models.base import SLUG, Base, rule
from models.fact import Fact, settled_rules, source, standing


class Experience(Fact, Base):
    """`family` is read from the title, `duties` is the family of what was done where that says another."""

    __tablename__ = "experience"
    __table_args__ = (
        *settled_rules(),
        rule("days", '"begin" <= "end"'),
        rule("current", '"end" IS NULL OR NOT "current"'),
    )

    title: Mapped[str] = mapped_column(Text)
    employer: Mapped[str] = mapped_column(Text, default="")
    family: Mapped[str | None] = mapped_column(SLUG)
    duties: Mapped[str | None] = mapped_column(SLUG)
    role: Mapped[str | None] = mapped_column(SLUG)
    begin: Mapped[date | None]
    end: Mapped[date | None]
    current: Mapped[bool] = mapped_column(default=False)
    setting: Mapped[str | None] = mapped_column(SLUG)
    specialty: Mapped[str | None] = mapped_column(SLUG)


def value(row: Experience, shas: Mapping[int, str]) -> Job:
    """The row (or a plain result row of its columns) as the matcher sees it. `shas`: document id -> sha256."""
    return Job(
        title=row.title,
        family=row.family,
        duties=row.duties,
        role=row.role,
        employer=row.employer,
        begin=row.begin,
        end=row.end,
        current=row.current,
        setting=row.setting,
        specialty=row.specialty,
        standing=standing(row),
        source=source(row, shas),
    )
