"""Points of many rows, unit after unit: who can no longer come into the top is dropped, and nobody else ever is.

A bound may be loose, never low: a row leaves when its points so far and the maxima of all that is still to be read stay
under the total of the row that is last in the top of a few rows read to the end.
"""

from __future__ import annotations

import numpy as np

from matcher.codes import Ints
from matcher.features import PARTS
from matcher.plan import Plan
from matcher.reads import LANES, Unit, read, turns, units
from matcher.table import Table

SEEDS = 6  # rows read to the end for each place in the top
EARLY = 4  # units read before the first guess of who leads
SPARSE, SPARSE_CHOSEN = 10, 2  # a table is cut to its live rows when these are fewer than one in so many


def reach(fits: Ints, top: int | None, spare: int) -> Ints:
    """Positions of all who are among the best `top` or would be with `spare` more points, ties included."""
    if top is None or top >= len(fits):
        return np.arange(len(fits))
    if top <= 0:
        return np.arange(0)
    floor = np.partition(fits, len(fits) - top)[len(fits) - top]
    return np.flatnonzero(fits >= floor - spare)


def _cost(table: Table, unit: Unit) -> float:
    """About how many nanoseconds a unit takes (measured; only the order of units hangs on it)."""
    if unit.column == "jobs":
        return 7 * len(table.jobs.family)
    if unit.column == "bits":
        return 1.5 * len(table) * sum(len(line.words) for line in unit.lines)
    listing = table.list(unit.column)
    if turns(table, unit):
        uses = (listing.postings(p.ids).count(i) * len(slots) for p in unit.points for i, slots in p.by_id.items())
        return 11 * sum(uses)
    return 4 * sum(listing.layers.sizes) * -(-unit.slots // LANES)


def _add(table: Table, plan: Plan, unit: Unit, parts: Ints) -> None:
    for line, points in read(table, plan, unit):
        parts[line.part] += points


def whole(table: Table, plan: Plan, some: tuple[Unit, ...] | None = None) -> Ints:
    """parts[len(PARTS), N] of every row, of some units or all: uint16 hundredths."""
    parts = np.zeros((len(PARTS), len(table)), dtype=np.uint16)
    for unit in units(plan) if some is None else some:
        _add(table, plan, unit, parts)
    return parts


def _floor(table: Table, plan: Plan, rest: tuple[Unit, ...], fits: Ints, live: Ints, top: int) -> int:
    """A total that `top` rows reach: of those ahead so far, read to the end."""
    ahead = live[np.argpartition(fits[live], len(live) - SEEDS * top)[len(live) - SEEDS * top :]]
    totals = fits[ahead] + whole(table.rows(ahead), plan, rest).sum(axis=0, dtype=np.int32)
    return int(np.partition(totals, len(totals) - top)[len(totals) - top])


def scored(plan: Plan, table: Table, live: Ints, top: int | None) -> tuple[Ints, Ints]:
    """(rows, parts[len(PARTS), rows]) of at least all `live` rows that belong to the top, ties included; of all without a top."""
    if top is None or len(live) <= 2 * SEEDS * max(top, 1):
        return live, whole(table if len(live) == len(table) else table.rows(live), plan)
    cost = {unit: _cost(table, unit) for unit in units(plan)}
    order = tuple(sorted(cost, key=lambda unit: -unit.maximum / (1 + cost[unit])))
    dearest = max(range(len(order)), key=lambda i: cost[order[i]], default=0)
    rows, sparse = np.arange(len(table)), SPARSE
    if len(live) * SPARSE < len(table) * 2:
        table, rows, live, sparse = table.rows(live), live, np.arange(len(live)), SPARSE_CHOSEN
    parts = np.zeros((len(PARTS), len(table)), dtype=np.uint16)
    floor = 0
    for number, unit in enumerate(order, 1):
        _add(table, plan, unit, parts)
        rest = order[number:]
        if number < min(EARLY, dearest) or not rest or len(live) <= 2 * SEEDS * top:
            continue
        fits = parts.sum(axis=0, dtype=np.int32)
        if number in (EARLY, dearest) or not floor:  # when some is read, and again before the dearest column is
            floor = max(floor, _floor(table, plan, rest, fits, live, top))
        live = live[fits[live] + sum(one.maximum for one in rest) >= floor]
        if len(live) * sparse < len(table):
            table, rows, parts, sparse = table.rows(live), rows[live], parts[:, live], SPARSE_CHOSEN
            live = np.arange(len(live))
    return rows[live], parts[:, live]
