"""What a facility reads of somebody: made once, when she is sent, and kept as it was.

Never in it: her birth date, what is medical, where she lives, how to reach her. Her name is not kept in it either.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy.orm import Session

from matcher import vocabulary
from matcher.careers import roles_held, years
from matcher.domain import Eligibility, Lane, Profile, Proof, Requirements, Status, TaskStatus
from matcher.eligibility.judge import counts, lane
from matcher.eligibility.sentences import time_of
from matcher.shortlist import Ranked, Row
from matcher.summary import reason, recency
from models import credential as credentials
from models import reference as references
from models import verification as verifications
from models.candidate import Candidate
from web.services.cards import full_name
from web.services.fact import Said, job_dates, label, level_words, listed_plainly, plain_month, say
from web.services.lawful import bare
from web.strip import CardLane, card_lanes
from web.words import mark_words

#: Kinds of requirement whose answer is medical: the agency alone reads it.
MEDICAL = ("vaccination",)
EMAIL = re.compile(r"[^\s@]+@[^\s@]+")
PHONE = re.compile(r"\+?(?:[0-9][ ()./+-]*){10,}")
GONE = "…"  # stands where something was left out of somebody's own words


@dataclass(frozen=True)
class Asked:
    """Something asked and how it stood on that day."""

    subject: str
    must: bool
    status: Status
    sentence: str


@dataclass(frozen=True)
class Task:
    name: str
    status: TaskStatus
    sentence: str


@dataclass(frozen=True)
class Job:
    title: str
    employer: str
    where: str
    dates: str


@dataclass(frozen=True)
class Skill:
    """`asked`: a task of the opening. `level` and `used` are empty where nobody said."""

    name: str
    level: str
    used: str
    asked: bool
    confirmed: bool


@dataclass(frozen=True)
class Card:
    """`number` is masked; `checked` is when the issuer confirmed it."""

    name: str
    state: str
    number: str
    issued: date | None
    expires: date | None
    proof: Proof
    checked: date | None = None


@dataclass(frozen=True)
class Voucher:
    name: str
    relation: str
    employer: str
    words: str
    asked: date | None


@dataclass(frozen=True)
class Packet:
    """`roles` are (role, how long). `begin` and `end` are the days the cards are drawn over."""

    as_of: date
    begin: date
    end: date | None
    lane: Lane
    mark: str
    why: str
    roles: tuple[tuple[str, str], ...]
    asked: tuple[Asked, ...]
    lanes: tuple[CardLane, ...]
    tasks: tuple[Task, ...]
    jobs: tuple[Job, ...]
    skills: tuple[Skill, ...]
    cards: tuple[Card, ...]
    education: tuple[str, ...]
    training: tuple[str, ...]
    languages: tuple[str, ...]
    systems: tuple[str, ...]
    references: tuple[Voucher, ...]


def make_packet(session: Session, candidate: Candidate, ranked: Ranked, row: Row) -> Packet:
    """What is released of her for this opening, as it stands on the day of the list."""
    profile, asked, today, words = row.profile, ranked.requirements, ranked.as_of, vocabulary.load()
    judged = released(row.eligibility)
    return Packet(
        as_of=today,
        begin=asked.begin or today,
        end=asked.end,
        lane=judged.lane,
        mark=str(mark_words(judged, today).striptags()),
        why=reason(profile, asked, judged, today, words),
        roles=tuple(roles(profile, today)),
        asked=tuple(
            Asked(one.subject, counts(one), one.status, one.sentence) for one in (judged.role, *judged.requirements)
        ),
        lanes=tuple(card_lanes(judged, today)),
        tasks=tuple(Task(label("skill", one.task), one.status, bare(one)) for one in judged.tasks),
        jobs=tuple(
            Job(clean(job.title), clean(job.employer), where(job.setting, job.specialty), job_dates(job))
            for job in sorted(profile.jobs, key=recency)[::-1]
        ),
        skills=tuple(skills(profile, asked)),
        cards=tuple(cards(session, candidate, profile)),
        education=tuple(clean(said(say("education", one))) for one in profile.education),
        training=tuple(said(say("training", one)) for one in profile.training),
        languages=tuple(label("language", one.slug) for one in profile.languages),
        systems=tuple(label("system", one.slug) for one in profile.systems),
        references=tuple(
            Voucher(one.name, clean(one.relation), clean(one.employer), clean(one.words), one.asked_at.date())
            for one in references.of_candidate(session, candidate.id)
            if one.asked_at
        ),
    )


def released(judged: Eligibility) -> Eligibility:
    """The judgement without what is medical and without her limits, which her yes to these terms has settled."""
    rows = tuple(one for one in judged.requirements if not one.requirement or one.requirement.kind not in MEDICAL)
    return replace(judged, lane=lane(judged.role, rows, judged.tasks, ()), requirements=rows, asks=(), notes=())


def roles(profile: Profile, today: date) -> Iterable[tuple[str, str]]:
    """The roles she has, with the time in each that dated jobs show."""
    words = vocabulary.load()
    spent = years(profile, today, words)
    for held in roles_held(profile, words):
        count = spent.get(held.slug, (0.0, ""))[0]
        yield label("role", held.slug), time_of(count) if count else ""


def where(setting: str | None, specialty: str | None) -> str:
    return listed_plainly(label("setting", setting), label("specialty", specialty))


def skills(profile: Profile, asked: Requirements) -> list[Skill]:
    """The tasks of the opening first, held or not; then what else she has, by name."""
    held = {one.slug: one for one in profile.skills}
    tasks = list(dict.fromkeys(task.slug for task in asked.tasks))
    rest = sorted((slug for slug in held if slug not in tasks), key=lambda slug: label("skill", slug).casefold())
    made = []
    for slug in (*tasks, *rest):
        one = held.get(slug)
        level = level_words(one.level) if one and one.level is not None else ""
        used = plain_month(one.last_used) if one and one.last_used else ""
        confirmed = one is not None and one.standing == "confirmed"
        made.append(Skill(label("skill", slug), level, used, slug in tasks, confirmed))
    return made


def cards(session: Session, candidate: Candidate, profile: Profile) -> Iterable[Card]:
    """What she holds and nobody took back, with the number masked."""
    answers = [one for one in verifications.answers(session, candidate.id) if one.Verification.result == "ok"]
    checked = {one.Credential.id: one.Verification.at.date() for one in reversed(answers)}
    for row, held in zip(credentials.current(session, candidate.id), profile.credentials, strict=True):
        if not held.revoked:
            on = checked.get(row.id) if held.proof == "verified" else None
            number = masked(row.number or "")
            yield Card(full_name(held.type), held.state or "", number, held.issued, held.expires, held.proof, on)


def masked(number: str) -> str:
    """The last three signs; of a short number nothing."""
    return GONE + number[-3:] if len(number) >= 6 else ""


def clean(words: str) -> str:
    """Somebody's own words without what reaches a person: an e-mail, a telephone number."""
    return PHONE.sub(GONE, EMAIL.sub(GONE, words))


def said(fact: Said) -> str:
    return listed_plainly(fact.title, fact.detail)


def unnamed(packet: Packet, names: Sequence[str]) -> Packet:
    """The packet as a facility reads it blind: no employer, nobody who vouches, none of her names in anybody's words."""
    parts = {part for name in names for part in re.findall(r"\w{2,}", name)}
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, sorted(parts, key=len, reverse=True)))})\b", re.IGNORECASE)

    def without(words: str) -> str:
        return pattern.sub(GONE, words) if parts else words

    return replace(
        packet,
        jobs=tuple(replace(job, title=without(job.title), employer="") for job in packet.jobs),
        education=tuple(without(words) for words in packet.education),
        references=tuple(
            replace(one, name="", employer="", relation=without(one.relation), words=without(one.words))
            for one in packet.references
        ),
    )
