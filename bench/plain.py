"""The features of the ranker in plain Python, row by row over the same lists: what `bench.rank` is measured against."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from matcher.codes import DUTIES, LISTS, day
from matcher.domain import SECTIONS
from matcher.features import Held, Net, Span
from matcher.plan import Line, Plan, Points
from matcher.table import Row, pair


def _best(row: Row, points: Points, list_: str) -> list[int]:
    """Best points of each slot."""
    best = [0] * len(points.slots)
    cuts, steps, by_id = points.cuts, points.steps, points.by_id
    for i, code, value in row.lists[list_]:
        if i in by_id:
            place = code * steps
            for cut in cuts:
                if value < cut:
                    break
                place += 1
            for s, table in by_id[i]:
                if table[place] > best[s]:
                    best[s] = table[place]
    return best


def _line(row: Row, line: Line, plan: Plan, known: dict[int, bool]) -> int:
    way = line.feature.reads
    if isinstance(way, Held | Net):
        assert line.points is not None
        opened = known[SECTIONS.index(LISTS[way.list])]
        if opened and line.feature.silence == "empty":
            opened = all(code > DUTIES for _, code, _ in row.lists["families"])
        best = _best(row, line.points, way.list)
        if line.loss is not None:
            loss = _best(row, line.loss, way.list)
            best = [max(gain - less, 0) for gain, less in zip(best, loss, strict=True)]
        if opened:
            return sum(max(slot.base, points) for slot, points in zip(line.slots, best, strict=True))
        return sum(best)
    if isinstance(way, Span):
        measure = line.measure
        assert measure is not None
        weighed = whole = 0
        today = day(plan.asked.as_of)
        for both, begin, end in row.jobs:
            family, duties = pair(both)
            days = max(min(end, today) - begin + 1, 0)
            one = measure.title[family] if family >= 0 else 0
            other = measure.duties[duties] if duties >= 0 else 0
            if measure.target is None:
                weighed += days * max(one, other)
                whole += days
            elif family >= 0 or duties >= 0:
                weighed += days * (other if duties >= 0 else one)
                whole += days
        found = (
            (weighed // whole if way.measure == "percent" else min(weighed * 4 // 36525, measure.steps)) if whole else 0
        )
        earned = line.ladder[found] if whole else 0
        opened = known[SECTIONS.index("experience")] and (line.feature.silence == "unseen" or not whole)
        return max(earned, line.slots[0].base) if opened else earned
    seen = sum(weight for bit, weight in line.words if row.bits[bit >> 3] >> (bit & 7) & 1)
    if not any(row.bits):
        return line.slots[0].base
    return line.maximum * seen // sum(weight for _, weight in line.words)


def plain_tables(plan: Plan) -> Plan:
    """The plan with its tables as lists, which Python reads faster than arrays."""

    def points(of: Points | None) -> Any:
        return of and replace(of, by_id={i: tuple((s, t.tolist()) for s, t in uses) for i, uses in of.by_id.items()})

    lines = []
    for line in plan.lines:
        measure = line.measure and replace(
            line.measure, title=line.measure.title.tolist(), duties=line.measure.duties.tolist()
        )
        ladder = None if line.ladder is None else line.ladder.tolist()
        lines.append(replace(line, points=points(line.points), loss=points(line.loss), measure=measure, ladder=ladder))
    return replace(plan, lines=tuple(lines))


def plain_fit(row: Row, plan: Plan) -> int:
    known = {i: not row.answered >> i & 1 for i in range(len(SECTIONS))}
    return sum(_line(row, line, plan, known) for line in plan.lines if line.maximum)
