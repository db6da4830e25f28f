"""Somebody put before a facility for an opening, with her consent: what was sent, and what the facility answered."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Row, String, Text, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models import decision
from models.base import SLUG, Base, Public, Versioned, find, now, one_of, rule, within
from models.decision import Decision
from models.opening import Opening
from models.shortlist import Shortlist

ANSWERS = ("accepted", "declined")


class Submission(Public, Versioned, Base):
    """`packet` is what the facility reads, frozen when sent; `blind` leaves her name out of it until she is accepted.

    `withdrawn_at`: taken back, by her or by the agency, before the facility accepted.
    """

    __tablename__ = "submission"
    __table_args__ = (
        one_of("answer", ANSWERS),
        rule("answered", "(answer IS NULL) = (answered_at IS NULL)"),
        rule("declined", "answer <> 'declined' OR reason <> ''"),
        UniqueConstraint("candidate_id", "opening_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"))
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"), index=True)
    consent_id: Mapped[int] = mapped_column(ForeignKey("consent.id"))
    packet: Mapped[dict[str, Any]] = mapped_column(deferred=True)  # large, and read by the page of it alone
    blind: Mapped[bool] = mapped_column(default=False)
    by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    answer: Mapped[str | None] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(SLUG, default="")
    words: Mapped[str] = mapped_column(Text, default="")
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    answered_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]


def by_public_id(session: Session, public_id: str) -> Submission | None:
    return find(session, Submission, public_id)


def of_candidate(session: Session, candidate_id: int) -> list[Submission]:
    """The newest first."""
    found = select(Submission).where(Submission.candidate_id == candidate_id)
    return list(session.scalars(found.order_by(Submission.at.desc(), Submission.id.desc())))


def of_openings(session: Session, opening_ids: Collection[int]) -> list[Submission]:
    """What facilities may read: in the order it was sent, without what was taken back."""
    found = select(Submission).where(within(session, Submission.opening_id, opening_ids))
    return list(session.scalars(found.where(Submission.withdrawn_at.is_(None)).order_by(Submission.at, Submission.id)))


def count_taken_back(session: Session, opening_id: int) -> int:
    """How many were sent for it and taken back since: their number is all that a facility may still read."""
    gone = Submission.opening_id == opening_id, Submission.withdrawn_at.is_not(None)
    return session.scalar(select(func.count(Submission.id)).where(*gone)) or 0


def of_pair(session: Session, candidate_id: int, opening_id: int) -> Submission | None:
    """What was sent of somebody for an opening, taken back or not."""
    pair = Submission.candidate_id == candidate_id, Submission.opening_id == opening_id
    return session.scalar(select(Submission).where(*pair))


def put_forward(
    session: Session, candidate_id: int, opening_id: int
) -> tuple[Row[Decision, Shortlist], Submission | None] | None:
    """(the verdict made last, what was sent) of somebody put forward, or whom the facility has before it all the same."""
    last, sent = (
        decision.last(session, opening_id, candidate_id, note=False),
        of_pair(session, candidate_id, opening_id),
    )
    stands = last is not None and last.Decision.verdict == "put-forward"
    return (last, sent) if last and (stands or (sent and sent.withdrawn_at is None)) else None


def all_of(session: Session, opening_ids: Collection[int]) -> dict[tuple[int, int], Submission]:
    """(opening, candidate) -> what was sent, taken back or not; one query."""
    found = select(Submission).where(within(session, Submission.opening_id, opening_ids))
    return {(row.opening_id, row.candidate_id): row for row in session.scalars(found)}


def accepted(session: Session, opening_id: int) -> int:
    """How many of the opening's positions are taken."""
    taken = Submission.opening_id == opening_id, Submission.answer == "accepted", Submission.withdrawn_at.is_(None)
    return session.scalar(select(func.count(Submission.id)).where(*taken)) or 0


def accepted_of(session: Session, candidate_ids: Collection[int]) -> dict[int, list[Opening]]:
    """Candidate id -> the openings whose facility accepted her, the first to begin first; one query."""
    taken = Submission.answer == "accepted", Submission.withdrawn_at.is_(None)
    rows = select(Submission.candidate_id, Opening).join(Opening, Opening.id == Submission.opening_id)
    rows = rows.where(*taken, within(session, Submission.candidate_id, candidate_ids))
    found: dict[int, list[Opening]] = {}
    for candidate_id, opening in session.execute(rows.order_by(Opening.begin, Opening.id)):
        found.setdefault(candidate_id, []).append(opening)
    return found


def take_back_unanswered(session: Session, candidate_ids: Collection[int]) -> None:
    """What no facility answered yet about any of these people is before it no longer."""
    hers = select(Submission).where(within(session, Submission.candidate_id, candidate_ids))
    for sent in session.scalars(hers.where(Submission.answer.is_(None), Submission.withdrawn_at.is_(None))):
        sent.withdrawn_at = now()
    session.flush()


def count_unanswered(session: Session, facility_ids: Collection[int]) -> int:
    """How many people before these facilities wait for an answer."""
    found = select(func.count(Submission.id)).join(Opening, Opening.id == Submission.opening_id)
    waiting = Submission.answer.is_(None), Submission.withdrawn_at.is_(None)
    return session.scalar(found.where(*waiting, within(session, Opening.facility_id, facility_ids))) or 0


def before(session: Session, facility_ids: Collection[int], candidate_id: int) -> list[Submission]:
    """What these facilities may read of somebody, the newest first."""
    found = select(Submission).join(Opening, Opening.id == Submission.opening_id)
    hers = Submission.candidate_id == candidate_id, Submission.withdrawn_at.is_(None)
    found = found.where(*hers, within(session, Opening.facility_id, facility_ids))
    return list(session.scalars(found.order_by(Submission.at.desc(), Submission.id.desc())))
