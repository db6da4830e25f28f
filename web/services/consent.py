"""A candidate's yes or no to be put forward, given by herself or recorded by her recruiter, on the terms she was told."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from models import opening as openings
from models.base import now
from models.candidate import Candidate
from models.consent import Consent
from models.opening import Opening
from models.user import User
from web.services.put_forward import TAKING, PutForward, find, hold, not_barred, of_candidate
from web.services.refusal import Refused
from web.services.terms import TEXT_VERSION, seen, terms_of
from web.words import plain_day, t

APART = timedelta(days=1)  # two places at most; where today is further ahead, it is the clock of the demo
OLDEST = timedelta(days=30)  # how long ago somebody may have agreed by telephone or in writing


def asked_of(session: Session, candidate: Candidate) -> list[PutForward]:
    """What waits for her yes or no, the latest asked first; nothing of a facility that will not have her again."""
    return not_barred(session, [one for one in of_candidate(session, candidate) if one.waits_for_her])


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

    `shown` is what the page said it showed (`terms.seen`); `given_at` is of one that was recorded. Raises Refused.
    """
    hold(session, opening)
    forward = find(session, opening, candidate)
    if forward is None:
        raise Refused("errors", t("consents.refused.not_asked"))
    before, sent = forward.consent, forward.sent
    accepted = forward.before_facility and sent is not None and sent.answer == "accepted"
    if before and before.given == given and forward.on_these_terms:
        return before
    if shown != seen(opening):
        raise Refused("errors", t("consents.refused.changed"))
    if given and opening.end and opening.is_over(today):
        raise Refused("errors", t("consents.refused.over", day=plain_day(opening.end)))
    if given and not accepted and opening.status not in TAKING:
        raise Refused("errors", t("consents.refused.closed", status=t(f"openings.status.{opening.status}").lower()))
    if not given and accepted and forward.on_these_terms:
        raise Refused("errors", t("consents.refused.accepted", facility=opening.facility.name))
    if given and candidate.public_id in openings.barred(session, [opening])[opening.id]:
        raise Refused("errors", t("consents.refused.barred", facility=opening.facility.name))
    if given_at:
        refuse_early(forward, given_at, today)
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


def refuse_early(forward: PutForward, given_at: datetime, today: date) -> None:
    """A recorded answer is later than what it answers: the decision, her answer before it, terms that changed since then.

    When the terms changed is not kept, so that one counts on the day it is given alone. Raises Refused.
    """
    there, before = ZoneInfo(forward.opening.facility.time_zone), forward.consent
    asked = forward.since.astimezone(there).replace(second=0, microsecond=0)
    if asked.date() > today:  # decided by a clock that the demo's stands before
        asked = datetime.combine(today, time(), there)
    if given_at < asked:
        raise Refused("day", t("consents.refused.before_asked", day=plain_day(asked.date()), time=f"{asked:%H:%M}"))
    if before is None:
        return
    last, own_no = before.given_at.astimezone(there), before.how == "portal" and not before.given
    if given_at <= last and (
        own_no or last.date() <= today
    ):  # an answer ahead of the demo's clock holds up nothing but her no
        raise Refused("day", t("consents.refused.before_last", day=plain_day(last.date()), time=f"{last:%H:%M}"))
    day = min(today, now().astimezone(there).date())
    if not forward.on_these_terms and given_at.astimezone(there).date() < day:
        raise Refused("day", t("consents.refused.other_terms", day=plain_day(last.date()), today=plain_day(day)))


def moment_of(opening: Opening, day: date, at: time, today: date) -> datetime:
    """The moment of an answer by the clock of the place of work. Raises Refused for one to come or long past."""
    if day > today:
        raise Refused("day", t("consents.refused.to_come", day=plain_day(day)))
    if day < today - OLDEST:
        raise Refused("day", t("consents.refused.old", day=plain_day(day), n=OLDEST.days))
    there = ZoneInfo(opening.facility.time_zone)
    moment, present = datetime.combine(day, at, there), now().astimezone(there)
    if moment > present and today - present.date() <= APART:
        if day > present.date():
            raise Refused("day", t("consents.refused.to_come", day=plain_day(day)))
        raise Refused("time", t("consents.refused.time_to_come", time=f"{at:%H:%M}"))
    return moment.astimezone(UTC)
