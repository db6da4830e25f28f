"""A candidate says that something held about her is wrong; somebody of the agency answers. Both stay to be read by both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy.orm import Session

from models import candidate as candidates
from models import candidate_identity as identities
from models import credential as credentials
from models import dispute as disputes
from models import fact as facts
from models import user as users
from models.candidate import Candidate
from models.credential import Credential
from models.dispute import OUTCOMES, Dispute
from models.user import User
from web.services.candidate_page import card_detail
from web.services.cards import full_name
from web.services.fact import TABLES, Said, say
from web.services.refusal import Refused
from web.words import t

IDENTITY = "identity"  # who she is, as one thing


def disputed(session: Session, candidate: Candidate, kind: str, fact_id: int) -> Said | None:
    """What stands at a kind and id of the candidate's record, in words; None where nothing of hers does."""
    if kind == IDENTITY:
        return Said(str(t("disputes.identity")), "") if fact_id == candidate.id else None
    if kind == "credential":
        row = session.get(Credential, fact_id) if fact_id < 2**31 else None
        standing = row and credentials.find_current(session, candidate.id, row.public_id)
        return Said(full_name(standing.type), card_detail(standing)) if standing else None
    fact = facts.find(session, TABLES[kind], candidate.id, fact_id) if kind in TABLES else None
    return say(kind, fact) if fact else None


def dispute_fact(session: Session, candidate: Candidate, kind: str, fact_id: int, words: str, user: User) -> Dispute:
    """Kept with how the fact reads now; the same words about the same fact, not answered yet, are the same dispute.

    LookupError where the record holds no such fact.
    """
    said = disputed(session, candidate, kind, fact_id)
    if said is None:
        raise LookupError(kind, fact_id)
    for before in disputes.of_candidate(session, candidate.id):
        if before.outcome is None and (before.kind, before.fact_id, before.words) == (kind, fact_id, words):
            return before
    about = ", ".join(part for part in (said.title, said.detail) if part)[:400]
    made = Dispute(candidate_id=candidate.id, kind=kind, fact_id=fact_id, about=about, words=words, by=user.id)
    session.add(made)
    session.flush()
    return made


def answer_dispute(session: Session, dispute: Dispute, outcome: str, words: str, user: User) -> None:
    """Refused where somebody answered already, otherwise than now."""
    if dispute.outcome is not None:
        if (dispute.outcome, dispute.answer) == (outcome, words):
            return
        raise Refused("outcome", t("disputes.answered_already"))
    if outcome not in OUTCOMES:
        raise ValueError(f"{outcome!r} is no outcome: one of {', '.join(OUTCOMES)}")
    dispute.outcome, dispute.answer = outcome, words
    dispute.answered_by, dispute.answered_at = user.id, datetime.now(UTC)
    session.flush()


@dataclass(frozen=True)
class Waits:
    """What a candidate said that nobody did anything about yet: `dispute` None = asked to be erased."""

    candidate: Candidate
    name: str
    at: datetime
    dispute: Dispute | None


def waiting_for(session: Session, owner_id: int | None) -> list[Waits]:
    """Wishes to be erased first, then disputes, of one recruiter's people (None = everybody's), the oldest first."""
    asking = candidates.asking_erasure(session, owner_id)
    found: list[tuple[Candidate, datetime, Dispute | None]] = [
        (one, one.erase_asked_at, None) for one in asking if one.erase_asked_at
    ]
    found += [(row.Candidate, row.Dispute.at, row.Dispute) for row in disputes.waiting(session, owner_id)]
    names = identities.names_by_id(session, {one.id for one, *_ in found})
    return [Waits(one, names.get(one.id, str(t("candidates.unnamed"))), at, said) for one, at, said in found]


@dataclass(frozen=True)
class Told:
    """A dispute and who answered it, "" for nobody yet."""

    dispute: Dispute
    who: str


def disputes_of(session: Session, candidate: Candidate) -> list[Told]:
    """Those that wait first, then the newest."""
    rows = disputes.of_candidate(session, candidate.id)
    names = users.named(session, {row.answered_by for row in rows if row.answered_by})
    told = [Told(row, names[row.answered_by].name if row.answered_by in names else "") for row in rows]
    return sorted(told, key=lambda one: one.dispute.outcome is not None)
