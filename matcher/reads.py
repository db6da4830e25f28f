"""Code per way of reading: a held list, a list less what stands against it, dated jobs, the words of a text.

A reading gives whole hundredths for N rows at once, whether N is one or a million. Lines that read the same column read it
together: four slots' points lie side by side, and one look takes all four. `won` adds, for a handful of rows, which entry
of a list earned each slot: score and explanation come from the same points.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import Any

import numpy as np

from matcher.codes import LISTS, Ints, day
from matcher.columns import Listing
from matcher.features import Bits, Held, Net, Span
from matcher.plan import Line, Plan, Points
from matcher.table import Table

MANY = 4096  # rows from which a list is worth turning round for many slots
LANES = 4  # slots read at a look: 16-bit points in a 64-bit word


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
    def slots(self) -> int:
        return sum(len(points.slots) for points in self.points)

    @functools.cached_property
    def dense(self) -> Ints:
        """uint16[slots, places]"""
        return np.concatenate([points.dense for points in self.points])

    @functools.cached_property
    def lanes(self) -> Ints:
        """uint64[looks, places + 1]: the points of four slots in each word; the last place is no entry and earns nothing."""
        dense = np.pad(self.dense, ((0, 0), (0, 1)))
        padded = np.zeros((-len(dense) % LANES, dense.shape[1]), dtype=np.uint16)
        side_by_side = np.concatenate([dense, padded]).reshape(-1, LANES, dense.shape[1]).transpose(0, 2, 1)
        return np.ascontiguousarray(side_by_side).view(np.uint64)[..., 0]


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


def _turned(listing: Listing, points: Points, rows: int) -> Ints:
    """best[S, N], reading only the rows that hold an id asked. A slot still empty takes its first, longest rows as they are."""
    postings = listing.postings(points.ids)

    def make() -> Ints:
        place = postings.code * np.uint8(points.steps)
        for cut in points.cuts:
            place += postings.value >= cut
        return place

    places = listing.kept(("turned", points.codes, points.cuts), make) if points.daily else make()
    best = np.zeros((len(points.slots), rows), dtype=np.uint16)
    empty = set(range(len(points.slots)))
    for i in sorted(points.by_id, key=lambda i: postings.start[i] - postings.start[i + 1]):
        first, again, last = postings.start[i], postings.again[i], postings.start[i + 1]
        row, place = postings.row[first:again], places[first:again]
        for s, table in points.by_id[i]:
            slot, earned = best[s], table[place]
            slot[row] = earned if s in empty else np.maximum(slot[row], earned)
            empty.discard(s)
            if again < last:
                np.maximum.at(slot, postings.row[again:last], table[places[again:last]])
    return best


def turns(table: Table, unit: Unit) -> bool:
    """Whether a unit is read by the ids it asks rather than entry by entry: many slots, and a whole table of many rows."""
    return unit.slots > LANES and len(table) >= MANY and table.list(unit.column).lasting


def _best(table: Table, unit: Unit) -> list[Ints]:
    """The best entry's points of each slot of a unit's points, one after another: S times uint16[N]."""
    listing, first = table.list(unit.column), unit.points[0]
    if turns(table, unit):
        return [slot for points in unit.points for slot in _turned(listing, points, len(table))]
    place = listing.layered(first.codes, first.cuts, first.daily, unit.dense.shape[1])
    found: list[Ints] = []
    for words in unit.lanes:
        best = listing.layers.reduced(words[place].view(np.uint16), np.maximum, LANES)
        found += [best[lane::LANES] for lane in range(LANES)]
    return found[: unit.slots]


def _unknown(table: Table, line: Line, list_: str) -> Ints:
    """Rows where this line's silence is unknown: the section is open, and where one job would tell, there is none. bool[N]"""
    opened = table.open_section(LISTS[list_])
    return opened & table.jobless if line.feature.silence == "empty" else opened


def _held(table: Table, unit: Unit) -> list[list[Ints]]:
    """For each line the points of its slots, at least the base while unknown: lines x slots x uint16[N]."""
    best = iter(_best(table, unit))
    found = []
    for line in unit.lines:
        slots = [next(best) for _ in line.slots]
        if line.loss is not None:
            slots = [
                gain - np.minimum(gain, loss)
                for gain, loss in zip(slots, [next(best) for _ in line.slots], strict=True)
            ]
        unknown = _unknown(table, line, unit.column)
        if unknown.any():
            one = unknown.astype(np.uint16)
            slots = [
                np.maximum(points, one * np.uint16(slot.base)) for points, slot in zip(slots, line.slots, strict=True)
            ]
        found.append(slots)
    return found


