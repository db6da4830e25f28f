"""The jobs of a resume: every span of time is an anchor, and the title is the piece of text near it that looks most like one.

A resume keeps one layout: after a first pass the place where most titles stood (before the date, after it, a line above or
below) earns a bonus, so that a strange title in the usual place wins over a familiar word in a line of duties.
"""

from __future__ import annotations

import bisect
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from matcher.extraction import dates, titles
from matcher.extraction.once import each_once, without_houses
from matcher.extraction.pieces import EDGES, LONG, PLACEHOLDER, SPLIT, STRONG, TITLE_FROM, Entry, Piece, pieces
from matcher.extraction.plain import Line, Reading
from matcher.extraction.terms import search
from matcher.vocabulary import Vocabulary

CARDS = ("certification", "licence")
SCHOOLING = ("education", "credentials")
NOT_WORK = ("education", "credentials", "other")
ABILITIES = ("skills", "languages")
SCHOOL = re.compile(
    r"\b(?:degree|diploma|bachelor|master|associates?(?:'s)? (?:of|in|degree)|gpa|ged|high school|b\.?s\.?n?|m\.?b\.?a|university|college|graduated?|coursework|major)\b",
    re.I,
)
NO_WORK = re.compile(
    r"\b(?:exp(?:ire[sd]|iration|iring)?|lapsed|valid|issued|born|dob|graduat\w+|renew\w*|obtained|completed|passed"
    r"|certificat(?:e|ion)|licen[sc]e)\W*$",
    re.I,
)
WITHIN = ("in", "of", "during", "by")
SENTENCE = re.compile(r"(?<!\bCo)(?<!\bInc)(?<!\bLtd)(?<!\bCorp)\.$", re.I)
REACH = 3
SHORT = 6  # words from which a line that begins like a duty is one, and only what looks like a title on its own is one
NEVER = 99.0
SEPARATE = 2.0  # an empty line between a date and a title
SINGLE = 3.0  # a lone date gives way to a span of time


class Titles:
    """Where the titles of the jobs stand, to ask which of them a place is in."""

    def __init__(self, entries: list[Entry]) -> None:
        self._entries = sorted(entries, key=lambda entry: entry.title.start)
        self._starts = [entry.title.start for entry in self._entries]

    def at(self, place: int) -> Entry | None:
        number = bisect.bisect_right(self._starts, place) - 1
        return self._entries[number] if number >= 0 and place < self._entries[number].title.end else None


def _plausible(reading: Reading, time: dates.Range, line: Line) -> bool:
    """A span of time that heads an entry and is no figure inside a sentence."""
    before = reading.plain[line.start : time.start].strip(" ,;:-|(•\t/*")
    after = reading.plain[time.stop : line.end].strip(" ,;:-|)•\t./*")
    if NO_WORK.search(before):
        return False
    if time.single:
        if before.endswith(WITHIN) and len(words := before.split()) > 3 and words[-1] in WITHIN:
            return False  # "received the award for best service in 2014"
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
    anchors = _anchors(reading, vocabulary)
    dated = {line.number for _, line in anchors}
    options = [_options(reading, time, line, dated, vocabulary) for time, line in anchors]
    usual = _usual_place(_assigned(anchors, options, None).values())
    entries = [
        _entry(reading, *anchors[index], piece, options[index], vocabulary)
        for index, piece in sorted(_assigned(anchors, options, usual).items())
    ]
    entries += _undated(reading, vocabulary, entries)
    entries.sort(key=lambda entry: min(reading.lines[entry.first_line].start, entry.title.start))
    _bound(reading, entries)
    return each_once(without_houses(entries))


def _anchors(reading: Reading, vocabulary: Vocabulary) -> list[tuple[dates.Range, Line]]:
    found = []
    for time in dates.ranges(reading.lower):
        line = reading.line_at(time.start)
        if line is None or (line.heading and line.section != "experience") or not _plausible(reading, time, line):
            continue
        if line.section == "credentials" and search(reading, vocabulary, CARDS, line.start, line.end):
            continue  # from when to when a card is good
        found.append((time, line))
    return found


def _options(reading: Reading, time: dates.Range, line: Line, dated: set[int], vocabulary: Vocabulary) -> list[Piece]:
    """Where the title of a date may stand. `dated`: the numbers of the lines that hold a date."""
    last = reading.line_at(time.stop - 1) or line
    found = pieces(reading, line, time, "", vocabulary)
    if last is not line:
        found += pieces(reading, last, time, "", vocabulary)
    for step, begin in ((-1, line.number), (1, last.number)):
        apart = 0.0
        for distance in range(1, REACH + 1):
            number = begin + step * distance
            if not 0 <= number < len(reading.lines) or number in dated:
                break
            near = reading.lines[number]
            if near.heading or near.section != line.section:
                break
            if len(near.words) > LONG and not SPLIT.search(near.text):
                continue  # a sentence, no heading of a job
            crossed = near if step > 0 else reading.lines[number + 1]
            apart += SEPARATE if crossed.gap else 0.0
            least = TITLE_FROM if len(near.words) > SHORT and titles.begins_like_a_duty(near.text) else -NEVER
            parts = pieces(reading, near, None, f"{step * distance:+d}", vocabulary)
            found += [replace(p, cost=apart) for p in parts if p.likeness >= least]
    return found


DISTANCE = {"before": 0.5, "after": 0.5, "+1": 0.0, "-1": 0.0, "+2": -1.5, "-2": -1.0, "+3": -3.0, "-3": -2.5}


