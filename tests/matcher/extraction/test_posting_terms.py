"""When and where the work of a posting is, what it pays, and by when what it asks must be there."""

from datetime import date

import pytest

from matcher.domain import Pay
from tests.matcher.extraction.reading import of_kind, posting


@pytest.mark.parametrize(
    ("line", "due"),
    [
        ("BLS within 90 days of hire", "+3 months"),
        ("BLS within one (1) year of start", "+12 months"),
        ("BLS required before independent patient care", "patient_care"),
        ("BLS required at time of application", "submission"),
        ("BLS required", "start"),
    ],
)
def test_the_day_by_which_it_must_be_there_is_read(line: str, due: str) -> None:
    assert [r.due for r in of_kind(posting("Clinic Helper Wanted Today.\n" + line), "credential")] == [due]


@pytest.mark.parametrize(
    ("line", "pay"),
    [
        ("Pay: $20.00 per hour", Pay(2000, None, "hour")),
        ("$22-25 per hour, full time", Pay(2200, 2500, "hour")),
        ("Salary range $45,000 - $55,000 annually", Pay(4500000, 5500000, "year")),
        ("Compensation: $45k-55k a year", Pay(4500000, 5500000, "year")),
        ("Pay from $18.50/hr", Pay(1850, None, "hour")),
        ("Pay: $3,500 per month", Pay(4200000, None, "year")),
        ("$7,500 referral bonus", Pay()),
        ("Raised $2 million for the new wing", Pay()),
    ],
)
def test_pay_is_read_in_every_notation(line: str, pay: Pay) -> None:
    assert posting("Phlebotomist\n" + line).pay == pay


def test_shifts_that_are_denied_are_not_shifts() -> None:
    assert posting("Phlebotomist\nSchedule: Monday - Friday, no nights, weekends or holidays").shifts == {"weekday_day"}
    assert posting("Phlebotomist\nHours: evening shift and every other weekend").shifts == {"evening", "weekend"}


@pytest.mark.parametrize(
    "line",
    [
        "Start date: 21 Dec 2026. End date: 14 Mar 2027.",
        "Starts 12/21/2026, ends 3/14/2027",
        "Starting Dec 21, 2026, 12 weeks",
    ],
)
def test_a_last_day_that_stands_apart_from_the_first_is_read(line: str) -> None:
    text = f"Medical Assistant\nA clinic, Austin, TX\n{line}\n"
    found = posting(text)
    assert (found.begin, found.end) == (date(2026, 12, 21), date(2027, 3, 14))
