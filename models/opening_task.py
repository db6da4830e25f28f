"""A duty of an opening: a skill of the vocabulary and how heavy it is."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import ForeignKey, UniqueConstraint, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.domain import Task
from models.base import SLUG, Base, rule
from models.fact import Settled, settled_rules, source, standing


class OpeningTask(Settled, Base):
    __tablename__ = "opening_task"
    __table_args__ = (
        *settled_rules(),
        rule("weight", "weight BETWEEN 1 AND 10"),
        UniqueConstraint("opening_id", "slug"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    slug: Mapped[str] = mapped_column(SLUG)
    weight: Mapped[int] = mapped_column(default=5)


def of_opening(session: Session, opening_id: int) -> list[OpeningTask]:
    """Its tasks, what was rejected too, in the order they were added."""
    found = select(OpeningTask).where(OpeningTask.opening_id == opening_id)
    return list(session.scalars(found.order_by(OpeningTask.id)))


def value(row: OpeningTask, shas: Mapping[int, str]) -> Task:
    """The row as the matcher sees it. `shas`: document id -> sha256."""
    return Task(row.slug, row.weight, standing(row), source(row, shas))