def _spans(table: Table, unit: Unit, as_of: int) -> list[tuple[Ints, Ints]]:
    """(points[N], measure[N]) of each line that reads dated jobs; measure -1 where no dated job counts."""
    dated = table.jobs.dated(as_of)
    title, duties = np.maximum(dated.family, 0), np.maximum(dated.duties, 0)
    columns: dict[Any, Ints] = {}  # share and years weigh alike
    for line in unit.lines:
        if (one := line.measure) is not None:
            titles = np.where(dated.family >= 0, one.title[title], 0)
            both = np.maximum(titles, np.where(dated.duties >= 0, one.duties[duties], 0))
            percent = both if one.target is None else np.where(dated.duties >= 0, one.duties[duties], titles)
            columns.setdefault((id(one.title), id(one.duties), one.target), percent)
    weighed: dict[Any, Ints] = {}
    names = list(columns)
    for one, other in zip(
        names[::2], [*names[1::2], names[0]], strict=False
    ):  # two sums to a word: each stays below 2**31
        packed = (columns[one].astype(np.int64) << 32) + columns[other]
        sums = dated.layers.reduced(packed[dated.pair] * dated.days, np.add)
        weighed[one], weighed[other] = sums >> 32, sums & 0xFFFFFFFF
    opened = table.open_section("experience")
    found = []
    for line in unit.lines:
        measure = line.measure
        assert measure is not None and line.ladder is not None and isinstance(line.feature.reads, Span)
        mine = weighed[id(measure.title), id(measure.duties), measure.target]
        whole = dated.whole if measure.target is None else dated.read
        if line.feature.reads.measure == "percent":
            reached = (mine / np.maximum(whole, 1)).astype(np.int64)  # exact: both are whole and far below 2**53
        else:
            reached = np.minimum(mine * 4 // 36525, measure.steps)
        reached[whole == 0] = -1
        points = np.append(line.ladder, 0).astype(np.uint16)[reached]
        unknown = opened & (reached < 0) if line.feature.silence == "empty" else opened
        found.append((np.maximum(points, unknown * np.uint16(line.slots[0].base)), reached))
    return found


def _words(table: Table, line: Line) -> tuple[Ints, Ints]:
    """(points[N], percent of the weight seen[N]); -1 where there is no text."""
    terms, weights = np.array(line.words, dtype=np.int64).T
    found = np.rint(weights.astype(np.float32) @ table.words.seen(terms)).astype(np.int32)  # exact: whole, below 2**24
    whole = int(weights.sum())
    silent = table.silent
    points = np.where(silent, line.slots[0].base, line.maximum * found // whole).astype(np.uint16)
    return points, np.where(silent, -1, 100 * found // whole)


def read(table: Table, plan: Plan, unit: Unit) -> list[tuple[Line, Ints]]:
    """The points of each line of a unit, in hundredths: uint16[N]."""
    if unit.column == "jobs":
        return list(zip(unit.lines, [points for points, _ in _spans(table, unit, day(plan.asked.as_of))], strict=True))
    if unit.column == "bits":
        return [(line, _words(table, line)[0]) for line in unit.lines]
    total = [functools.reduce(np.add, slots) for slots in _held(table, unit)]
    return list(zip(unit.lines, total, strict=True))


@dataclass(frozen=True, eq=False)
class Ranking:
    """Rows of a table best first, their fits in hundredths (-1: no score) and parts[k, number of parts]."""

    rows: Ints
    fits: Ints
    parts: Ints


@dataclass(frozen=True, eq=False)
class Won:
    """One feature for k rows, as nested lists for reading: points[S][k]; winner and against[S][k] are positions in the row's
    list (-1 none); measure[k] (-1 none); unknown[k]: silence here is not knowing."""

    points: list[list[int]]
    winner: list[list[int]]
    against: list[list[int]]
    measure: list[int]
    unknown: list[bool]


def _winners(listing: Listing, unit: Unit, rows: int) -> list[list[int]]:
    """Position within its row of the first entry that earns each slot most: slots x rows, -1 where none earns anything."""
    won = np.full((unit.slots, rows), -1, dtype=np.int64)
    counts = np.diff(listing.start)
    if len(filled := np.flatnonzero(counts)):
        at, counts, first = listing.start[filled], counts[filled], unit.points[0]
        earned = unit.dense[:, listing.places(first.codes, first.cuts, first.daily)]
        most = np.maximum.reduceat(earned, at, axis=1)
        here = np.arange(earned.shape[1]) - np.repeat(at, counts)
        position = np.where(earned == np.repeat(most, counts, axis=1), here, earned.shape[1])
        won[:, filled] = np.where(most > 0, np.minimum.reduceat(position, at, axis=1), -1)
    result: list[list[int]] = won.tolist()
    return result


def won(table: Table, plan: Plan) -> dict[Line, Won]:
    """The same reading for a table of few rows, with what earned it, for each line that can earn anything."""
    rows, found = len(table), {}
    for unit in units(plan):
        if unit.column == "jobs":
            readings = _spans(table, unit, day(plan.asked.as_of))
        elif unit.column == "bits":
            readings = [_words(table, line) for line in unit.lines]
        else:
            winners = iter(_winners(table.list(unit.column), unit, rows))
            for line, slots in zip(unit.lines, _held(table, unit), strict=True):
                found[line] = Won(
                    [points.tolist() for points in slots],
                    [next(winners) for _ in slots],
                    [[-1] * rows if line.loss is None else next(winners) for _ in slots],
                    [-1] * rows,
                    _unknown(table, line, unit.column).tolist(),
                )
            continue
        for line, (points, measure) in zip(unit.lines, readings, strict=True):
            nothing = measure < 0 if line.feature.silence == "empty" else measure <= 0
            unknown = nothing if isinstance(line.feature.reads, Bits) else nothing & table.open_section("experience")
            nobody = [[-1] * rows]
            found[line] = Won([points.tolist()], nobody, nobody, measure.tolist(), unknown.tolist())
    return found
