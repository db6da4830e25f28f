"""The days of a card or licence: when it was issued and when it ends, by the words and dates beside its name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from matcher.extraction import dates
from matcher.extraction.doubts import Doubt
from matcher.extraction.jobs import Titles
from matcher.extraction.plain import Reading

EXPIRY = re.compile(
    r"\b(?:exp(?:ire[sd]?|iry|iration|iring|\.)?|lapsed|ended|ends|(?:valid|good) to|renew(?:al|s)?|due|until|till?|through|thru)"
    r"(?:\s+(?:date|due|on|in|by|at|as of|(?:at )?(?:the )?end of)){0,2}\W{0,3}$"
)
#: "05/2026 (exp)"; not where the day that ends it follows: "05/2024, expires 05/2026".
EXPIRY_AFTER = re.compile(r"[ (,-]{0,4}(?:exp(?:iry|iration|ired)?)\b\.?(?: date)?[\s:.]{0,3}(?:on )?")
ISSUED = re.compile(
    r"\b(?:iss(?:ued?|uance|\.)|obtained|earned|received|granted|effective|certified|since|from)(?:\s+(?:date|on|in))?\W{0,3}$"
)
CELLS = re.compile(r" *\t[ \t]*| *\| *| {2,8}")
LEAST = timedelta(days=300)  # no card of the trade is good for less: a shorter span of time is that of a course


@dataclass(frozen=True)
class Days:
    issued: date | None = None
    expires: date | None = None
    doubts: tuple[Doubt, ...] = ()


def days_of(
    reading: Reading, named: tuple[int, int], within: tuple[int, int], more: bool, titles: Titles, as_of: date
) -> Days:
    """When the credential named there was issued and when it ends, by the dates `within`.

    `more`: other credentials follow on the line, which a date before all may mean.

    What contradicts itself or the clock is no day: the end of such a card is not known.
    """
    lower, (start, end), (left, stop) = reading.lower, named, within
    # Beside the title of a job stand the days of the job.
    job = titles.at(start)
    worked = job.time if job else None
    line = reading.line_at(start)
    studied = line is not None and line.section == "education"  # there a span of time is that of a course

    def term(begin: dates.Point, end: dates.Point) -> bool:
        return not studied and _is_term(lower, begin, end)

    first: dates.Point | None = None
    last: dates.Point | None = None
    no_issue = no_end = None
    before_it: dates.Written | None = None
    cued = False
    for at in [*dates.written(lower, end, stop), *dates.written(lower, left, start)]:
        before = lower[max(0, at.start - 24) : at.start]
        ends, begins = EXPIRY.search(before) or _ended(lower, at, stop), ISSUED.search(before)
        after = at.start >= end
        previous, before_it = before_it, at
        if not ends and worked and worked.start <= at.start < worked.stop:
            continue
        if isinstance(at, dates.NoDay):
            if ends or (after and not begins and not dates.is_short(lower, at)):
                no_end = no_end or at
            elif begins:
                no_issue = no_issue or at
        elif ends or (at.first_day > as_of and not begins) or (first and previous is first and term(first, at)):
            last = last or at
        elif first is None and (after or (last is None and not more)):
            first, cued = at, after or begins is not None
    if first and last and (dates.begins_after(first, last) or dates.joined(lower, last, first)):
        if cued:
            span = min(first.start, last.start), max(first.end, last.end)
            return Days(doubts=(Doubt("expires", "order", reading.source(*span).text),))
        first = None
    doubts = []
    if no_issue:
        doubts.append(Doubt("issued", "no_day", reading.source(no_issue.start, no_issue.end).text))
    if first and first.first_day > as_of:
        return Days(doubts=(*doubts, Doubt("issued", "to_come", reading.source(first.start, first.end).text)))
    if no_end:
        doubts.append(Doubt("expires", "no_day", reading.source(no_end.start, no_end.end).text))
    elif last and last.precision == "year" and last.last_day >= as_of:
        # No page of the design says on which day of a year a card ends. Any day chosen may be too late, and a card counted
        # on past its day is a wrong yes; so the day is not known. A year that is over has ended it, whichever day it was.
        doubts.append(Doubt("expires", "year_alone", reading.source(last.start, last.end).text))
        last = None
    expires = last.last_day if last and not no_end else None
    issued = first.day if first and first.day <= min(expires or as_of, as_of) else None
    return Days(issued, expires, tuple(doubts))


def _ended(lower: str, at: dates.Written, stop: int) -> bool:
    """Does the word behind a date say that it is the last?"""
    match = EXPIRY_AFTER.match(lower, at.end, stop)
    return match is not None and dates.POINT.match(lower, match.end(), stop) is None


def _is_term(lower: str, begin: dates.Point, end: dates.Point) -> bool:
    """Do the two dates, beside each other, say from when to when it is good?"""
    if dates.joined(lower, begin, end):
        return dates.begins_after(begin, end) or end.last_day - begin.first_day >= LEAST
    return CELLS.fullmatch(lower, begin.end, end.start) is not None and end.last_day - begin.first_day >= LEAST
