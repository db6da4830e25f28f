"""A working life drawn month by month, backwards from today: jobs one after the other, the schooling between, what was learned.

A month is a whole number, twelve times the year plus the month from 0; it turns into its first day at the end.
"""

from __future__ import annotations

import functools
from bisect import bisect
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from random import Random

from matcher.domain import Education, Held, HeldSkill, Job, Standing
from matcher.vocabulary import Vocabulary
from web.demo.careers import OUTSIDE, WORKS, Path
from web.demo.names import PLACE_WORDS, SETTING_NAMES

#: Months of doing a thing at which the level becomes 2, 3, 4 (with help, independently, expert).
LEVELS = (5, 14, 60)
#: What a job outside health care leaves behind.
CARRIED = ("customer_service", "communication", "teamwork", "time_management", "reliability", "multitasking")
#: Percent by way of schooling of a medical assistant; the programme kinds of the state rules.
PROGRAMMES = (("caahep", 35), ("abhes", 65), ("usde", 85), ("state_approved", 93), ("military", 96), ("other", 100))


@dataclass(frozen=True)
class Life:
    """Jobs newest first. `ready`: the month the person was trained for the work she looks for."""

    born: int
    ready: int
    jobs: tuple[Job, ...]
    education: tuple[Education, ...]
    skills: tuple[HeldSkill, ...]
    systems: tuple[Held, ...]


