"""Everything held about a candidate, on one page for herself: what is known, what was done with it, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.domain import Profile, Requirements
from matcher.eligibility.judge import Gate
from matcher.shortlist import verdicts
from matcher.snapshots import restore
from matcher.summary import reason
from models import candidate as candidates
from models import consent as consents
from models import document as documents
from models import owner_history, record
from models import question as questions
from models import reference as references
from models import submission as submissions
from models import user as users
from models import verification as verifications
from models.base import Base
from models.candidate import Candidate
from models.consent import Consent
from models.decision import Decision
from models.document import Document
from models.entry import Entry
from models.opening import Opening
from models.question import Question
from models.reference import Reference
from models.shortlist import Shortlist
from models.submission import Submission
from models.user import User
from models.verification import Verification
from web.services.candidate import Details, details_of
from web.services.candidate_page import Section, sections
from web.services.cards import full_name
from web.services.dispute import Told, disputes_of
from web.services.frozen_list import kept_text
from web.words import has_text, mark_words, t

#: Words of others about her: how many there are is told, what they say is her recruiter's to answer. A note may name
#: others, and a facility's reason was given in confidence; the right to see one's data does not reach what would expose them.
OTHERS = ("note", "do_not_return", "favourite")


@dataclass(frozen=True)
class Decided:
    """A verdict with the frozen row it was made on: the fit, and the eligibility and reason as the recruiter read them.

    `mark` and `why` are made again from what was kept; of a row kept damaged the lane alone is said.
    """

    decision: Decision
    who: str
    opening: Opening
    entry: Entry
    mark: str
    why: str


@dataclass(frozen=True)
class Answered:
    """What an issuer was asked about a credential, by name, and by whom."""

    verification: Verification
    what: str
    who: str


@dataclass(frozen=True)
class Held:
    """`recruiters`: (name, since), the one now first. `counts`: rows of the tables in OTHERS, `asked` and `lists`."""

    details: Details
    sections: list[Section]
    documents: list[Document]
    verifications: list[Answered]
    references: list[Reference]
    disputes: list[Told]
    decided: list[Decided]
    consents: list[tuple[Consent, Opening, str]]
    submissions: list[tuple[Submission, Opening]]
    questions: list[tuple[Question, str]]
    recruiters: list[tuple[str, datetime]]
    counts: dict[str, int]


def everything(session: Session, candidate: Candidate, reader: User, today: date) -> Held:
    """The queries grow with what was decided, asked and sent about her, never with how many others there are."""
    profile = candidates.profile(session, candidate)
    asked, sent = consents.of_candidate(session, candidate.id), submissions.of_candidate(session, candidate.id)
    of_her = questions.of_candidate(session, candidate.id, "candidate")
    made = record.decisions_of(session, [candidate.id])
    ids = {row.by for row in asked} | {row.asked_by for row in of_her} | {row.by for row, *_ in made}
    names = {one.id: one.name for one in users.named(session, ids).values()}
    counts = {name: record.count_of(session, Base.metadata.tables[name], candidate.id) for name in (*OTHERS, "entry")}
    counts["asked"] = len(questions.of_candidate(session, candidate.id, "agency"))
    return Held(
        details_of(session, candidate),
        sections(session, candidate, profile, today, reader.id),
        documents.of_candidate(session, candidate.id),
        [
            Answered(row.Verification, full_name(row.Credential.type), row.name)
            for row in verifications.answers(session, candidate.id)
        ],
        references.of_candidate(session, candidate.id),
        disputes_of(session, candidate),
        [decided(session, *row, names[row[0].by]) for row in made],
        [(row, session.get_one(Opening, row.opening_id), names[row.by]) for row in asked],
        [(row, session.get_one(Opening, row.opening_id)) for row in sent],
        [(row, names[row.asked_by]) for row in of_her],
        [(row.name, row.since) for row in owner_history.of_candidate(session, candidate.id)],
        counts,
    )


def decided(
    session: Session, decision: Decision, entry: Entry, shortlist: Shortlist, opening: Opening, who: str
) -> Decided:
    """The row as the recruiter saw it, from the snapshots alone."""
    mark, why = str(t(f"words.mark_{entry.lane.replace('-', '_')}")), ""
    person, asked = kept_text(session, entry.profile_sha), kept_text(session, shortlist.requirements_sha)
    if person and asked:
        profile, requirements = restore(Profile, person), restore(Requirements, asked)
        judged = Gate(requirements, shortlist.as_of).judge(profile)
        if verdicts(judged) == entry.eligibility:
            mark = str(mark_words(judged, shortlist.as_of))
            why = reason(profile, requirements, judged, shortlist.as_of, vocabulary.load())
    return Decided(decision, who, opening, entry, mark, why)


def reason_words(slug: str) -> str:
    """The words of a reason chosen from the list; a reason no longer offered stands as it was kept."""
    key = f"decide.reasons.{slug}"
    return str(t(key)) if has_text(key) else slug.replace("_", " ")
