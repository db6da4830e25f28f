"""One row of a frozen ranking, as it was shown. Insert-only; points and days, no words of the candidate."""

from __future__ import annotations

from typing import Any, get_args

from sqlalchemy import ColumnElement, ForeignKey, String, UniqueConstraint, func, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.domain import Lane
from models.base import Base, one_of, rule
from models.candidate import Candidate

LANES: tuple[str, ...] = get_args(Lane)


class Entry(Base):
    """`fit` and `parts` are hundredths (fit null = no score); `profile_sha` names a snapshot that erasure may take away.

    Personal text outlives an erasure nowhere, so `eligibility` and `parts` hold statuses, days and points, never sentences
    or quotations: those are computed again from the snapshots.
    """

    __tablename__ = "entry"
    __table_args__ = (
        one_of("lane", LANES),
        rule("position", '"position" > 0'),
        rule("band", "band > 0"),
        rule("fit", "fit BETWEEN 0 AND 10000"),
        rule("profile_sha", "length(profile_sha) = 64"),
        UniqueConstraint("shortlist_id", "candidate_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    shortlist_id: Mapped[int] = mapped_column(ForeignKey("shortlist.id"))
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    lane: Mapped[str] = mapped_column(String(16))
    position: Mapped[int | None]
    band: Mapped[int | None]
    eligibility: Mapped[dict[str, Any]]
    fit: Mapped[int | None]
    parts: Mapped[list[Any]]
    profile_sha: Mapped[str] = mapped_column(String(64))


def whose() -> ColumnElement[int]:
    """The id of the candidate an entry is about now: where her record was merged into another, that one's."""
    into = select(Candidate.merged_into).where(Candidate.id == Entry.candidate_id).correlate(Entry).scalar_subquery()
    return func.coalesce(into, Entry.candidate_id)


def of_shortlist(session: Session, shortlist_id: int) -> list[Entry]:
    """The rows of a frozen list in its order, the blocked last."""
    rows = session.scalars(select(Entry).where(Entry.shortlist_id == shortlist_id)).all()
    return sorted(rows, key=lambda e: (e.position is None, e.position or 0, e.id))


def of_candidate(session: Session, shortlist_id: int, candidate_id: int) -> Entry:
    """The candidate's row. Raises NoResultFound."""
    mine = Entry.shortlist_id == shortlist_id, Entry.candidate_id == candidate_id
    return session.scalars(select(Entry).where(*mine)).one()


def is_erased(session: Session, entry: Entry) -> bool:
    """Whether the person of this row asked to be erased, and was."""
    candidate = session.get(Candidate, entry.candidate_id)
    return candidate is not None and candidate.erased_at is not None
