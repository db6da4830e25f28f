"""Two records found to be one person's: what was moved from the one to the other, so that it can be undone."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now, rule


class Merge(Base):
    """`moved`: what undoing needs, as web/services/merge.py writes it. Erasing either person takes the row."""

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


def last(session: Session, kept_id: int) -> Merge | None:
    """The merge into this record that stands and was made last: the one that can be undone."""
    standing = select(Merge).where(Merge.kept_id == kept_id, Merge.undone_at.is_(None))
    return session.scalars(standing.order_by(Merge.id.desc()).limit(1)).first()
