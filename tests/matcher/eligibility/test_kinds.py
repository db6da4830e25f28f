"""Experience, language, education, role: a person whose sections are closed."""

from dataclasses import replace
from datetime import date

import pytest

from matcher.domain import Education, Held, Job, Requirements
from matcher.eligibility.sentences import time_of
from tests.matcher.eligibility.gate_people import START, TODAY, asks, card, look, opening, person, row


def worked(role: str | None, months: int, **more) -> Job:
    """A job that ended in October 2026 after so many months."""
    first = 2026 * 12 + 9 - (months - 1)
    begin, end = date(first // 12, first % 12 + 1, 1), date(2026, 10, 1)
    return Job("", role=role, begin=begin, end=end, **{"standing": "confirmed", **more})


def test_the_longest_of_the_named_counts_not_the_sum():
    two = person(jobs=(worked("medical_assistant", 24), worked("phlebotomist", 12)))
    either = asks("experience", "medical_assistant", "phlebotomist", years=2)
    assert row(two, either).status == "met"
    more = row(two, replace(either, years=3))
    assert more.status == "unmet"
    assert more.sentence == "Asks for 3 years as a medical assistant or as a phlebotomist; shown: 2 years."


def test_under_a_year_is_said_in_months():
    asked = asks("experience", "medical_assistant", years=0.5)
    assert row(person(jobs=(worked("medical_assistant", 1),)), asked).sentence == (
        "Asks for 6 months as a medical assistant; shown: 1 month."
    )
    assert [time_of(n / 12) for n in (0, 6, 11, 12, 18, 24)] == [
        "0 months", "6 months", "11 months", "1 year", "1.5 years", "2 years",
    ]  # fmt: skip
    assert (time_of(0.99), time_of(1.02)) == ("11 months", "1 year")


def test_a_closed_career_without_it_lacks_it_where_every_job_tells():
    jobs = (worked("medical_assistant", 24, setting="urgent_care"), worked("medical_assistant", 12))
    assert row(person(jobs=jobs), asks("experience", "phlebotomist", years=1)).status == "unmet"
    assert row(person(jobs=jobs), asks("experience", "hospital", years=1)).status == "unknown"
    assert row(person(jobs=jobs[:1]), asks("experience", "hospital", years=1)).status == "unmet"
    still = person(jobs=jobs[:1], answered=frozenset())
    assert row(still, asks("experience", "phlebotomist", years=1)).status == "unknown"


def test_a_job_without_dates_leaves_a_question_not_a_lack():
    jobs = (worked("medical_assistant", 12), Job("", role="medical_assistant", standing="confirmed"))
    assert row(person(jobs=jobs), asks("experience", "medical_assistant", years=2)).status == "unknown"
    assert row(person(jobs=jobs), asks("experience", "medical_assistant", years=1)).status == "met"


def test_a_language_is_listed_or_lacking():
    speaks = person(languages=(Held("spanish", "confirmed"),))
    assert row(speaks, asks("language", "french", "spanish")).status == "met"
    assert row(speaks, asks("language", "french")).status == "unmet"


def test_education_reaches_the_lowest_level_named():
    nurse = person(education=(Education("lpn_program", standing="confirmed"),))
    assert row(nurse, asks("education", "bachelor", "ma_certificate")).status == "met"
    assert row(nurse, asks("education", "lpn_program")).status == "met"
    assert row(nurse, asks("education", "associate")).status == "unmet"
    assert row(person(), asks("education", "hs_or_ged")).status == "unknown"


@pytest.mark.parametrize(
    ("held", "taken", "status"),
    [
        (("lead_medical_assistant",), ("medical_assistant",), "met"),
        (("medical_assistant",), ("lead_medical_assistant",), "unmet"),
        (("medical_assistant",), (), "met"),
        ((), (), "unmet"),
    ],
    ids=["a lead works as an assistant", "not the other way round", "any role", "none shown"],
)
def test_a_role_in_common(held, taken, status):
    assert look(person(roles=held), opening(roles=taken)).role.status == status


def test_a_role_with_a_licence_is_as_good_as_the_licence():
    nursing = opening(roles=("rn",))
    assert look(person(roles=("rn",)), nursing).lane == "blocked"
    assert look(person(card("rn_licence", state="GA"), roles=("rn",)), nursing).lane == "eligible"
    lapsing = look(person(card("rn_licence", date(2027, 1, 31), state="GA"), roles=("rn",)), nursing)
    assert (lapsing.lane, lapsing.role.by) == ("eligible-if", date(2027, 1, 31))
    assert lapsing.role.sentence == (
        "Works as a registered nurse. RN licence, GA lapses on 31 Jan 2027, day 56 of 91; renew by then."
    )


def test_the_best_of_two_roles_counts():
    both = person(roles=("lpn", "patient_care_technician"))
    found = look(both, opening(roles=("lpn", "patient_care_technician")))
    assert (found.role.status, found.role.subject) == ("met", "Patient care technician")


def test_nothing_asked_of_anybody_is_eligible():
    assert look(person(), Requirements("o"), START).lane == "eligible"
    assert look(person(), Requirements("o"), TODAY).requirements == ()
