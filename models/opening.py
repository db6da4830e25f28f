"""A position a facility wants filled, and what is asked of the person who fills it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ForeignKey, String, Text, event, func, select
from sqlalchemy.orm import Mapped, Session, joinedload, mapped_column, relationship

from matcher import domain
from matcher.domain import Pay, Requirements, Task
from models import do_not_return, facility, opening_task, place, requirement
from models.base import SLUG, Base, Public, Versioned, changed, find, now, one_of, rule, touch, within
from models.document import Document
from models.facility import Facility
from models.opening_task import OpeningTask
from models.requirement import Requirement

STATUSES = ("draft", "open", "held", "filled", "closed")
PAY_UNITS = ("hour", "year")


class Opening(Public, Versioned, Base):
    """Any one of `roles` will do; `families` are further role families accepted, as [slug, percent 1-100].

    Pay is cents per `pay_unit`; `end` None = open-ended; `clinical_share` is percent, None = the facility's or setting's.
    `will_train` None = not said.
    """

    __tablename__ = "opening"
    __table_args__ = (
        one_of("status", STATUSES),
        one_of("pay_unit", PAY_UNITS),
        rule("title", "title <> ''"),
        rule("days", '"begin" <= "end"'),
        rule("pay", "pay_from <= pay_to"),
        rule("pay_from", "pay_from > 0"),
        rule("pay_to", "pay_to > 0"),
        rule("positions", "positions > 0"),
        rule("clinical_share", "clinical_share BETWEEN 0 AND 100"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    facility_id: Mapped[int] = mapped_column(ForeignKey("facility.id"), index=True)
    title: Mapped[str] = mapped_column(String(200))
    roles: Mapped[list[str]] = mapped_column(default=list)
    families: Mapped[list[Any]] = mapped_column(default=list)
    specialty: Mapped[str | None] = mapped_column(SLUG)
    begin: Mapped[date | None]
    end: Mapped[date | None]
    shifts: Mapped[list[str]] = mapped_column(default=list)
    employment_type: Mapped[str | None] = mapped_column(SLUG)
    pay_from: Mapped[int | None]
    pay_to: Mapped[int | None]
    pay_unit: Mapped[str] = mapped_column(String(8), default="hour")
    positions: Mapped[int] = mapped_column(default=1)
    supervision: Mapped[str | None] = mapped_column(SLUG)
    delegator: Mapped[str | None] = mapped_column(SLUG)
    will_train: Mapped[bool | None]
    clinical_share: Mapped[int | None]
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    submit_by: Mapped[date | None]
    status: Mapped[str] = mapped_column(String(16), default="draft", index=True)
    notes: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(default=now)

    facility: Mapped[Facility] = relationship()

    @property
    def clinical(self) -> int | None:
        """Percent of clinical work: what is said of it, else of its facility."""
        return self.facility.clinical_share if self.clinical_share is None else self.clinical_share

    def is_over(self, today: date) -> bool:
        """Whether its last day has passed: nobody can be put to work on days that are gone."""
        return self.end is not None and self.end < today


def made_since(session: Session, facility_id: int, since: datetime) -> list[Opening]:
    """The facility's openings that were made at `since` or later."""
    made = select(Opening).where(Opening.facility_id == facility_id, Opening.created_at >= since)
    return list(session.scalars(made.order_by(Opening.id)))


def by_public_id(session: Session, public_id: str) -> Opening | None:
    return find(session, Opening, public_id)


def live(session: Session, today: date) -> list[Opening]:
    """Those that are open and not over, as `listed` has them."""
    return [one for one in listed(session) if one.status == "open" and not one.is_over(today)]


def listed(session: Session) -> list[Opening]:
    """Every opening with its facility, the next to be answered first; one query."""
    rows = session.scalars(select(Opening).options(joinedload(Opening.facility)))
    return sorted(rows, key=_next_first)


def _next_first(opening: Opening) -> tuple[date, date, int]:
    return opening.submit_by or date.max, opening.begin or date.max, opening.id


def of_facility(session: Session, facility_id: int) -> list[Opening]:
    """Its openings, the newest first."""
    found = select(Opening).where(Opening.facility_id == facility_id)
    return list(session.scalars(found.order_by(Opening.id.desc())))


def of_facilities(session: Session, facility_ids: Collection[int]) -> list[Opening]:
    """Their openings, in the order of `listed`."""
    found = select(Opening).options(joinedload(Opening.facility))
    rows = session.scalars(found.where(within(session, Opening.facility_id, facility_ids)))
    return sorted(rows, key=_next_first)


