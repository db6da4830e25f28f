"""Somebody before a facility: sent with her consent, answered, asked about, taken back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

from markupsafe import Markup
from sqlalchemy.orm import Session

from matcher.snapshots import plain, restore
from models import candidate_identity as identities
from models import decision as decisions
from models import opening as openings
from models import question as questions
from models import submission as submissions
from models.base import now
from models.candidate import Candidate
from models.opening import Opening
from models.question import Question
from models.submission import Submission
from models.user import User
from web.services.candidate import JUST_NOW
from web.services.lawful import unlawful_tasks
from web.services.packet import Packet, make_packet, unnamed
from web.services.put_forward import TAKING, PutForward, find, hold, of_candidate
from web.services.ranking import rank_opening
from web.services.refusal import Refused
from web.services.same_person import find_same
from web.words import listed, plain_day, t

#: Main reasons of a facility that declines; the words stand in web/texts.
REASONS = ("experience", "card", "hours", "changed", "another", "other")


def prepare(session: Session, forward: PutForward, candidate: Candidate, today: date) -> Packet:
    """What would be sent today. Raises Refused, with the sentence that says why nothing may be."""
    opening, sent = forward.opening, forward.sent
    if forward.before_facility and sent:
        raise Refused("errors", t("submissions.refused.twice", day=plain_day(sent.at.date())))
    if sent and sent.answer:
        raise Refused("errors", t("submissions.refused.answered"))
    if opening.end and opening.is_over(today):
        raise Refused("errors", t("submissions.refused.over", day=plain_day(opening.end)))
    if opening.status != "open":
        status = t(f"openings.status.{opening.status}").lower()
        raise Refused("errors", t("submissions.refused.closed", status=status))
    if unlawful := unlawful_tasks(session, opening, today):
        raise Refused("errors", t("submissions.refused.unlawful", tasks=listed(unlawful)))
    last = decisions.last(session, opening.id, candidate.id, note=False)
    if last is None or last.Decision.verdict != "put-forward":
        raise Refused("errors", t("submissions.refused.not_decided"))
    if forward.consent is None:
        raise Refused("errors", t("submissions.refused.no_consent"))
    if not forward.on_these_terms:
        raise Refused("errors", t("submissions.refused.other_terms"))
    if not forward.consent.given:
        raise Refused("errors", t("submissions.refused.no"))
    ranked = rank_opening(session, opening, today)
    row = ranked.find(candidate.public_id)
    if row is None or row.eligibility.lane == "blocked":
        raise Refused("errors", t("submissions.refused.blocked"))
    barred = openings.barred(session, [opening])[opening.id]
    same = find_same(session, [candidate.id]).get(candidate.id, [])
    if perhaps := next((one for one in same if one.candidate.public_id in barred), None):
        facility = opening.facility.name
        raise Refused("errors", t("submissions.refused.perhaps_barred", other=perhaps.name, facility=facility))
    return make_packet(session, candidate, ranked, row)


def send(
    session: Session, opening: Opening, candidate: Candidate, user: User, today: date, blind: bool = False
) -> Submission:
    """Put her before the facility, judged again today. What the same person sent just now is given back. Raises Refused."""
    hold(session, opening)
    forward = find(session, opening, candidate)
    if forward is None:
        raise Refused("errors", t("submissions.refused.not_decided"))
    sent = forward.sent
    if sent and forward.before_facility and not sent.answer and sent.by == user.id and sent.at > now() - JUST_NOW:
        return sent
    packet = prepare(session, forward, candidate, today)
    assert forward.consent  # `prepare` refused without one
    sent = sent or Submission(candidate_id=candidate.id, opening_id=opening.id)
    sent.consent_id, sent.packet, sent.blind = forward.consent.id, plain(packet), blind
    sent.by, sent.at, sent.withdrawn_at = user.id, now(), None
    session.add(sent)
    session.flush()
    return sent


def accept(session: Session, sent: Submission, user: User, today: date, words: str = "") -> Submission:
    """One position is filled, and with the last of them the opening. Judged again today. Raises Refused."""
    opening, forward = lock(session, sent)
    if sent.answer == "accepted":
        return sent
    refuse_answered(sent)
    if opening.end and opening.is_over(today):
        raise Refused("errors", t("submissions.refused.over", day=plain_day(opening.end)))
    taken = submissions.accepted(session, opening.id)
    if taken >= opening.positions or opening.status == "filled":
        raise Refused("errors", t("submissions.refused.filled", n=opening.positions))
    if opening.status not in TAKING:
        status = t(f"openings.status.{opening.status}").lower()
        raise Refused("errors", t("submissions.refused.not_taking", status=status))
    if forward is None or not forward.agreed:
        raise Refused("errors", t("submissions.refused.asked_again"))
    candidate = session.get_one(Candidate, sent.candidate_id)
    row = rank_opening(session, opening, today).find(candidate.public_id)
    if row is None or row.eligibility.lane == "blocked" or unlawful_tasks(session, opening, today):
        raise Refused("errors", t("submissions.refused.no_longer"))
    assert forward.consent  # she agreed
    sent.consent_id = forward.consent.id
    sent.answer, sent.words, sent.answered_by, sent.answered_at = "accepted", words, user.id, now()
    if taken + 1 == opening.positions:
        opening.status = "filled"
    session.flush()
    return sent


def decline(session: Session, sent: Submission, user: User, reason: str, words: str = "") -> Submission:
    """Raises Refused where another answer stands."""
    lock(session, sent)
    if sent.answer == "declined" and (sent.reason, sent.words) == (reason, words):
        return sent
    refuse_answered(sent)
    by, at = user.id, now()
    sent.answer, sent.reason, sent.words, sent.answered_by, sent.answered_at = "declined", reason, words, by, at
    session.flush()
    return sent


def ask(session: Session, sent: Submission, user: User, words: str) -> Question:
    """What the facility asks the agency about her; the same words, not answered yet, are one question.

    Raises Refused where she was erased: nothing is kept about her any more.
    """
    candidate = session.get_one(Candidate, sent.candidate_id)
    session.refresh(candidate, with_for_update=True)
    if candidate.erased_at:
        raise Refused("errors", t("submissions.erased"))
    asked = questions.of_facility(session, sent.candidate_id, sent.opening_id)
    if before := next((one for one in asked if one.words == words and one.answer is None), None):
        return before
    question = Question(
        candidate_id=sent.candidate_id, opening_id=sent.opening_id, asked_of="agency", words=words, asked_by=user.id
    )
    session.add(question)
    session.flush()
    return question


def reply(session: Session, question: Question, user: User, words: str) -> Question:
    """The agency's answer, given once. Raises Refused where another stands."""
    session.refresh(question, with_for_update=True)
    if question.answer is not None and question.answer != words:
        raise Refused("errors", t("submissions.refused.replied"))
    if question.answer is None:
        question.answer, question.answered_by, question.answered_at = words, user.id, now()
        session.flush()
    return question


