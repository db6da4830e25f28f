"""Each job once: second copies of a history, and the span of a house in which several jobs were held."""

from __future__ import annotations

import itertools
from datetime import date

from matcher.extraction.pieces import TITLE_FROM, Entry


def each_once(entries: list[Entry]) -> list[Entry]:
    """A resume pasted twice is read once: the same title over the same time, or without a time, is the same job.

    Two titles over the very same days within three lines are one heading written over two lines: the likelier stays.
    Where a copy has begun, the same days are the same job, whatever its heading says.
    """
    kept: dict[tuple[str, date | None, date | None, bool], Entry] = {}
    same: dict[tuple[date | None, date | None, bool], list[str]] = {}
    names: set[str] = set()
    copied = False
    for entry in sorted(entries, key=lambda e: (e.time is None, e.start)):
        name, days = entry.title.text.casefold(), _days(entry)
        if (name, *days) in kept or (entry.time is None and name in names):
            copied = True
            continue
        over = same.setdefault(days, []) if entry.time else []
        if copied and over:
            continue
        twin = next((n for n in over if abs(kept[n, *days].first_line - entry.first_line) <= 3), None)
        if twin is not None:
            if kept[twin, *days].title.likeness >= entry.title.likeness:
                continue
            del kept[twin, *days]
            over.remove(twin)
        kept[name, *days] = entry
        over.append(name)
        names.add(name)
    return sorted(kept.values(), key=lambda entry: entry.start)


def without_houses(entries: list[Entry]) -> list[Entry]:
    """A name with a span of time above titles whose days lie within it is the house where all of them were held."""
    kept: list[Entry] = []
    house: Entry | None = None
    for entry, following in itertools.zip_longest(entries, entries[1:]):
        if house and not _within(entry, house):
            house = None
        if house:
            entry.employer = entry.employer or house.employer or house.title
        elif entry.title.likeness < TITLE_FROM and following and _within(following, entry):
            house = entry
            continue
        kept.append(entry)
    return kept


def _within(entry: Entry, house: Entry) -> bool:
    """Do the days of the one lie in those of the other, and are fewer?"""
    begin, end, current = _days(entry)
    first, last, going_on = _days(house)
    if begin is None or first is None or begin < first or (begin, end, current) == (first, last, going_on):
        return False
    return going_on or (end is not None and last is not None and end <= last)


def _days(entry: Entry) -> tuple[date | None, date | None, bool]:
    time = entry.time
    return (None, None, False) if time is None else (time.begin.day, time.end.day if time.end else None, time.current)
