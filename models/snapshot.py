"""A value as it was when people were ranked, kept under the sha256 of its canonical JSON. Insert-only."""

from __future__ import annotations

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.snapshots import sha
from models.base import Base, one_of, rule

KINDS = ("profile", "requirements", "ranker", "vocabulary", "rules")


class Snapshot(Base):
    """A profile knows its candidate, so that erasing her can take it away; no other kind concerns a person."""

    __tablename__ = "snapshot"
    __table_args__ = (
        one_of("kind", KINDS),
        rule("sha256", "length(sha256) = 64"),
        rule("candidate", "(kind = 'profile') = (candidate_id IS NOT NULL)"),
    )

    sha256: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(16))
    body: Mapped[str] = mapped_column(Text)
    candidate_id: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"), index=True)


def keep(session: Session, kind: str, body: str, candidate_id: int | None = None) -> str:
    """Store canonical JSON under its hash, once; the hash."""
    key = sha(body)
    if session.get(Snapshot, key) is None:
        session.add(Snapshot(sha256=key, kind=kind, body=body, candidate_id=candidate_id))
        session.flush()
    return key