def _usual_place(found: Iterable[Piece]) -> str | None:
    """Where at least half of the titles of a first pass stand."""
    votes = Counter(piece.place for piece in found if piece.likeness >= TITLE_FROM)
    if not votes:
        return None
    place, count = votes.most_common(1)[0]
    return place if count * 2 >= sum(votes.values()) else None


def _assigned(
    anchors: list[tuple[dates.Range, Line]], options: list[list[Piece]], usual: str | None
) -> dict[int, Piece]:
    """Anchor -> its title. The likeliest pairs are settled first, so that no date takes the title of the next one."""
    pairs = []
    at_work = any(line.section == "experience" for _, line in anchors)
    for index, ((time, line), choice) in enumerate(zip(anchors, options, strict=True)):
        school = SCHOOL.search(line.text) is not None
        for piece in choice:
            likely = piece.likeness + (2.0 if piece.place == usual else 0.0)
            if likely >= _floor(time, line, school, piece, usual, at_work):
                worth = likely + DISTANCE[piece.place] - piece.cost - (SINGLE if time.single else 0.0)
                pairs.append((worth, -index, len(piece.text), piece.start, piece))
    found: dict[int, Piece] = {}
    used: set[int] = set()
    for _, index, _, start, piece in sorted(pairs, key=lambda pair: pair[:4], reverse=True):
        if -index not in found and start not in used:
            found[-index] = piece
            used.add(start)
    return found


def _floor(time: dates.Range, line: Line, school: bool, piece: Piece, usual: str | None, at_work: bool) -> float:
    """The likeness from which a piece is the title of this date; higher where the date may be of something else."""
    if line.section in SCHOOLING and at_work:
        return NEVER
    if line.section in NOT_WORK or school:
        return NEVER if time.single else STRONG + 1
    if line.section in ABILITIES and at_work and not titles.has_noun(piece.text):
        return NEVER  # a membership behind a list of skills
    if time.single or line.section != "experience":
        return STRONG
    if piece.place == usual:
        return TITLE_FROM - 2
    return TITLE_FROM - 1 if piece.place in ("before", "after") else TITLE_FROM


def _entry(
    reading: Reading, time: dates.Range, line: Line, title: Piece, choice: list[Piece], vocabulary: Vocabulary
) -> Entry:
    last = reading.line_at(time.stop - 1) or line
    entry = Entry(title, time, min(line.number, title.line), max(last.number, title.line), section=line.section)
    near = [p for p in choice if p is not title and entry.first_line - 1 <= p.line <= entry.last_line + 1]
    entry.employer = _employer([p for p in near if not _in_brackets(reading, p)], title)
    if entry.employer is None:
        _part_from_employer(reading, entry, vocabulary)
    if entry.employer is None:
        entry.employer = _plain_name(reading, entry, near)
    return entry


def _plain_name(reading: Reading, entry: Entry, near: list[Piece]) -> Piece | None:
    """A short name that begins the line below or above the heading and stands there alone or before a place."""
    for number in (entry.last_line + 1, entry.first_line - 1):
        parts = sorted((p for p in near if p.line == number), key=lambda p: p.start)
        if not parts or parts[0].start != reading.lines[number].start or parts[0].likeness >= TITLE_FROM:
            continue
        alone = all(titles.is_place(p.text) for p in parts[1:])
        if alone and _is_name(parts[0].text) and len(parts[0].text.split()) <= 5:
            return parts[0]
    return None


def _part_from_employer(reading: Reading, entry: Entry, vocabulary: Vocabulary) -> None:
    """ "Medical Scribe Walgreens" with no other employer near: the name after a known title is the employer."""
    title = entry.title
    found = titles.phrase(title.text, vocabulary)
    if found is None or found[0] > 0:
        return
    tail = title.text[found[1] :].strip(EDGES)
    if title.text[found[1] :].startswith("/"):
        return  # "Caregiver/PCA" is one person's work
    if _is_name(tail) and not titles.has_noun(tail) and not titles.is_department(tail, vocabulary):
        start = title.start + title.text.index(tail, found[1])
        entry.employer = replace(title, start=start, end=start + len(tail), text=tail)
        entry.title = replace(title, end=title.start + found[1], text=title.text[: found[1]])


def _employer(near: list[Piece], title: Piece) -> Piece | None:
    """The piece with an employer's word in it, else a plain name on the title's or the date's own line."""
    names = [p for p in near if p.likeness < TITLE_FROM and _is_name(p.text)]
    named = [p for p in names if titles.is_organisation(p.text)]
    if named:
        return min(named, key=lambda p: (abs(p.line - title.line), p.start))
    beside = [p for p in names if (p.line == title.line or p.place in ("before", "after")) and p.likeness > -3]
    return beside[0] if beside else None


def _in_brackets(reading: Reading, piece: Piece) -> bool:
    """What stands in brackets explains what is before it, "Director (Full-time)", unless it is a firm or a house."""
    opened = reading.plain[reading.lines[piece.line].start : piece.start].rstrip()[-1:]
    return opened in ("(", "[") and not titles.is_organisation(piece.text)


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
        if best is None or best.start != line.start or line.text[0] in "•*-" or SENTENCE.search(line.text):
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
    """A job's block goes from its first line to the next job or the next heading, though it be of experience again: what stands under that is of no
    job above it, in whatever order the sections come."""
    for number, entry in enumerate(entries):
        entry.start = reading.lines[entry.first_line].start
        after = entries[number + 1].first_line if number + 1 < len(entries) else len(reading.lines)
        last = entry.last_line
        for line in reading.lines[entry.last_line + 1 : max(after, entry.last_line + 1)]:
            if line.heading:
                break
            last = line.number
        entry.end = reading.lines[last].end
