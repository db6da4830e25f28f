"""The jobs of a resume: every span of time is an anchor, and the title is the piece of text near it that looks most like one.

A resume keeps one layout: after a first pass the place where most titles stood (before the date, after it, a line above or
below) earns a bonus, so that a strange title in the usual place wins over a familiar word in a line of duties.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from matcher.extraction import dates, sections, titles
from matcher.extraction.plain import Line, Reading
from matcher.vocabulary import Vocabulary

SPLIT = re.compile(
    r"\t+|[ ]{2,}|\s[|•·*~]\s?|^[•*·]\s?|\s?\|\s?|\s//\s|\s-{1,2}\s|\s?[;()\[\]]\s?|\s,\s?|,?\s@\s|\s:\s|:$|^-\s?"
)
COMMA = re.compile(r",\s+")
AT = re.compile(r"\s+(?:at|with|for)\s+(?=[A-Z])")
NOT_WORK = ("education", "credentials", "other")
SCHOOL = re.compile(
    r"\b(?:degree|diploma|bachelor|master|associates?(?:'s)? (?:of|in|degree)|gpa|ged|high school|b\.?s\.?n?|m\.?b\.?a|university|college|graduated?|coursework|major)\b",
    re.I,
)
REACH = 3
TITLE_FROM = 3.0  # likeness from which a piece is a title on its own
STRONG = 5.0


@dataclass(frozen=True)
class Piece:
    """A part of a line between its separators."""

    start: int
    end: int
    text: str
    line: int
    place: str  # before or after the date on its line; else how many lines above or below
    likeness: float = 0.0


@dataclass
class Entry:
    """A job as it stands in the text: its title, its span of time, and from where to where its block goes."""

    title: Piece
    time: dates.Range | None
    first_line: int
    last_line: int
    employer: Piece | None = None
    start: int = 0
    end: int = 0
    section: str = "experience"
    names: list[Piece] = field(default_factory=list)


def placeholder() -> re.Pattern[str]:
    names = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in sections.words()["titles"]["placeholders"])
    return re.compile(rf"(?:{names}|\bcity\s*,\s*state\b(?:\s*,\s*(?:united states|usa?)\b)?)", re.I)


PLACEHOLDER = placeholder()


def _cut(text: str, start: int, end: int, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    position = start
    for match in pattern.finditer(text, start, end):
        if match.start() > position:
            yield position, match.start()
        position = max(position, match.end())
    if end > position:
        yield position, end


def pieces(reading: Reading, line: Line, time: dates.Range | None, place: str, vocabulary: Vocabulary) -> list[Piece]:
    """The parts of a line outside the date, each with its likeness to a title."""
    spans = [(line.start, line.end)]
    if time is not None:
        spans = [(line.start, min(line.end, time.start)), (max(line.start, time.stop), line.end)]
    found: list[Piece] = []
    for number, (start, end) in enumerate(spans):
        where = place if time is None else ("before" if number == 0 else "after")
        for a, b in _cut(reading.plain, start, end, PLACEHOLDER):
            for c, d in _cut(reading.plain, a, b, SPLIT):
                for e, f in _names(reading.plain, c, d, vocabulary):
                    text = reading.plain[e:f].strip(" ,;:-|/.•\t\n*")
                    if len(text) > 1 and any(ch.isalpha() for ch in text):
                        e = reading.plain.index(text, e)
                        found.append(
                            Piece(e, e + len(text), text, line.number, where, titles.likeness(text, vocabulary))
                        )
    return found


def _names(plain: str, start: int, end: int, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """A comma divides a title from an employer or a place, not "Manager, Patient Access"."""
    if at := AT.search(plain, start, end):
        if titles.likeness(plain[start : at.start()], vocabulary) >= STRONG:
            yield start, at.start()
            yield from _names(plain, at.end(), end, vocabulary)
            return
    parts = list(_cut(plain, start, end, COMMA))
    held: tuple[int, int] | None = None
    for part in parts:
        text = plain[slice(*part)].strip()
        apart = titles.is_organisation(text) or titles.is_place(text) or len(text) <= 3
        if held is None:
            held = part
        elif apart or titles.is_organisation(plain[slice(*held)]):
            yield held
            held = part
        else:
            held = held[0], part[1]
    if held:
        yield held


def _plausible(reading: Reading, time: dates.Range, line: Line) -> bool:
    """A span of time that heads an entry and is no figure inside a sentence."""
    before = reading.plain[line.start : time.start].strip(" ,;:-|(•\t/*")
    after = reading.plain[time.stop : line.end].strip(" ,;:-|)•\t./*")
    if re.search(r"\b(?:exp(?:ires|iration)?|valid|issued|born|dob|graduat\w+|renew\w*)\W*$", before, re.I):
        return False
    if time.single:
        edge = (
            not before
            or not after
            or not PLACEHOLDER.sub("", before).strip(" ,-|")
            or not PLACEHOLDER.sub("", after).strip(" ,-|")
        )
        return edge and len(before.split()) + len(after.split()) <= 12 and not SCHOOL.search(before + " " + after)
    if not before or not after:
        return len(before.split()) <= 18 or time.begin.precision != "year"
    if time.begin.precision == "year":
        return len(before.split()) + len(after.split()) <= 14
    return len(before.split()) <= 14


def find(reading: Reading, vocabulary: Vocabulary) -> list[Entry]:
    """The jobs in the order they stand, no job twice."""
    anchors = _anchors(reading)
    options = [_options(reading, anchors, i, vocabulary) for i in range(len(anchors))]
    usual = _usual_place(options)
    entries: list[Entry] = []
    used: set[int] = set()
    for (time, line), choice in zip(anchors, options, strict=True):
        entry = _choose(reading, time, line, choice, usual, used)
        if entry is not None:
            entries.append(entry)
            used.add(entry.title.start)
    entries += _undated(reading, vocabulary, entries)
    entries.sort(key=lambda entry: min(reading.lines[entry.first_line].start, entry.title.start))
    _bound(reading, entries)
    return _once(entries)


def _anchors(reading: Reading) -> list[tuple[dates.Range, Line]]:
    found = []
    for time in dates.ranges(reading.lower):
        line = reading.line_at(time.start)
        if line is None or (line.heading and line.section != "experience") or not _plausible(reading, time, line):
            continue
        found.append((time, line))
    return found


def _options(
    reading: Reading, anchors: list[tuple[dates.Range, Line]], index: int, vocabulary: Vocabulary
) -> list[Piece]:
    time, line = anchors[index]
    last = reading.line_at(time.stop - 1) or line
    found = pieces(reading, line, time, "", vocabulary)
    if last is not line:
        found += pieces(reading, last, time, "", vocabulary)
    others = {other.number for _, other in anchors if other is not line}
    for step, begin in ((-1, line.number), (1, last.number)):
        for distance in range(1, REACH + 1):
            number = begin + step * distance
            if not 0 <= number < len(reading.lines) or number in others:
                break
            near = reading.lines[number]
            if near.heading:
                break
            found += pieces(reading, near, None, f"{step * distance:+d}", vocabulary)
    return found


DISTANCE = {"before": 0.5, "after": 0.5, "+1": 0.0, "-1": 0.0, "+2": -1.5, "-2": -1.0, "+3": -3.0, "-3": -2.5}


def _usual_place(options: list[list[Piece]]) -> str | None:
    votes: Counter[str] = Counter()
    for choice in options:
        best = max(choice, key=lambda piece: piece.likeness + DISTANCE[piece.place], default=None)
        if best is not None and best.likeness >= TITLE_FROM:
            votes[best.place] += 1
    if not votes:
        return None
    place, count = votes.most_common(1)[0]
    return place if count * 2 >= sum(votes.values()) else None


def _choose(
    reading: Reading, time: dates.Range, line: Line, choice: list[Piece], usual: str | None, used: set[int]
) -> Entry | None:
    def worth(piece: Piece) -> float:
        return piece.likeness + DISTANCE[piece.place] + (2.0 if piece.place == usual else 0.0)

    free = [piece for piece in choice if piece.start not in used]
    best = max(free, key=worth, default=None)
    if best is None:
        return None
    at_work = line.section == "experience"
    floor = TITLE_FROM - 2 if best.place == usual or best.place in ("before", "after") else TITLE_FROM
    if not at_work:
        floor = STRONG
    if line.section in NOT_WORK or SCHOOL.search(line.text):
        floor = STRONG + 1
        if time.single:
            return None
    if time.single:
        floor = max(floor, STRONG)
    if worth(best) - DISTANCE[best.place] < floor:
        return None
    last = reading.line_at(time.stop - 1) or line
    entry = Entry(best, time, min(line.number, best.line), max(last.number, best.line), section=line.section)
    near = [p for p in choice if p is not best and entry.first_line - 1 <= p.line <= entry.last_line + 1]
    entry.employer = _employer(near, best)
    return entry


def _employer(near: list[Piece], title: Piece) -> Piece | None:
    """The piece with an employer's word in it, else a plain name on the title's or the date's own line."""
    names = [p for p in near if p.likeness < TITLE_FROM and _is_name(p.text)]
    named = [p for p in names if titles.is_organisation(p.text)]
    if named:
        return min(named, key=lambda p: (abs(p.line - title.line), p.start))
    beside = [p for p in names if (p.line == title.line or p.place in ("before", "after")) and p.likeness > -3]
    return beside[0] if beside else None


