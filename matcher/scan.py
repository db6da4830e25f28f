"""Points of many rows: who cannot come into the top by the ids they hold is not read, and nobody else is left out.

The bound and the points come from the same tables: what an id could earn at most, of whatever kind and day, is never less
than what it earns. A few rows ahead by their bounds are read to the end; who cannot reach the last of their top is out.
"""

from __future__ import annotations

import numpy as np

from matcher.codes import Ints
from matcher.features import PARTS
from matcher.plan import Plan
from matcher.reads import bounds, read, units
from matcher.table import Table

FEW = 16  # rows for each place in the top below which all are read
SEEDS = 4  # rows for each place in the top that are read first, to learn what the top takes


def reach(fits: Ints, top: int | None) -> Ints:
    """Positions of all who are among the best `top`, ties included."""
    if top is None or top >= len(fits):
        return np.arange(len(fits))
    if top <= 0:
        return np.arange(0)
    return np.flatnonzero(fits >= np.partition(fits, -top)[-top])


def whole(table: Table, plan: Plan, rows: Ints) -> Ints:
    """parts[len(PARTS), n] of some rows: uint16 hundredths."""
    parts = np.zeros((len(PARTS), len(rows)), dtype=np.uint16)
    for unit in units(plan):
        for line, points in read(table, plan, unit, rows):
            parts[line.part] += points
    return parts


def scored(plan: Plan, table: Table, rows: Ints, top: int | None) -> tuple[Ints, Ints]:
    """(rows, parts[len(PARTS), rows]) of at least all of `rows` that belong to the top, ties included; of all without a top."""
    if top and len(rows) > FEW * top:
        most = bounds(table, plan)[rows]
        ahead = rows[np.argpartition(most, -SEEDS * top)[-SEEDS * top :]]
        floor = np.partition(whole(table, plan, ahead).sum(axis=0, dtype=np.uint16), -top)[-top]
        rows = rows[most >= floor]
    return rows, whole(table, plan, rows)