def take_back(session: Session, sent: Submission) -> Submission:
    """The facility no longer sees her; her yes stands, so that she can be sent again.

    Once accepted only where she said no to terms that changed since, which frees the position. Raises Refused.
    """
    _, forward = lock(session, sent)
    said_no = forward is not None and forward.state == "no"
    if sent.answer == "accepted" and not said_no:
        raise Refused("errors", t("submissions.refused.accepted"))
    if sent.answer != "accepted":
        refuse_answered(sent)
    if not sent.withdrawn_at:
        sent.withdrawn_at = now()
        session.flush()
    return sent


def lock(session: Session, sent: Submission) -> tuple[Opening, PutForward | None]:
    """Hold the opening of it, and see how far she is now. Raises Refused where it was taken back."""
    opening = session.get_one(Opening, sent.opening_id)
    hold(session, opening)
    if sent.withdrawn_at:
        raise Refused("errors", t("submissions.refused.taken_back"))
    return opening, find(session, opening, session.get_one(Candidate, sent.candidate_id))


def refuse_answered(sent: Submission) -> None:
    """An answer is not changed by another. Raises Refused."""
    if sent.answer:
        on = plain_day(sent.answered_at.date()) if sent.answered_at else ""
        raise Refused("errors", t(f"submissions.refused.stands_{sent.answer}", day=on))


