"""A person the agency may place, as facts without identity."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    ForeignKey,
    Select,
    String,
    event,
    exists,
    func,
    inspect,
    or_,
    select,
    true,
    union_all,
)
from sqlalchemy.orm import InstrumentedAttribute, Mapped, Session, aliased, mapped_column

from matcher.domain import Limits, Profile, Proof
from models import credential, education, experience, fact, held_skill, place, training, user
from models.availability import Availability
from models.base import Base, Public, Versioned, changed, find, now, rule, touch, within
from models.credential import Credential
from models.document import Document
from models.education import Education
from models.experience import Experience
from models.held_role import HeldRole
from models.held_skill import HeldSkill
from models.language import Language
from models.preference import Preference
from models.section_answer import SectionAnswer
from models.system import System
from models.training import Training
from models.verification import Verification

#: What a profile is made of: a change in any of these moves the candidate's version.
PARTS = (
    *(Availability, Credential, Document, Education, Experience, HeldRole, HeldSkill),
    *(Language, Preference, SectionAnswer, System, Training),
)
#: Columns no profile needs.
UNREAD = frozenset(
    {
        "content",
        "number",
        "body",
        "entered_at",
        "decided_at",
        "decided_by",
        "added_at",
        "added_by",
        "at",
        "revoked_why",
        "erase_asked_at",
        "withdrawn_at",
    }
)


class Candidate(Public, Versioned, Base):
    """`owner_id` is her recruiter. `waiting_since` orders a band and nothing else. `version` moves with every fact.

    Who withdrew or asked to be erased is ranked for nobody, and found by her name until she is erased.
    """

    __tablename__ = "candidate"
    __table_args__ = (rule("merged_into", "merged_into <> id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    home_state: Mapped[str | None] = mapped_column(String(2))
    zip: Mapped[str | None] = mapped_column(String(5))
    owner_id: Mapped[int | None] = mapped_column(
        ForeignKey("user.id", name="fk_candidate_owner_id_user", use_alter=True), index=True
    )
    waiting_since: Mapped[date | None]
    merged_into: Mapped[int | None] = mapped_column(ForeignKey("candidate.id"), index=True)
    erased_at: Mapped[datetime | None]
    erase_asked_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=now)


def by_public_id(session: Session, public_id: str) -> Candidate | None:
    return find(session, Candidate, public_id)


@event.listens_for(Session, "before_flush")
def touch_the_changed(session: Session, context: Any, instances: Any) -> None:
    """Every fact added, changed or taken away moves its candidate's version, so that nobody has to remember.

    Rows written many at once, past the session, do not: whoever writes so calls `touch`.
    """
    owners: set[int | None] = set()
    for row in changed(session):
        if isinstance(row, PARTS):
            owners.add(row.candidate_id)
        elif isinstance(row, Verification) and (verified := session.get(Credential, row.credential_id)) is not None:
            owners.add(verified.candidate_id)
    for owner in owners - {None}:
        if (candidate := session.get(Candidate, owner)) is not None:
            touch(candidate)


def versions(session: Session) -> dict[int, int]:
    """id -> version of everybody who can be ranked: a cached profile is good while its version is the same."""
    return {row.id: row.version for row in session.execute(_ranked(select(Candidate.id, Candidate.version)))}


def proposed(session: Session, owner_id: int | None) -> dict[int, int]:
    """Candidate id -> facts read and not yet settled, of one recruiter's people (None = everybody's); one query."""
    tables = (Education, Experience, HeldRole, HeldSkill, Language, System, Training)
    parts = [select(table.candidate_id).where(table.standing == "proposed") for table in tables]
    parts.append(select(Credential.candidate_id).where(Credential.standing == "proposed", credential.is_current()))
    facts = union_all(*parts).subquery()
    rows = session.execute(
        _there(select(facts.c.candidate_id, func.count()))
        .join(Candidate, Candidate.id == facts.c.candidate_id)
        .where(_of(owner_id))
        .group_by(facts.c.candidate_id)
    )
    return {row[0]: row[1] for row in rows}


def owned(session: Session, owner_id: int | None) -> list[Candidate]:
    """The people of one recruiter (None = everybody), the newest first."""
    found = _there(select(Candidate)).where(_of(owner_id))
    return list(session.scalars(found.order_by(Candidate.created_at.desc(), Candidate.id.desc())))


def unowned(session: Session) -> list[Candidate]:
    """The people nobody recruits yet, the newest first."""
    found = _ranked(select(Candidate)).where(Candidate.owner_id.is_(None))
    return list(session.scalars(found.order_by(Candidate.created_at.desc(), Candidate.id.desc())))


def asking_erasure(session: Session, owner_id: int | None) -> list[Candidate]:
    """Who asked to be erased and is not yet, of one recruiter's people (None = everybody's), the oldest wish first."""
    found = _there(select(Candidate)).where(Candidate.erase_asked_at.is_not(None), _of(owner_id))
    return list(session.scalars(found.order_by(Candidate.erase_asked_at, Candidate.id)))


def _of(owner_id: int | None) -> ColumnElement[bool]:
    return true() if owner_id is None else Candidate.owner_id == owner_id


def profile(session: Session, candidate: Candidate) -> Profile:
    """One candidate as the matcher sees her."""
    return _assemble(session, select(*_columns(Candidate)).where(Candidate.id == candidate.id), [candidate.id])[0]


def profiles(session: Session, ids: Collection[int] | None = None) -> list[Profile]:
    """Everybody who can be ranked, or whoever is there with these ids, in the order of their ids.

    The number of queries is the same for one person and for a million. What was rejected, superseded, erased or merged
    is left out; nothing here reads who a person is.
    """
    columns = select(*_columns(Candidate))
    people = _ranked(columns) if ids is None else _there(columns).where(within(session, Candidate.id, ids))
    return _assemble(session, people.order_by(Candidate.id), ids)


def unverified(session: Session, today: date, start: int, most: int) -> tuple[list[Credential], int]:
    """Credentials in force that their issuer has not confirmed, the first to end first: (a page of them, how many in all)."""
    later = aliased(Verification)
    newer = exists(
        select(later.id).where(later.credential_id == Verification.credential_id, later.id > Verification.id)
    )
    said = Verification.credential_id == Credential.id, Verification.result == "ok", ~newer
    confirmed = exists(select(Verification.id).where(*said))
    in_force = or_(Credential.expires.is_(None), Credential.expires >= today)
    found = _there(select(Credential).join(Candidate, Candidate.id == Credential.candidate_id)).where(
        credential.is_current(),
        ~confirmed,
        in_force,
        Credential.standing != "rejected",
        Credential.revoked_at.is_(None),
    )
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    order = Credential.expires.is_(None), Credential.expires, Credential.id
    return list(session.scalars(found.order_by(*order).offset(start).limit(most))), total


def _there(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return query.where(Candidate.erased_at.is_(None), Candidate.merged_into.is_(None))


def _ranked(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    return _there(query).where(Candidate.withdrawn_at.is_(None), Candidate.erase_asked_at.is_(None))


def _columns(table: type[Base]) -> Iterable[Any]:
    """Plain columns instead of objects, and only those a profile reads: a document's bytes stay where they are."""
    return (column for column in table.__table__.columns if column.name not in UNREAD)


