"""Values of the demo as rows of the tables, and the way many of them are written at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from matcher.domain import Profile, Source, Standing
from models import Education, Experience, HeldRole, HeldSkill, Language, System, Training
from models.base import Base
from models.document import sha_of
from web.demo.texts import WORD_TYPE

Row = dict[str, Any]

JOB = ("title", "employer", "family", "duties", "role", "begin", "end", "current", "setting", "specialty")
STUDY = ("level", "programme", "family", "hours", "finished")


@dataclass(frozen=True)
class Staff:
    """Ids of the users whose names stand beside what is written."""

    recruiters: tuple[int, ...]
    credentialing: int


@dataclass(frozen=True)
class Whose:
    """The candidate the facts are of, the document they were read from (None = typed in), who settled them and when."""

    candidate_id: int
    document_id: int | None
    by: int
    at: datetime


def moment(day: date) -> datetime:
    """Some time on that day: when the demo's people did what they did."""
    return datetime.combine(day, time(15), UTC)


def write(session: Session, table: type[Any], rows: Sequence[Row]) -> list[int]:
    """Insert rows, all with the same columns; their new ids in the same order."""
    if not rows:
        return []
    return list(session.scalars(insert(table).returning(table.id, sort_by_parameter_order=True), rows))


def document_row(content: bytes, text: str, kind: str, name: str, by: int, at: datetime, **owner: int | None) -> Row:
    """`owner` is candidate_id or opening_id."""
    return {
        "candidate_id": None,
        "opening_id": None,
        "kind": kind,
        "name": name,
        "media_type": WORD_TYPE if name.endswith(".docx") else "text/plain",
        "sha256": sha_of(content),
        "content": content,
        "text": text,
        "added_by": by,
        "added_at": at,
        **owner,
    }


def fact_rows(profile: Profile, whose: Whose) -> Iterator[tuple[type[Base], Row]]:
    """Every fact but credentials, with the table it belongs to. The rows of a table all have the same columns."""
    for job in profile.jobs:
        yield Experience, _fields(job, JOB) | fact_row(job.standing, job.source, whose)
    for skill in profile.skills:
        of_skill = {"slug": skill.slug, "level": skill.level, "last_used": skill.last_used}
        yield HeldSkill, of_skill | fact_row(skill.standing, skill.source, whose)
    for study in profile.education:
        yield Education, _fields(study, STUDY) | {"title": study.text} | fact_row(study.standing, study.source, whose)
    for course in profile.training:
        of_course = {"slug": course.id, "hours": course.hours, "procedures": course.procedures}
        yield Training, of_course | fact_row(course.standing, course.source, whose)
    for table, held in ((Language, profile.languages), (System, profile.systems), (HeldRole, profile.roles)):
        for one in held:
            yield table, {"slug": one.slug, **fact_row(one.standing, one.source, whose)}


def _fields(fact: object, names: tuple[str, ...]) -> Row:
    return {name: getattr(fact, name) for name in names}


def fact_row(standing: Standing, source: Source | None, whose: Whose) -> Row:
    """The columns every fact of a candidate shares."""
    return {
        "candidate_id": whose.candidate_id,
        **settled_row(standing, whose.by, whose.at),
        **source_row(source, whose.document_id),
    }


def settled_row(standing: Standing, by: int, at: datetime) -> Row:
    """Who settled it and when; nobody yet where it is proposed."""
    confirmed = standing == "confirmed"
    return {"standing": standing, "decided_by": by if confirmed else None, "decided_at": at if confirmed else None}


def source_row(source: Source | None, document_id: int | None) -> Row:
    """Where the words stand; empty for what was typed in."""
    if source is None:
        return {"document_id": None, "span_start": None, "span_end": None, "text": ""}
    return {"document_id": document_id, "span_start": source.start, "span_end": source.end, "text": source.text}
