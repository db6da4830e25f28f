"""Everything that is kept about a candidate, whatever its table: for her to read, to take along, and to have erased."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import Column, RowMapping, Table, func, or_, select
from sqlalchemy.orm import Session

from models.base import Base
from models.candidate import Candidate
from models.credential import Credential
from models.decision import Decision
from models.entry import Entry
from models.opening import Opening
from models.shortlist import Shortlist
from models.verification import Verification

ID = Candidate.__table__.c.id


def columns_of(table: Table) -> list[Column[Any]]:
    """The columns that name a candidate."""
    return [column for column in table.columns if any(key.column is ID for key in column.foreign_keys)]


def tables() -> Iterator[Table]:
    """Every table that names a candidate, those that others refer to last."""
    return (table for table in reversed(Base.metadata.sorted_tables) if columns_of(table))


def everybody(session: Session, candidate: Candidate) -> list[int]:
    """Her id and those of the records merged into hers."""
    found = [candidate.id]
    for one in found:  # grows while it is read
        found += session.scalars(select(Candidate.id).where(Candidate.merged_into == one))
    return found


def of_anybody(table: Table, ids: Collection[int]) -> Any:
    """The condition that a row of the table names one of these candidates."""
    return or_(*(column.in_(ids) for column in columns_of(table)))


def rows_of(session: Session, table: Table, ids: Collection[int], leaving: Collection[str] = ()) -> list[RowMapping]:
    """What a table holds about these candidates, without the columns in `leaving`, in the order it came."""
    columns = [column for column in table.columns if column.name not in leaving]
    rows = select(*columns).where(of_anybody(table, ids)).order_by(*table.primary_key)
    return list(session.execute(rows).mappings())


def count_of(session: Session, table: Table, candidate_id: int) -> int:
    return session.scalar(select(func.count()).select_from(table).where(of_anybody(table, [candidate_id]))) or 0


def verifications_of(session: Session, ids: Collection[int]) -> list[Verification]:
    """What issuers answered about what these candidates hold or held, in the order it came."""
    asked = select(Verification).join(Credential, Credential.id == Verification.credential_id)
    return list(session.scalars(asked.where(Credential.candidate_id.in_(ids)).order_by(Verification.id)))


def decisions_of(session: Session, ids: Collection[int]) -> list[tuple[Decision, Entry, Shortlist, Opening]]:
    """Every verdict on these candidates with the frozen row it was made on, the newest first; notes left out."""
    made = (
        select(Decision, Entry, Shortlist, Opening)
        .join(Entry, Entry.id == Decision.entry_id)
        .join(Shortlist, Shortlist.id == Entry.shortlist_id)
        .join(Opening, Opening.id == Shortlist.opening_id)
        .where(Entry.candidate_id.in_(ids), Decision.verdict != "note")
    )
    rows = session.execute(made.order_by(Decision.at.desc(), Decision.id.desc()))
    return [(decision, entry, shortlist, opening) for decision, entry, shortlist, opening in rows]
