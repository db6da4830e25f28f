"""Where a fact was read, who settled it, and the columns every fact of a candidate shares."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol, TypeVar

from sqlalchemy import CheckConstraint, ForeignKey, String, Text, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from matcher.domain import Held, Source, Standing
from models.base import one_of, rule

#: rejected rows stay, so that reading the document again never adds them again.
STANDINGS = ("proposed", "confirmed", "rejected")


class Read:
    """The words a row was read from: `text` stands at characters `span_start` to `span_end` of the document's text.

    All empty for what a person typed in.
    """

    standing: Mapped[str] = mapped_column(String(16), default="proposed")
    document_id: Mapped[int | None] = mapped_column(ForeignKey("document.id"), index=True)
    span_start: Mapped[int | None]
    span_end: Mapped[int | None]
    text: Mapped[str] = mapped_column(Text, default="")


class Settled(Read):
    """A row a person confirms or rejects in place."""

    decided_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]


class Fact(Settled):
    """One thing known of a candidate."""

    id: Mapped[int] = mapped_column(primary_key=True)
    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), index=True)


class ReadRow(Protocol):
    """A row of a Read table, as an object or as a plain result row."""

    @property
    def document_id(self) -> int | None: ...
    @property
    def span_start(self) -> int | None: ...
    @property
    def span_end(self) -> int | None: ...
    @property
    def text(self) -> str: ...
    @property
    def standing(self) -> str: ...


class HeldRow(ReadRow, Protocol):
    """A row that says no more than which slug."""

    @property
    def slug(self) -> str: ...


def source(row: ReadRow, shas: Mapping[int, str]) -> Source | None:
    """The row's source, None for what was typed in. `shas`: document id -> sha256."""
    if row.span_start is None or row.span_end is None or row.document_id is None:
        return None
    return Source(row.text, row.span_start, row.span_end, shas.get(row.document_id))


def standing(row: ReadRow) -> Standing:
    """The standing of a row that was not rejected."""
    return "confirmed" if row.standing == "confirmed" else "proposed"


def held(row: HeldRow, shas: Mapping[int, str]) -> Held:
    """A language, system or role as the matcher sees it."""
    return Held(row.slug, standing(row), source(row, shas))


def read_rules() -> tuple[CheckConstraint, ...]:
    """The constraints of a Read table."""
    return (
        one_of("standing", STANDINGS),
        rule(
            "span",
            "(span_start IS NULL AND span_end IS NULL)"
            " OR (document_id IS NOT NULL AND span_start >= 0 AND span_start < span_end)",
        ),
    )


def settled_rules() -> tuple[CheckConstraint, ...]:
    """The constraints of a Settled table: what is no longer a proposal says when it was settled."""
    return (*read_rules(), rule("settled", "standing = 'proposed' OR decided_at IS NOT NULL"))


F = TypeVar("F", bound=Fact)


def of_candidate(session: Session, table: type[F], candidate_id: int) -> list[F]:
    """What a candidate's record holds in one table, rejected rows left out, in the order it came."""
    query = select(table).where(table.candidate_id == candidate_id, table.standing != "rejected")
    return list(session.scalars(query.order_by(table.id)))


def of_document(session: Session, table: type[F], document_id: int) -> list[F]:
    """Every row read from a document, rejected ones too, in the order of the document."""
    return list(
        session.scalars(select(table).where(table.document_id == document_id).order_by(table.span_start, table.id))
    )


def find(session: Session, table: type[F], candidate_id: int, row_id: int, removed: bool = False) -> F | None:
    """The row of this candidate that stands, with `removed` also one that was rejected; None for another person's."""
    row = session.get(table, row_id) if row_id < 2**31 else None
    mine = row is not None and row.candidate_id == candidate_id
    return row if row is not None and mine and (removed or row.standing != "rejected") else None


def with_slug(session: Session, table: type[F], candidate_id: int, slug: str) -> F | None:
    """The candidate's row of this term in a table of terms, rejected ones too: there is one at most."""
    where = table.candidate_id == candidate_id, table.slug == slug  # type: ignore[attr-defined]
    return session.scalar(select(table).where(*where))
