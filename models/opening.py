"""A position a facility wants filled, and what is asked of the person who fills it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, Session, mapped_column, relationship

from models.base import SLUG, Base, Public, Versioned, find, now, one_of, rule
from models.facility import Facility

STATUSES = ("draft", "open", "held", "filled", "closed")
PAY_UNITS = ("hour", "year")


class Opening(Public, Versioned, Base):
    """Any one of `roles` will do; `families` are further role families accepted, as [slug, percent 1-100].

    Pay is cents per `pay_unit`; `end` None = open-ended; `clinical_share` is percent, None = the facility's or setting's.
    """

    __tablename__ = "opening"
    __table_args__ = (
        one_of("status", STATUSES),
        one_of("pay_unit", PAY_UNITS),
        rule("title", "title <> ''"),
        rule("days", '"begin" <= "end"'),
        rule("pay", "pay_from <= pay_to"),
        rule("pay_from", "pay_from > 0"),
        rule("pay_to", "pay_to > 0"),
        rule("positions", "positions > 0"),
        rule("clinical_share", "clinical_share BETWEEN 0 AND 100"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    facility_id: Mapped[int] = mapped_column(ForeignKey("facility.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    roles: Mapped[list[str]] = mapped_column(default=list)
    families: Mapped[list[Any]] = mapped_column(default=list)
    specialty: Mapped[str | None] = mapped_column(SLUG)
    begin: Mapped[date | None]
    end: Mapped[date | None]
    shifts: Mapped[list[str]] = mapped_column(default=list)
    employment_type: Mapped[str | None] = mapped_column(SLUG)
    pay_from: Mapped[int | None]
    pay_to: Mapped[int | None]
    pay_unit: Mapped[str] = mapped_column(String(8), default="hour")
    positions: Mapped[int] = mapped_column(default=1)
    supervision: Mapped[str | None] = mapped_column(SLUG)
    delegator: Mapped[str | None] = mapped_column(SLUG)
    will_train: Mapped[bool] = mapped_column(default=False)
    clinical_share: Mapped[int | None]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    submit_by: Mapped[date | None]
    status: Mapped[str] = mapped_column(String(16), default="draft", index=True)
    notes: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(default=now)

    facility: Mapped[Facility] = relationship()


def by_public_id(session: Session, public_id: str) -> Opening | None:
    return find(session, Opening, public_id)
