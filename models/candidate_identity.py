"""Who a candidate is. Nothing that feeds the ranker may read this table."""

from __future__ import annotations

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, rule


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