@functools.cache
def first_day(month: int) -> date:
    return date(month // 12, month % 12 + 1, 1)


def month_of(day: date) -> int:
    return day.year * 12 + day.month - 1


@functools.cache
def held_skill(slug: str, level: int, last: int, standing: Standing) -> HeldSkill:
    """One object for all who hold it alike: a hundred thousand people have two million skills."""
    return HeldSkill(slug, level, first_day(last), standing)


@functools.cache
def menu(vocabulary: Vocabulary, role: str, setting: str, specialty: str | None) -> tuple[tuple[str, float], ...]:
    """What a role comes to do there: (skill, chance), from the setting's weights, the specialty's and the role's duties.

    Only skills within the role's scope, and of these the ones its authority reaches or its family is known by; the order
    is the vocabulary's.
    """
    roles, skills = vocabulary.kind("role"), vocabulary.kind("skill")
    family = next(iter(vocabulary.families_of_role(role)), None)
    known_by = vocabulary.get("family", family).data.get("duties", ()) if family else ()
    chances = {
        slug: 0.15 + 0.65 * weight for slug, weight in vocabulary.get("setting", setting).data["weights"].items()
    }
    for slug in vocabulary.get("specialty", specialty).data["duties"] if specialty else ():
        chances[slug] = max(chances.get(slug, 0), 0.72)
    for slug in known_by:
        chances[slug] = max(chances.get(slug, 0), 0.62)

    def may(slug: str) -> bool:
        authority = roles[skills[slug].data["min_role"]].data["authority_level"]
        within = skills[slug].data["scope"] in roles[role].data["scope"]
        return within and (slug in known_by or roles[role].data["authority_level"] >= authority)

    return tuple((slug, chances[slug]) for slug in skills if slug in chances and may(slug))


@functools.cache
def specialties_in(vocabulary: Vocabulary, setting: str) -> tuple[str, ...]:
    """A specialty practice has any specialty, other settings the ones common there."""
    if setting == "specialty_practice":
        return tuple(vocabulary.kind("specialty"))
    return tuple(vocabulary.get("setting", setting).data.get("common_specialties", ()))


@functools.cache
def systems_in(vocabulary: Vocabulary, setting: str) -> tuple[str, ...]:
    return tuple(slug for slug, term in vocabulary.kind("system").items() if setting in term.data.get("typical", ()))


@functools.cache
def family_of(vocabulary: Vocabulary, work: str) -> str | None:
    """The role family of a kind of work of the demo: the role's first, or itself outside health care."""
    return next(iter(vocabulary.families_of_role(work)), None) if work in WORKS else work


@functools.cache
def topics(vocabulary: Vocabulary) -> tuple[str, ...]:
    return tuple(slug for slug in vocabulary.kind("topic") if vocabulary.has("skill", slug))


class _Learned:
    """Months of practice and the last month of it, by skill; record systems met."""

    def __init__(self) -> None:
        self.months: dict[str, int] = {}
        self.last: dict[str, int] = {}
        self.systems: dict[str, None] = {}

    def add(self, slug: str, months: int, last: int) -> None:
        self.months[slug] = self.months.get(slug, 0) + months
        if last > self.last.get(slug, 0):
            self.last[slug] = last

    def skills(self, standing: Standing) -> tuple[HeldSkill, ...]:
        # A skill of the classroom has no month of practice and is level 1 (theory).
        return tuple(
            held_skill(slug, bisect(LEVELS, months) + 1, self.last[slug], standing)
            for slug, months in self.months.items()
        )


def draw_life(rng: Random, path: Path, vocabulary: Vocabulary, today: int, standings: Mapping[str, Standing]) -> Life:
    """A life along the path that ends in the month `today`. `standings` says how each section's facts stand."""
    jobs: list[Job] = []
    education: list[Education] = []
    learned = _Learned()
    favourite = rng.choice(tuple(vocabulary.kind("specialty")))
    setting: str | None = None
    chance = rng.random()
    cursor = today - (0 if chance < 0.6 else rng.randint(1, 9) if chance < 0.9 else rng.randint(10, 30))
    current = chance < 0.6
    ready, earliest = None, today
    for step in reversed(path.steps):
        for _ in range(rng.randint(*step.jobs)):
            work = rng.choice(step.works)
            end, begin = cursor, cursor - rng.randint(*step.months)
            health = WORKS.get(work)
            if health and not (setting in health.settings and rng.random() < 0.4):
                setting = rng.choice(health.settings)
            job = _job(
                rng, work, setting if health else None, favourite, vocabulary, (begin, end), standings["experience"]
            )
            if current:
                job = replace(job, end=None, current=True)
            _learn(rng, learned, vocabulary, work, job, end - begin, end)
            jobs.append(job)
            current = False
            cursor = begin - (rng.randint(4, 16) if rng.random() < 0.12 else rng.randint(0, 1))
        if current:  # trained, and no job since
            cursor, current = today - rng.randint(1, 5), False
        if step.school:
            finished = cursor - rng.randint(0, 3)
            education.append(_schooling(rng, step.school, step.works[0], finished, vocabulary, standings["education"]))
            if step.school in ("ma_certificate", "associate"):
                for slug in topics(vocabulary):
                    learned.add(slug, 0, finished)
            ready = ready or finished
            cursor = finished - (step.months_of_school if rng.random() < 0.5 else rng.randint(0, 2))
            earliest = min(earliest, finished - step.months_of_school)
        earliest = min(earliest, cursor)
        ready = ready or cursor
    left_school = (earliest - rng.choice((0, 0, 6, 12, 24, 60)) - 5) // 12 * 12 + 5  # a June
    born = left_school - 18 * 12 - rng.randint(0, 9)
    education.append(Education("hs_or_ged", finished=first_day(left_school), standing=standings["education"]))
    for slug in rng.sample(CARRIED, 2):
        learned.add(slug, 12, today)
    systems = tuple(Held(slug, standings["systems"]) for slug in learned.systems)
    return Life(born, ready or cursor, tuple(jobs), tuple(education), learned.skills(standings["skills"]), systems)


def _job(
    rng: Random,
    work: str,
    setting: str | None,
    favourite: str,
    vocabulary: Vocabulary,
    months: tuple[int, int],
    standing: Standing,
) -> Job:
    kind = WORKS[work] if setting else OUTSIDE[work]
    specialty = None
    if setting:
        choices = kind.specialties or specialties_in(vocabulary, setting)
        if choices:
            specialty = favourite if favourite in choices and rng.random() < 0.75 else rng.choice(choices)
    employer = f"{rng.choice(PLACE_WORDS)} {rng.choice(SETTING_NAMES[setting] if setting else kind.firms)}"
    return Job(
        title=rng.choice(kind.titles),
        family=family_of(vocabulary, work),
        role=work if setting else None,
        employer=employer,
        begin=first_day(months[0]),
        end=first_day(months[1]),
        setting=setting,
        specialty=specialty,
        standing=standing,
    )


def _learn(rng: Random, learned: _Learned, vocabulary: Vocabulary, work: str, job: Job, months: int, last: int) -> None:
    if job.setting is None:
        for slug in (*vocabulary.get("family", work).data.get("duties", ()), *CARRIED[:4]):
            if rng.random() < 0.4:
                learned.add(slug, months, last)
        return
    for slug, chance in menu(vocabulary, work, job.setting, job.specialty):
        if rng.random() < chance:
            learned.add(slug, months, last)
    if systems := systems_in(vocabulary, job.setting):
        learned.systems[rng.choice(systems)] = None


def _schooling(
    rng: Random, level: str, work: str, finished: int, vocabulary: Vocabulary, standing: Standing
) -> Education:
    programme, hours = None, None
    if level in ("ma_certificate", "associate"):
        drawn = rng.randint(1, 100)
        programme = next(kind for kind, upto in PROGRAMMES if drawn <= upto)
        hours = rng.choice((720, 760, 800, 900, 1040))
    return Education(level, programme, family_of(vocabulary, work), hours, first_day(finished), standing=standing)
