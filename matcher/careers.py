"""Careers: the roles a person works in, and for how long, read from dated jobs, credentials and what is stated outright.

Time is counted in whole months, the first and the last month of a job included ("Jan 2020 to Dec 2020" is a year); a
month worked in two jobs at once counts once. A job without a beginning, or whose end is not said, has no length.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from datetime import date

from matcher.domain import Held, Job, Profile, Standing
from matcher.vocabulary import Vocabulary

#: Credentials of these classes are held beside any work and say nothing of the role: life support, drug collection, EHR.
ROLELESS = frozenset({"bls_card", "acls_card", "pals_card", "first_aid_card", "collector_training", "ehr_credential"})


def role_of(job: Job, vocabulary: Vocabulary) -> str | None:
    """The role of the job, by itself or by the family of what was done in it."""
    family = job.duties or job.family
    if job.role or not family or not vocabulary.has("family", family):
        return job.role
    role: str | None = vocabulary.get("family", family).data.get("role")
    return role


@functools.cache
def role_shown_by(credential: str, vocabulary: Vocabulary) -> str | None:
    """The role whose holders a credential is made for (the first the vocabulary names), or None."""
    term = vocabulary.credential(credential)
    roles = term.data.get("roles", ())
    return roles[0] if roles and not ROLELESS & set(term.data.get("counts_as", ())) else None


def roles_held(profile: Profile, vocabulary: Vocabulary) -> tuple[Held, ...]:
    """The roles of jobs, credentials (revoked ones apart) and statements, in that order, once each with the best standing."""
    found: dict[str, Held] = {}

    def add(slug: str | None, held: Held) -> None:
        if slug and (slug not in found or (found[slug].standing == "proposed" and held.standing == "confirmed")):
            found[slug] = held

    for job in profile.jobs:
        if role := role_of(job, vocabulary):
            add(role, Held(role, job.standing, job.source))
    for credential in profile.credentials:
        role = None if credential.revoked else role_shown_by(credential.type, vocabulary)
        if role:
            add(role, Held(role, credential.standing, credential.source))
    for stated in profile.roles:
        add(stated.slug, stated)
    return tuple(found.values())


def slugs_of(job: Job, vocabulary: Vocabulary) -> frozenset[str]:
    """What time in the job counts for: its role, what that role also works as, its setting and its specialty."""
    role = role_of(job, vocabulary)
    places = {slug for slug in (job.setting, job.specialty) if slug}
    return _worked_as(role, vocabulary) | places if role else frozenset(places)


@functools.cache
def _worked_as(role: str, vocabulary: Vocabulary) -> frozenset[str]:
    return vocabulary.works_as(role)


def months(job: Job, as_of: date) -> range | None:
    """The months worked up to `as_of`, numbered year * 12 + month. None where the dates do not say; empty if not begun."""
    end = as_of if job.current else job.end
    if job.begin is None or end is None:
        return None
    return range(_number(job.begin), min(_number(end), _number(as_of)) + 1)


def merged(jobs: Iterable[Job], as_of: date) -> int:
    """Months worked in any of the jobs, a month in two of them counted once."""
    spans = sorted((span.start, span.stop) for job in jobs if (span := months(job, as_of)))
    total = reached = 0
    for start, stop in spans:
        total += max(0, stop - max(start, reached))
        reached = max(reached, stop)
    return total


def years(profile: Profile, as_of: date, vocabulary: Vocabulary) -> Mapping[str, tuple[float, Standing]]:
    """Slug of a role, setting or specialty -> years in it, "confirmed" where the confirmed jobs alone give as many."""
    jobs: dict[str, list[Job]] = {}
    for job in profile.jobs:
        for slug in slugs_of(job, vocabulary):
            jobs.setdefault(slug, []).append(job)
    found: dict[str, tuple[float, Standing]] = {}
    for slug, those in jobs.items():
        total = merged(those, as_of)
        sure = merged((job for job in those if job.standing == "confirmed"), as_of)
        if total:
            found[slug] = (total / 12, "confirmed" if sure == total else "proposed")
    return found


def _number(day: date) -> int:
    return day.year * 12 + day.month
