"""One opening as a candidate sees it: the reasons her recruiter reads, said to her, and what became of her there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from matcher.domain import Eligibility, Judged, Part
from matcher.eligibility.credentials import CANDIDATE
from matcher.eligibility.sentences import SENTENCES
from matcher.shortlist import Ranked, Row
from matcher.summary import remark
from models import document as documents
from models.candidate import Candidate
from models.opening import Opening
from models.user import User
from web.services.candidate_page import why_not
from web.services.change import Step, steps
from web.services.match_page import Asked, Question, Quoted, asked_rows, needs, questions, quoted, told_tasks, verdict
from web.services.ranked_page import Person, describe
from web.services.ranking import rank_opening
from web.services.submission import Status, statuses
from web.words import t

#: What the gate adds for whoever could ask her.
TO_THE_AGENCY = tuple(f" {SENTENCES[key]}" for key in ("credentials.ask", "role.ask", "limits.ask"))


@dataclass(frozen=True)
class Judgement:
    """How she is judged and ranked there today. `judged` speaks to her."""

    ranked: Ranked
    person: Person
    judged: Eligibility
    verdict: str
    asked: list[Asked]
    needs: str
    blocking: list[str]
    tasks: list[tuple[str, str, str]]
    quoted: list[Quoted]
    questions: list[Question]
    changes: list[Step]

    @property
    def parts(self) -> tuple[Part, ...]:
        return self.person.match.parts if self.person.match else ()


@dataclass(frozen=True)
class Offer:
    """`judgement` is None where nobody is judged any more, or she is not looking for work; `why` says how it stands."""

    opening: Opening
    judgement: Judgement | None
    status: Status | None
    why: str


def read_offer(session: Session, opening: Opening, candidate: Candidate, user: User, today: date) -> Offer:
    """The opening for her on that day."""
    ranked = rank_opening(session, opening, today)
    row = ranked.find(candidate.public_id)
    status = statuses(session, candidate).get(opening.id)
    made = judge(session, ranked, row, candidate, user) if row else None
    return Offer(opening, made, status, why(opening, row, status, today))


def judge(session: Session, ranked: Ranked, row: Row, candidate: Candidate, user: User) -> Judgement:
    person = describe(session, None, ranked, [row], user)[0]
    if person.match:
        person = replace(person, remark=remark(person.match, own=True))
    parts = person.match.parts if person.match else ()
    judged = addressed(row.eligibility)
    return Judgement(
        ranked,
        person,
        judged,
        verdict(ranked, row),
        asked_rows(session, ranked, (judged.role, *judged.requirements), candidate.id),
        needs(row),
        why_not(row, own=True),
        told_tasks(judged.tasks),
        quoted(parts, documents.of_candidate(session, candidate.id)),
        questions(row.eligibility, parts),
        [] if judged.barred else steps(ranked, row),
    )


def addressed(eligibility: Eligibility) -> Eligibility:
    """The same judgement, said to the person herself."""

    def to_her(row: Judged) -> Judged:
        said = row.sentence
        for ending in TO_THE_AGENCY:
            said = said.replace(ending, "")
        return replace(row, sentence=said, settles=str(t("offers.you")) if row.settles == CANDIDATE else row.settles)

    return replace(
        eligibility,
        role=to_her(eligibility.role),
        requirements=tuple(map(to_her, eligibility.requirements)),
        asks=tuple(map(to_her, eligibility.asks)),
    )


def why(opening: Opening, row: Row | None, status: Status | None, today: date) -> str:
    """Where she stands with it and why, in a sentence."""
    if status:
        return str(status.words)
    if opening.is_over(today):
        return str(t("offers.over"))
    if row is None:
        return str(t("offers.not_looking"))
    if row.eligibility.barred:
        return str(t("me.barred"))
    return str(t(f"offers.why.{row.eligibility.lane}"))
