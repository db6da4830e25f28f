"""The drawn candidates: the same every time, and lives that hang together."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise

import pytest

from matcher import vocabulary
from matcher.domain import SECTIONS
from web.demo.careers import OUTSIDE, PATHS, WORKS
from web.demo.people import Person, draw_person, draw_profile

AS_OF = date(2026, 11, 25)
WORDS = vocabulary.load()


@pytest.fixture(scope="module")
def people() -> list[Person]:
    return [draw_person(number, 1, WORDS, AS_OF) for number in range(400)]


def test_the_same_arguments_give_the_same_people(people: list[Person]) -> None:
    assert [draw_person(number, 1, WORDS, AS_OF) for number in range(400)] == people


def test_another_seed_gives_other_people(people: list[Person]) -> None:
    others = [draw_person(number, 2, WORDS, AS_OF) for number in range(50)]
    assert not {person.identity.name for person in others} & {person.identity.name for person in people[:50]}
    assert sum(one.profile == other.profile for one, other in zip(people, others, strict=False)) == 0


def test_the_profile_alone_is_that_of_the_person(people: list[Person]) -> None:
    assert [draw_profile(number, 1, WORDS, AS_OF) for number in range(50)] == [one.profile for one in people[:50]]


def test_names_mail_telephones_and_keys_are_distinct(people: list[Person]) -> None:
    for values in (
        [person.identity.name for person in people],
        [person.identity.email for person in people],
        [person.identity.phone for person in people],
        [person.profile.key for person in people],
    ):
        assert len(set(values)) == 400
    assert all(person.identity.email.endswith("@example.org") for person in people)
    assert all(" 555-01" in person.identity.phone for person in people)


def test_every_path_through_work_is_walked_and_names_known_roles_and_families() -> None:
    assert set(WORKS) <= set(WORDS.kind("role"))
    assert set(OUTSIDE) <= set(WORDS.kind("family"))
    walked = Counter(draw_person(number, 3, WORDS, AS_OF).path for number in range(1500))
    assert set(walked) == set(PATHS)


def test_every_slug_is_a_word_of_the_vocabulary(people: list[Person]) -> None:
    seen: Counter[str] = Counter()
    for profile in (person.profile for person in people):
        slugs = {
            "family": [job.family for job in profile.jobs] + [study.family for study in profile.education],
            "role": [job.role for job in profile.jobs] + [role.slug for role in profile.roles],
            "setting": [job.setting for job in profile.jobs] + list(profile.limits.settings),
            "specialty": [job.specialty for job in profile.jobs],
            "skill": [skill.slug for skill in profile.skills],
            "education": [study.level for study in profile.education],
            "language": [language.slug for language in profile.languages],
            "system": [system.slug for system in profile.systems],
            "shift": list(profile.limits.shifts),
            "employment_type": list(profile.limits.employment_types),
            "state": [profile.home.state, *(credential.state for credential in profile.credentials)],
        }
        for kind, found in slugs.items():
            for slug in filter(None, found):
                WORDS.get(kind, slug)
                seen[kind] += 1
        for credential in profile.credentials:
            WORDS.credential(credential.type)
    assert min(seen.values()) > 20, seen


def test_jobs_follow_one_another_from_the_age_of_sixteen_on(people: list[Person]) -> None:
    for person in people:
        jobs = person.profile.jobs
        assert sum(job.current for job in jobs) <= 1
        for job in jobs:
            assert job.begin is not None
            assert job.begin >= person.identity.born.replace(year=person.identity.born.year + 16)
            assert job.current or (job.end is not None and job.begin < job.end <= AS_OF)
        for later, earlier in pairwise(jobs):
            assert earlier.end is not None and later.begin is not None
            assert earlier.end <= later.begin + timedelta(days=31)


def test_schooling_ends_before_the_first_job_it_leads_to(people: list[Person]) -> None:
    checked = 0
    for person in people:
        step = PATHS[person.path].steps[-1]
        if not step.school:
            continue
        finished = next(study.finished for study in person.profile.education if study.level == step.school)
        assert finished is not None and finished <= AS_OF
        for job in person.profile.jobs:
            if job.role in step.works:
                assert job.begin is not None and job.begin >= finished
                checked += 1
    assert checked > 200


def test_a_job_has_the_settings_and_specialties_of_its_work(people: list[Person]) -> None:
    for job in (job for person in people for job in person.profile.jobs):
        if job.role is None:
            assert job.family in OUTSIDE and job.setting is None and job.specialty is None
        else:
            assert job.setting in WORKS[job.role].settings
            assert job.family in WORDS.families_of_role(job.role)


def test_what_was_learned_lies_within_what_the_roles_may_do(people: list[Person]) -> None:
    for person in people:
        profile = person.profile
        roles = {job.role for job in profile.jobs if job.role} | {PATHS[person.path].role}
        scope = {scope for role in roles for scope in WORDS.get("role", role).data["scope"]}
        outside = {
            duty
            for job in profile.jobs
            if job.family in OUTSIDE
            for duty in WORDS.get("family", job.family).data.get("duties", ())
        }
        topics = set(WORDS.kind("topic"))
        for skill in profile.skills:
            assert skill.level in (1, 2, 3, 4)
            assert skill.last_used is not None and skill.last_used <= AS_OF
            assert WORDS.get("skill", skill.slug).data["scope"] in scope or skill.slug in outside | topics


def test_credentials_are_issued_after_the_schooling_and_before_they_expire(people: list[Person]) -> None:
    for person in people:
        held = person.profile.credentials
        assert len(person.numbers) == len(held)
        last_step = PATHS[person.path].steps[-1]
        finished = [study.finished for study in person.profile.education if study.level == last_step.school]
        for credential in held:
            assert credential.issued is not None and credential.issued <= AS_OF
            assert credential.expires is None or credential.issued < credential.expires
            assert all(day is not None and credential.issued >= day for day in finished)


def test_some_cards_lapse_within_a_month_some_have_and_some_were_verified(people: list[Person]) -> None:
    held = [credential for person in people for credential in person.profile.credentials]
    expiries = [credential.expires for credential in held if credential.expires]
    assert sum(AS_OF <= day <= AS_OF + timedelta(days=30) for day in expiries) >= 10
    assert sum(day < AS_OF for day in expiries) >= 10
    assert sum(day > AS_OF + timedelta(days=180) for day in expiries) > len(expiries) / 2
    proofs = Counter(credential.proof for credential in held)
    assert min(proofs[proof] for proof in ("stated", "document", "verified")) > 50
    assert all(one.proof == "stated" for one in held if one.standing == "proposed")


def test_most_people_have_answered_every_section_and_a_few_none(people: list[Person]) -> None:
    answered = Counter(len(person.profile.answered) for person in people)
    assert answered[len(SECTIONS)] > 200
    assert 5 < answered[0] < 60
    for person in people:
        for section, facts in (("experience", person.profile.jobs), ("skills", person.profile.skills)):
            if section in person.profile.answered:
                assert all(fact.standing == "confirmed" for fact in facts)


def test_a_part_of_the_people_came_with_documents(people: list[Person]) -> None:
    assert Counter(person.origin for person in people) == {"form": 340, "text": 40, "docx": 20}
