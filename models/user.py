"""A person who signs in. One role each; the role is a word, not a table."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime

from flask_security import RoleMixin, UserMixin
from sqlalchemy import ForeignKey, Index, String, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Public, Versioned, find, now, one_of, within

ROLES = ("admin", "recruiter", "credentialing", "facility", "candidate")
VIEWS = ("reading", "compact")


class Role(RoleMixin):
    """The role as the sign-in library wants to see it; never stored."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.permissions = None


class User(Public, Versioned, UserMixin, Base):
    """`password` is a hash, None while invited and not yet set. `candidate_id`: the record a candidate signs in for."""

    __tablename__ = "user"
    __table_args__ = (one_of("role", ROLES), one_of("view", VIEWS))

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(254))
    password: Mapped[str | None] = mapped_column(String(255))
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(16))
    active: Mapped[bool] = mapped_column(default=True)
    fs_uniquifier: Mapped[str] = mapped_column(String(64), unique=True, default=lambda: uuid.uuid4().hex)
    view: Mapped[str] = mapped_column(String(16), default="reading")
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"), unique=True)
    created_at: Mapped[datetime] = mapped_column(default=now)

    @property
    def roles(self) -> list[RoleMixin]:  # type: ignore[override]
        return [Role(self.role)]


Index("uq_user_email_lower", func.lower(User.email), unique=True)


def by_email(session: Session, email: str) -> User | None:
    """The user with this e-mail in any case, or None."""
    return session.scalar(select(User).where(func.lower(User.email) == email.strip().lower()))


def of_candidate(session: Session, candidate_id: int) -> User | None:
    """The account that signs in for this record."""
    return session.scalar(select(User).where(User.candidate_id == candidate_id))


def named(session: Session, ids: Collection[int]) -> dict[int, User]:
    """Users by id, for a page that names who did what; one query."""
    return {user.id: user for user in session.scalars(select(User).where(User.id.in_(ids)))}


def of_candidates(session: Session, candidate_ids: Collection[int] | None) -> set[int]:
    """Ids of the users who sign in as these candidates (None = as any)."""
    found = select(User.id).where(User.candidate_id.is_not(None))
    if candidate_ids is not None:
        found = found.where(within(session, User.candidate_id, candidate_ids))
    return set(session.scalars(found))


def listed(session: Session) -> list[User]:
    """Everybody who signs in, by name."""
    return list(session.scalars(select(User).order_by(func.lower(User.name), User.id)))


def recruiters(session: Session) -> list[User]:
    """Who may own an opening or a candidate, by name."""
    return [user for user in listed(session) if user.active and user.role in ("admin", "recruiter")]


def by_public_id(session: Session, public_id: str) -> User | None:
    return find(session, User, public_id)
