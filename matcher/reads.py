"""Code per way of reading: a held list, a list less what stands against it, dated jobs, the words of a text.

A reading gives whole hundredths for the rows asked, whether one or a million. Lines that read the same column read it
together. `won` adds, for a handful of rows, which entry of a list earned each slot, by the same loop.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

import numpy as np

from matcher import kernels
from matcher.codes import LISTS, Ints, day
from matcher.features import Bits, Held, Net, Span
from matcher.plan import Line, Plan, Points
from matcher.table import Table


@dataclass(frozen=True, eq=False)
class Unit:
    """Lines that read one column. Of a list: `points` are those of the lines, gain before loss, their slots one after another."""

    column: str
    lines: tuple[Line, ...]
    points: tuple[Points, ...] = ()

    @property
    def maximum(self) -> int:
        return sum(line.maximum for line in self.lines)

    @functools.cached_property
    def tables(self) -> tuple[Ints, Ints, Ints, Ints]:
        """(wanted, cuts, points, sizes) as `kernels.held` takes them."""
        first = self.points[0]
        ids = sorted({i for points in self.points for i in points.by_id})
        wanted = np.full(first.ids, -1, dtype=np.int16)
        wanted[ids] = np.arange(len(ids))
        slots = sum(len(points.slots) for points in self.points)
        earned = np.zeros((len(ids), first.codes * first.steps, slots), dtype=np.uint16)
        offset = 0
        for points in self.points:
            for i, uses in points.by_id.items():
                for s, table in uses:
                    earned[wanted[i], :, offset + s] = table
            offset += len(points.slots)
        cuts = np.array(first.cuts, dtype=np.int16)
        return wanted, cuts, earned.reshape(-1), np.array([first.codes, first.steps, slots])

    @functools.cached_property
    def layout(self) -> tuple[Ints, Ints]:
        """(lines, bases) as `kernels.held` takes them."""
        lines: list[tuple[int, int, int, bool]] = []
        bases: list[int] = []
        for line in self.lines:
            slots, empty = len(line.slots), line.feature.silence == "empty"
            lines.append((len(bases), slots, -1 if line.loss is None else len(bases) + slots, empty))
            bases += [slot.base for slot in line.slots] + [0] * (0 if line.loss is None else slots)
        return np.array(lines, dtype=np.int64), np.array(bases, dtype=np.uint16)

    def tests(self) -> list[tuple[int, list[tuple[int, int]]]]:
        """(base, [(points, id)]) of each slot that can earn: the most that an id can earn it, of whatever kind and day."""
        wanted, _, points, sizes = self.tables
        most = points.reshape(-1, sizes[0] * sizes[1], sizes[2]).max(axis=1, initial=0)
        lines, bases = self.layout
        gains = [s for first, slots, *_ in lines.tolist() for s in range(first, first + slots)]
        ids = np.flatnonzero(wanted >= 0).tolist()
        return [(int(bases[s]), [(int(most[wanted[i], s]), i) for i in ids if most[wanted[i], s]]) for s in gains]

    @functools.cached_property
    def measures(self) -> tuple[Ints, Ints, Ints]:
        """(title, by duties, unread) as `kernels.spans` takes them."""
        measures = [line.measure for line in self.lines if line.measure is not None]
        title, duties = np.array([one.title for one in measures]), np.array([one.duties for one in measures])
        return title, duties, np.array([one.target is None for one in measures])


@functools.lru_cache(maxsize=128)
def units(plan: Plan) -> tuple[Unit, ...]:
    """The lines of a plan that can earn anything, by the column and the steps they read."""
    lists: dict[Any, list[Line]] = {}
    for line in plan.lines:
        if line.maximum:
            way = line.feature.reads
            column = way.list if isinstance(way, Held | Net) else "jobs" if isinstance(way, Span) else "bits"
            lists.setdefault((column, line.points.cuts if line.points else ()), []).append(line)
    return tuple(
        Unit(column, tuple(lines), tuple(p for line in lines for p in (line.points, line.loss) if p is not None))
        for (column, _), lines in lists.items()
    )


@functools.lru_cache(maxsize=128)
def _tests(plan: Plan) -> tuple[tuple[Ints, ...], int]:
    """What `kernels.bounds` takes beside the sets, and the maxima of all that is no list."""
    first, word, mask, points, bases, rest = [0], [], [], [], [], 0
    for unit in units(plan):
        if not unit.points:
            rest += unit.maximum
            continue
        at = plan.asked.codes.words[unit.column]
        for base, terms in unit.tests():
            masks: dict[tuple[int, int], int] = {}
            for most, i in terms:
                masks[most, at + (i >> 4)] = masks.get((most, at + (i >> 4)), 0) | 1 << (i & 15)
            for (most, place), bits in masks.items():
                word.append(place)
                mask.append(bits)
                points.append(most)
            first.append(len(word))
            bases.append(base)
    small = (np.array(values, dtype=np.uint16) for values in (mask, points, bases))
    return (np.array(first), np.array(word, dtype=np.int64), *small), rest


def bounds(table: Table, plan: Plan) -> Ints:
    """The most that each row could earn, in hundredths: uint16[N]"""
    tests, rest = _tests(plan)
    found: Ints = kernels.bounds(table.sets, *tests) + np.uint16(rest)
    return found


def _spans(table: Table, unit: Unit, as_of: int, rows: Ints) -> list[tuple[Ints, Ints]]:
    """(points[n], measure[n]) of each line that reads dated jobs; measure -1 where no dated job counts."""
    opened, found = table.open_section("experience")[rows], []
    for line, mine, whole in zip(
        unit.lines, *kernels.spans(*table.where("jobs"), rows, as_of, *unit.measures), strict=True
    ):
        measure = line.measure
        assert measure is not None and line.ladder is not None and isinstance(line.feature.reads, Span)
        if line.feature.reads.measure == "percent":
            reached = mine // np.maximum(whole, 1)
        else:
            reached = np.minimum(mine * 4 // 36525, measure.steps)
        reached[whole == 0] = -1
        points = np.append(line.ladder, 0).astype(np.uint16)[reached]
        unknown = opened & (reached < 0) if line.feature.silence == "empty" else opened
        found.append((np.maximum(points, unknown * np.uint16(line.slots[0].base)), reached))
    return found


def _words(table: Table, line: Line, rows: Ints) -> tuple[Ints, Ints]:
    """(points[n], percent of the weight seen[n]); -1 where there is no text."""
    terms, weights = np.array(line.words, dtype=np.int64).T.copy()
    found, whole, silent = kernels.seen(table.bits, rows, terms, weights), int(weights.sum()), table.silent[rows]
    points = np.where(silent, line.slots[0].base, line.maximum * found // whole).astype(np.uint16)
    return points, np.where(silent, -1, 100 * found // whole)


def _held(table: Table, unit: Unit, rows: Ints, kept: int) -> tuple[Ints, Ints, Ints]:
    """(points[L, n], best and winner of each slot: of every row where as many are `kept`, of one row they are scratch), as `kernels.held` gives them."""
    slots = unit.tables[-1][-1]
    best, winner = np.empty((kept, slots), dtype=np.uint16), np.empty((kept, slots), dtype=np.int32)
    opened = table.open_section(LISTS[unit.column])
    lists = table.where(unit.column)
    points = kernels.held(*lists, rows, *unit.tables, *unit.layout, opened, table.jobless, best, winner)
    return points, best, winner


def read(table: Table, plan: Plan, unit: Unit, rows: Ints) -> list[tuple[Line, Ints]]:
    """The points of each line of a unit for some rows (int64[n]), in hundredths: uint16[n]."""
    if unit.column == "jobs":
        spans = _spans(table, unit, day(plan.asked.as_of), rows)
        return [(line, points) for line, (points, _) in zip(unit.lines, spans, strict=True)]
    if unit.column == "bits":
        return [(line, _words(table, line, rows)[0]) for line in unit.lines]
    return list(zip(unit.lines, _held(table, unit, rows, 1)[0], strict=True))


@dataclass(frozen=True, eq=False)
class Won:
    """One feature for k rows, as nested lists for reading: points[S][k]; winner and against[S][k] are positions in the row's
    list (-1 none); measure[k] (-1 none); unknown[k]: silence here is not knowing."""

    points: list[list[int]]
    winner: list[list[int]]
    against: list[list[int]]
    measure: list[int]
    unknown: list[bool]


def _won_of_list(table: Table, unit: Unit, rows: Ints) -> list[Won]:
    _, best, winner = (of.T for of in _held(table, unit, rows, len(rows)))
    opened = table.open_section(LISTS[unit.column])[rows]
    nobody, found = [-1] * len(rows), []
    for line, (first, slots, against, empty) in zip(unit.lines, unit.layout[0].tolist(), strict=True):
        gain, lost = best[first : first + slots], [nobody] * slots
        if against >= 0:
            gain = gain - np.minimum(gain, best[against : against + slots])
            lost = winner[against : against + slots].tolist()
        unknown = opened & table.jobless[rows] if empty else opened
        bases = np.array([[slot.base] for slot in line.slots], dtype=np.uint16)
        points = np.where(unknown, np.maximum(gain, bases), gain)
        found.append(Won(points.tolist(), winner[first : first + slots].tolist(), lost, nobody, unknown.tolist()))
    return found


def won(table: Table, plan: Plan, rows: Ints) -> dict[Line, Won]:
    """The same reading for a few rows, with what earned it, for each line that can earn anything."""
    found: dict[Line, Won] = {}
    for unit in units(plan):
        if unit.points:
            found.update(zip(unit.lines, _won_of_list(table, unit, rows), strict=True))
            continue
        if unit.column == "jobs":
            readings = _spans(table, unit, day(plan.asked.as_of), rows)
        else:
            readings = [_words(table, line, rows) for line in unit.lines]
        for line, (points, measure) in zip(unit.lines, readings, strict=True):
            unknown = measure < 0 if line.feature.silence == "empty" else measure <= 0
            if not isinstance(line.feature.reads, Bits):
                unknown &= table.open_section("experience")[rows]
            nobody = [[-1] * len(rows)]
            found[line] = Won([points.tolist()], nobody, nobody, measure.tolist(), unknown.tolist())
    return found
