"""The sentence beside a name."""

from dataclasses import replace
from datetime import date

import pytest

from matcher.domain import Credential, Eligibility, Job, Judged, Profile, Requirement, Requirements
from matcher.eligibility.judge import judge
from matcher.eligibility.sentences import WORDS
from matcher.rankers import starting_ranker
from matcher.summary import FIELDS, career, reason, work
from matcher.vocabulary import load

AS_OF = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("begin", "says"),
    [
        (date(2026, 11, 1), "One month"),
        (date(2026, 6, 1), "Six months"),
        (date(2025, 12, 1), "One year"),
        (date(2025, 9, 1), "1.2 years"),
        (date(2018, 4, 1), "8.6 years"),
        (date(2018, 12, 1), "Eight years"),
        (date(2016, 12, 1), "Ten years"),
        (date(2014, 12, 1), "12 years"),
    ],
)
def test_a_career_begins_with_its_length_in_words_up_to_ten(begin: date, says: str):
    job = Job("", role="medical_assistant", begin=begin, current=True, standing="confirmed")
    asked = Requirements("o", roles=("medical_assistant",))
    assert career(Profile("p", (job,)), asked, AS_OF, load()) == f"{says} as a medical assistant, now"


@pytest.mark.parametrize("months", [1, 11, 12, 13, 15, 17, 18, 23, 95, 96, 101, 102, 103, 107, 131, 132])
def test_the_same_time_is_said_the_same_in_the_line_and_by_the_gate(months: int):
    begin = date(2026 - months // 12, 12 - months % 12, 1)
    job = Job("", role="medical_assistant", begin=begin, current=True, standing="confirmed")
    asked = Requirements(
        "o", roles=("medical_assistant",), asked=(Requirement("experience", ("medical_assistant",), years=50),)
    )
    line = career(Profile("p", (job,)), asked, AS_OF, load()).partition(" as ")[0]
    gate = judge(Profile("p", (job,)), asked, AS_OF, load()).requirements[0].sentence
    words = {word.lower(): str(n) for n, word in enumerate(WORDS)}
    number, unit = line.lower().split()
    assert f"shown: {words.get(number, number)} {unit}." in gate


@pytest.mark.parametrize(
    ("job", "says"),
    [
        (Job("Biller", family="medical_billing"), "as a medical biller / coder"),
        (Job("Picker", family="warehouse"), "in warehouse and logistics"),
        (Job("Soldier", family="military"), "in the military"),
        (Job("Scheduler", family="medical_scheduler"), "as a medical scheduler"),
        (Job("Scheduler", family="medical_scheduler", role="phlebotomist"), "as a phlebotomist"),
        (Job("Front desk", family="receptionist"), "as a receptionist"),
        (Job("Falconer"), "as a Falconer"),
        (Job("Draws", role="phlebotomist"), "as a phlebotomist"),
        (Job(""), "in other work"),
    ],
)
def test_work_is_named_as_what_somebody_is_or_does(job: Job, says: str):
    dated = replace(job, begin=date(2024, 12, 1), current=True, standing="confirmed")
    assert career(Profile("p", (dated,)), Requirements("o"), AS_OF, load()) == f"Two years {says}, now"


def test_every_field_of_work_is_a_family():
    assert set(FIELDS) <= set(load().kind("family"))
    for slug in load().kind("family"):
        words = work(Job("", family=slug), load())
        assert words.startswith(("as a ", "as an ")) != (words.startswith("in ")), words


def test_what_is_not_known_is_listed_as_it_is_named():
    rows = tuple(
        Judged(subject, "unknown", "", requirement=Requirement(kind, (slug,)))
        for subject, kind, slug in (
            ("1 year as a medical assistant", "experience", "medical_assistant"),
            ("Collect lab specimens", "skill", "specimen_collection"),
            ("Epic", "system", "epic"),
        )
    )
    for told, says in (
        (rows[:1], "not seen: 1 year as a medical assistant."),
        (rows[:2], "not seen: 1 year as a medical assistant and collect lab specimens."),
        (rows[1:], "not seen: collect lab specimens and Epic."),
    ):
        eligibility = Eligibility("eligible-if", Judged("role", "met", ""), told)
        assert reason(Profile("p"), Requirements("o"), eligibility, AS_OF, load()) == f"No dated job seen; {says}"


@pytest.mark.parametrize(
    ("years", "says"),
    [(0.5, "6 months near the role"), (1.0, "1 year near the role"), (2.5, "2.5 years near the role")],
)
def test_the_time_that_is_asked_is_said_in_months_under_a_year(years: float, says: str):
    asked = Requirements(
        "o", roles=("medical_assistant",), asked=(Requirement("experience", ("medical_assistant",), years=years),)
    )
    somebody = Profile("p", (Job("", role="medical_assistant", begin=date(2020, 1, 1), current=True),))
    [match] = starting_ranker().explain(asked, None, [0], [somebody], AS_OF)
    assert says in {item.label for part in match.parts for item in part.items}


@pytest.mark.parametrize(
    ("expires", "says"),
    [
        (date(2026, 11, 24), "No dated job seen; holds BLS (AHA) to Nov 2026."),
        (date(2026, 11, 23), "No dated job seen."),
        (None, "No dated job seen; holds BLS (AHA)."),
    ],
)
def test_a_card_that_has_lapsed_is_not_said_to_be_held(expires: date | None, says: str):
    row = Judged("BLS card", "met-if", "", action="renew", held=Credential("bls_aha", expires=expires))
    eligibility = Eligibility("eligible-if", Judged("role", "met", ""), (row,))
    assert reason(Profile("p"), Requirements("o"), eligibility, AS_OF, load()) == says
