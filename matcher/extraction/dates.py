"""Dates as people write them: months by name or number, seasons, years alone, ranges, "to Current"."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

Precision = Literal["day", "month", "year"]
EARLIEST, LATEST = 1940, 2100

MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
         "sep sept september", "oct october", "nov november", "dec december"), 1)
    for name in names.split()
}  # fmt: skip
#: A season is read as the month it begins in; winter as January, the longer part of it.
SEASONS = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 1}

_NAME = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
_YEAR = r"(?:19|20)\d\d"
POINT = re.compile(
    rf"""
    (?<![\w$#])(?:
      (?P<name>{_NAME})\b[.,]?[ \t\n]{{0,3}}(?:of[ ])?(?:(?P<name_day>\d{{1,2}})(?:st|nd|rd|th)?,?[ \t/-]{{1,2}}(?={_YEAR}))?[ \t]{{0,2}}(?:(?P<name_year>{_YEAR})|'(?P<name_short>\d\d))
    | (?P<day_first>\d{{1,2}})(?:st|nd|rd|th)?[ -](?P<day_name>{_NAME})\b[.,]?[ -]{{0,2}}(?P<day_year>{_YEAR})
    | (?P<season>spring|summer|fall|autumn|winter)[ ,]{{0,2}}(?:of[ ])?(?P<season_year>{_YEAR})
    | (?P<iso_year>{_YEAR})[-./](?P<iso_month>0[1-9]|1[0-2])(?:[-./](?P<iso_day>\d\d))?
    | (?P<month>1[0-2]|0?[1-9])[ ]?[/.-][ ]?(?:(?P<day>[0-3]?\d)[ ]?[/.-][ ]?)?(?P<year>{_YEAR})
    | (?P<first_day>1[3-9]|2\d|3[01])(?P<mark>[/.-])(?P<then_month>1[0-2]|0?[1-9])(?P=mark)(?:(?P<then_year>{_YEAR})|(?P<then_short>\d\d))
    | (?P<short_month>1[0-2]|0?[1-9])/(?:(?P<short_day>[0-3]?\d)/)?(?P<short_year>\d\d)(?!/\d)
    | (?P<no_day>\d{{1,2}}[ ]?/[ ]?(?:\d{{1,2}}[ ]?/[ ]?)?{_YEAR}|\d{{1,2}}[.-](?:\d{{1,2}}[.-])?{_YEAR}|\d{{1,2}}/\d{{1,2}}/\d\d|{_YEAR}(?:[-./]\d\d){{2}})
    | (?P<no_month>\d{{1,2}}/\d\d)
    | (?P<alone>{_YEAR})
    )(?![\w%]|,\d|\.\d)
    """,
    re.VERBOSE,
)
BETWEEN = re.compile(
    r"\s{0,3}(?:-{1,3}|>|~|/|to|until|till?|through|thru|and)\s{0,3}:?(?:-\s?)?\s{0,3}(?:the\s)?"
    r"|[ ]*\t[ \t]*|[ ]{3,8}|[ ]{1,6}to\s?:\s{0,3}"
)
NOW = re.compile(r"(?:present(?:ly)?|current(?:ly)?|now|today|on-?going|date|still employed|till date)\b")
ENDS_NOW = re.compile(
    r"(?:\s{0,6}(?:-{1,3}|>|~|/|to|until|till?|through|thru)\s{0,3}:?\s{0,3}(?:the\s)?|[ ]*\t[ \t]*|[ ]{3,8})"
    + NOW.pattern
)
LOOSE_NOW = re.compile(r"[ \t,(]{1,3}(?:present|current)\b")
SINCE = re.compile(r"(?:since|starting|beginning)\s{1,2}$")
MONTH_BEFORE = re.compile(rf"(?<![a-z])({_NAME})\b\.?\s?(?:-|to|/)\s?$")
SHORT_END = re.compile(r"\s?[-/]\s?'?(\d\d)(?![\w/%.-])")
DANGLING = re.compile(r"[ ]{0,2}(?:-{1,2}|to)(?:[ \t]{2,40}[^\n]{0,200})?\n[ \t]*")

#: A margin's end broken in the middle: "June 2021 - August    Web Developer" above "2022".
HALF = re.compile(rf"\s?(?:-|to)\s?({_NAME})\.?(?:[ \t]{{2,40}}[^\n]{{0,200}})?\n[ \t]*(?={_YEAR}\b)")


@dataclass(frozen=True)
class Point:
    """A day as precise as it was written, and where."""

    day: date
    precision: Precision
    start: int
    end: int

    @property
    def first_day(self) -> date:
        """The first day that can be meant."""
        return self.day.replace(month=1, day=1) if self.precision == "year" else self.day

    @property
    def last_day(self) -> date:
        """The last day that can be meant: a card is good through the month printed on it."""
        if self.precision == "year":
            return self.day.replace(month=12, day=31)
        if self.precision == "month":
            return self.day.replace(day=calendar.monthrange(self.day.year, self.day.month)[1])
        return self.day

    def written(self) -> str:
        """YYYY or YYYY-MM."""
        return f"{self.day:%Y}" if self.precision == "year" else f"{self.day:%Y-%m}"


@dataclass(frozen=True)
class NoDay:
    """Written as a date and none of the calendar: 02/30/2027, 13/2020."""

    start: int
    end: int
    day: None = None
    precision: None = None


Written = Point | NoDay


@dataclass(frozen=True)
class Range:
    """From `begin` to `end`, or to now (`current`), or with no end said."""

    begin: Written
    end: Written | None
    current: bool
    start: int
    stop: int

    @property
    def single(self) -> bool:
        return self.end is None and not self.current


def _day(year: int, month: int | None, day: int | None) -> tuple[date, Precision] | None:
    """None for a year nobody now at work wrote of. Raises ValueError for no day of the calendar."""
    if not EARLIEST <= year <= LATEST:
        return None
    if month is None:
        return date(year, 7, 1), "year"
    return (date(year, month, 1), "month") if day is None else (date(year, month, day), "day")


def _short(year: str) -> int:
    return 2000 + int(year) if int(year) < 50 else 1900 + int(year)


def _written(match: re.Match[str]) -> Written | None:
    part = match.groupdict()

    def number(key: str) -> int | None:
        return int(part[key]) if part[key] else None

    try:
        if part["no_day"] or part["no_month"]:
            raise ValueError
        if part["name"]:
            year = number("name_year") or _short(part["name_short"])
            found = _day(year, MONTHS[part["name"]], number("name_day"))
        elif part["day_name"]:
            found = _day(int(part["day_year"]), MONTHS[part["day_name"]], number("day_first"))
        elif part["season"]:
            found = _day(int(part["season_year"]), SEASONS[part["season"]], None)
        elif part["iso_year"]:
            found = _day(int(part["iso_year"]), number("iso_month"), number("iso_day"))
        elif part["year"]:
            found = _day(int(part["year"]), number("month"), number("day"))
        elif part["first_day"]:
            found = _day(number("then_year") or _short(part["then_short"]), number("then_month"), number("first_day"))
        elif part["short_year"]:
            found = _day(_short(part["short_year"]), number("short_month"), number("short_day"))
        else:
            found = _day(int(part["alone"]), None, None)
    except ValueError:
        return NoDay(match.start(), match.end())
    return Point(*found, match.start(), match.end()) if found else None


def written(lower: str, start: int = 0, end: int | None = None) -> Iterator[Written]:
    """All that is written as a date in a lower-case plain text."""
    for match in POINT.finditer(lower, start, len(lower) if end is None else end):
        if (one := _written(match)) is not None:
            yield one


def points(lower: str, start: int = 0, end: int | None = None) -> Iterator[Point]:
    """Every date in a lower-case plain text."""
    return (one for one in written(lower, start, end) if isinstance(one, Point))


def is_short(lower: str, point: Written) -> bool:
    """03/14 is a month only beside another date; alone it may be a score, a fraction or 24/7."""
    return re.fullmatch(r"\d{1,2}/(?:\d{1,2}/)?\d\d", lower[point.start : point.end]) is not None


def begins_after(begin: Written, end: Written) -> bool:
    """Do the two contradict each other, however they are meant? 08/2016 to 2016 does not."""
    return isinstance(begin, Point) and isinstance(end, Point) and end.last_day < begin.first_day


def joined(lower: str, begin: Written, end: Written) -> bool:
    """Is all that stands between the two a dash or a word that makes a span of time of them?"""
    between = lower[begin.end : end.start]
    return bool(between.strip()) and BETWEEN.fullmatch(between) is not None


def ranges(lower: str) -> list[Range]:
    """Spans of time in the order they stand: pairs of dates, dates to now, and single dates."""
    found: list[Range] = []
    waiting = list(written(lower))
    index = 0
    while index < len(waiting):
        begin = waiting[index]
        index += 1
        if now := ENDS_NOW.match(lower, begin.end) or LOOSE_NOW.match(lower, begin.end):
            found.append(Range(begin, None, True, begin.start, now.end()))
            continue
        following = waiting[index] if index < len(waiting) else None
        between = BETWEEN.match(lower, begin.end)
        if following and between and between.end() == following.start:
            index += 1
            years = begin.precision == following.precision == "year" and not between.group().strip()
            if years and begins_after(begin, following):
                found.append(Range(begin, None, False, begin.start, begin.end))
                index -= 1
                continue
            found.append(Range(begin, following, False, begin.start, following.end))
            continue
        if dangling := DANGLING.match(lower, begin.end):  # the end of a margin's date stands on the next line
            if following and dangling.end() == following.start and not begins_after(begin, following):
                index += 1
                found.append(Range(begin, following, False, begin.start, begin.end))
                continue
            if NOW.match(lower, dangling.end()):
                found.append(Range(begin, None, True, begin.start, begin.end))
                continue
        half = HALF.match(lower, begin.end)
        if half and isinstance(following, Point) and following.precision == "year" and half.end() == following.start:
            last = Point(date(following.day.year, MONTHS[half.group(1)], 1), "month", half.start(1), following.end)
            if not begins_after(begin, last):
                index += 1
                found.append(Range(begin, last, False, begin.start, half.end(1)))
                continue
        if is_short(lower, begin):
            continue
        before = lower[max(0, begin.start - 14) : begin.start]
        month = MONTH_BEFORE.search(before)
        if month and isinstance(begin, Point) and begin.precision != "year":
            start = begin.start - len(before) + month.start()
            first = Point(date(begin.day.year, MONTHS[month.group(1)], 1), "month", start, begin.start)
            if first.day <= begin.day:
                found.append(Range(first, begin, False, start, begin.end))
                continue
        if isinstance(begin, Point) and begin.precision == "year" and (short := SHORT_END.match(lower, begin.end)):
            year = begin.day.year // 100 * 100 + int(short.group(1))
            if begin.day.year < year <= begin.day.year + 40 and int(short.group(1)) > 12:
                last = Point(date(year, 7, 1), "year", short.start(1), short.end(1))
                found.append(Range(begin, last, False, begin.start, last.end))
                continue
        current = SINCE.search(before) is not None
        found.append(Range(begin, None, current, begin.start, begin.end))
    return found
