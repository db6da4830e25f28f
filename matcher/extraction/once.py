"""Each job once: second copies of a history, and the span of a house in which several jobs were held."""

from __future__ import annotations

import itertools
from datetime import date

from matcher.extraction.pieces import TITLE_FROM, Entry

Days = tuple[date | None, date | None, bool]


def each_once(entries: list[Entry]) -> list[Entry]:
    """A resume pasted twice is read once: the same title over the same time, or without a time, is the same job.

    Two titles over the very same days within three lines are one heading written over two lines: the likelier stays.
    Where a copy has begun, the same days are the same job, whatever its heading says: the likelier title stays again,
    whichever copy comes first, and what either says of the job counts.
    """
    kept: dict[tuple[str, Days], Entry] = {}
    same: dict[Days, list[str]] = {}
    undated: dict[str, Entry] = {}
    copied = False
    for entry in sorted(entries, key=lambda e: (e.time is None, e.start)):
        name, days = entry.title.text.casefold(), _days(entry)
        first = kept.get((name, days)) or (undated.get(name) if entry.time is None else None)
        over = same.setdefault(days, []) if entry.time else []
        if first is None and copied and over:
            first = kept[over[0], days]
        if first is not None:
            copied = True
            _take_in(first, entry)
            continue
        twin = next((n for n in over if abs(kept[n, days].first_line - entry.first_line) <= 3), None)
        if twin is not None:
            if kept[twin, days].title.likeness >= entry.title.likeness:
                continue
            del kept[twin, days]
            over.remove(twin)
        kept[name, days] = entry
        over.append(name)
        undated.setdefault(name, entry)
    return sorted(kept.values(), key=lambda entry: entry.start)


def _take_in(first: Entry, copy: Entry) -> None:
    """`copy` is the same job said again. Of two titles as likely the order of the letters decides, not that of the copies."""
    first.copies += ((copy.start, copy.end),)
    if (copy.title.likeness, copy.title.text) > (first.title.likeness, first.title.text):
        first.title, first.employer = copy.title, copy.employer or first.employer


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


def _days(entry: Entry) -> Days:
    time = entry.time
    return (None, None, False) if time is None else (time.begin.day, time.end.day if time.end else None, time.current)
