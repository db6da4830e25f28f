"""Two records that somebody found to be two people's, however alike they are."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint, func, or_, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from models.base import Base, now, rule, within
from models.candidate import Candidate


class TwoPeople(Base):
    """The pair in the order of its ids. Taking it back takes the row."""

    __tablename__ = "two_people"
    __table_args__ = (UniqueConstraint("first_id", "second_id"), rule("ordered", "first_id < second_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    first_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"))
    second_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime] = mapped_column(default=now)


def said_of(session: Session, ids: Collection[int]) -> dict[tuple[int, int], list[TwoPeople]]:
    """(candidate id, id of whom she is not) -> where it was said, both ways round, for each of `ids`; one query.

    What was said of a record that was merged since is said of the one it went into.
    """
    one, other = aliased(Candidate), aliased(Candidate)
    a, b = func.coalesce(one.merged_into, one.id), func.coalesce(other.merged_into, other.id)
    rows = select(TwoPeople, a, b).join(one, one.id == TwoPeople.first_id).join(other, other.id == TwoPeople.second_id)
    rows = rows.where(or_(*(within(session, column, ids) for column in (a, b))))  # type: ignore[arg-type]
    found: dict[tuple[int, int], list[TwoPeople]] = {}
    for row, here, there in session.execute(rows.order_by(TwoPeople.id)):
        for pair in ((here, there), (there, here)):
            found.setdefault(pair, []).append(row)
    return found
