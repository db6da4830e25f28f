"""Two records found to be one person's: what was moved from the one to the other, so that it can be undone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, now, rule


class Merge(Base):
    """`moved`: table name -> ids of rows moved, and whatever else undoing needs."""

    __tablename__ = "merge"
    __table_args__ = (rule("two", "kept_id <> gone_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kept_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    gone_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    moved: Mapped[dict[str, Any]]
    by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    undone_at: Mapped[datetime | None]
