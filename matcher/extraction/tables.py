"""Tables of jobs on pages whose characters stand where they stood on paper: a row whose cells go over several lines
becomes one line, as it is in a Word file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from matcher.extraction import sections
from matcher.extraction.sections import words

CELL = re.compile(r"\S+(?: {1,2}\S+)*")
OPEN = re.compile(r"(?:[-–—/]|\bto)\s*$", re.I)  # a span of time that goes on in the next line
GAP = "    "
LEAST = 3  # columns of a table


@dataclass(frozen=True)
class _Columns:
    """Where the columns of a table begin, and which of them holds the days."""

    starts: list[int]
    days: int


def rows(pages: list[list[str]]) -> list[list[str]]:
    """The lines of the pages, each table of jobs row by row. It ends where a line does not stand in its columns or heads a
    section; where a page ends before it, it goes on in the next."""
    found = []
    columns: _Columns | None = None
    for lines in pages:
        columns = _again(lines, columns) if columns else None
        told, columns = _page(lines, columns)
        found.append(told)
    return found


def _page(lines: list[str], columns: _Columns | None) -> tuple[list[str], _Columns | None]:
    """The lines of a page and, where a table is open at its end, its columns."""
    out: list[str] = []
    table: list[list[str]] = []
    for line in lines:
        if columns and not line.strip():
            continue
        if columns and (cells := _cells(line, columns.starts)) and not _heads(cells):
            if not table or (cells[columns.days] and not OPEN.search(table[-1][columns.days])):
                table.append(cells)
            else:
                table[-1] = [f"{held} {more}".strip() for held, more in zip(table[-1], cells, strict=True)]
            continue
        if columns:
            out += [*map(_told, table), ""]
            table = []
        columns = _head(line)
        out.append(line)
    return out + [_told(row) for row in table], columns


def _head(line: str) -> _Columns | None:
    """The columns under a line, None where it is no head of a table of jobs."""
    data = words()["columns"]
    cells = [(match.start(), match.group().lower().rstrip(":")) for match in CELL.finditer(line)]
    days = [number for number, (_, name) in enumerate(cells) if name in data["of_days"]]
    if len(cells) < LEAST or not days or any(name not in data["of_jobs"] + data["of_days"] for _, name in cells):
        return None
    return _Columns([start for start, _ in cells], days[0])


def _again(lines: list[str], before: _Columns) -> _Columns | None:
    """The columns of a table that goes on at the top of a page, where its characters may stand a little aside."""
    starts: set[int] = set()
    for line in lines:
        if sections.heading(line.strip()):
            break
        starts.update(match.start() for match in CELL.finditer(line))
    return _Columns(sorted(starts), before.days) if len(starts) == len(before.starts) else None


def _heads(cells: list[str]) -> bool:
    return not any(cells[1:]) and sections.heading(cells[0]) is not None


def _cells(line: str, starts: list[int]) -> list[str] | None:
    """What stands in each column; None where a word stands across two of them or before the first."""
    if line[: starts[0]].strip() or any(line[start - 1 : start].strip() for start in starts[1:]):
        return None
    return [line[start:end].strip() for start, end in pairwise([*starts, max(len(line), starts[-1])])]


def _told(row: list[str]) -> str:
    return GAP.join(cell for cell in row if cell)
