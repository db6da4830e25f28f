"""Which ranker the lists are made with, and who said so. Insert-only: what was in use on a day can be told for good."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now, one_of

ACTS = ("activate", "rollback")


class RankerUse(Base):
    """`sha256`: the snapshot of the ranker in use from here on; None = the one that ships with the product."""

    __tablename__ = "ranker_use"
    __table_args__ = (one_of("act", ACTS),)

    id: Mapped[int] = mapped_column(primary_key=True)
    act: Mapped[str] = mapped_column(String(16))
    sha256: Mapped[str | None] = mapped_column(ForeignKey("snapshot.sha256"))
    by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=now)


def in_use(session: Session) -> str | None:
    """The hash of the ranker in use; None where it is the one that ships."""
    return session.scalar(select(RankerUse.sha256).order_by(RankerUse.id.desc()).limit(1))


def history(session: Session) -> Sequence[RankerUse]:
    """Every act, the oldest first."""
    return session.scalars(select(RankerUse).order_by(RankerUse.id)).all()
