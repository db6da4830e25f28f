"""Days: the first and last day judged, when a thing is due, calendar months (docs/gate.md, "How dates are judged"). All days are inclusive."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

OPEN_DAYS = 90  # an open end is judged this many days beyond the later of start and today
DUE = re.compile(r"submission|start|patient_care|\+([1-9]|[12][0-9]|3[0-6]) months")


@dataclass(frozen=True, slots=True)
class Days:
    """`start` to `last`, seen from `today`. `open_end`: no end is given, and `last` is where judging stops."""

    today: date
    start: date
    last: date
    open_end: bool

    @classmethod
    def of(cls, begin: date | None, end: date | None, today: date) -> Days:
        """An opening without a first day starts today."""
        start = begin or today
        return cls(today, start, end or later(max(start, today), OPEN_DAYS), end is None)

    @property
    def begins(self) -> date:
        """The day what is due at start is due."""
        return max(self.today, self.start)

    @property
    def length(self) -> int:
        return (self.last - self.start).days + 1

    def number(self, day: date) -> int:
        """1 for the first day."""
        return (day - self.start).days + 1

    def due(self, due: str) -> date:
        """The day something is due: submission, start, patient_care or "+N months"; never before today."""
        if due in {"start", "patient_care"}:
            return self.begins
        if due == "submission":
            return self.today
        match = DUE.fullmatch(due)
        if match is None:
            raise ValueError(
                f'due is "submission", "start", "patient_care" or "+N months" with N from 1 to 36, not {due!r}'
            )
        return max(self.today, add_months(self.start, int(match[1])))


def later(day: date, days: int) -> date:
    return day + timedelta(days) if (date.max - day).days >= days else date.max


def add_months(day: date, count: int) -> date:
    """The same day `count` calendar months on, or that month's last day where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
