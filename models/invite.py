"""A one-time link for somebody to set a password with: the first (an invitation) or a new one (a reset)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, String, select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now, one_of, rule, within

PURPOSES = ("join", "reset")


class Invite(Base):
    """Only the hash of the link's secret is kept. `used_at` is set once; `withdrawn_at` where a later link stands in its place.

    `created_by` None: made on the command line.
    """

    __tablename__ = "invite"
    __table_args__ = (one_of("purpose", PURPOSES), rule("token_sha", "length(token_sha) = 64"))

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(8))
    token_sha: Mapped[str] = mapped_column(String(64), unique=True)
    created_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


def sha_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def _good(at: datetime) -> tuple[ColumnElement[bool], ...]:
    return Invite.used_at.is_(None), Invite.withdrawn_at.is_(None), Invite.expires_at > at


def good(session: Session, token: str, at: datetime) -> Invite | None:
    """The link with this secret where it can still be used at that moment."""
    return session.scalar(select(Invite).where(Invite.token_sha == sha_of(token), *_good(at)))


def standing(session: Session, user_ids: Collection[int], at: datetime) -> dict[int, Invite]:
    """User id -> the link that can still be used; one query."""
    found = select(Invite).where(within(session, Invite.user_id, user_ids), *_good(at))
    return {link.user_id: link for link in session.scalars(found)}


def take(session: Session, link: Invite, at: datetime) -> bool:
    """Mark the link used; False where it no longer was good. Of two who try at once the database lets one."""
    used = update(Invite).where(Invite.id == link.id, *_good(at)).values(used_at=at)
    return bool(session.execute(used, execution_options={"synchronize_session": False}).rowcount)  # type: ignore[attr-defined]


def withdraw(session: Session, user_id: int, at: datetime) -> None:
    """Every link of this person that could still be used is good no longer."""
    session.execute(update(Invite).where(Invite.user_id == user_id, *_good(at)).values(withdrawn_at=at))


def ever_used(session: Session, user_id: int) -> bool:
    """Whether this person ever came by a link, and so was handed one."""
    used = select(Invite.id).where(Invite.user_id == user_id, Invite.used_at.is_not(None))
    return session.scalar(used.limit(1)) is not None
