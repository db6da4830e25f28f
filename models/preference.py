"""What a candidate said she will take: distance, pay, settings, kinds of employment."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, rule


class Preference(Base):
    """`pay_floor` is cents an hour. An empty list or None = not said."""

    __tablename__ = "preference"
    __table_args__ = (rule("miles", "miles > 0"), rule("pay_floor", "pay_floor > 0"))

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True, autoincrement=False)
    miles: Mapped[int | None]
    pay_floor: Mapped[int | None]
    settings: Mapped[list[str]] = mapped_column(default=list)
    employment_types: Mapped[list[str]] = mapped_column(default=list)
