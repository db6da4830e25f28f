"""Code per way of reading: a held list, a list less what stands against it, dated jobs, the words of a text.

A reading gives whole hundredths for N rows at once, whether N is one or a million. `won` adds, for a handful of rows,
which entry of the list earned each slot: score and explanation come from the same points.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matcher.features import Held, Net, Span
from matcher.plan import Line, Plan, Points
from matcher.table import LISTS, Ints, Listing, Table, codes, day

MANY = 4096  # rows from which a list is worth turning round


def steps(value: Ints, cuts: tuple[int, ...]) -> Ints:
    """How many cuts are not after the value. uint8"""
    found = np.zeros(len(value), dtype=np.uint8)
    for cut in cuts:
        found += value >= cut
    return found


def _places(listing: Listing, points: Points) -> Ints:
    """Each entry's place in a dense table of points: (id * codes + code) * steps + step."""

    def make() -> Ints:
        place = (listing.id.astype(np.int64) * points.codes + listing.code) * points.steps
        return place + steps(listing.value, points.cuts)

    result: Ints = listing.kept((points.codes, points.cuts), make)
    return result


def _scan(listing: Listing, points: Points, ids: int, out: Ints) -> None:
    """Raise out[S, N] to the best entry of each row, reading every entry once."""
    place, filled = _places(listing, points), listing.filled
    for s, table in enumerate(points.dense(ids)):
        found = np.maximum.reduceat(table[place], listing.start[filled])
        if len(filled) == out.shape[1]:
            np.maximum(out[s], found, out=out[s])
        else:
            out[s, filled] = np.maximum(out[s, filled], found)


def _turned(listing: Listing, points: Points, ids: int, out: Ints) -> None:
    """The same, reading only the rows that hold an id asked."""
    postings = listing.postings(ids)
    for i, uses in points.by_id.items():
        first, last = postings.start[i], postings.start[i + 1]
        once = postings.again[i] - first
        place = postings.code[first:last] * np.uint8(points.steps) + steps(postings.value[first:last], points.cuts)
        row = postings.row[first:last]
        for s, table in uses:
            earned, slot = table[place], out[s]
            slot[row[:once]] = np.maximum(slot[row[:once]], earned[:once])
            if once < len(row):
                np.maximum.at(slot, row[once:], earned[once:])


def _best(listing: Listing, points: Points, ids: int, out: Ints) -> None:
    """Raise out[S, N] to the best entry's points, by whichever reading touches less."""
    if not len(listing.id):
        return
    if out.shape[1] >= MANY:
        start = listing.postings(ids).start
        touched = sum(int(start[i + 1] - start[i]) * len(uses) for i, uses in points.by_id.items())
        if touched * 3 < len(listing.id) * len(points.slots):
            _turned(listing, points, ids, out)
            return
    _scan(listing, points, ids, out)


def _unknown(table: Table, line: Line, list_: str) -> Ints:
    """Rows where this line's silence is unknown: the section is open, and where one job would tell, there is none. bool[N]"""
    opened = table.open_section(LISTS[list_])
    return opened & table.jobless if line.feature.silence == "empty" else opened


def _held(table: Table, line: Line, list_: str) -> Ints:
    """points[S, N] of a list: the best entry's, at least the slot's base while unknown."""
    assert line.points is not None
    slots, ids = line.slots, len(codes(table.vocabulary).slugs[list_])
    base = np.array([slot.base for slot in slots], dtype=np.uint16)
    out = base[:, None] * _unknown(table, line, list_).astype(np.uint16)
    if line.loss is None:
        _best(table.lists[list_], line.points, ids, out)
        return out
    gain, loss = np.zeros((2, len(slots), len(table)), dtype=np.uint16)
    _best(table.lists[list_], line.points, ids, gain)
    _best(table.lists[list_], line.loss, ids, loss)
    return np.maximum(out, gain - np.minimum(gain, loss))


