"""A person the agency may place, as facts without identity."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, Public, Versioned, find, now, rule


class Candidate(Public, Versioned, Base):
    """`owner_id` is her recruiter. `waiting_since` orders a band and nothing else. `version` moves with every fact."""

    __tablename__ = "candidate"
    __table_args__ = (rule("merged_into", "merged_into <> id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    home_state: Mapped[str | None] = mapped_column(String(2))
    zip: Mapped[str | None] = mapped_column(String(5))
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", name="fk_candidate_owner_id_user", use_alter=True), index=True
    )
    waiting_since: Mapped[date | None]
    merged_into: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"), index=True)
    erased_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)


def by_public_id(session: Session, public_id: str) -> Candidate | None:
    return find(session, Candidate, public_id)
