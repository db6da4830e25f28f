"""A one-time link for somebody to set a password with: the first (an invitation) or a new one (a reset)."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import ForeignKey, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now, one_of, rule

PURPOSES = ("join", "reset")


class Invite(Base):
    """Only the hash of the link's secret is kept. `used_at` is set once; `withdrawn_at` where a later link stands in its place."""

    __tablename__ = "invite"
    __table_args__ = (one_of("purpose", PURPOSES), rule("token_sha", "length(token_sha) = 64"))

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    purpose: Mapped[str] = mapped_column(String(8))
    token_sha: Mapped[str] = mapped_column(String(64), unique=True)
    created_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


def sha_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def by_token(session: Session, token: str) -> Invite | None:
    """The link with this secret, used or not."""
    return session.scalar(select(Invite).where(Invite.token_sha == sha_of(token)))
