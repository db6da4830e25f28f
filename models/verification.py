"""The issuer was asked about a credential. Insert-only; only this makes a credential verified."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, Row, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, now, one_of, rule, within
from models.credential import Credential
from models.user import User

METHODS = ("online", "phone", "letter", "in_person")
#: ok = the issuer confirms it as entered; the latest answer counts.
RESULTS = ("ok", "differs", "not_found", "no_answer")


class Verification(Base):
    """`source` names who was asked, in words. The database refuses a verifier who owns the candidate or entered the row."""

    __tablename__ = "verification"
    __table_args__ = (one_of("method", METHODS), one_of("result", RESULTS), rule("source", "source <> ''"))

    id: Mapped[int] = mapped_column(primary_key=True)
    credential_id: Mapped[int] = mapped_column(ForeignKey("credential.id"), index=True)
    by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    source: Mapped[str] = mapped_column(Text)
    method: Mapped[str] = mapped_column(String(16))
    result: Mapped[str] = mapped_column(String(16))
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"))


def answers(session: Session, candidate_id: int) -> list[Row[Verification, Credential, str]]:
    """(verification, the credential asked about, who asked) for one candidate, the newest first; one query."""
    rows = session.execute(
        select(Verification, Credential, User.name)
        .join(Credential, Credential.id == Verification.credential_id)
        .join(User, User.id == Verification.by)
        .where(Credential.candidate_id == candidate_id)
        .order_by(Verification.at.desc(), Verification.id.desc())
    )
    return list(rows)


def last(session: Session, credential_id: int) -> Verification | None:
    """What was kept last of the issuer's answers about one credential."""
    asked = select(Verification).where(Verification.credential_id == credential_id)
    return session.scalars(asked.order_by(Verification.id.desc()).limit(1)).first()


def latest(session: Session, credential_ids: Collection[int]) -> dict[int, str]:
    """Credential id -> the issuer's latest answer."""
    asked = within(session, Verification.credential_id, credential_ids)
    rows = session.execute(
        select(Verification.credential_id, Verification.result).where(asked).order_by(Verification.id)
    )
    return {row.credential_id: row.result for row in rows}
