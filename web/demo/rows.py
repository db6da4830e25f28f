"""How the demo's rows are written: many at once, with the names of its staff and days beside them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from models.document import sha_of
from models.rows import Row
from web.demo.texts import WORD_TYPE


@dataclass(frozen=True)
class Staff:
    """Ids of the users whose names stand beside what is written."""

    recruiters: tuple[int, ...]
    credentialing: int
    facility: int


def moment(day: date) -> datetime:
    """Some time on that day: when the demo's people did what they did."""
    return datetime.combine(day, time(15), UTC)


def write(session: Session, table: type[Any], rows: Sequence[Row]) -> list[int]:
    """Insert rows, all with the same columns; their new ids in the same order."""
    if not rows:
        return []
    return list(session.scalars(insert(table).returning(table.id, sort_by_parameter_order=True), rows))


def document_row(content: bytes, text: str, kind: str, name: str, by: int, at: datetime, **owner: int | None) -> Row:
    """`owner` is candidate_id or opening_id."""
    return {
        "candidate_id": None,
        "opening_id": None,
        "kind": kind,
        "name": name,
        "media_type": WORD_TYPE if name.endswith(".docx") else "text/plain",
        "sha256": sha_of(content),
        "content": content,
        "text": text,
        "added_by": by,
        "added_at": at,
        **owner,
    }
