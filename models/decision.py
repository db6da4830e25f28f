"""A person's verdict on an entry. Insert-only: a later decision stands beside the earlier one."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from models.base import SLUG, Base, now, one_of, rule

VERDICTS = ("shortlist", "put-forward", "pass", "note")


class Decision(Base):
    """`reason` is the main reason as a slug, needed by every verdict but a note; `words` are the decider's own."""

    __tablename__ = "decision"
    __table_args__ = (
        one_of("verdict", VERDICTS),
        rule("reason", "(verdict = 'note' AND words <> '') OR reason <> ''"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("entry.id"), index=True)
    verdict: Mapped[str] = mapped_column(String(16))
    reason: Mapped[str] = mapped_column(SLUG, default="")
    words: Mapped[str] = mapped_column(Text, default="")
    by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=now)
