"""A records or practice system a candidate has used."""

from __future__ import annotations

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import SLUG, Base
from models.fact import Fact, settled_rules


class System(Fact, Base):
    __tablename__ = "system"
    __table_args__ = (*settled_rules(), UniqueConstraint("candidate_id", "slug"))

    slug: Mapped[str] = mapped_column(SLUG)
