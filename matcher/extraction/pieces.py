"""The pieces of a line of a resume, between its separators, each with its likeness to the title of a job; and a job made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from matcher.extraction import dates, sections, titles
from matcher.extraction.plain import Line, Reading
from matcher.vocabulary import Vocabulary

SPLIT = re.compile(
    r"\t+|[ ]{2,}|\s[|•·*~]\s?|\s?\|\s?|\s//\s|\s?[;()\[\]]\s?|\s,\s?|,?\s@\s|\s:\s|(?:(?<=[A-Za-z0-9]{3})|(?<=[ ,][A-Z]{2}))(?<!\b[Aa]sst)(?<!\b[Aa]dmin)(?<!\b[Dd]ept)(?<!\b[Ee]xec)(?<!\b[Mm]gr)"
    r"\.\s+(?=[A-Z])"
)
COMMA = re.compile(r",\s+|\s/\s|\s-{1,2}\s")
LABEL = re.compile(
    r"\W*(?:(?P<title>job title|title|position(?: held| title)?|role|occupation)|employer|company(?: name)?|organi[sz]ation"
    r"|location|(?:employment )?dates?(?: (?:employed|of employment))?|duration|period|from|worked)\s*:\s*",
    re.I,
)
ASIDE = re.compile(
    r"\W*(?:supervisor|manager|references?|contact|reason for leaving|salary|pay|phone|duties|responsibilities|hours|address)\s*:",
    re.I,
)
LEADING = re.compile(r"^(?:\d{1,2}[.)]\s+|#+\s*|[o+>]\s+)+")
LISTED = re.compile(r"[A-Z]\w+ (?:and|&) [A-Z]\w+ ")
FROM = re.compile(r"(?:\b|\s)(?:from|between|since|dates?)$", re.I)
EDGES = " ,;:-|/.•\t\n*"
AT = re.compile(r"\s+(?:(?:at|for)\s+(?=[A-Z])|with\s+)")
LONG = 14  # words of a line that is no heading
TITLE_FROM = 3.0  # likeness from which a piece is a title on its own
STRONG = 5.0
LABELLED = 5.0  # a label says that this is the title


@dataclass(frozen=True)
class Piece:
    """A part of a line between its separators."""

    start: int
    end: int
    text: str
    line: int
    place: str  # before or after the date on its line; else how many lines above or below
    likeness: float = 0.0
    cost: float = 0.0


@dataclass
class Entry:
    """A job as it stands in the text: its title, its span of time, and from where to where its block goes; `copies` are the
    blocks of the same job said again."""

    title: Piece
    time: dates.Range | None
    first_line: int
    last_line: int
    employer: Piece | None = None
    start: int = 0
    end: int = 0
    section: str = "experience"
    copies: tuple[tuple[int, int], ...] = ()


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
        named = False
        if ASIDE.match(reading.plain, start, end):
            continue
        if label := LABEL.match(reading.plain, start, end):
            start, named = label.end(), label.group("title") is not None
        for a, b in _cut(reading.plain, start, end, PLACEHOLDER):
            for c, d in _cut(reading.plain, a, b, SPLIT):
                for e, f in _names(reading.plain, c, d, vocabulary):
                    found += _piece(reading, e, f, line, where, vocabulary, named)
    return found


def _piece(
    reading: Reading, start: int, end: int, line: Line, where: str, vocabulary: Vocabulary, named: bool
) -> Iterator[Piece]:
    """The piece of a span, divided once more where a title and an employer's name stand without any mark between them."""
    for a, b in _apart(reading.plain, start, end, vocabulary):
        text = LEADING.sub("", FROM.sub("", reading.plain[a:b].strip(EDGES)).strip(EDGES))
        if len(text) > 1 and any(c.isalpha() for c in text):
            a = reading.plain.index(text, a)
            yield Piece(
                a,
                a + len(text),
                text,
                line.number,
                where,
                titles.likeness(text, vocabulary) + (LABELLED if named else 0.0),
            )


def _apart(plain: str, start: int, end: int, vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """ "Medical Scribe Lakeview Clinic" holds a title and an employer; "Medical Scribe II" and "Clinic Nurse" hold one title."""
    text = plain[start:end]
    found = titles.phrase(text, vocabulary) if 3 <= len(text.split()) <= LONG else None
    if found is None:
        return [(start, end)]
    head, tail = text[: found[0]].strip(EDGES), text[found[1] :].strip(EDGES)
    if tail[:1].isupper() and titles.is_firm(tail) and not titles.has_noun(tail):
        return [(start, start + found[1]), (start + found[1], end)]
    if len(head.split()) > 1 and titles.is_house(head.split()[-1]):
        return [(start, start + found[0]), (start + found[0], end)]
    return [(start, end)]


def _names(plain: str, start: int, end: int, vocabulary: Vocabulary) -> Iterator[tuple[int, int]]:
    """A comma or a stroke divides a title from an employer or a place, not "Manager, Patient Access" or "CNA / HHA"."""
    if (at := AT.search(plain, start, end)) and titles.likeness(plain[start : at.start()], vocabulary) >= STRONG:
        yield start, at.start()
        yield from _names(plain, at.end(), end, vocabulary)
        return
    held: tuple[int, int] | None = None
    for part in _cut(plain, start, end, COMMA):
        if held is None:
            held = part
        elif _divides(plain, held, part, vocabulary):
            yield held
            held = part
        else:
            held = held[0], part[1]
    if held:
        yield held


def _divides(plain: str, held: tuple[int, int], part: tuple[int, int], vocabulary: Vocabulary) -> bool:
    before, text = plain[slice(*held)].strip(), plain[slice(*part)].strip()
    if (
        "-" in plain[held[1] : part[0]]
    ):  # "Registered Nurse - Medical/Surgical" is one title, "Nurse - Mercy Hospital" not
        return len(text.split()) > 2 or not titles.is_department(text, vocabulary) or titles.has_noun(text)
    if "/" in plain[held[1] : part[0]]:
        return min(titles.likeness(before, vocabulary), titles.likeness(text, vocabulary)) < TITLE_FROM
    if titles.is_organisation(text) or titles.is_place(text) or len(text) <= 3 or titles.is_organisation(before):
        return True
    if LISTED.match(text) and not titles.has_noun(before):
        return False  # "Intake, Billing and Records Clerk"
    if not titles.has_noun(before) and titles.likeness(text, vocabulary) >= STRONG:
        return titles.understand(before, vocabulary).family is None
    known = titles.understand(before, vocabulary)
    telling = known.whole and known.family is not None and not titles.is_vague(known.family, vocabulary)
    return telling and not titles.has_noun(text) and titles.understand(text, vocabulary).family is None
