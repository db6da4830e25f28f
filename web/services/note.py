"""The call log: what the agency's people wrote down about a candidate, or about her for one opening."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from models import note as notes
from models.candidate import Candidate
from models.note import Note
from models.opening import Opening
from models.user import User
from web.services.candidate import JUST_NOW

SHOWN = 3  # lines of the log on somebody's page


@dataclass(frozen=True)
class Line:
    """`opening`: what it was about, None where it was about no one opening."""

    kind: str
    words: str
    who: str
    at: datetime
    opening: Opening | None


@dataclass(frozen=True)
class Log:
    """The newest first, from the `start`-th of `total` on."""

    lines: list[Line]
    total: int
    start: int = 0


def read_log(
    session: Session, candidate: Candidate, opening: Opening | None = None, start: int = 0, most: int = SHOWN
) -> Log:
    """Everything about her, or only what was about one opening."""
    rows, total = notes.of_candidate(session, candidate.id, opening.id if opening else None, start, most)
    return Log([Line(row.Note.kind, row.Note.words, row.name, row.Note.at, row.Opening) for row in rows], total, start)


def add_note(
    session: Session, candidate: Candidate, user: User, kind: str, words: str, opening: Opening | None = None
) -> Note:
    """A line of the log; what the same person wrote just now in the same words is given back."""
    note = Note(
        candidate_id=candidate.id, opening_id=opening.id if opening else None, kind=kind, words=words, by=user.id
    )
    if before := notes.written_since(session, note, datetime.now(UTC) - JUST_NOW):
        return before
    session.add(note)
    session.flush()
    return note
