"""Points of many rows, line after line: who can no longer come into the top is dropped, and nobody else ever is.

A bound may be loose, never low: a row leaves when its points so far and the maxima of all that is still to be read stay
under the total of the row that is last in the top of a few rows read to the end.
"""

from __future__ import annotations

import numpy as np

from matcher.codes import Ints
from matcher.features import PARTS, Bits, Span
from matcher.plan import Line, Plan
from matcher.reads import read
from matcher.table import Table

SEEDS = 4  # rows read to the end for each place in the top
FIRST = 7  # lines read of a whole table before anybody is dropped
SPARSE, SPARSE_CHOSEN = 20, 2  # a table is cut to its live rows when these are fewer than one in so many


def reach(fits: Ints, top: int | None, spare: int) -> Ints:
    """Positions of all who are among the best `top` or would be with `spare` more points, ties included."""
    if top is None or top >= len(fits):
        return np.arange(len(fits))
    if top <= 0:
        return np.arange(0)
    floor = np.partition(fits, len(fits) - top)[len(fits) - top]
    return np.flatnonzero(fits >= floor - spare)


def _cost(table: Table, line: Line) -> float:
    """About how many nanoseconds a line takes (measured; only the order of lines hangs on it)."""
    way = line.feature.reads
    if isinstance(way, Span):
        return 6 * len(table.jobs.family)
    if isinstance(way, Bits):
        return 2 * len(table) * len(line.words)
    listing = table.list(way.list)
    if line.loss is not None or len(line.slots) == 1 or not listing.lasting:
        return 2.5 * len(listing.id) * (len(line.slots) + (line.loss is not None))
    start = listing.postings(line.points.ids).start if line.points else [0]
    return 11 * sum(
        (start[i + 1] - start[i]) * len(uses) for i, uses in (line.points.by_id if line.points else {}).items()
    )


def _points(table: Table, plan: Plan, line: Line) -> Ints:
    return read(table, plan, line).sum(axis=0, dtype=np.uint16)


def whole(table: Table, plan: Plan) -> Ints:
    """parts[len(PARTS), N] of every row: uint16 hundredths."""
    parts = np.zeros((len(PARTS), len(table)), dtype=np.uint16)
    for line in plan.lines:
        if line.maximum:
            parts[line.part] += _points(table, plan, line)
    return parts


def _floor(table: Table, plan: Plan, lines: list[Line], fits: Ints, live: Ints, top: int) -> int:
    """A total that `top` rows reach: of those ahead so far, read to the end."""
    ahead = live[np.argpartition(fits[live], len(live) - SEEDS * top)[len(live) - SEEDS * top :]]
    few = table.rows(ahead)
    totals = fits[ahead].astype(np.int64) + sum(_points(few, plan, line) for line in lines)
    return int(np.partition(totals, len(totals) - top)[len(totals) - top])


def scored(plan: Plan, table: Table, live: Ints, top: int | None) -> tuple[Ints, Ints]:
    """(rows, parts[len(PARTS), rows]) of at least all `live` rows that belong to the top, ties included; of all without a top."""
    if top is None or len(live) <= 2 * SEEDS * max(top, 1):
        return live, whole(table if len(live) == len(table) else table.rows(live), plan)
    rows, sparse = np.arange(len(table)), SPARSE
    lines = [line for line in plan.lines if line.maximum]
    lines.sort(key=lambda line: -line.maximum / (1 + _cost(table, line)))
    if len(live) * SPARSE < len(table) * 2:
        table, rows, live, sparse = table.rows(live), live, np.arange(len(live)), SPARSE_CHOSEN
    parts = np.zeros((len(PARTS), len(table)), dtype=np.uint16)
    fits = np.zeros(len(table), dtype=np.uint16)
    floor, unsure = 0, True
    for number, line in enumerate(lines, 1):
        points = _points(table, plan, line)
        parts[line.part] += points
        fits += points
        rest = lines[number:]
        if number < (FIRST if sparse == SPARSE else 3) or len(live) <= 2 * SEEDS * top:
            continue
        if unsure:  # once when enough is read to guess who leads, once among the few that are left
            floor, unsure = max(floor, _floor(table, plan, rest, fits, live, top)), False
        live = live[fits[live].astype(np.int32) + sum(one.maximum for one in rest) >= floor]
        if len(live) * sparse < len(table) and rest:
            unsure = sparse == SPARSE
            table, rows, parts, fits, sparse = table.rows(live), rows[live], parts[:, live], fits[live], SPARSE_CHOSEN
            live = np.arange(len(live))
    return rows[live], parts[:, live]
