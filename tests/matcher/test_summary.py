"""The sentence beside a name."""

from datetime import date

import pytest

from matcher.domain import Credential, Eligibility, Job, Judged, Profile, Requirement, Requirements
from matcher.rankers import starting_ranker
from matcher.summary import career, reason
from matcher.vocabulary import load

AS_OF = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("begin", "says"),
    [
        (date(2026, 11, 1), "One month"),
        (date(2026, 6, 1), "Six months"),
        (date(2025, 12, 1), "One year"),
        (date(2025, 9, 1), "15 months"),
        (date(2018, 12, 1), "Eight years"),
        (date(2016, 12, 1), "Ten years"),
        (date(2014, 12, 1), "12 years"),
    ],
)
def test_a_career_begins_with_its_length_in_words_up_to_ten(begin: date, says: str):
    job = Job("", role="medical_assistant", begin=begin, current=True, standing="confirmed")
    asked = Requirements("o", roles=("medical_assistant",))
    assert career(Profile("p", (job,)), asked, AS_OF, load()) == f"{says} as a medical assistant, now"


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
