"""Calendar days, walked one at a time."""

from __future__ import annotations

from datetime import date, timedelta


def day(text: str | None) -> date | None:
    """`YYYY-MM-DD` as a date, None as None; ValueError where no such day exists."""
    if text is None:
        return None
    if len(text) != 10:
        raise ValueError(text)
    return date.fromisoformat(text)


def after(start: date, days: int) -> date:
    """The day so many days after `start` (before it where `days` is negative)."""
    walker = start
    for _ in range(abs(days)):
        walker += timedelta(days=1 if days > 0 else -1)
    return walker


def months_after(start: date, months: int) -> date:
    """The same day of the month `months` later, or that month's last day where it has no such day."""
    walker, firsts = start, 0
    while firsts < months:
        walker = after(walker, 1)
        if walker.day == 1:
            firsts += 1
    while walker.day < start.day and after(walker, 1).month == walker.month:
        walker = after(walker, 1)
    return walker
