"""Facts as the command `extract` prints them: plain values ready for JSON, each with its words and their span."""

from __future__ import annotations

from datetime import date
from typing import Any

from matcher.domain import Education, Held, Job, Profile, Requirement, Requirements, Source
from matcher.extraction import dates
from matcher.extraction.plain import Reading

Json = dict[str, Any]


def resume_json(profile: Profile) -> Json:
    """Ready for JSON: id, roles, jobs, skills, credentials, education, languages, systems."""
    times: dict[date, list[dates.Range]] = {}
    for time in dates.ranges(Reading(profile.text).lower):
        if isinstance(time.begin, dates.Point):
            for day in {time.begin.day, time.begin.first_day}:
                times.setdefault(day, []).append(time)
    roles: dict[str, Source | None] = {}
    for held in profile.roles:
        roles.setdefault(held.slug, held.source)
    for job in profile.jobs:
        if job.role:
            roles.setdefault(job.role, job.source)
    return {
        "id": profile.key,
        "roles": [{"slug": slug, **span(source)} for slug, source in roles.items()],
        "jobs": [_job(job, times) for job in profile.jobs],
        "skills": [
            {"slug": s.slug, "level": s.level, "last_used": _month(s.last_used), **span(s.source)}
            for s in profile.skills
        ],
        "credentials": [
            {
                "slug": c.type,
                "state": c.state,
                "issued": _day(c.issued),
                "expires": _day(c.expires),
                "compact": c.compact,
                **span(c.source),
            }
            for c in profile.credentials
        ],
        "education": [_education(e) for e in profile.education],
        "languages": [_held(h) for h in profile.languages],
        "systems": [_held(h) for h in profile.systems],
    }


def posting_json(requirements: Requirements) -> Json:
    """Ready for JSON: id, title, roles, families, requirements (tasks among them as skills), skills, pay, shifts, place, dates."""
    asked = [_requirement(r) for r in requirements.asked]
    named = {slug for r in requirements.asked if r.kind == "skill" for slug in r.any_of}
    asked += [
        {"kind": "skill", "any_of": [t.slug], "must": True, "years": None, "due": "start", **span(t.source)}
        for t in requirements.tasks
        if t.slug not in named
    ]
    skills = [{"slug": t.slug, "weight": t.weight, **span(t.source)} for t in requirements.tasks]
    skills += [
        {"slug": r.any_of[0], "weight": r.weight, **span(r.source)} for r in requirements.asked if r.kind == "skill"
    ]
    pay = requirements.pay
    return {
        "id": requirements.key,
        "title": requirements.title,
        "roles": [{"slug": slug, **_first(requirements.text, requirements.title)} for slug in requirements.roles],
        "families": [{"slug": slug, "percent": percent} for slug, percent in requirements.families],
        "jobs": [],
        "setting": requirements.setting,
        "specialty": requirements.specialty,
        "skills": skills,
        "credentials": _of(asked, "credential", "licence"),
        "education": _of(asked, "education"),
        "languages": _of(asked, "language"),
        "systems": _of(asked, "system"),
        "requirements": asked,
        "pay": None
        if pay.low is None
        else {"from": pay.low / 100, "to": pay.high / 100 if pay.high else None, "unit": pay.unit},
        "shifts": sorted(requirements.shifts),
        "employment_type": requirements.employment_type,
        "place": {"zip": requirements.place.zip, "state": requirements.place.state},
        "dates": {"from": _day(requirements.begin), "to": _day(requirements.end)},
        "will_train": requirements.will_train,
    }


def span(source: Source | None) -> Json:
    """The exact words and their place, or nothing known of it."""
    return (
        {"text": source.text, "start": source.start, "end": source.end}
        if source
        else {"text": "", "start": None, "end": None}
    )


def _first(text: str, title: str) -> Json:
    start = text.find(title)
    return span(Source(title, start, start + len(title)) if title and start >= 0 else None)


def _job(job: Job, times: dict[date, list[dates.Range]]) -> Json:
    begin, end = _written(job, times)
    return {
        "slug": job.role, "family": job.family, "duties": job.duties, "employer": job.employer, "from": begin, "to": end,
        "setting": job.setting, "specialty": job.specialty, **span(job.source),
    }  # fmt: skip


def _written(job: Job, times: dict[date, list[dates.Range]]) -> tuple[str | None, str | None]:
    """The days as the document writes them: a year alone stays a year, "present" stays present however old the document."""
    same = times.get(job.begin, []) if job.begin else []
    place = job.source.start if job.source else 0
    time = min(same, key=lambda t: (t.begin.day != job.begin, abs(t.start - place)), default=None)
    if time is None or not isinstance(time.begin, dates.Point):
        return _month(job.begin), "present" if job.current else _month(job.end)
    if time.current:
        return time.begin.written(), "present"
    if job.end is None:
        return time.begin.written(), "present" if job.current else None
    return time.begin.written(), time.end.written() if isinstance(time.end, dates.Point) else time.begin.written()


def _education(education: Education) -> Json:
    return {
        "slug": education.level,
        "family": education.family,
        "programme": education.programme,
        "finished": _month(education.finished),
        **span(education.source),
    }


def _held(held: Held) -> Json:
    return {"slug": held.slug, **span(held.source)}


def _requirement(requirement: Requirement) -> Json:
    return {
        "kind": requirement.kind, "any_of": list(requirement.any_of), "must": requirement.must, "years": requirement.years,
        "due": requirement.due, **span(requirement.source),
    }  # fmt: skip


def _of(asked: list[Json], *kinds: str) -> list[Json]:
    return [item for item in asked if item["kind"] in kinds]


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _month(day: date | None) -> str | None:
    return f"{day:%Y-%m}" if day else None
