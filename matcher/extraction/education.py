"""Degrees, diplomas and courses: the level, what it prepares for, and when it was finished."""

from __future__ import annotations

import functools
import re
from datetime import date

from matcher.domain import Education
from matcher.extraction import dates
from matcher.extraction.plain import Line, Reading
from matcher.extraction.sections import words
from matcher.vocabulary import Vocabulary

GOES_ON = re.compile(r"\b(?:currently|candidate|present|current)\b")
HOURS = re.compile(r"\b(\d{2,4})[ -]?(?:clock |contact |class(?:room)? |credit )?hours?\b")
PROGRAMMES = {
    "caahep": re.compile(r"\bcaahep\b"),
    "abhes": re.compile(r"\babhes\b"),
    "apprenticeship": re.compile(r"\bapprenticeship\b"),
    "military": re.compile(
        r"\b(?:army|navy|air force|marine|military|metc)\b.{0,40}\b(?:medic|corpsman|training|school)\b|\b68w\b"
    ),
}


@functools.cache
def levels() -> tuple[tuple[str, re.Pattern[str], re.Pattern[str] | None], ...]:
    """(slug, pattern over small letters, pattern over the text as written), highest first."""
    return tuple(
        (entry["slug"], re.compile(entry["written"]), re.compile(entry["cased"]) if "cased" in entry else None)
        for entry in words()["level"]
    )


@functools.cache
def _programmes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    return tuple(
        (p["family"], re.compile("|".join(rf"\b{re.escape(w)}" for w in p["words"]))) for p in words()["programme"]
    )


@functools.cache
def _unfinished() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(words()["unfinished"]["ahead"]), re.compile(words()["unfinished"]["behind"])


def _is_unfinished(reading: Reading, line: Line, start: int, end: int, within: tuple[int, int], as_of: date) -> bool:
    """Do the words between its neighbours on the line, or a line of its date alone, say that it is not finished yet?"""
    ahead, behind = _unfinished()
    left, right = within
    after = reading.lower[end:right]
    if following := ahead.search(after):  # "associate degree 2019, pursuing a bachelor's": it speaks of the next one
        after = after[: following.start()] if right < line.end else after
    if ahead.search(reading.lower, left, start) or behind.search(after):
        return True
    days = list(dates.points(reading.lower, left if left == line.start else start, right))
    near = reading.lines[line.number + 1] if not days and line.number + 1 < len(reading.lines) else None
    if near and near.section == "education" and len(near.text) <= 40 and not mentions(reading, near.start, near.end):
        if behind.search(near.text.lower()):
            return True
        days = list(dates.points(reading.lower, near.start, near.end))
    return bool(days) and max(day.first_day for day in days) > as_of


def prepares_for(text: str) -> str | None:
    """The role family that a programme's words name."""
    return next((family for family, pattern in _programmes() if pattern.search(text)), None)


def mentions(reading: Reading, start: int, end: int) -> list[tuple[str, int, int]]:
    """(level slug, start, end) of the degrees named between two places, in the order they stand, none inside another."""
    found: list[tuple[str, int, int]] = []
    taken = bytearray(len(reading.lower[start:end]))
    for slug, pattern, cased in levels():
        for match in [
            *pattern.finditer(reading.lower, start, end),
            *(cased.finditer(reading.plain, start, end) if cased else ()),
        ]:
            inside = slice(match.start() - start, match.end() - start)
            if not any(taken[inside]):
                taken[inside] = b"\1" * (match.end() - match.start())
                found.append((slug, match.start(), match.end()))
    return sorted(found, key=lambda item: item[1])


def read(reading: Reading, as_of: date, vocabulary: Vocabulary) -> list[Education]:
    """What the education lines say, each level and programme once."""
    kept: dict[tuple[str | None, str | None], Education] = {}
    for line in reading.lines:
        if line.section != "education" or line.heading or line.repeated:
            continue
        for entry in _of_line(reading, line, as_of):
            kept.setdefault((entry.level, entry.family), entry)
    if not kept:  # no section for it: only what is plainly a degree
        for line in reading.lines:
            if line.section in ("head", "summary", "credentials", "skills", "other") and re.search(
                r"\b(?:degree|diploma|university|college|ged)\b", line.text.lower()
            ):
                for entry in _of_line(reading, line, as_of):
                    kept.setdefault((entry.level, entry.family), entry)
    return list(kept.values())


def _of_line(reading: Reading, line: Line, as_of: date) -> list[Education]:
    found = mentions(reading, line.start, line.end)
    lower = reading.lower[line.start : line.end]
    if not found:
        family = prepares_for(lower)
        if family is None or not re.search(
            r"\b(?:certificate|certification|diploma|program|course|training|degree|coursework|school)\b", lower
        ):
            return []
        if _is_unfinished(reading, line, line.start, line.start, (line.start, line.end), as_of):
            return []
        finished = _finished(reading, line, line.start, line.end, as_of)
        return [
            Education(
                None,
                _programme(lower),
                family,
                _hours(lower),
                finished,
                source=reading.source(line.start, line.end),
                text=reading.text[line.start : line.end],
            )
        ]
    entries = []
    for number, (slug, start, over) in enumerate(found):
        stop = found[number + 1][1] if number + 1 < len(found) else line.end
        begin = line.start if number == 0 else start
        words_ = reading.lower[begin:stop]
        if slug == "hs_or_ged" and re.search(r"\b(?:taught|teacher|students)\b", words_):
            continue
        left = line.start if number == 0 else found[number - 1][2]
        if slug != "some_college" and _is_unfinished(reading, line, start, over, (left, stop), as_of):
            continue
        finished = _finished(reading, line, begin, stop, as_of)
        source = reading.source(start, stop)
        entries.append(
            Education(
                slug,
                _programme(words_),
                prepares_for(words_),
                _hours(words_),
                finished,
                source=source,
                text=source.text,
            )
        )
    return entries


def _programme(lower: str) -> str | None:
    return next((name for name, pattern in PROGRAMMES.items() if pattern.search(lower)), None)


def _hours(lower: str) -> int | None:
    match = HOURS.search(lower)
    return int(match.group(1)) if match and "credit" not in match.group() else None


def _finished(reading: Reading, line: Line, start: int, end: int, as_of: date) -> date | None:
    """The last date of the entry, else of a neighbouring line that holds nothing but a date; None while it goes on."""
    if GOES_ON.search(reading.lower[start:end]):
        return None
    days = [p.day for p in dates.points(reading.lower, start, end)]
    if not days:
        for number in (line.number - 1, line.number + 1, line.number + 2):
            if 0 <= number < len(reading.lines):
                near = reading.lines[number]
                points = list(dates.points(reading.lower, near.start, near.end))
                if (
                    near.section == "education"
                    and points
                    and len(near.text) <= 30
                    and not mentions(reading, near.start, near.end)
                ):
                    days = [p.day for p in points]
                    break
    days = [day for day in days if day <= as_of]
    return max(days) if days else None
