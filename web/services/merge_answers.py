"""What two records answered and were sent for, where both are found to be one person's: a later no counts, until undone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sqlalchemy.orm import Session

from models import consent as consents
from models import submission as submissions
from models.base import now
from models.candidate import Candidate
from models.consent import Consent


def take_back_refused(session: Session, kept: Candidate) -> Iterator[tuple[str, str]]:
    """No facility reads what her no stands against: (submission, when it was taken back)."""
    for sent in submissions.of_candidate(session, kept.id):
        said = consents.standing(session, kept.id, sent.opening_id)
        if said and not said.given and sent.answer is None and sent.withdrawn_at is None:
            sent.withdrawn_at = now()
            yield str(sent.id), sent.withdrawn_at.isoformat()


def overruled(session: Session, kept: Candidate, gone: Candidate) -> list[Consent]:
    """Where the kept record says yes and the other said no later: each yes that stands no more."""
    noes = {
        row.opening_id: row
        for row in consents.of_candidate(session, gone.id)
        if row.revoked_at is None and not row.given
    }
    return [
        row
        for row in consents.of_candidate(session, kept.id)
        if row.given and row.revoked_at is None
        if (no := noes.get(row.opening_id)) and no.given_at > row.given_at
    ]


def stand_again(session: Session, kept: Candidate, passed: Mapping[str, str]) -> None:
    """Undo what `overruled` found, where nothing was answered since."""
    for row in consents.of_candidate(session, kept.id):
        was = row.revoked_at is not None and row.revoked_at.isoformat() == passed.get(str(row.id))
        if was and consents.standing(session, kept.id, row.opening_id) is None:
            row.revoked_at = None
    session.flush()


def put_before_again(session: Session, kept: Candidate, taken_back: Mapping[str, str]) -> None:
    """Undo `take_back_refused`, where nobody sent or took back since."""
    for sent in submissions.of_candidate(session, kept.id):
        if sent.withdrawn_at and sent.withdrawn_at.isoformat() == taken_back.get(str(sent.id)):
            sent.withdrawn_at = None
