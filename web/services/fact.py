"""Facts of a candidate one by one: how each is said, added by hand, changed, taken away, and its section closed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.careers import role_of
from matcher.domain import SECTIONS, Education, HeldSkill, Job
from matcher.extraction.titles import understand
from models import Education as EducationRow
from models import Experience, HeldRole, Language, System
from models import HeldSkill as SkillRow
from models import Training as TrainingRow
from models import fact as facts
from models.base import touch
from models.candidate import Candidate
from models.fact import Fact
from models.section_answer import SectionAnswer
from web.words import month, t

#: kind of a fact as addresses name it -> its table, and the section it belongs to.
TABLES: Mapping[str, type[Fact]] = {
    "job": Experience,
    "role": HeldRole,
    "skill": SkillRow,
    "education": EducationRow,
    "training": TrainingRow,
    "language": Language,
    "system": System,
}
SECTION_OF = {
    "job": "experience",
    "role": "experience",
    "skill": "skills",
    "education": "education",
    "training": "training",
    "language": "languages",
    "system": "systems",
    "credential": "credentials",
}
#: Kinds that say no more than which term of the vocabulary, and the vocabulary's name for it.
TERM_OF = {"role": "role", "skill": "skill", "language": "language", "system": "system"}


@dataclass(frozen=True)
class Said:
    """A fact in words: what it is, and the rest of it."""

    title: str
    detail: str


def say(kind: str, row: Any) -> Said:
    """A fact (a row or a value of the matcher) in words."""
    if kind == "job":
        return Said(listed_plainly(row.title, row.employer), job_detail(row))
    if kind == "education":
        return say_education(row)
    if kind == "training":
        counts = [("hours", row.hours), ("procedures", row.procedures)]
        detail = ", ".join(t(f"facts.{name}", n=n) for name, n in counts if n is not None)
        return Said(t(f"facts.trainings.{getattr(row, 'slug', None) or row.id}"), detail)
    term = label(TERM_OF[kind], row.slug)
    return Said(term, skill_detail(row) if kind == "skill" else t("facts.stated_role") if kind == "role" else "")


def job_detail(row: Experience | Job) -> str:
    """Mar 2022 until now. Specialty practice, dermatology."""
    place = listed_plainly(label("setting", row.setting), label("specialty", row.specialty))
    role = role_of(row, vocabulary.load())  # type: ignore[arg-type]
    as_role = label("role", role)
    said = [job_dates(row), place, t("facts.read_as", role=as_role) if as_role else t("facts.no_role")]
    return ". ".join(words for words in said if words) + "."


def job_dates(row: Experience | Job) -> str:
    begin = plain_month(row.begin) if row.begin else ""
    if row.current:
        return str(t("facts.until_now", begin=begin) if begin else t("facts.now"))
    end = plain_month(row.end) if row.end else ""
    if begin and end:
        return t("facts.from_to", begin=begin, end=end)
    return str(
        t("facts.only_begin", begin=begin) if begin else t("facts.only_end", end=end) if end else t("facts.no_dates")
    )


def skill_detail(row: SkillRow | HeldSkill) -> str:
    level = t("facts.level", words=level_words(row.level)) if row.level is not None else ""
    used = t("facts.last_used", month=plain_month(row.last_used)) if row.last_used else ""
    return " ".join(words for words in (level, used) if words) or t("facts.no_level")


def level_words(level: int) -> str:
    return next((term.label for term in levels() if term.data["level"] == level), str(level))


def levels() -> list[vocabulary.Term]:
    return list(vocabulary.load().kind("level").values())


def say_education(row: EducationRow | Education) -> Said:
    own = getattr(row, "title", "") or getattr(row, "text", "")
    level, family = label("education", row.level), label("family", row.family)
    programme = t(f"facts.programmes.{row.programme}") if row.programme else ""
    hours = t("facts.hours", n=row.hours) if row.hours is not None else ""
    finished = t("facts.finished", month=plain_month(row.finished)) if row.finished else ""
    title = level or family or programme or own
    rest = [words for words in (own, level, family, programme, hours, finished) if words and words != title]
    return Said(title, ", ".join(dict.fromkeys(rest)))


def label(kind: str, slug: str | None) -> str:
    """The vocabulary's words for a slug, the slug's own where it has none, "" for nothing."""
    terms = vocabulary.load()
    if not slug:
        return ""
    return terms.get(kind, slug).label if terms.has(kind, slug) else slug.replace("_", " ")


def plain_month(day: date) -> str:
    return month(day).striptags()


def listed_plainly(*words: str) -> str:
    return ", ".join(part for part in words if part)


def find_same(
    session: Session, candidate: Candidate, kind: str, values: Mapping[str, Any], row: Fact | None = None
) -> Fact | None:
    """What says this already, `row` aside: the row of the same term, rejected or not; a job or school the same in every field."""
    if "slug" in values:
        same = facts.with_slug(session, TABLES[kind], candidate.id, values["slug"])
        return same if same is not row else None
    rows = facts.of_candidate(session, TABLES[kind], candidate.id)
    alike = (one for one in rows if all((getattr(one, n) or None) == (v or None) for n, v in values.items()))
    return next((one for one in alike if one is not row), None)


def add_fact(session: Session, candidate: Candidate, kind: str, values: Mapping[str, Any], by: int) -> Fact:
    """A fact typed in by hand: confirmed. Where the same term was read before, in any standing, that row is confirmed."""
    table = TABLES[kind]
    row = None
    if "slug" in values:
        row = facts.with_slug(session, table, candidate.id, values["slug"])
    if row is None:
        row = table()
        row.candidate_id = candidate.id
        session.add(row)
    return write_fact(session, row, values, by)


def write_fact(session: Session, row: Fact, values: Mapping[str, Any], by: int) -> Fact:
    """The values in place of those stored; who says so confirms the fact."""
    if isinstance(row, Experience) and values["title"] != row.title:
        row.family, row.duties = understand(values["title"], vocabulary.load()).family, None
    for name, value in values.items():
        setattr(row, name, value)
    settle(row, "confirmed", by)
    session.flush()
    return row


def settle(row: Fact, standing: str, by: int) -> None:
    """A person says a fact is right, or not so; it is kept either way, so that reading again never adds it anew."""
    row.standing, row.decided_by, row.decided_at = standing, by, datetime.now(UTC)


def confirm_fact(session: Session, row: Fact, by: int) -> None:
    settle(row, "confirmed", by)
    session.flush()


def remove_fact(session: Session, row: Fact, by: int) -> None:
    settle(row, "rejected", by)
    session.flush()


def close_section(session: Session, candidate: Candidate, section: str, by: int) -> None:
    """ "That is all": from now on what the section does not hold is lacking, not merely unknown."""
    if section not in SECTIONS:
        raise ValueError(f"{section!r} is no section: one of {', '.join(SECTIONS)}")
    if session.get(SectionAnswer, (candidate.id, section)) is None:
        session.add(SectionAnswer(candidate_id=candidate.id, section=section, by=by))
        session.flush()


def open_section(session: Session, candidate: Candidate, section: str) -> None:
    """There may be more: what the section does not hold is unknown again."""
    answer = session.get(SectionAnswer, (candidate.id, section))
    if answer is not None:
        session.delete(answer)
        touch(candidate)
        session.flush()
