"""The fields every form is made of: what they read, and what they say of what they cannot read."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask, render_template_string
from flask_wtf import FlaskForm
from markupsafe import escape

from web.forms import Choice, DayField, Line, Several, Whole, ZipField, changes_since, errors_of, read_day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2027-01-16", date(2027, 1, 16)),
        ("16 Jan 2027", date(2027, 1, 16)),
        ("16 january 2027", date(2027, 1, 16)),
        ("Jan 16, 2027", date(2027, 1, 16)),
        ("1/16/2027", date(2027, 1, 16)),
        ("29 Feb 2028", date(2028, 2, 29)),
    ],
)
def test_a_day_is_read_as_people_write_it(text: str, day: date) -> None:
    assert read_day(text) == day


@pytest.mark.parametrize("text", ["Jan 2027", "2027-01", "01/2027", "january 2027"])
def test_a_month_counts_as_its_first_or_last_day_where_it_may_stand(text: str) -> None:
    assert read_day(text, "first") == date(2027, 1, 1)
    assert read_day(text, "last") == date(2027, 1, 31)
    with pytest.raises(ValueError, match="day_unread"):
        read_day(text)


@pytest.mark.parametrize(
    "text", ["31 Feb 2026", "29 Feb 2027", "13/13/2026", "2026-00-10", "1 Jan 20260", "1 Jan 1750"]
)
def test_a_day_that_no_calendar_has_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="day_"):
        read_day(text)


class Form(FlaskForm):
    name = Line("Name", 20, missing="Give the name")
    zip = ZipField("ZIP code")
    born = DayField("Born")
    role = Choice("Role", [("", "None"), ("nurse", "Nurse")])
    shifts = Several("Shifts", [("night", "Night")])
    miles = Whole("Miles", 1, 500)


def read(app: Flask, **given: Any) -> Form:
    with app.test_request_context("/", method="POST", data={"name": "Ana", **given}):
        form = Form()
        form.validate()
        str([field() for field in form])  # each can be drawn again
        return form


def test_what_is_right_becomes_values_and_what_is_empty_becomes_none(app: Flask) -> None:
    form = read(app, name="  Ana   Reyes ", zip="08608", born="1 Feb 1990", role="nurse", shifts=["night"], miles="1")
    assert not errors_of(form)
    assert (form.name.data, form.zip.data, form.born.data) == ("Ana Reyes", "08608", date(1990, 2, 1))
    assert (form.role.data, form.shifts.data, form.miles.data) == ("nurse", ["night"], 1)
    empty = read(app, zip="", born="", role="", miles="")
    assert not errors_of(empty)
    assert (empty.zip.data, empty.born.data, empty.role.data, empty.miles.data) == (None, None, None, None)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"name": ""}, "Give the name"),
        ({"name": "x" * 10_000}, "Name has 10,000 characters; 20 fit."),
        ({"name": "A\0na"}, "Name: a character in it is not one that people write"),
        ({"name": "\u200b\u2060"}, "Name: nothing of what stands in it can be seen."),
        ({"name": "\u3164 \u0301"}, "Name: nothing of what stands in it can be seen."),
        ({"zip": "0860"}, "We do not know the ZIP code 0860."),
        ({"zip": "٠٨٦٠٨"}, "We do not know the ZIP code"),
        ({"born": "31 Feb 1990"}, "31 Feb 1990 is not a day of the calendar"),
        ({"born": "soon"}, "“soon” is not read as a day"),
        ({"role": "pilot"}, "“pilot” is not one of the choices"),
        ({"shifts": ["noon"]}, "“noon” is not one of the choices"),
        ({"miles": "-3"}, "Miles is a whole number from 1 to 500, not “-3”"),
        ({"miles": "²"}, "Miles is a whole number from 1 to 500, not “²”"),
    ],
)
def test_what_is_wrong_is_said_in_a_sentence_and_kept(app: Flask, given: dict[str, Any], says: str) -> None:
    form = read(app, **given)
    field, sentence = errors_of(form)[0]
    assert field == next(iter(given)) and says in sentence
    assert len(errors_of(form)) == 1


def test_what_was_typed_is_escaped_once_wherever_a_sentence_says_it(app: Flask) -> None:
    typed = "<b>'&"
    form = read(app, zip=typed)
    with app.test_request_context("/"):
        summary = render_template_string(
            "{% import 'components/form.html' as form %}{{ form.error_summary(errors) }}",
            errors=errors_of(form) + changes_since("{}", Form(formdata=None, data={"name": typed})),
        )
    assert summary.count(str(escape(typed))) == 2, summary


def test_a_day_typed_wrong_stands_in_its_field_again(app: Flask) -> None:
    with app.test_request_context("/", method="POST", data={"name": "Ana", "born": "31 Feb 1990"}):
        form = Form()
        form.validate()
        assert 'value="31 Feb 1990"' in form.born()
