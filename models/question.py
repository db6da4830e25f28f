"""What was asked and answered: by the agency of a candidate, or by a facility about somebody put forward."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, Row, String, Text, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column

from models.base import Base, Public, find, now, one_of, rule, within
from models.user import User

ASKED_OF = ("candidate", "agency")
SAID = ("yes", "no")


class Question(Public, Base):
    """`asked_of` = candidate: the agency asks her. `asked_of` = agency: the facility asks about her; she never sees it.

    `about`: what it concerns, as web/services/about.py writes it. `said`: yes or no where it was asked so; `answer`: the
    words beside it. `settled`: what the answer changed of her record, as it was before.
    """

    __tablename__ = "question"
    __table_args__ = (
        one_of("asked_of", ASKED_OF),
        one_of("said", SAID),
        rule("words", "words <> ''"),
        rule("answered", "(answered_at IS NULL) = (answer IS NULL)"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    opening_id: Mapped[int | None] = mapped_column(ForeignKey("opening.id"), index=True)
    asked_of: Mapped[str] = mapped_column(String(16))
    about: Mapped[str] = mapped_column(String(200), default="")
    words: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    asked_at: Mapped[datetime] = mapped_column(default=now)
    answer: Mapped[str | None] = mapped_column(Text)
    said: Mapped[str | None] = mapped_column(String(3))
    settled: Mapped[dict[str, Any] | None]
    answered_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    answered_at: Mapped[datetime | None]


def by_public_id(session: Session, public_id: str) -> Question | None:
    return find(session, Question, public_id)


def of_candidate(session: Session, candidate_id: int, asked_of: str) -> list[Question]:
    """The newest first."""
    mine = Question.candidate_id == candidate_id, Question.asked_of == asked_of
    return list(session.scalars(select(Question).where(*mine).order_by(Question.asked_at.desc(), Question.id.desc())))


def for_opening(session: Session, candidate_id: int, opening_id: int) -> list[Row[Question, str, str | None]]:
    """(question put to the candidate for this opening, who asked it, who answered it), in the order they were asked."""
    asker, answerer = aliased(User), aliased(User)
    rows = select(Question, asker.name.label("asker"), answerer.name.label("answerer"))
    rows = rows.join(asker, asker.id == Question.asked_by).join(
        answerer, answerer.id == Question.answered_by, isouter=True
    )
    mine = Question.candidate_id == candidate_id, Question.opening_id == opening_id, Question.asked_of == "candidate"
    return list(session.execute(rows.where(*mine).order_by(Question.asked_at, Question.id)))


def of_facility(session: Session, candidate_id: int, opening_id: int) -> list[Question]:
    """What a facility asked about somebody sent to it, in the order it was asked."""
    pair = Question.candidate_id == candidate_id, Question.opening_id == opening_id, Question.asked_of == "agency"
    return list(session.scalars(select(Question).where(*pair).order_by(Question.asked_at, Question.id)))


def unanswered_of_facilities(session: Session, opening_ids: Collection[int]) -> list[Question]:
    """What facilities asked about people sent for these openings and nobody answered, the oldest first; one query."""
    asked = within(session, Question.opening_id, opening_ids), Question.asked_of == "agency", Question.answer.is_(None)
    return list(session.scalars(select(Question).where(*asked).order_by(Question.asked_at, Question.id)))
