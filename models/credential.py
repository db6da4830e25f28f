"""Any certification, card or licence held. Insert-only: confirming, correcting or revoking adds a row that supersedes."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, exists, select
from sqlalchemy.orm import Mapped, Session, aliased, mapped_column
from sqlalchemy.sql import ColumnElement

from matcher import domain
from matcher.domain import Proof
from models.base import SLUG, Base, Public, find, now, rule, within
from models.fact import Read, read_rules, source, standing


class Credential(Read, Public, Base):
    """`type` is the slug, `body` who issued it. Whether it is valid is computed from the dates when read, never stored."""

    __tablename__ = "credential"
    __table_args__ = (
        *read_rules(),
        rule("days", "issued <= expires"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)
    type: Mapped[str] = mapped_column(SLUG)
    body: Mapped[str] = mapped_column(String(100), default="")
    number: Mapped[str | None] = mapped_column(String(60))
    state: Mapped[str | None] = mapped_column(String(2))
    issued: Mapped[date | None]
    expires: Mapped[date | None] = mapped_column(index=True)
    compact: Mapped[bool] = mapped_column(default=False)
    revoked_at: Mapped[datetime | None]
    revoked_why: Mapped[str | None] = mapped_column(Text)
    entered_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    entered_at: Mapped[datetime] = mapped_column(default=now)
    supersedes: Mapped[int | None] = mapped_column(ForeignKey("credential.id"), unique=True)


def is_current() -> ColumnElement[bool]:
    """No later row stands in place of this one."""
    later = aliased(Credential)
    return ~exists(select(later.id).where(later.supersedes == Credential.id).correlate(Credential))


def current(session: Session, candidate_id: int) -> list[Credential]:
    """The rows that stand, rejected ones left out, in the order they were first entered."""
    standing = Credential.candidate_id == candidate_id, Credential.standing != "rejected", is_current()
    return list(session.scalars(select(Credential).where(*standing).order_by(Credential.id)))


def lapsing(session: Session, candidate_ids: Collection[int], first: date, last: date) -> list[Credential]:
    """What these people hold that ends from `first` to `last` (inclusive) with nothing of its type held longer, by day."""
    longer = aliased(Credential)
    newer = aliased(Credential)
    renewed = exists(
        select(longer.id).where(
            longer.candidate_id == Credential.candidate_id,
            longer.type == Credential.type,
            longer.expires > Credential.expires,
            longer.revoked_at.is_(None),
            longer.standing != "rejected",
            ~exists(select(newer.id).where(newer.supersedes == longer.id)),
        )
    )
    found = select(Credential).where(
        within(session, Credential.candidate_id, candidate_ids),
        Credential.expires.between(first, last),
        Credential.revoked_at.is_(None),
        Credential.standing != "rejected",
        is_current(),
        ~renewed,
    )
    return list(session.scalars(found.order_by(Credential.expires, Credential.id)))


def by_public_id(session: Session, public_id: str) -> Credential | None:
    return find(session, Credential, public_id)


def value(row: Credential, shas: Mapping[int, str], proof: Proof) -> domain.Credential:
    """The row (or a plain result row) as the matcher sees it. What the issuer confirmed needs nobody else to."""
    return domain.Credential(
        type=row.type,
        state=row.state,
        issued=row.issued,
        expires=row.expires,
        compact=row.compact,
        revoked=row.revoked_at is not None,
        proof=proof,
        standing="confirmed" if proof == "verified" else standing(row),
        source=source(row, shas),
    )


def every(session: Session, candidate_id: int) -> list[Credential]:
    """All rows of a candidate, superseded and rejected ones too, in the order they were entered."""
    mine = select(Credential).where(Credential.candidate_id == candidate_id)
    return list(session.scalars(mine.order_by(Credential.id)))


def line(session: Session, row: Credential) -> list[Credential]:
    """The row and every row it stands for, the newest first."""
    found = [row]
    while found[-1].supersedes is not None:
        found.append(session.get_one(Credential, found[-1].supersedes))
    return found


def find_current(session: Session, candidate_id: int, public_id: str) -> Credential | None:
    """The candidate's credential at this address where it stands; None for another person's, a rejected or a superseded one."""
    mine = Credential.candidate_id == candidate_id, Credential.public_id == public_id
    return session.scalar(select(Credential).where(*mine, Credential.standing != "rejected", is_current()))


def standing_for(session: Session, candidate_id: int, public_id: str) -> Credential | None:
    """What stands today in place of the candidate's row at this address, maybe the row itself; None where it was rejected."""
    row = by_public_id(session, public_id)
    if row is None or row.candidate_id != candidate_id:
        return None
    while later := session.scalar(select(Credential).where(Credential.supersedes == row.id)):
        row = later
    return row if row.standing != "rejected" else None


def of_document(session: Session, document_id: int) -> list[Credential]:
    """What was read from a document as it stands now, rejected ones too, in the order of the document."""
    read = select(Credential).where(Credential.document_id == document_id, is_current())
    return list(session.scalars(read.order_by(Credential.span_start, Credential.id)))
