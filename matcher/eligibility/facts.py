"""What is known of a person when eligibility is judged, whichever door it came through.

None is "not asked". `closed` names the sections that are complete: only there can something be lacking.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from matcher.careers import merged, months, role_of, roles_held, slugs_of
from matcher.domain import Credential, Education, Held, HeldSkill, Job, Profile, Standing, Training
from matcher.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Time:
    """Years of work: in all, and those that a person confirmed. `open`: there is more whose length is not known."""

    years: float
    confirmed: float
    open: bool = False


class Experience(Protocol):
    def of(self, slug: str) -> Time | None:
        """Time in a role, setting or specialty; None where nothing is stated of it."""


@dataclass(frozen=True, slots=True)
class Stated:
    """Years as a person stated them."""

    years: Mapping[str, float]

    def of(self, slug: str) -> Time | None:
        years = self.years.get(slug)
        return None if years is None else Time(years, years)


@dataclass(frozen=True, slots=True)
class Career:
    """Years as dated jobs show them. In a closed career, what no job is and every job tells of is no time at all."""

    jobs: tuple[Job, ...]
    as_of: date
    closed: bool
    vocabulary: Vocabulary

    def of(self, slug: str) -> Time | None:
        jobs = [job for job in self.jobs if slug in slugs_of(job, self.vocabulary)]
        if not jobs:
            return Time(0, 0) if self.closed and all(self._tells(job, slug) for job in self.jobs) else None
        sure = [job for job in jobs if job.standing == "confirmed"]
        total = merged(jobs, self.as_of) / 12
        return Time(
            total,
            total if len(sure) == len(jobs) else merged(sure, self.as_of) / 12,
            any(months(job, self.as_of) is None for job in jobs),
        )

    def _tells(self, job: Job, slug: str) -> bool:
        """Whether the job says the kind of thing the slug is."""
        if self.vocabulary.has("role", slug):
            return bool(role_of(job, self.vocabulary) or job.family)
        return bool(job.setting if self.vocabulary.has("setting", slug) else job.specialty)


@dataclass(frozen=True, slots=True)
class Facts:
    """Lists are None where nobody asked. `levels`: education ranks reached, with their standing."""

    roles: Mapping[str, Standing] | None
    home_state: str | None
    credentials: tuple[Credential, ...] | None
    experience: Experience | None
    languages: tuple[Held, ...] | None
    levels: tuple[tuple[int, Standing], ...]
    programmes: tuple[Education, ...] | None
    training: tuple[Training, ...] | None
    closed: frozenset[str]
    skills: tuple[HeldSkill, ...] | None = None
    systems: tuple[Held, ...] | None = None

    @classmethod
    def of(cls, profile: Profile, today: date, vocabulary: Vocabulary) -> Facts:
        """A section that is empty and open is one nobody asked about."""
        closed = profile.answered

        def asked(section: str) -> bool:
            return section in closed

        programmes = tuple(education for education in profile.education if education.programme)
        return cls(
            roles={held.slug: held.standing for held in roles_held(profile, vocabulary)}
            or ({} if asked("experience") else None),
            home_state=profile.home.state,
            credentials=tuple(_placed(held, vocabulary) for held in profile.credentials)
            or (() if asked("credentials") else None),
            experience=Career(profile.jobs, today, asked("experience"), vocabulary),
            languages=profile.languages or (() if asked("languages") else None),
            levels=tuple(
                (vocabulary.get("education", education.level).data["rank"], education.standing)
                for education in profile.education
                if education.level
            ),
            programmes=programmes or (() if asked("education") else None),
            training=profile.training or (() if asked("training") else None),
            closed=closed,
            skills=profile.skills or (() if asked("skills") else None),
            systems=profile.systems or (() if asked("systems") else None),
        )


def _placed(held: Credential, vocabulary: Vocabulary) -> Credential:
    """A type that only one state issues is of that state, written or not."""
    state = None if held.state else _only_state(held.type, vocabulary)
    return replace(held, state=state) if state else held


@functools.cache
def _only_state(credential: str, vocabulary: Vocabulary) -> str | None:
    states = vocabulary.credential(credential).data.get("states", ())
    return states[0] if len(states) == 1 else None
