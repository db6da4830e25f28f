"""A profile's facts as rows of the tables, ready to be inserted many at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from matcher.domain import Profile, Source, Standing
from models import Education, Experience, HeldRole, HeldSkill, Language, System, Training
from models.base import Base

Row = dict[str, Any]


@dataclass(frozen=True)
class Whose:
    """The candidate the facts are of, the document they were read from (None = typed in), who settled them and when."""

    candidate_id: int
    document_id: int | None
    by: int | None
    at: datetime


def fact_rows(profile: Profile, whose: Whose) -> Iterator[tuple[type[Base], Row]]:
    """Every fact but credentials, with the table it belongs to. The rows of a table all have the same columns."""
    for job in profile.jobs:
        yield (
            Experience,
            {
                "title": job.title,
                "employer": job.employer,
                "family": job.family,
                "duties": job.duties,
                "role": job.role,
                "begin": job.begin,
                "end": job.end,
                "current": job.current,
                "setting": job.setting,
                "specialty": job.specialty,
                **settled(job.standing, job.source, whose),
            },
        )
    for skill in profile.skills:
        of_skill = {"slug": skill.slug, "level": skill.level, "last_used": skill.last_used}
        yield HeldSkill, of_skill | settled(skill.standing, skill.source, whose)
    for study in profile.education:
        yield (
            Education,
            {
                "level": study.level,
                "programme": study.programme,
                "family": study.family,
                "hours": study.hours,
                "finished": study.finished,
                "title": study.text,
                **settled(study.standing, study.source, whose),
            },
        )
    for course in profile.training:
        of_course = {"slug": course.id, "hours": course.hours, "procedures": course.procedures}
        yield Training, of_course | settled(course.standing, course.source, whose)
    for table, held in ((Language, profile.languages), (System, profile.systems), (HeldRole, profile.roles)):
        for one in held:
            yield table, {"slug": one.slug, **settled(one.standing, one.source, whose)}


def read_from(source: Source | None, whose: Whose) -> Row:
    """The columns of a Read table that say where the words stand."""
    return {
        "document_id": whose.document_id if source else None,
        "span_start": source.start if source else None,
        "span_end": source.end if source else None,
        "text": source.text if source else "",
    }


def settled(standing: Standing, source: Source | None, whose: Whose) -> Row:
    """The columns every fact shares."""
    confirmed = standing == "confirmed"
    return {
        "candidate_id": whose.candidate_id,
        "standing": standing,
        "decided_by": whose.by if confirmed else None,
        "decided_at": whose.at if confirmed else None,
        **read_from(source, whose),
    }


def credential_rows(profile: Profile, whose: Whose) -> Iterator[Row]:
    """The credentials as rows; number and body are not the matcher's and are filled by who knows them."""
    for held in profile.credentials:
        yield {
            "candidate_id": whose.candidate_id,
            "type": held.type,
            "state": held.state,
            "issued": held.issued,
            "expires": held.expires,
            "compact": held.compact,
            "standing": held.standing,
            "entered_by": whose.by,
            "entered_at": whose.at,
            **read_from(held.source, whose),
        }
