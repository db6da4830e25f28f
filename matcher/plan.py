"""An opening compiled once: the points of every answer, in whole hundredths, and maxima that sum to exactly 10,000."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from matcher.asked import Asked
from matcher.codes import Codes, Ints
from matcher.domain import Requirements
from matcher.eligibility.sentences import say
from matcher.features import FEATURES, PARTS, UNKNOWN, UNKNOWN_MUST, Compiled, Feature, Held, Measure, Net, Table
from matcher.vocabulary import Vocabulary
from matcher.wishes import Learned, Wish

WHOLE = 10_000


def apportion(total: int, weights: Sequence[int]) -> list[int]:
    """Whole shares of `total` in proportion to `weights` (none negative), by largest remainder, the earlier first among equals."""
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    shares = [total * weight // whole for weight in weights]
    rest = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in rest[: total - sum(shares)]:
        shares[i] += 1
    return shares


@dataclass(frozen=True, eq=False)
class Slot:
    """A wish with its points. `base` is earned while nothing is known."""

    wish: Wish
    maximum: int
    base: int


@dataclass(frozen=True, eq=False)
class Points:
    """Points of each slot by id and by code * steps + step: uint16[codes * steps]."""

    slots: tuple[Slot, ...]
    cuts: tuple[int, ...]
    by_id: Mapping[int, tuple[tuple[int, Ints], ...]]  # id -> (slot, points)
    codes: int
    ids: int

    @property
    def steps(self) -> int:
        return len(self.cuts) + 1


@dataclass(frozen=True, eq=False)
class Line:
    """A feature of one opening: its maximum in hundredths and how its reading becomes points."""

    feature: Feature
    part: int
    maximum: int
    slots: tuple[Slot, ...]
    points: Points | None = None
    loss: Points | None = None
    measure: Measure | None = None
    ladder: Ints | None = None  # int64[steps + 1]
    words: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, eq=False)
class Plan:
    """`maxima[i]` is the maximum of PARTS[i]; all zero: nothing asked, no score."""

    asked: Asked
    maxima: tuple[int, ...]
    lines: tuple[Line, ...]

    @property
    def scored(self) -> bool:
        return any(self.maxima)


def _slots(wishes: Sequence[Wish], maximum: int) -> tuple[Slot, ...]:
    shares = apportion(maximum, [wish.weight for wish in wishes])
    return tuple(
        Slot(wish, most, most * (UNKNOWN_MUST if wish.must else UNKNOWN) // 100)
        for wish, most in zip(wishes, shares, strict=True)
    )


def _points(table: Table, slots: tuple[Slot, ...], ids: int) -> Points:
    grid = np.multiply.outer(np.array(table.by_code, dtype=np.int64), np.array(table.by_step, dtype=np.int64)).reshape(
        -1
    )
    by_id: dict[int, list[tuple[int, Ints]]] = {}
    for s, slot in enumerate(slots):
        for i, percent in slot.wish.terms:
            by_id.setdefault(i, []).append((s, (slot.maximum * percent * grid // 1_000_000).astype(np.uint16)))
    return Points(slots, tuple(table.cuts), {i: tuple(uses) for i, uses in by_id.items()}, len(table.by_code), ids)


def _ladder(measure: Measure, maximum: int) -> Ints:
    """Points of each measure 0..steps. Around a target: full within 10 percent points, then 2 % of them a point away."""
    x = np.arange(measure.steps + 1, dtype=np.int64)
    if measure.target is None:
        return maximum * x // measure.steps
    return maximum * np.clip(120 - 2 * np.abs(x - measure.target), 0, 100) // 100


def _line(feature: Feature, compiled: Compiled, maximum: int, known: Codes) -> Line:
    part, way = PARTS.index(feature.part), feature.reads
    ids = len(known.slugs[way.list]) if isinstance(way, Held | Net) else 0
    if isinstance(compiled, Table):
        slots = _slots(compiled.wishes, maximum)
        return Line(feature, part, maximum, slots, _points(compiled, slots, ids))
    if isinstance(compiled, tuple):
        gain, loss = compiled
        slots = _slots(gain.wishes, maximum)
        return Line(
            feature, part, maximum, slots, _points(gain, slots, ids), _points(loss, _slots(loss.wishes, maximum), ids)
        )
    if isinstance(compiled, Measure):
        slots = _slots([Wish(compiled.label, 1, (), compiled.must)], maximum)
        return Line(feature, part, maximum, slots, measure=compiled, ladder=_ladder(compiled, maximum))
    slots = _slots([Wish(say("features.text"), 1, ())], maximum)
    return Line(feature, part, maximum, slots, words=tuple(compiled.words))


def _weight(feature: Feature, compiled: Compiled) -> int:
    if feature.share is not None:
        return feature.share
    return sum(wish.weight for wish in compiled.wishes) if isinstance(compiled, Table) else 0


@functools.lru_cache(maxsize=128)
def compile_opening(opening: Requirements, learned: Learned, as_of: date, vocabulary: Vocabulary) -> Plan:
    """The plan of an opening on a day under a ranker; the last hundred or so are kept. Raises UnknownSlug."""
    asked = Asked(opening, learned, as_of, vocabulary)
    found = [(feature, compiled) for feature in FEATURES if (compiled := feature.compile(asked)) is not None]
    parts = {feature.part for feature, _ in found}
    if parts <= {"text"}:
        return Plan(asked, (0,) * len(PARTS), ())
    stress = {"credentials": asked.stress}
    maxima = apportion(WHOLE, [learned.weights[p] * stress.get(p, 100) // 100 if p in parts else 0 for p in PARTS])
    lines = []
    for part, maximum in zip(PARTS, maxima, strict=True):
        own = [(feature, compiled) for feature, compiled in found if feature.part == part]
        shares = apportion(maximum, [_weight(feature, compiled) for feature, compiled in own])
        lines += [_line(*pair, most, asked.codes) for pair, most in zip(own, shares, strict=True)]
    return Plan(asked, tuple(maxima), tuple(lines))
