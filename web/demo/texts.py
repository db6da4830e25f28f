"""Drawn people and openings as the documents they would have sent: resumes in four layouts, as text and Word file; postings."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from random import Random

import docx

from matcher.domain import Credential, Job, Profile, Requirement, Requirements
from matcher.eligibility.sentences import time_of
from matcher.vocabulary import Vocabulary
from web.demo.agency import DemoFacility
from web.demo.lives import menu
from web.demo.openings import DemoOpening
from web.demo.people import Person
from web.demo.places import city_of

Section = tuple[str, list[str]]
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def resume_text(person: Person, vocabulary: Vocabulary, layout: int) -> str:
    """The person's resume in plain text. `layout` 0 to 3: dates beside the title, dates under it, sidebar first, table."""
    sections = _sections(person, vocabulary, _JOB_LINES[layout])
    if layout == 2:  # the sidebar's narrow column comes first, as it is read out of a two-column page
        sections.sort(key=lambda section: section[0] in ("Profile", "Experience", "Education"))
    lines = [*_head(person), ""]
    for title, body in sections:
        lines += [title.upper() if layout in (0, 3) else f"{title}:" if layout == 1 else title, *body, ""]
    return "\n".join(lines).rstrip() + "\n"


def resume_docx(person: Person, vocabulary: Vocabulary) -> bytes:
    """The person's resume as a Word file: headings, bullets, and each job's title and dates in a table row."""
    page = docx.Document()
    name, *contact = _head(person)
    page.add_heading(name, 0)
    page.add_paragraph(" | ".join(contact))
    for title, body in _sections(person, vocabulary, lambda job, duties: []):
        page.add_heading(title, 1)
        if title != "Experience":
            for line in body:
                page.add_paragraph(line)
            continue
        for job in person.profile.jobs:
            row = page.add_table(rows=1, cols=2).rows[0]
            row.cells[0].text, row.cells[1].text = job.title, _period(job)
            page.add_paragraph(job.employer)
            for duty in _duties(person.profile, job, vocabulary):
                page.add_paragraph(duty, style="List Bullet")
    file = io.BytesIO()
    page.save(file)
    return file.getvalue()


def card_text(person: Person, credential: Credential, card_number: str, vocabulary: Vocabulary) -> str:
    """A credential as its card says it."""
    term = vocabulary.credential(credential.type)
    lines = [term.label, issuer(credential, vocabulary), person.identity.name, f"No. {card_number}"]
    lines += [f"Issued {_day(credential.issued)}"] if credential.issued else []
    lines += [f"Expires {_day(credential.expires)}"] if credential.expires else []
    return "\n".join(lines) + "\n"


def issuer(credential: Credential, vocabulary: Vocabulary) -> str:
    """Who issued it, as the vocabulary names the body or the state's office."""
    data = vocabulary.credential(credential.type).data
    name = str(data.get("body") or data.get("issuer") or "")
    return f"{name}, {credential.state}" if credential.state else name


def posting_text(opening: DemoOpening, facility: DemoFacility, vocabulary: Vocabulary) -> str:
    """What the facility sent: who it is, when and what for, the duties, what must and what may be there."""
    asked = opening.requirements
    setting = vocabulary.get("setting", facility.setting).label
    lines = [
        asked.title,
        f"{facility.name}, {facility.city}, {facility.place.state} {facility.place.zip}",
        "",
        f"About us: {setting} with {facility.provider_count} provider{'s' if facility.provider_count > 1 else ''}.",
        _dates(asked),
    ]
    if asked.employment_type:
        lines.append(f"Type: {vocabulary.get('employment_type', asked.employment_type).label}")
    lines.append(f"Schedule: {', '.join(vocabulary.get('shift', shift).label for shift in sorted(asked.shifts))}")
    if asked.pay.low and asked.pay.high:
        lines.append(f"Pay: ${asked.pay.low / 100:.2f} - ${asked.pay.high / 100:.2f} per hour")
    lines += ["", "Duties", *(f"- {vocabulary.get('skill', task.slug).label}" for task in asked.tasks)]
    for title, must in (("Required", True), ("Preferred", False)):
        wanted = [_asked(one, vocabulary) for one in asked.asked if one.must is must and one.level != "agency"]
        lines += ["", title, *(f"- {line}" for line in wanted)] if wanted else []
    return "\n".join(lines) + "\n"


def _head(person: Person) -> list[str]:
    home = person.profile.home
    return [
        person.identity.name,
        f"{city_of(home)}, {home.state} {home.zip}",
        person.identity.phone,
        person.identity.email,
    ]