def _assemble(session: Session, people: Select[*tuple[Any, ...]], ids: Collection[int] | None) -> list[Profile]:
    def rows(table: type[Base], owner: InstrumentedAttribute[Any], *where: Any) -> dict[int, list[Any]]:
        query = select(*_columns(table)).where(*where).order_by(*inspect(table).primary_key)
        if ids is not None:
            query = query.where(within(session, owner, ids))
        found: dict[int, list[Any]] = defaultdict(list)
        for row in session.execute(query):
            found[row.candidate_id].append(row)
        return found

    def facts(table: type[fact.Fact]) -> dict[int, list[Any]]:
        return rows(table, table.candidate_id, table.standing != "rejected")  # type: ignore[arg-type]

    documents = rows(Document, Document.candidate_id, Document.candidate_id.is_not(None))
    shas = {row.id: row.sha256 for owned in documents.values() for row in owned}
    cards = {row.id for owned in documents.values() for row in owned if row.kind == "card"}
    answers, own = _verifications(session, ids), user.of_candidates(session, ids)
    jobs, skills, schooling, courses = facts(Experience), facts(HeldSkill), facts(Education), facts(Training)
    languages, systems, roles = facts(Language), facts(System), facts(HeldRole)
    held = rows(Credential, Credential.candidate_id, Credential.standing != "rejected", credential.is_current())
    answered = rows(SectionAnswer, SectionAnswer.candidate_id)
    free, wanted = rows(Availability, Availability.candidate_id), rows(Preference, Preference.candidate_id)
    return [
        Profile(
            key=person.public_id,
            jobs=tuple(experience.value(row, shas) for row in jobs[person.id]),
            skills=tuple(held_skill.value(row, shas) for row in skills[person.id]),
            credentials=tuple(credential.value(row, shas, _proof(row, answers, cards, own)) for row in held[person.id]),
            education=tuple(education.value(row, shas) for row in schooling[person.id]),
            training=tuple(training.value(row, shas) for row in courses[person.id]),
            languages=tuple(fact.held(row, shas) for row in languages[person.id]),
            systems=tuple(fact.held(row, shas) for row in systems[person.id]),
            roles=tuple(fact.held(row, shas) for row in roles[person.id]),
            answered=frozenset(row.section for row in answered[person.id]),
            home=place.of(person.zip, person.home_state),
            limits=_limits(free[person.id], wanted[person.id]),
            waiting_since=person.waiting_since,
            text="\n\n".join(row.text for row in documents[person.id] if row.id not in cards),
        )
        for person in session.execute(people)
    ]


def _verifications(session: Session, ids: Collection[int] | None) -> dict[int, str]:
    """Credential id -> the issuer's latest answer."""
    query = select(Verification.credential_id, Verification.result).order_by(Verification.id)
    if ids is not None:
        query = query.join(Credential).where(within(session, Credential.candidate_id, ids))
    return {row.credential_id: row.result for row in session.execute(query)}


def _proof(row: Any, answers: Mapping[int, str], cards: Collection[int], own: Collection[int]) -> Proof:
    """`own`: users who are candidates, none of whom sees her own card for the agency."""
    if answers.get(row.id) == "ok":
        return "verified"
    # A resume that mentions a card is still her word: only the card itself, looked at by a person, is a document seen.
    seen = row.document_id in cards and row.standing == "confirmed" and row.entered_by not in own
    return "document" if seen else "stated"


def _limits(free: list[Any], wanted: list[Any]) -> Limits:
    """Intervals of availability together: from the earliest day to the latest (inclusive), gaps not told."""
    begins, ends = [row.begin for row in free], [row.end for row in free]
    preference = wanted[0] if wanted else None
    return Limits(
        miles=preference and preference.miles,
        pay_floor=preference and preference.pay_floor,
        shifts=frozenset(shift for row in free for shift in row.shifts),
        employment_types=frozenset(preference.employment_types if preference else ()),
        settings=frozenset(preference.settings if preference else ()),
        available_from=min(begins) if begins and None not in begins else None,
        available_until=max(ends) - timedelta(days=1) if ends and None not in ends else None,
    )
