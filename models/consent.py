"""A candidate's yes or no to be put forward for one opening, on the terms she was told."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, Index, String, Text, select, text
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now, one_of, rule, within

HOW = ("portal", "written", "phone")


class Consent(Base):
    """`terms_sha` is of the work, pay, place, dates and shifts she was told: another opening asks her again.

    `text_version` is the version of the words read or shown to her. `given` False is a no. One stands at most for a pair; a
    revoked one stays as history. `by` is who recorded it: herself in the portal, else somebody of the agency.
    """

    __tablename__ = "consent"
    __table_args__ = (
        one_of("how", HOW),
        rule("terms_sha", "length(terms_sha) = 64"),
        Index(
            "uq_consent_standing",
            "candidate_id",
            "opening_id",
            unique=True,
            sqlite_where=text("revoked_at IS NULL"),
            postgresql_where=text("revoked_at IS NULL"),
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"), index=True)
    opening_version: Mapped[int]
    terms_sha: Mapped[str] = mapped_column(String(64))
    text_version: Mapped[str] = mapped_column(String(16))
    given: Mapped[bool]
    how: Mapped[str] = mapped_column(String(8))
    words: Mapped[str] = mapped_column(Text, default="")
    by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    given_at: Mapped[datetime] = mapped_column(default=now)
    revoked_at: Mapped[datetime | None]


def standing(session: Session, candidate_id: int, opening_id: int) -> Consent | None:
    """The answer that stands for the pair."""
    pair = Consent.candidate_id == candidate_id, Consent.opening_id == opening_id
    return session.scalar(select(Consent).where(*pair, Consent.revoked_at.is_(None)))


def of_candidate(session: Session, candidate_id: int) -> list[Consent]:
    """Every answer she gave, the newest first."""
    mine = select(Consent).where(Consent.candidate_id == candidate_id)
    return list(session.scalars(mine.order_by(Consent.given_at.desc(), Consent.id.desc())))


def all_standing(session: Session, opening_ids: Collection[int]) -> dict[tuple[int, int], Consent]:
    """(opening, candidate) -> the answer that stands; one query."""
    found = select(Consent).where(within(session, Consent.opening_id, opening_ids), Consent.revoked_at.is_(None))
    return {(row.opening_id, row.candidate_id): row for row in session.scalars(found)}


def of_pair(session: Session, candidate_id: int, opening_id: int) -> list[Consent]:
    """Every answer, the newest first."""
    pair = Consent.candidate_id == candidate_id, Consent.opening_id == opening_id
    return list(session.scalars(select(Consent).where(*pair).order_by(Consent.id.desc())))
