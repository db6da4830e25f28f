"""Two records found by a person to be one person's: what goes over to the record that is kept, and the way back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from models import (
    Availability,
    Consent,
    Credential,
    Dispute,
    Document,
    DoNotReturn,
    Education,
    Experience,
    Favourite,
    HeldRole,
    HeldSkill,
    Language,
    Merge,
    Note,
    Preference,
    Question,
    Reference,
    Submission,
    System,
    Training,
    two_people,
)
from models import candidate_identity as identities
from models import facility as facilities
from models import favourite as favourites
from models import merge as merges
from models import user as users
from models.base import Base, now, touch
from models.candidate import Candidate
from models.candidate_identity import CandidateIdentity
from models.fact import Read
from models.user import User
from web.services.account import join_accounts, part_accounts
from web.services.merge_answers import overruled, put_before_again, stand_again, take_back_refused
from web.services.reading import same_key
from web.services.refusal import Refused
from web.words import t

Key = Callable[[Any], object]
FACTS = (Education, Experience, HeldRole, HeldSkill, Language, System, Training)

#: Tables whose rows go over, and what makes two rows the same: where the kept record has that one, the other stays where
#: it is. None = it always goes.
GOES: Mapping[type[Any], Key] = {
    Document: attrgetter("sha256"),
    **{table: lambda row: same_key(row, row.__tablename__) for table in FACTS},
    Credential: lambda row: None,
    Availability: lambda row: "one say",
    Preference: lambda row: "one say",
    Consent: lambda row: row.opening_id if row.revoked_at is None else None,
    Submission: attrgetter("opening_id"),
    DoNotReturn: lambda row: row.facility_id if row.lifted_at is None else None,
    Favourite: attrgetter("facility_id"),
    **dict.fromkeys((Note, Question, Reference, Dispute), lambda row: None),
}
#: What the kept record takes from the other where it says nothing itself.
ASKED = {
    Candidate: ("owner_id", "erase_asked_at", "withdrawn_at"),
    CandidateIdentity: ("birth_date", "phone", "email", "npi"),
}


@dataclass(frozen=True)
class Plan:
    """`goes`: table name -> rows that go over. `stays`: table name -> rows that stay, for the kept record has the same."""

    goes: Mapping[str, int]
    stays: Mapping[str, int]


def plan(session: Session, kept: Candidate, gone: Candidate) -> Plan:
    """What merging would do, without doing it."""
    going, staying = Counter[str](), Counter[str]()
    for table in GOES:
        rows = rows_of(session, table, gone)
        over = list(going_over(session, table, kept, gone))
        going[table.__tablename__], staying[table.__tablename__] = len(over), len(rows) - len(over)
    return Plan(+going, +staying)


def merge(session: Session, kept: Candidate, gone: Candidate, by: User) -> Merge:
    """Move what `gone` holds to `kept`; `gone` is shown no more. Entries, decisions and owners stay with it, as they were.

    Only a link lets somebody reach what was another record's: whoever registered herself is asked for one.
    Raises Refused where both are put forward for one opening, or somebody found them to be two people.
    """
    if (kept.id, gone.id) in two_people.said_of(session, [kept.id]):
        raise Refused("errors", t("merges.said_two"))
    over = {table: list(going_over(session, table, kept, gone)) for table in GOES}
    if any(sent.withdrawn_at is None for sent in rows_of(session, Submission, gone) if sent not in over[Submission]):
        raise Refused("errors", t("merges.both_sent"))
    copies = copied_documents(session, kept, gone)
    passed = overruled(session, kept, gone)
    before = list(session.scalars(select(Candidate).where(Candidate.merged_into == gone.id)))
    for record in (gone, *before):
        record.merged_into = kept.id
    for yes in passed:
        yes.revoked_at = now()
    session.flush()  # only one answer stands, and only then may a credential change hands
    moved: dict[str, Any] = {"rows": {}, "copies": {str(there): here for there, here in copies.items()}}
    moved["records"] = [record.id for record in before]
    moved["overruled"] = {str(yes.id): yes.revoked_at.isoformat() for yes in passed if yes.revoked_at}
    moved["filled"] = list(fill(session, kept, gone))
    for table, rows in over.items():
        moved["rows"][table.__tablename__] = [name_of(row) for row in rows]
        for row in rows:
            move(row, kept, copies)
    session.flush()
    moved["let_go"] = list(let_go_barred(session, kept))
    moved["taken_back"] = dict(take_back_refused(session, kept))
    moved["account"] = join_accounts(session, kept, gone)
    touch(kept)
    touch(gone)
    made = Merge(kept_id=kept.id, gone_id=gone.id, moved=moved, by=by.id)
    session.add(made)
    session.flush()
    return made


def undo(session: Session, made: Merge, by: User, at: datetime) -> None:
    """Two records again, each with what it had; what came since stays with the kept one, corrections of a card with the card.

    Who was barred meanwhile is barred as either, for nobody can tell which of the two was meant. What undoing needed is
    forgotten: it held words of who they are. Only the last merge into a record is undone, so that the one before it is found as it was left.
    """
    kept, gone = session.get_one(Candidate, made.kept_id), session.get_one(Candidate, made.gone_id)
    copies = {here: int(there) for there, here in made.moved["copies"].items()}
    keep_again(session, kept, made.moved.get("let_go", []))
    put_before_again(session, kept, made.moved.get("taken_back", {}))
    for table in GOES:
        for row in rows_named(session, table, kept, made.moved["rows"].get(table.__tablename__, [])):
            move(row, gone, copies)
    session.flush()
    stand_again(session, kept, made.moved.get("overruled", {}))
    for record_id in (gone.id, *made.moved["records"]):
        session.get_one(Candidate, record_id).merged_into = None if record_id == gone.id else gone.id
    empty(session, kept, made.moved["filled"])
    part_accounts(session, kept, gone, made.moved["account"])
    bar_both(session, kept, gone, made.at)
    for record in (kept, gone):
        list(let_go_barred(session, record))
        touch(record)
    made.undone_by, made.undone_at, made.moved = by.id, at, {}
    session.flush()


def let_go_barred(session: Session, candidate: Candidate) -> Iterator[dict[str, Any]]:
    """Nobody is a favourite where she is barred, there or at an owner: the rows that went, for `keep_again`."""
    barred = {row.facility_id for row in rows_of(session, DoNotReturn, candidate) if row.lifted_at is None}
    for row in favourites.of_candidate(session, candidate.id, facilities.below(session, barred)):
        yield {"facility_id": row.facility_id, "by": row.by, "at": row.at.isoformat()}
        session.delete(row)
    session.flush()


def keep_again(session: Session, kept: Candidate, let_go: list[dict[str, Any]]) -> None:
    for row in let_go:
        if session.get(Favourite, (row["facility_id"], kept.id)) is None:
            session.add(Favourite(**{**row, "at": datetime.fromisoformat(row["at"])}, candidate_id=kept.id))
    session.flush()


def bar_both(session: Session, kept: Candidate, gone: Candidate, since: datetime) -> None:
    """What facilities said of the one record since then holds for the other, too."""
    there = {row.facility_id for row in rows_of(session, DoNotReturn, gone) if row.lifted_at is None}
    for row in rows_of(session, DoNotReturn, kept):
        if row.lifted_at is None and row.at >= since and row.facility_id not in there:
            pair = {"facility_id": row.facility_id, "candidate_id": gone.id}
            session.add(DoNotReturn(**pair, reason=row.reason, by=row.by, at=row.at))
    session.flush()


def rows_of(session: Session, table: type[Any], candidate: Candidate) -> list[Any]:
    order = inspect(table).primary_key
    return list(session.scalars(select(table).where(table.candidate_id == candidate.id).order_by(*order)))


def going_over(session: Session, table: type[Any], kept: Candidate, gone: Candidate) -> Iterator[Any]:
    """The rows of `gone` that `kept` has no same one of."""
    key = GOES[table]
    passed = overruled(session, kept, gone) if table is Consent else []
    there = {key(row) for row in rows_of(session, table, kept) if row not in passed} - {None}
    return (row for row in rows_of(session, table, gone) if key(row) not in there)


def copied_documents(session: Session, kept: Candidate, gone: Candidate) -> dict[int, int]:
    """Document of `gone` -> the same bytes as a document of `kept`."""
    here = {row.sha256: row.id for row in rows_of(session, Document, kept)}
    return {row.id: here[row.sha256] for row in rows_of(session, Document, gone) if row.sha256 in here}


def move(row: Any, to: Candidate, copies: Mapping[int, int]) -> None:
    row.candidate_id = to.id
    if isinstance(row, Read):
        row.document_id = copies.get(row.document_id or 0, row.document_id)


def name_of(row: Base) -> int | None:
    """What tells a row from the others of its candidate; None where she has one at most."""
    columns = [column.name for column in inspect(type(row)).primary_key if column.name != "candidate_id"]
    return getattr(row, columns[0]) if columns else None


def rows_named(session: Session, table: type[Any], kept: Candidate, names: list[int | None]) -> list[Any]:
    """The rows that went over and are still there, with what stands in place of a credential since."""
    wanted = set(names)
    found = []
    for row in rows_of(session, table, kept):
        if name_of(row) in wanted or (table is Credential and row.supersedes in wanted):
            wanted.add(name_of(row))
            found.append(row)
    return found


def fill(session: Session, kept: Candidate, gone: Candidate) -> Iterator[tuple[str, str, Any, Any]]:
    """Give the kept record what only the other says: (table, column, what stood there, what stands now; of names, what came)."""
    one, other = identities.of(session, kept.id), identities.of(session, gone.id)
    pairs: list[tuple[Any, Any, str]] = [(kept, gone, column) for column in ASKED[Candidate]]
    if one and other:
        pairs += [(one, other, column) for column in ASKED[CandidateIdentity]]
    if not (kept.zip or kept.home_state):
        pairs += [(kept, gone, "zip"), (kept, gone, "home_state")]
    for here, there, column in pairs:
        if getattr(here, column) is None and (value := getattr(there, column)) is not None:
            setattr(here, column, value)
            yield here.__tablename__, column, None, str(value)
    if gone.waiting_since and (kept.waiting_since is None or gone.waiting_since < kept.waiting_since):
        before = kept.waiting_since and kept.waiting_since.isoformat()
        kept.waiting_since = gone.waiting_since
        yield "candidate", "waiting_since", before, str(gone.waiting_since)
    if one and other:
        known = {name.casefold() for name in (one.name, *one.former_names)}
        more = [name for name in (other.name, *other.former_names) if name.casefold() not in known]
        if more:
            one.former_names = [*one.former_names, *more]
            yield "candidate_identity", "former_names", None, more


def empty(session: Session, kept: Candidate, filled: list[tuple[str, str, Any, Any]]) -> None:
    """Take back what `fill` gave, where nobody wrote something else since."""
    for table, column, before, after in filled:
        row = kept if table == "candidate" else identities.of(session, kept.id)
        if isinstance(row, CandidateIdentity) and column == "former_names":
            row.former_names = [name for name in row.former_names if name not in after]
        elif row is not None and str(getattr(row, column)) == after:
            setattr(row, column, date.fromisoformat(before) if column == "waiting_since" and before else before)


def last_merge(session: Session, candidate: Candidate) -> tuple[Merge, str, str] | None:
    """(the merge that can be undone, the name of the record that went, who merged)."""
    made = merges.last(session, candidate.id)
    if made is None:
        return None
    name = identities.names_by_id(session, [made.gone_id]).get(made.gone_id, "")
    return made, name, users.named(session, [made.by])[made.by].name
