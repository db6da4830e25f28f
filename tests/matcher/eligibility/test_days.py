"""First and last day, due days, calendar months."""

from datetime import date

import pytest

from matcher.eligibility.days import Days, add_months


@pytest.mark.parametrize(
    ("day", "count", "then"),
    [
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 36, date(2029, 12, 31)),
        (date(2026, 1, 15), 1, date(2026, 2, 15)),
        (date(9999, 6, 1), 12, date.max),
    ],
)
def test_months_are_clipped_to_the_months_end(day, count, then):
    assert add_months(day, count) == then


@pytest.mark.parametrize(
    ("begin", "end", "start", "last", "open_end"),
    [
        (date(2026, 12, 7), date(2027, 3, 7), date(2026, 12, 7), date(2027, 3, 7), False),
        (date(2026, 12, 1), None, date(2026, 12, 1), date(2027, 3, 1), True),
        (date(2026, 1, 5), None, date(2026, 1, 5), date(2027, 2, 23), True),
        (None, None, date(2026, 11, 25), date(2027, 2, 23), True),
        (date(9999, 12, 1), None, date(9999, 12, 1), date.max, True),
    ],
    ids=["both given", "open", "open and long begun", "no first day", "at the end of time"],
)
def test_an_open_end_is_judged_ninety_days_beyond_start_or_today(begin, end, start, last, open_end):
    days = Days.of(begin, end, date(2026, 11, 25))
    assert (days.start, days.last, days.open_end) == (start, last, open_end)


def test_seven_december_to_seven_march_are_91_days_and_16_january_is_the_41st():
    days = Days.of(date(2026, 12, 7), date(2027, 3, 7), date(2026, 11, 25))
    assert (days.length, days.number(date(2027, 1, 16)), days.number(date(2026, 12, 7))) == (91, 41, 1)


@pytest.mark.parametrize(
    ("due", "today", "day"),
    [
        ("submission", date(2026, 11, 25), date(2026, 11, 25)),
        ("start", date(2026, 11, 25), date(2026, 12, 7)),
        ("patient_care", date(2026, 11, 25), date(2026, 12, 7)),
        ("+2 months", date(2026, 11, 25), date(2027, 2, 7)),
        ("start", date(2027, 1, 4), date(2027, 1, 4)),
        ("+1 months", date(2027, 1, 31), date(2027, 1, 31)),
    ],
)
def test_due_is_never_before_today(due, today, day):
    assert Days.of(date(2026, 12, 7), date(2027, 3, 7), today).due(due) == day


@pytest.mark.parametrize(
    "due", ["", "+0 months", "+37 months", "+3 weeks", "3 months", "+03 months", "later", "+1 month"]
)
def test_another_form_of_due_is_refused_with_the_right_forms_named(due):
    with pytest.raises(ValueError, match=r"submission.*start.*patient_care.*N from 1 to 36"):
        Days.of(None, None, date(2026, 11, 25)).due(due)
