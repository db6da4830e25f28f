"""A sign-in that failed, or somebody who registered: what slows down who guesses, or fills the agency with nobodies."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import String, delete, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now


class SignInFailure(Base):
    """`email` as it was typed, in small letters, "" for who registered; `address` is where the request came from."""

    __tablename__ = "sign_in_failure"

    id: Mapped[int] = mapped_column(primary_key=True)
    email: Mapped[str] = mapped_column(String(320), index=True)
    address: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(default=now, index=True)


def take_turn(session: Session, what: str) -> None:
    """Whoever tries this e-mail, or from this address, at the same time waits, so that every failure is counted. SQLite has everybody wait anyhow."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(select(func.pg_advisory_xact_lock(func.hashtext(what))))


def nth_last(
    session: Session, n: int, since: datetime, *, email: str | None = None, address: str | None = None
) -> datetime | None:
    """When the n-th last try of an e-mail, of an address, or of both was; None where there were fewer since then."""
    found = select(SignInFailure.at).where(SignInFailure.at > since).order_by(SignInFailure.at.desc())
    if email is not None:
        found = found.where(SignInFailure.email == email)
    if address is not None:
        found = found.where(SignInFailure.address == address)
    return session.scalar(found.offset(n - 1).limit(1))


def sweep(session: Session, before: datetime) -> None:
    session.execute(delete(SignInFailure).where(SignInFailure.at <= before))


def forget(session: Session, email: str) -> None:
    """The failures of an e-mail whose owner has signed in."""
    session.execute(delete(SignInFailure).where(SignInFailure.email == email))
