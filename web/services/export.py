"""A candidate's record as one JSON value that she may take along: every table that names her, row by row."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import Table
from sqlalchemy.orm import Session

from models import document as documents
from models import record
from models.base import Base
from models.candidate import Candidate
from models.facility import Facility
from models.opening import Opening
from models.user import User
from web.services.held import OTHERS

SCHEMA, VERSION = "placewell.record", 1

#: Tables of which only the number of rows is told: words of others about her, and what was found of her record and another.
COUNTED = frozenset({*OTHERS, "merge", "two_people"})
#: Columns that say nothing of her: keys to her own row, the optimistic lock, secrets, the bytes of a file (each has an
#: address of its own), and what a reference or somebody of a facility said in confidence.
LEFT_OUT = frozenset({"candidate_id", "version", "password", "fs_uniquifier", "content"})
IN_CONFIDENCE = {"reference": frozenset({"words"}), "submission": frozenset({"words", "answered_by"})}


def export_record(session: Session, candidate: Candidate, today: date) -> dict[str, Any]:
    """{schema, version, as_of, record: {table: [{column: value}]}, counted: {table: rows}}.

    Names of tables and columns are those of the database; users, openings and facilities are named in words; days and
    instants are ISO 8601, instants in UTC.
    """
    ids = record.everybody(session, candidate)
    kept: dict[str, list[dict[str, Any]]] = {}
    counted: dict[str, int] = {}
    for table in record.tables():
        rows = record.rows_of(session, table, ids, left_out(table))
        if table.name in COUNTED:
            counted[table.name] = len(rows)
            continue
        if table.name == "question":  # what a facility asks about her is the facility's word
            counted["question"] = sum(row["asked_of"] == "agency" for row in rows)
            rows = [row for row in rows if row["asked_of"] == "candidate"]
        kept[table.name] = [said(session, table, dict(row)) for row in rows]
    by_column = Base.metadata.tables
    kept["verification"] = [
        of_row(session, by_column["verification"], v) for v in record.verifications_of(session, ids)
    ]
    decided = record.decisions_of(session, ids)
    kept["decision"] = [of_row(session, by_column["decision"], one) for one, *_ in decided]
    lists = {frozen.id: frozen for _, _, frozen, _ in decided}
    kept["shortlist"] = [of_row(session, by_column["shortlist"], one) for one in lists.values()]
    for row in kept["snapshot"]:
        row["body"] = json.loads(row["body"])
    for row in kept["submission"]:
        for reference in row["packet"].get("references", []):
            del reference["words"]
    files = {row.id: row.public_id for one in ids for row in documents.of_candidate(session, one)}
    for row in kept["document"]:
        row["address"] = f"/credentials/{candidate.public_id}/documents/{files[row['id']]}"
    return {"schema": SCHEMA, "version": VERSION, "as_of": today.isoformat(), "record": kept, "counted": counted}


def left_out(table: Table) -> frozenset[str]:
    return LEFT_OUT | IN_CONFIDENCE.get(table.name, frozenset())


def of_row(session: Session, table: Table, row: Any) -> dict[str, Any]:
    columns = (column.name for column in table.columns if column.name not in left_out(table))
    return said(session, table, {name: getattr(row, name) for name in columns})


def said(session: Session, table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value_of(session, table, name, value) for name, value in row.items()}


def value_of(session: Session, table: Table, name: str, value: Any) -> Any:
    """People and places by name instead of by number, days and instants as text."""
    to = {key.column.table.name for key in table.columns[name].foreign_keys}
    if value is None or not to:
        return value.isoformat() if isinstance(value, date) else value
    if "user" in to:
        return session.get_one(User, value).name
    if "opening" in to:
        opening = session.get_one(Opening, value)
        return f"{opening.title}, {opening.facility.name}"
    return session.get_one(Facility, value).name if "facility" in to else value