def counted(session: Session) -> dict[int, int]:
    """Facility id -> how many of its openings are open."""
    rows = session.execute(
        select(Opening.facility_id, func.count()).where(Opening.status == "open").group_by(Opening.facility_id)
    )
    return {row[0]: row[1] for row in rows}


def search_titles(session: Session, words: str, most: int) -> list[Opening]:
    """Openings whose title holds these words, the newest first."""
    found = select(Opening).options(joinedload(Opening.facility)).where(Opening.title.icontains(words, autoescape=True))
    return list(session.scalars(found.order_by(Opening.id.desc()).limit(most)))


@event.listens_for(Session, "before_flush")
def touch_the_changed(session: Session, context: Any, instances: Any) -> None:
    """A task or requirement of an opening, or its posting, moves the opening's version: two people cannot settle at once."""
    rows = (row for row in changed(session) if isinstance(row, OpeningTask | Requirement | Document))
    for owner in {row.opening_id for row in rows} - {None}:
        if (opening := session.get(Opening, owner)) is not None:
            touch(opening)


def requirements(session: Session, opening: Opening) -> Requirements:
    """The opening as the matcher sees it, with what the agency, the facility and its owners, and its setting ask too."""
    return all_requirements(session, [opening])[0]


def all_requirements(session: Session, openings: Sequence[Opening]) -> list[Requirements]:
    """These openings in this order, in as many queries for one as for all (one more a level of facilities' owners)."""
    facilities = facility.with_owners(session, {opening.facility_id for opening in openings})
    ids = [opening.id for opening in openings]
    asked = requirement.applying(session, ids, facilities)
    said = do_not_return.barred(session, facilities)
    tasks: dict[int, list[OpeningTask]] = defaultdict(list)
    for task in session.scalars(
        select(OpeningTask)
        .where(within(session, OpeningTask.opening_id, ids), OpeningTask.standing != "rejected")
        .order_by(OpeningTask.id)
    ):
        tasks[task.opening_id].append(task)
    documents = session.execute(
        select(Document.id, Document.opening_id, Document.sha256, Document.text)
        .where(within(session, Document.opening_id, ids))
        .order_by(Document.id)
    ).all()
    shas = {row.id: row.sha256 for row in documents}
    values = []
    for opening in openings:
        at, line = facilities[opening.facility_id], facility.line(facilities, opening.facility_id)
        text = "\n\n".join(row.text for row in documents if row.opening_id == opening.id)
        merged = requirement.merged(asked, opening.id, line, at.setting)
        values.append(
            _value(
                opening,
                at,
                [opening_task.value(task, shas) for task in tasks[opening.id]],
                [requirement.value(row, shas) for row in merged],
                text,
                _at_any(said, line),
            )
        )
    return values


def barred(session: Session, openings: Collection[Opening]) -> dict[int, frozenset[str]]:
    """Opening id -> keys of the people whom its facility, or an owner of it, will not have again; as in `requirements`."""
    facilities = facility.with_owners(session, {opening.facility_id for opening in openings})
    said = do_not_return.barred(session, facilities)
    return {opening.id: _at_any(said, facility.line(facilities, opening.facility_id)) for opening in openings}


def _at_any(said: Mapping[int, Collection[str]], line: Collection[int]) -> frozenset[str]:
    """The people barred at any of these facilities."""
    return frozenset().union(*(said.get(owner, ()) for owner in line))


def _value(
    opening: Opening,
    at: Facility,
    tasks: list[Task],
    asked: list[domain.Requirement],
    text: str,
    barred: frozenset[str],
) -> Requirements:
    return Requirements(
        key=opening.public_id,
        title=opening.title,
        roles=tuple(opening.roles),
        families=tuple((slug, percent) for slug, percent in opening.families),
        specialty=opening.specialty,
        setting=at.setting,
        place=place.of(at.zip, at.state),
        begin=opening.begin,
        end=opening.end,
        tasks=tuple(tasks),
        asked=tuple(asked),
        shifts=frozenset(opening.shifts),
        employment_type=opening.employment_type,
        pay=Pay(opening.pay_from, opening.pay_to, "year" if opening.pay_unit == "year" else "hour"),
        supervision=opening.supervision,
        delegator=opening.delegator,
        will_train=bool(opening.will_train),
        provider_count=at.provider_count,
        clinical_share=at.clinical_share if opening.clinical_share is None else opening.clinical_share,
        text=text,
        barred=barred,
    )
