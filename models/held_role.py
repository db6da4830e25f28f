"""A role a candidate states outright, in a headline or an objective; jobs and credentials speak for themselves."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import SLUG, Base
from models.fact import Fact, settled_rules


class HeldRole(Fact, Base):
    __tablename__ = "held_role"
    __table_args__ = (*settled_rules(), UniqueConstraint("candidate_id", "slug"))

    slug: Mapped[str] = mapped_column(SLUG)