def _sections(
    person: Person, vocabulary: Vocabulary, job_lines: Callable[[Job, list[str]], list[str]]
) -> list[Section]:
    profile = person.profile
    role = profile.roles[0].slug if profile.roles else profile.jobs[0].role if profile.jobs else None
    wanted = vocabulary.get("role", role).label if role else "a position in a clinic"
    jobs = [line for job in profile.jobs for line in job_lines(job, _duties(profile, job, vocabulary))]
    skills = [vocabulary.get("skill", skill.slug).label for skill in profile.skills]
    studies = [
        ", ".join(
            [
                vocabulary.get("education", study.level).label if study.level else study.text,
                *([f"{vocabulary.get('family', study.family).label} program"] if study.family else []),
                *([f"{study.finished:%Y}"] if study.finished else []),
            ]
        )
        for study in profile.education
    ]
    cards = [
        _card(credential, card, vocabulary)
        for credential, card in zip(profile.credentials, person.numbers, strict=True)
    ]
    systems = [vocabulary.get("system", system.slug).label for system in profile.systems]
    languages = [vocabulary.get("language", language.slug).label for language in profile.languages]
    sections = [
        ("Profile", [f"Objective: {wanted}."]),
        ("Experience", jobs),
        ("Education", studies),
        ("Certifications", cards),
        ("Skills", [", ".join(skills)] if skills else []),
        ("Software", [", ".join(systems)] if systems else []),
        ("Languages", [", ".join(languages)]),
    ]
    return [(title, body) for title, body in sections if body or (title == "Experience" and profile.jobs)]


def _duties(profile: Profile, job: Job, vocabulary: Vocabulary) -> list[str]:
    """Three or fewer lines of what was done there, of the skills held, in the vocabulary's own and other words."""
    if job.role is None or job.setting is None:
        return ["Served customers and worked in a team"]
    held = {skill.slug for skill in profile.skills}
    rng = Random(f"{profile.key}/{job.begin}")
    skills = vocabulary.kind("skill")
    done = [skills[slug] for slug, _ in menu(vocabulary, job.role, job.setting, job.specialty) if slug in held]
    words = [rng.choice((term.label, term.label, *term.synonyms[:2])) for term in done]
    where = vocabulary.get("setting", job.setting).label
    if job.specialty:
        where = f"{vocabulary.get('specialty', job.specialty).label}, {where[0].lower()}{where[1:]}"
    return [where, *(", ".join(words[at : at + 4]) for at in range(0, min(len(words), 12), 4))]


def _beside(job: Job, duties: list[str]) -> list[str]:
    return [f"{job.title}, {job.employer}    {_period(job)}", *(f"- {duty}" for duty in duties), ""]


def _under(job: Job, duties: list[str]) -> list[str]:
    return [job.title, job.employer, _period(job, "%m/%Y"), *(f"* {duty}" for duty in duties), ""]


def _employer_first(job: Job, duties: list[str]) -> list[str]:
    return [job.employer, f"{job.title} ({_period(job)})", *(f"\u2022 {duty}" for duty in duties), ""]


def _table(job: Job, duties: list[str]) -> list[str]:
    return [f"{_period(job, '%B %Y')} | {job.title} | {job.employer}", *duties, ""]


_JOB_LINES = (_beside, _under, _employer_first, _table)
LAYOUTS = len(_JOB_LINES)


def _period(job: Job, form: str = "%b %Y") -> str:
    begin = job.begin.strftime(form) if job.begin else ""
    return f"{begin} - {'Present' if job.current else job.end.strftime(form) if job.end else ''}".strip(" -")


def _card(credential: Credential, card_number: str, vocabulary: Vocabulary) -> str:
    term = vocabulary.credential(credential.type)
    abbr = term.data.get("abbr")
    words = f"{term.label} ({abbr})" if abbr and "(" not in abbr else str(abbr or term.label)
    words += f", {credential.state}" if credential.state else ""
    words += f", no. {card_number}"
    return f"{words}, expires {credential.expires:%m/%Y}" if credential.expires else words


def _day(day: date) -> str:
    return f"{day:%B} {day.day}, {day.year}"


def _dates(asked: Requirements) -> str:
    begin = f"Start date: {_day(asked.begin)}" if asked.begin else "Start date: as soon as possible"
    return f"{begin}. End date: {_day(asked.end)}." if asked.end else f"{begin}. Open-ended."


def _asked(one: Requirement, vocabulary: Vocabulary) -> str:
    names = " or ".join(_name(one, slug, vocabulary) for slug in one.any_of)
    if one.kind == "experience":
        word = "as" if vocabulary.has("role", one.any_of[0]) else "in"
        return f"{time_of(one.years or 0)} of experience {word} {names}"
    if one.due.startswith("+"):
        return f"{names}, within {one.due[1:]} of the start"
    return names


def _name(one: Requirement, slug: str, vocabulary: Vocabulary) -> str:
    kinds = {
        "credential": ("credential_class", "certification"),
        "experience": ("role", "specialty"),
    }.get(one.kind, (one.kind,))
    return next(vocabulary.get(kind, slug).label for kind in kinds if vocabulary.has(kind, slug))
