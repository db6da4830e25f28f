"""A frozen ranking: what was ranked, with what, when and by whom. Insert-only; its values lie in snapshots."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Public, find, now


class Shortlist(Public, Base):
    """`weights`: percent a category as applied. `counts`: people a lane. `code_version` says which code made it.

    `digest` is the sha256 of everything that was shown, so that a replay proves itself without trusting the entries.
    """

    __tablename__ = "shortlist"

    id: Mapped[int] = mapped_column(primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"), index=True)
    as_of: Mapped[date]
    requirements_sha: Mapped[str] = mapped_column(String(64), ForeignKey("snapshot.sha256"))
    ranker_sha: Mapped[str] = mapped_column(String(64), ForeignKey("snapshot.sha256"))
    vocabulary_sha: Mapped[str] = mapped_column(String(64), ForeignKey("snapshot.sha256"))
    rules_sha: Mapped[str] = mapped_column(String(64), ForeignKey("snapshot.sha256"))
    weights: Mapped[dict[str, Any]]
    code_version: Mapped[str] = mapped_column(String(64))
    counts: Mapped[dict[str, Any]]
    digest: Mapped[str] = mapped_column(String(64))
    by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=now)


def by_public_id(session: Session, public_id: str) -> Shortlist | None:
    return find(session, Shortlist, public_id)


def by_digest(session: Session, opening_id: int, digest: str) -> Shortlist | None:
    """The opening's frozen list that said just this, where one was kept already."""
    return session.scalar(select(Shortlist).where(Shortlist.opening_id == opening_id, Shortlist.digest == digest))


def of_opening(session: Session, opening_id: int) -> list[Shortlist]:
    """The opening's frozen lists, the newest first."""
    return list(
        session.scalars(select(Shortlist).where(Shortlist.opening_id == opening_id).order_by(Shortlist.id.desc()))
    )


def last(session: Session) -> Shortlist | None:
    """The list frozen last, of any opening."""
    return session.scalars(select(Shortlist).order_by(Shortlist.id.desc()).limit(1)).first()
