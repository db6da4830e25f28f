"""Who a candidate is. Nothing that feeds the ranker may read this table."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, Row, String, case, cast, exists, false, func, or_, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from models.base import Base, rule, within
from models.candidate import Candidate
from models.credential import Credential, is_current
from models.education import Education
from models.experience import Experience
from models.held_role import HeldRole
from models.held_skill import HeldSkill
from models.language import Language
from models.system import System
from models.training import Training


class CandidateIdentity(Base):
    """Names, birth date and how to reach her; `npi` is the ten-digit national provider number."""

    __tablename__ = "candidate_identity"
    __table_args__ = (rule("name", "name <> ''"), rule("npi", "length(npi) = 10"))

    candidate_id: Mapped[int] = mapped_column(ForeignKey("candidate.id"), primary_key=True, autoincrement=False)
    name: Mapped[str] = mapped_column(String(200), index=True)
    former_names: Mapped[list[str]] = mapped_column(default=list)
    birth_date: Mapped[date | None]
    phone: Mapped[str | None] = mapped_column(String(40))
    email: Mapped[str | None] = mapped_column(String(254), index=True)
    npi: Mapped[str | None] = mapped_column(String(10))


def of(session: Session, candidate_id: int) -> CandidateIdentity | None:
    return session.get(CandidateIdentity, candidate_id)


def of_many(session: Session, ids: Collection[int]) -> list[CandidateIdentity]:
    return list(session.scalars(select(CandidateIdentity).where(within(session, CandidateIdentity.candidate_id, ids))))


def names_by_id(session: Session, ids: Collection[int]) -> dict[int, str]:
    """Candidate id -> name, for a page; one query."""
    wanted = select(CandidateIdentity.candidate_id, CandidateIdentity.name).where(
        within(session, CandidateIdentity.candidate_id, ids)
    )
    return {row.candidate_id: row.name for row in session.execute(wanted)}


def made_since(session: Session, name: str, since: datetime) -> list[Candidate]:
    """The candidates of this name, spelled so, who were made at `since` or later."""
    made = select(Candidate).join(CandidateIdentity, Candidate.id == CandidateIdentity.candidate_id)
    there = Candidate.erased_at.is_(None), Candidate.merged_into.is_(None)
    made = made.where(CandidateIdentity.name == name, Candidate.created_at >= since, *there)
    return list(session.scalars(made.order_by(Candidate.id)))


@dataclass(frozen=True)
class Sought:
    """What people are searched by: words of a name or an e-mail, digits of a telephone number, slugs the words may mean."""

    words: str = ""
    digits: str = ""
    skills: tuple[str, ...] = ()
    credentials: tuple[str, ...] = ()


#: How somebody can be found, the surest first.
WAYS = ("name", "former_name", "email", "phone", "skill", "credential")
#: Signs people set between the digits of a telephone number.
BETWEEN = " ().+-/\u2010\u2011\u2012\u2013"


def search_people(session: Session, sought: Sought, most: int) -> list[Row[str, str, str | None]]:
    """(public id, name, home state and, for each of WAYS, whether she was found so), by the surest way, then by name."""
    ways = list(_ways(sought).items())
    found = select(
        Candidate.public_id,
        CandidateIdentity.name,
        Candidate.home_state,
        *(is_so.label(f"by_{w}") for w, is_so in ways),
    )
    found = found.join(Candidate, Candidate.id == CandidateIdentity.candidate_id)
    found = found.where(
        Candidate.erased_at.is_(None), Candidate.merged_into.is_(None), or_(*(is_so for _, is_so in ways))
    )
    surest = case(*((is_so, place) for place, (_, is_so) in enumerate(ways)), else_=len(ways))
    order = surest, func.lower(CandidateIdentity.name), Candidate.id
    return list(session.execute(found.order_by(*order).limit(most)))


def _ways(sought: Sought) -> dict[str, ColumnElement[bool]]:
    """Each of WAYS as a condition; false where nothing is looked for in that way."""
    digits: ColumnElement[str] = func.coalesce(CandidateIdentity.phone, "")
    for sign in BETWEEN:
        digits = func.replace(digits, sign, "")
    held = HeldSkill.slug.in_(sought.skills), Credential.type.in_(sought.credentials)
    like = {
        "name": CandidateIdentity.name.icontains(sought.words, autoescape=True),
        "former_name": cast(CandidateIdentity.former_names, String).icontains(sought.words, autoescape=True),
        "email": func.coalesce(CandidateIdentity.email, "").icontains(sought.words, autoescape=True),
        "phone": digits.contains(sought.digits) if sought.digits else false(),
        "skill": _has(HeldSkill, held[0]) if sought.skills else false(),
        "credential": _has(Credential, held[1], is_current()) if sought.credentials else false(),
    }
    return {way: like[way] for way in WAYS}


def perhaps(
    session: Session, emails: Collection[str], phone_ends: Collection[str], names: Collection[str]
) -> list[Row[Candidate, CandidateIdentity]]:
    """Candidates with one of these e-mails or names, whatever their capitals, or of these last four digits of a telephone.

    "" finds nobody by it. In the order they came; one query.
    """
    end = func.substr(CandidateIdentity.phone, func.length(CandidateIdentity.phone) - 3)
    like = [
        func.lower(CandidateIdentity.email).in_({one.lower() for one in emails} - {""}),
        func.lower(CandidateIdentity.name).in_({one.lower() for one in names} - {""}),
        end.in_(set(phone_ends) - {""}),
    ]
    found = select(Candidate, CandidateIdentity).join(CandidateIdentity, Candidate.id == CandidateIdentity.candidate_id)
    there = Candidate.erased_at.is_(None), Candidate.merged_into.is_(None), or_(*like)
    return list(session.execute(found.where(*there).order_by(Candidate.id)))


@dataclass(frozen=True)
class Wanted:
    """Which candidates a list shows; None and "" leave nobody out."""

    sought: Sought | None = None
    state: str | None = None
    role: str | None = None
    families: tuple[str, ...] = ()
    credential: str | None = None
    skill: str | None = None
    owner: int | None = None
    unowned: bool = False
    unsettled: bool = False


def listed(session: Session, wanted: Wanted, start: int, most: int) -> tuple[list[Row[Candidate, str]], int]:
    """((candidate, name and, of what was sought, whether she was found by each of WAYS) by name from the `start`-th on, at most `most`; how many there are in all)."""
    ways = _ways(wanted.sought).items() if wanted.sought else ()
    found = select(Candidate, CandidateIdentity.name, *(is_so.label(f"by_{way}") for way, is_so in ways))
    found = found.join(CandidateIdentity, Candidate.id == CandidateIdentity.candidate_id).where(*_conditions(wanted))
    total = session.scalar(select(func.count()).select_from(found.subquery())) or 0
    order = func.lower(CandidateIdentity.name), Candidate.id
    return list(session.execute(found.order_by(*order).offset(start).limit(most))), total


def _conditions(wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    yield Candidate.erased_at.is_(None)
    yield Candidate.merged_into.is_(None)
    if wanted.sought:
        yield or_(*_ways(wanted.sought).values())
    if wanted.skill:
        yield _has(HeldSkill, HeldSkill.slug == wanted.skill)
    if wanted.state:
        yield Candidate.home_state == wanted.state
    if wanted.owner:
        yield Candidate.owner_id == wanted.owner
    if wanted.unowned:
        yield Candidate.owner_id.is_(None)
    if wanted.role:
        family = func.coalesce(Experience.duties, Experience.family)
        job = or_(Experience.role == wanted.role, Experience.role.is_(None) & family.in_(wanted.families))
        yield or_(_has(Experience, job), _has(HeldRole, HeldRole.slug == wanted.role))
    if wanted.credential:
        yield _has(Credential, Credential.type == wanted.credential, is_current())
    if wanted.unsettled:
        yield unsettled()


def unsettled() -> ColumnElement[bool]:
    """Something read of the candidate waits for a person to say whether it is right."""
    facts = (_proposed(table) for table in (Experience, HeldSkill, Education, Training, Language, System, HeldRole))
    return or_(*facts, _proposed(Credential, is_current()))


def _has(table: type[Any], *where: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists(select(table.id).where(table.candidate_id == Candidate.id, table.standing != "rejected", *where))


def _proposed(table: type[Any], *where: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists(select(table.id).where(table.candidate_id == Candidate.id, table.standing == "proposed", *where))
