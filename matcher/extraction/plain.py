"""A text made plain for reading, character for character as long as the text itself, so that every span stays true.

Typographic dashes, quotes, spaces and bullets become ordinary ones; letters garbled by a wrong code page are mended and
padded with spaces. Facts quote the original text; only the reading happens here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from matcher.domain import Source

ORDINARY = {
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("‘’‚‛′´`", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("•●▪◦○■□◆◇➢➤►▶✓✔❖‣⁃∙\x7f\uf0b7\uf0a7\uf0d8\uf0fc\uf076", "•"),
    **dict.fromkeys("\f\v\x1c\x1d\x1e\x85\u2028\u2029\r", "\n"),
    **dict.fromkeys("\u200b\u200c\u200d\u200e\u200f\u2060\ufeff\u00ad", " "),
}
ASCII = str.maketrans({c: ordinary for c, ordinary in ORDINARY.items() if c.isascii()})
GARBLED = re.compile(
    r"[\u00c2-\u00f4][\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122\u200b]{1,3}"
)
SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[A-Z0-9*•\-\"(])|\n")
ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Za-z]|dr|mr|mrs|ms|st|no|inc|vs|etc|approx|min|max|ft|yrs?|dept|cert|exp|incl|e\.g|i\.e)\.)$", re.I
)


def _mended(match: re.Match[str]) -> str:
    run = match.group()
    try:
        mended = run.encode("cp1252").decode("utf-8")
    except (UnicodeEncodeError, UnicodeDecodeError):
        mended = "-" if run.startswith("ï¼") else " " if run[0] in "â" and len(run) > 1 else ""
        if not mended:
            return run
    return mended.ljust(len(run))[: len(run)]


def _ordinary(character: str) -> str:
    if character in ORDINARY:
        return ORDINARY[character]
    if character.isspace() and character not in "\n\t":
        return " "
    folded = unicodedata.normalize("NFKC", character)
    return folded if len(folded) == 1 else character


def plain_of(text: str) -> str:
    """The plain text; `len(plain_of(text)) == len(text)` always."""
    mended = text if text.isascii() else GARBLED.sub(_mended, text).replace("Â ", "  ").replace("Â\u00a0", "  ")
    if mended.isascii():
        return mended.translate(ASCII)
    table = {c: _ordinary(c) for c in set(mended) if c > "\x7f" or c in ORDINARY}
    return mended.translate(str.maketrans(dict[str, str | int | None](table)))


def lower_of(text: str) -> str:
    """Lower case of the same length: a letter whose small form is longer stays as it is."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


@dataclass
class Line:
    """A line without its surrounding space. `section` is filled by the sections reader."""

    start: int
    end: int
    text: str
    number: int
    section: str = ""
    heading: bool = False
    repeated: bool = False
    gap: int = 0  # how many empty lines stand before it

    @property
    def words(self) -> list[str]:
        return self.text.split()


@dataclass
class Reading:
    """A text with its plain and lower forms and its lines without the empty ones."""

    text: str
    plain: str = field(init=False)
    lower: str = field(init=False)
    lines: list[Line] = field(init=False)
    terms: dict[str, tuple[list[int], list[Any]]] | None = field(init=False, default=None)  # kept by terms.search
    _says: dict[re.Pattern[str], bool] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.plain = plain_of(self.text)
        self.lower = lower_of(self.plain)
        self.lines = list(_lines(self.plain))

    def says(self, pattern: re.Pattern[str]) -> bool:
        """Does the text hold it anywhere, in small letters? Looked for once."""
        if pattern not in self._says:
            self._says[pattern] = pattern.search(self.lower) is not None
        return self._says[pattern]

    def source(self, start: int, end: int) -> Source:
        """The exact words of a span, its surrounding space left out."""
        while start < end and self.plain[start].isspace():
            start += 1
        while end > start and self.plain[end - 1].isspace():
            end -= 1
        return Source(self.text[start:end], start, end)

    def line_at(self, position: int) -> Line | None:
        low, high = 0, len(self.lines)
        while low < high:
            middle = (low + high) // 2
            if self.lines[middle].end <= position:
                low = middle + 1
            else:
                high = middle
        return self.lines[low] if low < len(self.lines) and self.lines[low].start <= position else None


LONGEST = 1000  # characters: what is longer is read in parts of about this, so that the work grows with the text alone
LONG_LINE = 30  # characters from which a line that comes a second time is a copy and not a habit of words


def _lines(plain: str) -> Iterator[Line]:
    position, number, gap, seen = 0, 0, 0, set()
    for raw in plain.split("\n"):
        text = raw.strip()
        if text:
            first = position + len(raw) - len(raw.lstrip())
            for start, end in parts(plain, first, first + len(text)):
                line = Line(start, end, plain[start:end], number, gap=gap)
                number += 1
                if len(line.text) > LONG_LINE:
                    line.repeated = line.text.casefold() in seen
                    seen.add(line.text.casefold())
                gap = 0
                yield line
        else:
            gap += 1
        position += len(raw) + 1


def parts(plain: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span itself, or where it is far longer than any line is meant to be, parts of it between two words."""
    while end - start > 1.5 * LONGEST:
        stop = max(plain.rfind(" ", start, start + LONGEST), plain.rfind("\n", start, start + LONGEST))
        stop = stop if stop > start + LONGEST / 2 else start + LONGEST
        yield start, stop
        start = stop
        while start < end and plain[start].isspace():
            start += 1
    if start < end:
        yield start, end


def sentences(reading: Reading, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of sentences between two places; a line that goes on in the next, beginning small, is one sentence with it."""
    begin = start
    for match in SENTENCE_END.finditer(reading.plain, start, end):
        if "\n" in match.group():
            after = reading.plain[match.end() : match.end() + 1]
            before = reading.plain[max(begin, match.start() - 2 * LONGEST) : match.start()].rstrip()
            if after.islower() and before and before[-1] not in ".:;!?" and len(before) > 40:
                continue
        elif ABBREVIATION.search(reading.plain, max(begin, match.start() - 8), match.start()):
            continue
        if reading.plain[begin : match.start()].strip():
            yield from parts(reading.plain, begin, match.start())
        begin = match.end()
    if reading.plain[begin:end].strip():
        yield from parts(reading.plain, begin, end)
