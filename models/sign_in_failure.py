"""A sign-in that failed: what slows down somebody who guesses."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, String, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now


class SignInFailure(Base):
    """`email` as it was typed, in small letters; `address` is where the request came from."""

    __tablename__ = "sign_in_failure"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(320), index=True)
    address: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(default=now, index=True)


def take_turn(session: Session, email: str) -> None:
    """Whoever tries this e-mail at the same time waits, so that every failure is counted. SQLite has everybody wait anyhow."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(email))))


def nth_last(session: Session, n: int, since: datetime, *, email: str = "", address: str = "") -> datetime | None:
    """When the n-th last failure of an e-mail or of an address was; None where there were fewer since then."""
    whose: ColumnElement[bool] = SignInFailure.email == email if email else SignInFailure.address == address
    found = select(SignInFailure.at).where(whose, SignInFailure.at > since).order_by(SignInFailure.at.desc())
    return session.scalar(found.offset(n - 1).limit(1))


def sweep(session: Session, before: datetime) -> None:
    session.execute(delete(SignInFailure).where(SignInFailure.at <= before))


def forget(session: Session, email: str) -> None:
    """The failures of an e-mail whose owner has signed in."""
    session.execute(delete(SignInFailure).where(SignInFailure.email == email))
