"""Code per way of reading: a held list, a list less what stands against it, dated jobs, the words of a text.

A reading gives whole hundredths for N rows at once, whether N is one or a million. `won` adds, for a handful of rows,
which entry of the list earned each slot: score and explanation come from the same points.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from matcher.codes import LISTS, Ints, day
from matcher.columns import Listing
from matcher.features import Held, Net, Span
from matcher.plan import Line, Plan, Points
from matcher.table import Table

MANY = 4096  # rows from which a list is worth turning round


def _scan(listing: Listing, points: Points, out: Ints) -> None:
    """Raise out[S, N] to the best entry of each row, reading every entry once."""
    dense = points.dense
    if listing.lasting and out.shape[1] >= MANY:
        place = listing.kept(
            (points.codes, points.cuts, "layers"),
            lambda: listing.layers.of(listing.places(points.codes, points.cuts, points.daily)),
        )
        for s, table in enumerate(dense):
            np.maximum(out[s], listing.layers.reduced(table[place], np.maximum), out=out[s])
        return
    place, counts = listing.places(points.codes, points.cuts, points.daily), np.diff(listing.start)
    if len(points.slots) > 1:  # only the entries that earn anything anywhere
        useful: Ints = points.useful[place]
        place = place[useful]
        before = np.concatenate(([0], np.cumsum(useful)))[listing.start]
        counts = np.diff(before)
    filled = np.flatnonzero(counts)
    if len(filled):
        at = (np.cumsum(counts) - counts)[filled]
        found = np.maximum.reduceat(dense[:, place], at, axis=1)
        out[:, filled] = np.maximum(out[:, filled], found)


def _turned(listing: Listing, points: Points, out: Ints) -> None:
    """The same, reading only the rows that hold an id asked. A slot still empty takes its first, longest rows as they are."""
    postings = listing.postings(points.ids)

    def make() -> Ints:
        place = postings.code * np.uint8(points.steps)
        for cut in points.cuts:
            place += postings.value >= cut
        return place

    places = listing.kept((points.codes, points.cuts, "turned"), make)
    empty = set(range(len(points.slots)))
    for i in sorted(points.by_id, key=lambda i: postings.start[i] - postings.start[i + 1]):
        first, again, last = postings.start[i], postings.again[i], postings.start[i + 1]
        row, place = postings.row[first:again], places[first:again]
        for s, table in points.by_id[i]:
            slot, earned = out[s], table[place]
            slot[row] = earned if s in empty else np.maximum(slot[row], earned)
            empty.discard(s)
            if again < last:
                np.maximum.at(slot, postings.row[again:last], table[places[again:last]])


def _best(listing: Listing, points: Points, out: Ints) -> None:
    """Raise out[S, N] to the best entry's points, by whichever reading touches less."""
    if not len(listing.id):
        return
    if listing.lasting and out.shape[1] >= MANY:
        start = listing.postings(points.ids).start
        touched = sum(int(start[i + 1] - start[i]) * len(uses) for i, uses in points.by_id.items())
        if len(points.slots) > 1 or touched * 4 < len(listing.id):
            _turned(listing, points, out)
            return
    _scan(listing, points, out)


def _unknown(table: Table, line: Line, list_: str) -> Ints:
    """Rows where this line's silence is unknown: the section is open, and where one job would tell, there is none. bool[N]"""
    opened = table.open_section(LISTS[list_])
    return opened & table.jobless if line.feature.silence == "empty" else opened


def _held(table: Table, line: Line, list_: str) -> Ints:
    """points[S, N] of a list: the best entry's, at least the slot's base while unknown."""
    assert line.points is not None
    slots = line.slots
    out, loss = np.zeros((2, len(slots), len(table)), dtype=np.uint16)
    _best(table.list(list_), line.points, out)
    if line.loss is not None:
        _best(table.list(list_), line.loss, loss)
        out -= np.minimum(out, loss)
    unknown = _unknown(table, line, list_)
    if unknown.any():
        base = np.array([slot.base for slot in slots], dtype=np.uint16)
        np.maximum(out, base[:, None] * unknown.astype(np.uint16), out=out)
    return out


def _span(table: Table, plan: Plan, line: Line) -> tuple[Ints, Ints]:
    """(points[1, N], measure[N]) of dated jobs; measure -1 where no dated job counts."""
    measure, jobs = line.measure, table.jobs
    assert measure is not None and line.ladder is not None and isinstance(line.feature.reads, Span)
    dated = jobs.read(day(plan.asked.as_of))
    weighed = dated.layers.reduced(dated.days * measure.percent[dated.pair], np.add)
    whole = dated.whole if measure.target is None else dated.whole_read
    if line.feature.reads.measure == "percent":
        found = (weighed / np.maximum(whole, 1)).astype(np.int32)  # exact: both are whole and far below 2**53
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
    words = table.words
    for bit, weight in line.words:
        found += ((words.byte(bit >> 3) >> (bit & 7)) & 1).astype(np.int32) * weight
    whole = sum(weight for _, weight in line.words)
    silent = found == 0
    silent[silent] = ~np.bitwise_or.reduce(words.rows(np.flatnonzero(silent)).all(), axis=0).astype(bool)
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


def _winner(listing: Listing, points: Points, rows: int) -> list[list[int]]:
    """Position within its row of the first entry that earns each slot most. [S][N], -1 where none earns anything."""
    won = np.full((len(points.slots), rows), -1, dtype=np.int64)
    if len(listing.id):
        filled = listing.filled
        at = listing.start[filled]
        earned = points.dense[:, listing.places(points.codes, points.cuts, points.daily)]
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
        listing = table.list(way.list)
        against = _winner(listing, line.loss, rows) if line.loss else nobody
        winner = _winner(listing, line.points, rows)
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
