"""The reading order of a PDF's pages: side-by-side columns one after the other, rows of a table left as rows.

A page comes as text whose characters stand where they stood on paper. Two columns are told from a table or from a margin of
dates by what is in them: both sides hold a heading, or both hold spans of time of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from matcher.extraction import dates, sections, tables, titles
from matcher.extraction.plain import plain_of

SPACES = re.compile(r"(?<=\S) +(?=\S)")
WIDE, STRETCHED = 3, 6  # spaces between columns; on a page whose words stand apart by two and three already
LOOSE = 0.15  # share of such spaces from which a page is taken for stretched
LIGATURES = str.maketrans({"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl"})
SEGMENT = re.compile(r"(?:(?<=^)|(?<= {3}))\S")
CANDIDATES = 12
MIN_LINES = 4
SIDEBAR = 0.7  # a column narrower than this share of the other stands beside the page's run and is read after it


@dataclass(frozen=True)
class _Split:
    at: int
    first: int
    last: int
    worth: int


def flow(pages: list[str]) -> str:
    """The pages as one text: what stands in a sidebar comes after all that runs from page to page."""
    run: list[str] = []
    beside: list[str] = []
    each = tables.rows([page.expandtabs(4).translate(LIGATURES).split("\n") for page in pages])
    for page, lines in zip(pages, each, strict=True):
        wide = _wide(page)
        split = _best(lines)
        if split is None:
            run += (_tidy(line, wide) for line in lines)
            continue
        left = [_tidy(line[: split.at], wide) for line in lines[split.first : split.last]]
        right = [_tidy(line[split.at :], wide) for line in lines[split.first : split.last]]
        run += (_tidy(line, wide) for line in lines[: split.first])
        small, large = sorted((left, right), key=_width)
        if _width(small) < SIDEBAR * _width(large) and _has_heading(small):
            run += large
            beside += ["", *small]
        else:
            run += left[: (on := _goes_on(left, right))] + right + left[on:]
        run += (_tidy(line, wide) for line in lines[split.last :])
    return "\n".join([*run, *beside])


def _goes_on(left: list[str], right: list[str]) -> int:
    """The line of the left column before which a right one without a heading of its own belongs: its jobs go on there."""
    if not _has_heading(right):
        timed = False
        for number, line in enumerate(left):
            if timed and line and sections.heading(line):
                return number
            timed = timed or (bool(line) and _has_time([line]))
    return len(left)


def _wide(page: str) -> int:
    """From how many spaces on two words of a line belong to different columns."""
    gaps = [len(match.group()) for match in SPACES.finditer(page)]
    return STRETCHED if sum(gap in (2, 3) for gap in gaps) > LOOSE * len(gaps) else WIDE


def _tidy(line: str, wide: int = WIDE) -> str:
    return SPACES.sub(lambda match: " " if len(match.group()) < wide else "    ", line.strip())


def _width(lines: list[str]) -> int:
    lengths = sorted(len(line.strip()) for line in lines if line.strip())
    return lengths[len(lengths) * 9 // 10] if lengths else 0


def _best(lines: list[str]) -> _Split | None:
    """The place and the run of lines where splitting yields two columns, the longest if several do."""
    starts = Counter(match.start() for line in lines for match in SEGMENT.finditer(line) if match.start() > 8)
    found = [split for at, _ in starts.most_common(CANDIDATES) if (split := _at(lines, at)) is not None]
    return max(found, key=lambda split: (split.worth, split.at), default=None)


def _at(lines: list[str], at: int) -> _Split | None:
    """The longest run of lines that nothing crosses at this place, if both sides of it are columns."""
    best: _Split | None = None
    first = 0
    for number in range(len(lines) + 1):
        if number < len(lines) and not lines[number][max(0, at - 2) : at].strip():
            continue
        if number - first >= MIN_LINES:
            left = [line[:at].strip() for line in lines[first:number]]
            right = [line[at:].strip() for line in lines[first:number]]
            worth = min(map(_worth, (left, right)))
            if worth >= MIN_LINES and (best is None or worth > best.worth) and _are_columns(left, right):
                best = _Split(at, first, number, worth)
        first = number + 1
    return best


def _worth(lines: list[str]) -> int:
    """Lines of a column without those that hold a date or a place alone: these may belong to the line beside them."""
    return sum(bool(line) and not _is_margin(line) for line in lines)


def _is_margin(line: str) -> bool:
    if not line or len(line) > 40:
        return False
    lower = plain_of(line).lower()
    times = dates.ranges(lower)
    rest = lower
    for time in times:
        rest = rest.replace(lower[time.start : time.stop], "")
    return (bool(times) and not rest.strip(" -|,()")) or titles.is_place(line)


def _are_columns(left: list[str], right: list[str]) -> bool:
    if all(map(_has_heading, (left, right))):
        return True
    return _has_time(_beside(left, right)) and _has_time(_beside(right, left))


def _beside(lines: list[str], other: list[str]) -> list[str]:
    """The lines of a column from the first to the last of the other."""
    filled = [number for number, line in enumerate(other) if line]
    return lines[filled[0] : filled[-1] + 1] if filled else []


def _has_heading(lines: list[str]) -> bool:
    return any(sections.heading(_tidy(line)) for line in lines if line)


def _has_time(lines: list[str]) -> bool:
    return any(not time.single for time in dates.ranges(plain_of("\n".join(lines)).lower()))
