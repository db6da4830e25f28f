"""Openings made and changed by hand, published, held and closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

from markupsafe import Markup
from sqlalchemy import inspect
from sqlalchemy.orm import Session

from matcher import vocabulary
from models import document as documents
from models import opening as openings
from models import opening_task as tasks
from models import requirement as requirements
from models.base import Base
from models.facility import Facility
from models.opening import Opening
from models.opening_task import OpeningTask
from models.requirement import Requirement
from models.user import User
from web.services.candidate import JUST_NOW
from web.words import interval, listed, pay, plain_day, t

Row = TypeVar("Row", bound=Base)

#: Status -> the statuses a person may move it to. Publishing from a draft confirms what was read (services/posting.py).
MOVES: Mapping[str, tuple[str, ...]] = {
    "draft": ("closed",),
    "open": ("held", "filled", "closed"),
    "held": ("open", "closed"),
    "filled": ("open", "closed"),
    "closed": ("open",),
}


def add_opening(session: Session, facility: Facility, values: Mapping[str, Any]) -> Opening:
    """A draft: nobody is put on its list before it is published. One made just now with the same in every field is it."""
    for made in openings.made_since(session, facility.id, datetime.now(UTC) - JUST_NOW):
        if all(getattr(made, name) == value for name, value in values.items()):
            return made
    opening = Opening(facility_id=facility.id, status="draft", created_at=datetime.now(UTC))
    session.add(opening)
    return save_opening(session, opening, values)


#: What is said of training -> its word in forms and texts; None = not said.
YES_NO: Mapping[bool | None, str | None] = {True: "yes", False: "no", None: None}

#: What a clone has of the opening it is made of; its days are said anew.
CLONED = (
    *("title", "roles", "families", "specialty", "shifts", "employment_type", "pay_from", "pay_to", "pay_unit"),
    *("positions", "supervision", "delegator", "will_train", "clinical_share", "notes"),
)


def clone_opening(session: Session, opening: Opening, user: User, owner: int | None) -> Opening:
    """A draft of the same work with what it asks, its tasks and its posting. One made just now is it."""
    values = {**{name: getattr(opening, name) for name in CLONED}, "owner_id": owner}
    for one in openings.made_since(session, opening.facility_id, datetime.now(UTC) - JUST_NOW):
        if one is not opening and one.status == "draft" and all(getattr(one, n) == v for n, v in values.items()):
            return one
    made = Opening(facility_id=opening.facility_id, status="draft", created_at=datetime.now(UTC))
    session.add(made)
    save_opening(session, made, values)
    document = documents.posting_of(session, opening.id)
    copied = copy_of(document, opening_id=made.id) if document else None
    if copied:
        session.add(copied)
        session.flush()
    rows: list[Requirement | OpeningTask] = []
    rows += requirements.own(session, "opening", opening_id=opening.id)
    rows += tasks.of_opening(session, opening.id)
    for row in rows:
        beside = row.document_id is not None and document is not None and row.document_id == document.id
        where = {} if beside else {"text": "", "span_start": None, "span_end": None}
        settled: dict[str, Any] = {
            "opening_id": made.id,
            "document_id": copied.id if copied and beside else None,
            **where,
        }
        if row.standing != "proposed":
            settled |= {"decided_by": user.id, "decided_at": datetime.now(UTC)}
        session.add(copy_of(row, **settled))
    session.flush()
    return made


def copy_of(row: Row, **other: Any) -> Row:
    """A new row with the same columns but its keys and its version, and these."""
    columns = [column.key for column in inspect(type(row)).column_attrs]
    kept = {name: getattr(row, name) for name in columns if name not in ("id", "public_id", "version")}
    return type(row)(**{**kept, **other})


def save_opening(session: Session, opening: Opening, values: Mapping[str, Any]) -> Opening:
    """Write these columns. Raises StaleDataError where somebody saved the opening meanwhile."""
    for name, value in values.items():
        setattr(opening, name, value)
    session.flush()
    return opening


def move_opening(session: Session, opening: Opening, status: str) -> bool:
    """Hold, fill, close or open again; False where it cannot go there from where it stands."""
    if status not in MOVES[opening.status]:
        return False
    opening.status = status
    session.flush()
    return True


def read_facts(opening: Opening) -> list[tuple[Markup, Any]]:
    """(label, value) of what stands about the work itself, said plainly where nothing does."""
    known, said = vocabulary.load(), t("openings.not_said")
    share = opening.clinical

    def label(kind: str, slug: str | None) -> str:
        return known.get(kind, slug).label if slug else ""

    lines = {
        "title": opening.title,
        "roles": listed((label("role", slug) for slug in opening.roles), "or"),
        "specialty": label("specialty", opening.specialty),
        "dates": interval(opening.begin, opening.end) if opening.begin else "",
        "shifts": listed(label("shift", slug) for slug in opening.shifts),
        "employment_type": label("employment_type", opening.employment_type),
        "pay": pay(opening.pay_from, opening.pay_to, opening.pay_unit),
        "positions": opening.positions,
        "submit_by": plain_day(opening.submit_by) if opening.submit_by else "",
        "shares": t("postings.shares", clinical=share, office=100 - share) if share is not None else "",
        "training": t(f"postings.trains.{YES_NO[opening.will_train]}") if opening.will_train is not None else "",
    }
    return [(t(f"postings.fact.{name}"), value or said) for name, value in lines.items()]


def completeness(opening: Opening, tasks: int, asked: int) -> list[tuple[str, bool]]:
    """(what is worth saying of an opening, whether it says it): `tasks` and `asked` are how many stand."""
    return [
        ("tasks", tasks > 0),
        ("roles", bool(opening.roles)),
        ("asked", asked > 0),
        ("dates", opening.begin is not None and opening.end is not None),
        ("shifts", bool(opening.shifts)),
        ("pay", opening.pay_from is not None),
        ("shares", opening.clinical is not None),
        ("training", opening.will_train is not None),
        ("supervision", opening.supervision is not None),
    ]
