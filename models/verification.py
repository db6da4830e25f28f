"""The issuer was asked about a credential. Insert-only; only this makes a credential verified."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, now, one_of, rule

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
