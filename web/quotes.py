"""The document's own words: the line something was read from, its words marked, and the number of that line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import Flask

from matcher.domain import Evidence

ROOM = 70  # characters of a long line kept before the first and after the last marked words


@dataclass(frozen=True)
class Line:
    """A line of a document: its number from 1, and its words in pieces, each marked or not. `context` = only beside."""

    number: int
    pieces: tuple[tuple[str, bool], ...]
    context: bool = False


def line_number(text: str, at: int) -> int:
    """The number, from 1, of the line that holds this character."""
    return text.count("\n", 0, at) + 1


def lines_of(text: str, spans: Iterable[tuple[int, int]], context: int = 0) -> list[Line]:
    """The lines that hold the spans (characters of `text`), words in them marked, with `context` lines around each.

    A span over several lines marks its share of each. Spans outside the text are left out.
    """
    marked: dict[int, list[tuple[int, int]]] = {}
    starts = [0]
    for row in text.split("\n"):
        starts.append(starts[-1] + len(row) + 1)
    for begin, end in spans:
        if not 0 <= begin < end <= len(text):
            continue
        for number in range(line_number(text, begin), line_number(text, end - 1) + 1):
            first, last = starts[number - 1], starts[number] - 1
            if begin < last and end > first:
                marked.setdefault(number, []).append((max(begin - first, 0), min(end, last) - first))
    shown = {near for number in marked for near in range(number - context, number + context + 1)}
    rows = text.split("\n")
    return [
        Line(number, pieces(rows[number - 1].rstrip("\r"), marked.get(number, [])), number not in marked)
        for number in sorted(shown)
        if 0 < number <= len(rows) and (number in marked or rows[number - 1].strip())
    ]


def all_lines(text: str, spans: Iterable[tuple[int, int]]) -> list[Line]:
    """Every line of a document, the words of the spans marked."""
    marked = {line.number: line for line in lines_of(text, spans)}
    rows = enumerate(text.split("\n"), 1)
    return [marked.get(number) or Line(number, pieces(row.rstrip("\r"), [])) for number, row in rows]


def pieces(row: str, spans: Sequence[tuple[int, int]]) -> tuple[tuple[str, bool], ...]:
    """A row cut at its marked spans, which may overlap."""
    cut: list[tuple[str, bool]] = []
    at = len(row) - len(row.lstrip())
    for begin, end in sorted(spans):
        begin = max(begin, at)
        if begin >= end:
            continue
        cut += [(row[at:begin], False), (row[begin:end], True)]
        at = end
    cut.append((row[at:].rstrip(), False))
    return tuple((words, mark) for words, mark in cut if words)


def clipped(line: Line) -> Line:
    """A long line with the ends cut at words, where they are not marked."""
    cut = list(line.pieces)
    if not line.context and cut and not cut[0][1] and len(cut[0][0]) > ROOM:
        cut[0] = ("… " + cut[0][0][-ROOM:].partition(" ")[2], False)
    if not line.context and len(cut) > 1 and not cut[-1][1] and len(cut[-1][0]) > ROOM:
        cut[-1] = (cut[-1][0][:ROOM].rpartition(" ")[0] + " …", False)
    return Line(line.number, tuple(cut), line.context)


def quotes(evidence: Sequence[Evidence], text: str, most: int = 2) -> list[Line]:
    """The first lines of a document that the evidence points to, several marks of a line together. Quoted, never reworded."""
    spans = [(e.start, e.end) for e in evidence if e.start is not None and e.end is not None]
    wanted: list[int] = []
    for begin, _ in spans:
        number = line_number(text, begin)
        if number not in wanted:
            wanted.append(number)
    by_number = {line.number: line for line in lines_of(text, spans)}
    return [clipped(by_number[number]) for number in wanted if number in by_number][:most]


def unquoted(evidence: Sequence[Evidence]) -> list[str]:
    """What the evidence says that has no line to show: From her profile, 9 Nov."""
    return [e.text for e in evidence if e.start is None]


def init_app(app: Flask) -> None:
    for function in (lines_of, all_lines, quotes, unquoted):
        app.jinja_env.globals[function.__name__] = function
