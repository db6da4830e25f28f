"""How far somebody has come who is put forward: asked, agreed, sent, answered. Worked out when read, never stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy.orm import Session

from models import consent as consents
from models import decision as decisions
from models import opening as openings
from models import submission as submissions
from models.candidate import Candidate
from models.consent import Consent
from models.decision import Stands
from models.opening import Opening
from models.submission import Submission
from web.services.terms import TEXT_VERSION, terms_of

#: From the decision on: her answer is waited for (again, where the terms changed since); she said no, or yes; the facility
#: has her; it answered; she was taken back.
State = Literal["asked", "asked-again", "no", "yes", "sent", "accepted", "declined", "withdrawn"]

#: Statuses of an opening in which its facility may still answer about who was sent.
TAKING = ("open", "held")


@dataclass(frozen=True)
class PutForward:
    """`since`: when the verdict was made. `consent` is the answer that stands; `sent` may have been taken back."""

    opening: Opening
    candidate_id: int
    since: datetime
    consent: Consent | None
    sent: Submission | None

    @property
    def before_facility(self) -> bool:
        """The facility can read it."""
        return self.sent is not None and self.sent.withdrawn_at is None

    @property
    def agreed(self) -> bool:
        """She said yes, on just the terms the opening has now."""
        return self.consent is not None and self.consent.given and self.on_these_terms

    @property
    def on_these_terms(self) -> bool:
        """What she answered last was asked in just these words, on just these terms."""
        told = (TEXT_VERSION, terms_of(self.opening).sha)
        return self.consent is not None and (self.consent.text_version, self.consent.terms_sha) == told

    @property
    def state(self) -> State:
        sent = self.sent if self.before_facility else None
        if sent and sent.answer == "declined":
            return "declined"
        if not self.on_these_terms:
            return "asked-again" if self.consent else "asked"
        if not self.consent or not self.consent.given:
            return "no"
        if sent:
            return "accepted" if sent.answer == "accepted" else "sent"
        taken_back = self.sent.withdrawn_at if self.sent else None
        return "withdrawn" if taken_back and taken_back >= self.consent.given_at else "yes"

    @property
    def waits_for_her(self) -> bool:
        """An answer of hers can still matter. Who was accepted is asked too where the terms changed since."""
        accepted = self.before_facility and self.sent is not None and self.sent.answer == "accepted"
        return self.state in ("asked", "asked-again") and (self.opening.status in TAKING or accepted)


def hold(session: Session, opening: Opening) -> None:
    """Hold the opening until the request ends, so that what is sent and answered at once comes one after the other.

    What was read before is read anew.
    """
    session.refresh(opening, with_for_update={"of": Opening})  # its facility may be read beside it, and is not held
    session.expire_all()


def find(session: Session, opening: Opening, candidate: Candidate) -> PutForward | None:
    """How far she is; None where she is not put forward for it and nothing of her is before the facility."""
    found = submissions.put_forward(session, candidate.id, opening.id)
    if found is None:
        return None
    last, sent = found
    return PutForward(
        opening, candidate.id, last.Decision.at, consents.standing(session, candidate.id, opening.id), sent
    )


def follow(session: Session, verdicts: Sequence[Stands], openings: Sequence[Opening]) -> list[PutForward]:
    """Everybody whose verdict here is put forward, for the openings given, in the order of the verdicts; two queries."""
    by_id = {opening.id: opening for opening in openings}
    forward = [one for one in verdicts if one.verdict == "put-forward" and one.opening_id in by_id]
    ids = {one.opening_id for one in forward}
    answers, sent = consents.all_standing(session, ids), submissions.all_of(session, ids)
    return [
        PutForward(
            by_id[one.opening_id],
            one.candidate_id,
            one.at,
            answers.get((one.opening_id, one.candidate_id)),
            sent.get((one.opening_id, one.candidate_id)),
        )
        for one in forward
    ]


def not_barred(session: Session, forward: Sequence[PutForward]) -> list[PutForward]:
    """Without the pairs whose facility will not have her again: nobody is asked for those, and nothing is sent."""
    barred = openings.barred(session, [one.opening for one in forward])

    def is_barred(one: PutForward) -> bool:
        there = barred[one.opening.id]
        return bool(there) and session.get_one(Candidate, one.candidate_id).public_id in there

    return [one for one in forward if not is_barred(one)]


def of_candidate(session: Session, candidate: Candidate) -> list[PutForward]:
    """Where she is put forward, the latest first."""
    verdicts = decisions.standing_about(session, candidate.id)
    found = [session.get_one(Opening, one.opening_id) for one in verdicts if one.verdict == "put-forward"]
    return follow(session, verdicts, found)[::-1]
