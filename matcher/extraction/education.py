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

UNFINISHED = re.compile(
    r"\b(?:in progress|expected|anticipated|pursuing|currently|candidate|present|current|ongoing|incomplete|not completed|no degree|did not)\b"
)
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
    for number, (slug, start, _end) in enumerate(found):
        stop = found[number + 1][1] if number + 1 < len(found) else line.end
        begin = line.start if number == 0 else start
        words_ = reading.lower[begin:stop]
        if slug == "hs_or_ged" and re.search(r"\b(?:taught|teacher|students)\b", words_):
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
    if UNFINISHED.search(reading.lower[start:end]):
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