@dataclass(frozen=True)
class Read:
    """A submission as its reader sees it. `name` is empty where she is sent blind, or was erased; `packet` None then too.

    `barred`: the facility will not have her again, whatever it answered before.
    """

    sent: Submission
    opening: Opening
    key: str
    name: str
    packet: Packet | None
    questions: list[Question]
    forward: PutForward | None
    barred: bool

    @property
    def said_no(self) -> bool:
        """She was accepted, the terms changed, and to the new ones she said no."""
        return self.sent.answer == "accepted" and self.forward is not None and self.forward.state == "no"

    @property
    def asked_again(self) -> bool:
        """The terms changed since she agreed, so she cannot be accepted."""
        return self.sent.answer != "declined" and self.forward is not None and not self.forward.on_these_terms


def is_blind(sent: Submission, user: User) -> bool:
    """Whether this person reads it without her name: a facility does of one sent so, until it accepts."""
    return sent.blind and sent.answer != "accepted" and user.role == "facility"


def name_shown(session: Session, sent: Submission, user: User) -> str:
    """Her name as this person reads it; "" where it is sent blind, or she was erased."""
    who = identities.of(session, sent.candidate_id)
    return who.name if who and not is_blind(sent, user) else ""


def read(session: Session, sent: Submission, user: User) -> Read:
    """What this person may read of it: a facility reads a blind one without a name until it accepts."""
    opening, candidate = session.get_one(Opening, sent.opening_id), session.get_one(Candidate, sent.candidate_id)
    who = identities.of(session, candidate.id)
    packet = restore(Packet, json.dumps(sent.packet)) if sent.packet else None
    if packet and is_blind(sent, user):
        packet = unnamed(packet, [who.name, *who.former_names] if who else [])
    asked = questions.of_facility(session, candidate.id, opening.id)
    forward, barred = find(session, opening, candidate), openings.barred(session, [opening])[opening.id]
    key = candidate.public_id
    return Read(sent, opening, key, name_shown(session, sent, user), packet, asked, forward, key in barred)


@dataclass(frozen=True)
class Status:
    """Where she stands with an opening, in words for herself, since when."""

    state: str
    words: Markup
    on: datetime


def statuses(session: Session, candidate: Candidate) -> Mapping[int, Status]:
    """Opening id -> where she stands, for every opening somebody decided about her for."""
    found: dict[int, Status] = {}
    for stands in decisions.standing_about(session, candidate.id):
        if stands.verdict == "pass":
            found[stands.opening_id] = Status("passed", t("submissions.status.passed"), stands.at)
    for one in of_candidate(session, candidate):
        state, sent, consent = str(one.state), one.sent, one.consent
        over = one.opening.status not in TAKING
        if over and state in ("asked", "asked-again", "yes", "sent", "withdrawn") and not one.waits_for_her:
            state = "filled" if one.opening.status == "filled" else "closed"
        on = one.since
        if state in ("yes", "no") and consent:
            on = consent.given_at
        elif state in ("sent", "accepted", "declined") and sent:
            on = sent.answered_at or sent.at
        elif state == "withdrawn" and sent and sent.withdrawn_at:
            on = sent.withdrawn_at
        why = t(f"submissions.reasons.{sent.reason}") if sent and sent.reason else ""
        facility = one.opening.facility.name
        words = t(f"submissions.status.{state}", facility=facility, day=plain_day(on.astimezone(UTC).date()), why=why)
        found[one.opening.id] = Status(state, words, on)
    return found