def _is_name(text: str) -> bool:
    """Few words, written like a name: not a place, not a duty."""
    tokens = text.split()
    if not 1 <= len(tokens) <= 8 or titles.is_place(text) or titles.begins_like_a_duty(text) or text[-1] == ".":
        return False
    long = [t for t in tokens if len(t) > 3]
    return text[0].isupper() and sum(t[0].isupper() or t[0].isdigit() for t in long) * 5 >= len(long) * 3


def _undated(reading: Reading, vocabulary: Vocabulary, entries: list[Entry]) -> list[Entry]:
    """Titles that stand in the experience section as a heading of their own, without any date."""
    near = {n for e in entries for n in range(e.first_line - 1, e.last_line + 2)}
    found = []
    for line in reading.lines:
        if line.section != "experience" or line.heading or line.number in near or len(line.words) > 14:
            continue
        marked = PLACEHOLDER.search(line.text) is not None
        parts = pieces(reading, line, None, "+1", vocabulary)
        best = max(parts, key=lambda piece: piece.likeness, default=None)
        if best is None or best.start != line.start or line.text[0] in "•*-" or line.text.endswith("."):
            continue
        placed = marked or any(
            titles.is_place(p.text) or titles.is_organisation(p.text) for p in parts if p is not best
        )
        if best.likeness >= STRONG and (placed or (not entries and len(line.words) <= 6)):
            entry = Entry(best, None, line.number, line.number)
            entry.employer = _employer([p for p in parts if p is not best], best)
            found.append(entry)
    return found


