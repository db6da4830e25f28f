"""Who a candidate is. Nothing that feeds the ranker may read this table."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import ForeignKey, Row, String, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, rule, within
from models.candidate import Candidate


class CandidateIdentity(Base):
    """Names, birth date and how to reach her; `npi` is the ten-digit national provider number."""

    __tablename__ = "candidate_identity"
    __table_args__ = (rule("name", "name <> ''"), rule("npi", "length(npi) = 10"))

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(200), index=True)
    former_names: Mapped[list[str]] = mapped_column(default=list)
    birth_date: Mapped[date | None]
    phone: Mapped[str | None] = mapped_column(String(40))
    email: Mapped[str | None] = mapped_column(String(254), index=True)
    npi: Mapped[str | None] = mapped_column(String(10))


def of(session: Session, candidate_id: int) -> CandidateIdentity | None:
    return session.get(CandidateIdentity, candidate_id)


def names_by_id(session: Session, ids: Collection[int]) -> dict[int, str]:
    """Candidate id -> name, for a page; one query."""
    wanted = select(CandidateIdentity.candidate_id, CandidateIdentity.name).where(
        within(session, CandidateIdentity.candidate_id, ids)
    )
    return {row.candidate_id: row.name for row in session.execute(wanted)}


def search_people(session: Session, words: str, most: int) -> list[Row[str, str, str | None]]:
    """(public id, name, home state) of candidates whose name holds these words, by name."""
    found = (
        select(Candidate.public_id, CandidateIdentity.name, Candidate.home_state)
        .join(Candidate, Candidate.id == CandidateIdentity.candidate_id)
        .where(
            CandidateIdentity.name.icontains(words, autoescape=True),
            Candidate.erased_at.is_(None),
            Candidate.merged_into.is_(None),
        )
    )
    return list(session.execute(found.order_by(CandidateIdentity.name, Candidate.id).limit(most)))
