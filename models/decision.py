"""A person's verdict on an entry. Insert-only: a later decision stands beside the earlier one."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, ForeignKey, Row, String, Text, or_, select, true
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import SLUG, Base, now, one_of, rule
from models.entry import Entry, whose
from models.opening import Opening
from models.shortlist import Shortlist
from models.user import User

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


def of_opening(session: Session, opening_id: int) -> dict[int, list[Row[Decision, str, Entry, Shortlist, int]]]:
    """Candidate id -> (decision, who decided, entry, shortlist, that id), the newest first; one query."""
    made: dict[int, list[Row[Decision, str, Entry, Shortlist, int]]] = defaultdict(list)
    rows = session.execute(
        select(Decision, User.name, Entry, Shortlist, whose().label("whose"))
        .join(Entry, Entry.id == Decision.entry_id)
        .join(Shortlist, Shortlist.id == Entry.shortlist_id)
        .join(User, User.id == Decision.by)
        .where(Shortlist.opening_id == opening_id)
        .order_by(Decision.at.desc(), Decision.id.desc())
    )
    for row in rows:
        made[row.whose].append(row)
    return made


def last(session: Session, opening_id: int, candidate_id: int, note: bool) -> Row[Decision, Shortlist] | None:
    """The latest note, or the latest verdict, on somebody for an opening, with the list it was made on."""
    made = (
        select(Decision, Shortlist)
        .join(Entry, Entry.id == Decision.entry_id)
        .join(Shortlist, Shortlist.id == Entry.shortlist_id)
        .where(Shortlist.opening_id == opening_id, whose() == candidate_id)
        .where((Decision.verdict == "note") == note)
    )
    return session.execute(made.order_by(Decision.at.desc(), Decision.id.desc()).limit(1)).first()


def any_made(session: Session, opening_id: int) -> bool:
    """Whether there was a verdict on anybody for this opening, notes left out."""
    made = (
        select(Decision.id)
        .join(Entry, Entry.id == Decision.entry_id)
        .join(Shortlist, Shortlist.id == Entry.shortlist_id)
        .where(Shortlist.opening_id == opening_id, Decision.verdict != "note")
    )
    return session.scalar(made.limit(1)) is not None


def tallies(session: Session) -> dict[int, Counter[str]]:
    """Opening id -> how many people stand at which verdict, notes left out: the latest one of each person counts."""
    rows = session.execute(
        select(Shortlist.opening_id, whose(), Decision.verdict)
        .join(Entry, Entry.id == Decision.entry_id)
        .join(Shortlist, Shortlist.id == Entry.shortlist_id)
        .where(Decision.verdict != "note")
        .order_by(Decision.at, Decision.id)
    )
    latest = {(opening_id, candidate_id): verdict for opening_id, candidate_id, verdict in rows}
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for (opening_id, _), verdict in latest.items():
        counts[opening_id][verdict] += 1
    return counts


@dataclass(frozen=True)
class Stands:
    """The verdict that stands on one person for one opening, and since when."""

    opening_id: int
    candidate_id: int
    verdict: str
    at: datetime


def standing_verdicts(session: Session, user_id: int | None) -> list[Stands]:
    """Verdicts on this person's openings or made by this person (None = everybody's), notes left out.

    The latest on each person and opening, the oldest of them first.
    """
    return _standing(session, true() if user_id is None else or_(Opening.owner_id == user_id, Decision.by == user_id))


def standing_about(session: Session, candidate_id: int) -> list[Stands]:
    """The verdicts that stand on one person, notes left out, the oldest first."""
    return _standing(session, whose() == candidate_id)


def _standing(session: Session, wanted: ColumnElement[bool]) -> list[Stands]:
    rows = session.execute(
        select(Shortlist.opening_id, whose().label("candidate_id"), Decision.verdict, Decision.at)
        .join(Entry, Entry.id == Decision.entry_id)
        .join(Shortlist, Shortlist.id == Entry.shortlist_id)
        .join(Opening, Opening.id == Shortlist.opening_id)
        .where(Decision.verdict != "note", wanted)
        .order_by(Decision.at, Decision.id)
    )
    latest = {(row.opening_id, row.candidate_id): Stands(*row) for row in rows}
    return sorted(latest.values(), key=lambda stands: stands.at)