def _span(table: Table, plan: Plan, line: Line) -> tuple[Ints, Ints]:
    """(points[1, N], measure[N]) of dated jobs; measure -1 where no dated job counts."""
    measure, jobs = line.measure, table.jobs
    assert measure is not None and line.ladder is not None and isinstance(line.feature.reads, Span)
    days = jobs.days(day(plan.asked.as_of))
    title = np.append(measure.title, 0).astype(np.int32)[jobs.family]
    duties = np.append(measure.duties, 0).astype(np.int32)[jobs.duties]
    if measure.target is None:
        percent = np.maximum(title, duties)
    else:
        percent = np.where(jobs.duties >= 0, duties, title)
        days = days * ((jobs.family >= 0) | (jobs.duties >= 0))
    weighed, whole = np.zeros((2, len(table)), dtype=np.int64)
    if len(jobs.filled):
        at = jobs.start[jobs.filled]
        weighed[jobs.filled] = np.add.reduceat(days * percent, at, dtype=np.int64)
        whole[jobs.filled] = np.add.reduceat(days, at, dtype=np.int64)
    if line.feature.reads.measure == "percent":
        found = weighed // np.maximum(whole, 1)
    else:
        found = np.minimum(weighed * 4 // 36525, measure.steps)
    earned = line.ladder[found] * (whole > 0)
    unknown = table.open_section("experience")
    if line.feature.silence == "empty":
        unknown = unknown & (whole == 0)
    return np.maximum(earned, unknown * line.slots[0].base)[None], np.where(whole > 0, found, -1)


def _bits(table: Table, line: Line) -> tuple[Ints, Ints]:
    """(points[1, N], percent of the weight seen[N]); -1 where there is no text."""
    found = np.zeros(len(table), dtype=np.int32)
    for bit, weight in line.words:
        found += ((table.bits[bit >> 3] >> (bit & 7)) & 1).astype(np.int32) * weight
    whole = sum(weight for _, weight in line.words)
    silent = ~np.bitwise_or.reduce(table.bits, axis=0).astype(bool)
    points = np.where(silent, line.slots[0].base, line.maximum * found // whole)
    return points[None], np.where(silent, -1, 100 * found // whole)


def read(table: Table, plan: Plan, line: Line) -> Ints:
    """points[S, N] of one feature, in hundredths."""
    way = line.feature.reads
    if isinstance(way, Held | Net):
        return _held(table, line, way.list)
    return _span(table, plan, line)[0] if isinstance(way, Span) else _bits(table, line)[0]


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


def _winner(listing: Listing, points: Points, ids: int, rows: int) -> list[list[int]]:
    """Position within its row of the first entry that earns each slot most. [S][N], -1 where none earns anything."""
    won = np.full((len(points.slots), rows), -1, dtype=np.int64)
    if len(listing.id):
        filled = listing.filled
        at = listing.start[filled]
        earned = points.dense(ids)[:, _places(listing, points)]
        most = np.maximum.reduceat(earned, at, axis=1)
        counts = np.diff(listing.start)[filled]
        here = np.arange(earned.shape[1]) - np.repeat(at, counts)
        position = np.where(earned == np.repeat(most, counts, axis=1), here, earned.shape[1])
        won[:, filled] = np.where(most > 0, np.minimum.reduceat(position, at, axis=1), -1)
    result: list[list[int]] = won.tolist()
    return result


def won(table: Table, plan: Plan, line: Line) -> Won:
    """The same reading for a table of few rows, with what earned it."""
    way, rows = line.feature.reads, len(table)
    nobody = [[-1] * rows for _ in line.slots]
    if isinstance(way, Held | Net):
        assert line.points is not None
        listing, ids = table.lists[way.list], len(codes(table.vocabulary).slugs[way.list])
        against = _winner(listing, line.loss, ids, rows) if line.loss else nobody
        winner = _winner(listing, line.points, ids, rows)
        return Won(
            _held(table, line, way.list).tolist(),
            winner,
            against,
            [-1] * rows,
            _unknown(table, line, way.list).tolist(),
        )
    if isinstance(way, Span):
        points, measure = _span(table, plan, line)
        nothing = measure < 0 if line.feature.silence == "empty" else measure <= 0
        unknown = table.open_section("experience") & nothing
        return Won(points.tolist(), nobody, nobody, measure.tolist(), unknown.tolist())
    points, measure = _bits(table, line)
    return Won(points.tolist(), nobody, nobody, measure.tolist(), (measure < 0).tolist())
