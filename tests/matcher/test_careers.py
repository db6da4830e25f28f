"""Roles and years from jobs: months counted once, both ends included, and how sure of it."""

from datetime import date

import pytest

from matcher.careers import months, role_of, role_shown_by, roles_held, years
from matcher.domain import Credential, Held, Job, Profile
from matcher.vocabulary import load

VOCABULARY = load()
AS_OF = date(2026, 9, 1)


def job(role: str | None, begin: date | None, end: date | None, **more) -> Job:
    return Job("", role=role, begin=begin, end=end, **{"standing": "confirmed", **more})


def test_january_to_december_is_one_year():
    found = years(Profile("p", (job("cna", date(2020, 1, 1), date(2020, 12, 1)),)), AS_OF, VOCABULARY)
    assert found == {"cna": (1.0, "confirmed")}


def test_months_in_two_jobs_at_once_count_once():
    jobs = (job("cna", date(2020, 1, 1), date(2020, 9, 1)), job("cna", date(2020, 4, 1), date(2020, 12, 1)))
    assert years(Profile("p", jobs), AS_OF, VOCABULARY)["cna"] == (1.0, "confirmed")


def test_time_is_counted_by_role_setting_and_specialty_alike():
    jobs = (
        job("medical_assistant", date(2024, 1, 1), date(2024, 12, 1), setting="urgent_care", specialty="pediatrics"),
        job("phlebotomist", date(2025, 1, 1), date(2025, 6, 1), setting="urgent_care"),
    )
    found = {slug: time for slug, (time, _) in years(Profile("p", jobs), AS_OF, VOCABULARY).items()}
    assert found == {"medical_assistant": 1, "phlebotomist": 0.5, "urgent_care": 1.5, "pediatrics": 1}


def test_time_as_a_lead_is_time_as_a_medical_assistant_too():
    found = years(
        Profile("p", (job("lead_medical_assistant", date(2024, 1, 1), date(2024, 12, 1)),)), AS_OF, VOCABULARY
    )
    assert found["medical_assistant"] == (1.0, "confirmed")


def test_years_are_proposed_until_the_confirmed_jobs_alone_give_as_many():
    sure = job("cna", date(2020, 1, 1), date(2020, 12, 1))
    read = job("cna", date(2021, 1, 1), date(2021, 12, 1), standing="proposed")
    inside = job("cna", date(2020, 3, 1), date(2020, 5, 1), standing="proposed")
    assert years(Profile("p", (sure, read)), AS_OF, VOCABULARY)["cna"] == (2.0, "proposed")
    assert years(Profile("p", (sure, inside)), AS_OF, VOCABULARY)["cna"] == (1.0, "confirmed")


@pytest.mark.parametrize(
    ("begin", "end", "current", "count"),
    [
        (date(2026, 1, 1), None, True, 9),
        (date(2026, 1, 1), date(2027, 12, 1), False, 9),
        (date(2026, 12, 1), date(2027, 12, 1), False, 0),
        (date(2026, 1, 1), None, False, None),
        (None, date(2026, 1, 1), False, None),
    ],
    ids=["current to today", "not beyond today", "not begun", "end not said", "beginning not said"],
)
def test_the_months_of_a_job(begin, end, current, count):
    found = months(job("cna", begin, end, current=current), AS_OF)
    assert (None if found is None else len(found)) == count


def test_what_was_done_in_a_job_decides_its_role_before_its_title():
    assert role_of(Job("Nurse", family="medical_assistant"), VOCABULARY) == "medical_assistant"
    assert role_of(Job("", family="medical_assistant", duties="phlebotomist"), VOCABULARY) == "phlebotomist"
    assert role_of(Job("", role="cna", duties="phlebotomist"), VOCABULARY) == "cna"


def test_roles_come_from_jobs_credentials_and_statements_with_the_best_standing():
    profile = Profile(
        "p",
        jobs=(job("medical_assistant", None, None, standing="proposed"),),
        credentials=(
            Credential("cma_aama", standing="confirmed"),
            Credential("cna_registry", revoked=True),
            Credential("bls_aha"),
        ),
        roles=(Held("phlebotomist"),),
    )
    found = [(held.slug, held.standing) for held in roles_held(profile, VOCABULARY)]
    assert found == [("medical_assistant", "confirmed"), ("phlebotomist", "proposed")]


def test_a_life_support_card_makes_nobody_a_nurse():
    assert role_shown_by("acls_aha", VOCABULARY) is None
    assert role_shown_by("rn_licence", VOCABULARY) == "rn"
