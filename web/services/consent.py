"""A candidate's yes or no to be put forward, given by herself or recorded by her recruiter, on the terms she was told."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from models import consent as consents
from models.base import now
from models.candidate import Candidate
from models.consent import Consent
from models.opening import Opening
from models.user import User
from web.services.put_forward import TAKING, PutForward, find, hold, of_candidate
from web.services.refusal import Refused
from web.services.terms import TEXT_VERSION, seen, terms_of
from web.words import plain_day, t

OLDEST = timedelta(days=30)  # how long ago somebody may have agreed by telephone or in writing


def asked_of(session: Session, candidate: Candidate) -> list[PutForward]:
    """What waits for her yes or no, the latest asked first."""
    return [one for one in of_candidate(session, candidate) if one.waits_for_her]


def give_answer(
    session: Session,
    opening: Opening,
    candidate: Candidate,
    user: User,
    today: date,
    shown: str,
    given: bool,
    how: str = "portal",
    given_at: datetime | None = None,
    words: str = "",
) -> Consent:
    """Keep her answer. A no takes back what a facility has not answered yet. The same answer again is the one kept.

    `shown` is what the page said it showed (`terms.seen`). Raises Refused.
    """
    hold(session, opening)
    forward = find(session, opening, candidate)
    if forward is None:
        raise Refused("errors", t("consents.refused.not_asked"))
    before, sent = forward.consent, forward.sent
    accepted = forward.before_facility and sent is not None and sent.answer == "accepted"
    if before and before.given == given and before.text_version == TEXT_VERSION and forward.on_these_terms:
        return before
    if shown != seen(opening):
        raise Refused("errors", t("consents.refused.changed"))
    if given and opening.end and opening.is_over(today):
        raise Refused("errors", t("consents.refused.over", day=plain_day(opening.end)))
    if given and not accepted and opening.status not in TAKING:
        raise Refused("errors", t("consents.refused.closed", status=t(f"openings.status.{opening.status}").lower()))
    if not given and accepted and forward.on_these_terms:
        raise Refused("errors", t("consents.refused.accepted", facility=opening.facility.name))
    if before:
        before.revoked_at = now()
        session.flush()
    consent = Consent(
        candidate_id=candidate.id,
        opening_id=opening.id,
        opening_version=opening.version,
        terms_sha=terms_of(opening).sha,
        text_version=TEXT_VERSION,
        given=given,
        how=how,
        words=words,
        by=user.id,
        given_at=given_at or now(),
    )
    session.add(consent)
    session.flush()
    if sent and not sent.withdrawn_at and not sent.answer:
        if given:
            sent.consent_id = consent.id
        else:
            sent.withdrawn_at = now()
        session.flush()
    return consent


def moment_of(opening: Opening, day: date, at: time, today: date) -> datetime:
    """The moment of an answer by the clock of the place of work. Raises Refused for one to come or long past."""
    if day > today:
        raise Refused("day", t("consents.refused.to_come", day=plain_day(day)))
    if day < today - OLDEST:
        raise Refused("day", t("consents.refused.old", day=plain_day(day), n=OLDEST.days))
    there = ZoneInfo(opening.facility.time_zone)
    moment, present = datetime.combine(day, at, there), now().astimezone(there)
    if present.date() == day and moment > present:
        raise Refused("time", t("consents.refused.time_to_come", time=f"{at:%H:%M}"))
    return moment.astimezone(UTC)


def answers(session: Session, opening: Opening, candidate: Candidate) -> list[Consent]:
    """Everything she answered for this opening, the newest first."""
    return consents.of_pair(session, candidate.id, opening.id)