def _bound(reading: Reading, entries: list[Entry]) -> None:
    """A job's block goes from its first line to the next job or the next section."""
    for number, entry in enumerate(entries):
        entry.start = reading.lines[entry.first_line].start
        after = entries[number + 1].first_line if number + 1 < len(entries) else len(reading.lines)
        last = entry.last_line
        for line in reading.lines[entry.last_line + 1 : max(after, entry.last_line + 1)]:
            if line.heading and line.section != "experience":
                break
            last = line.number
        entry.end = reading.lines[last].end


def _once(entries: list[Entry]) -> list[Entry]:
    """A resume pasted twice is read once: the same title over the same time, or without a time, is the same job.

    Two titles over the very same days within three lines are one heading written over two lines: the likelier stays.
    """
    kept: dict[tuple[str, date | None, date | None, bool], Entry] = {}
    for entry in sorted(entries, key=lambda e: (e.time is None, e.start)):
        name, days = entry.title.text.casefold(), _days(entry)
        if (name, *days) in kept or (entry.time is None and any(known == name for known, *_ in kept)):
            continue
        twin = next(
            (k for k, e in kept.items() if entry.time and k[1:] == days and abs(e.first_line - entry.first_line) <= 3),
            None,
        )
        if twin is not None:
            if kept[twin].title.likeness >= entry.title.likeness:
                continue
            del kept[twin]
        kept[name, *days] = entry
    return sorted(kept.values(), key=lambda entry: entry.start)


def _days(entry: Entry) -> tuple[date | None, date | None, bool]:
    time = entry.time
    return (None, None, False) if time is None else (time.begin.day, time.end.day if time.end else None, time.current)
