"""Columns of unequal rows: what each candidate holds, one after another, and the ways round that make reading them fast."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from matcher.codes import Ints

SPAN_PARTS = ("start", "family", "duties", "begin", "end")
LIST_PARTS = ("start", "id", "code", "value")
KEPT = 6  # derived columns of places a list holds at most


class Layers:
    """Ragged rows laid in layers: layer j holds the j-th entry of every row that has one, rows with most entries first, so
    that layer j is a prefix of layer j - 1 and a maximum or a sum over each row's entries is whole-array arithmetic.

    begin, counts : int[N], where each row's entries stand in a column and how many they are.
    """

    def __init__(self, begin: Ints, counts: Ints) -> None:
        most = int(counts.max(initial=0))
        #: rows by falling number of entries
        self.order = np.argsort((most - counts).astype(np.uint16), kind="stable")
        more = len(counts) - np.cumsum(np.bincount(counts, minlength=most + 1))
        self.sizes: list[int] = more[:most].tolist()
        self._first = begin[self.order]

    def of(self, column: Ints, nothing: int = 0) -> Ints:
        """A ragged column, layer after layer."""
        return np.concatenate([column[:0], *(column[self._first[:size] + j] for j, size in enumerate(self.sizes))])

    def emptied(self, values: Ints, nothing: int) -> Ints:
        """No layer holds an empty place."""
        return values

    def reduced(self, values: Ints, by: Any, lanes: int = 1) -> Ints:
        """`by` (np.maximum, np.add) over each row's entries, 0 for rows without. `values` [E * lanes] as `of` gives them, `lanes`
        numbers to an entry; [N * lanes] in row order."""
        total = np.zeros(len(self.order) * lanes, dtype=values.dtype)
        begin = 0
        for size in self.sizes:
            room = total[: size * lanes]
            by(room, values[begin : begin + size * lanes], out=room)
            begin += size * lanes
        word = np.dtype(f"u{values.itemsize * lanes}")  # a row's lanes move together
        result = np.empty(len(self.order), dtype=word)
        result[self.order] = total.view(word)
        return result.view(values.dtype)


class Padded:
    """Few rows laid in layers of equal length, the order of rows kept: short rows are filled up with `nothing`."""

    def __init__(self, begin: Ints, counts: Ints) -> None:
        self.rows, layer = len(counts), np.arange(int(counts.max(initial=0)))[:, None]
        self._empty = layer >= counts
        self._at = np.where(self._empty, 0, begin + layer)

    def of(self, column: Ints, nothing: int = 0) -> Ints:
        """A ragged column, layer after layer."""
        if not self._at.size:
            return column[:0]
        return self.emptied(column[self._at], nothing)

    def emptied(self, values: Ints, nothing: int) -> Ints:
        """Layered values with `nothing` where there is no entry."""
        values = values.reshape(self._at.shape)
        values[self._empty] = nothing
        return values.reshape(-1)

    def reduced(self, values: Ints, by: Any, lanes: int = 1) -> Ints:
        """As `Layers.reduced`."""
        if not len(values):
            return np.zeros(self.rows * lanes, dtype=values.dtype)
        result: Ints = by.reduce(values.reshape(-1, self.rows * lanes), axis=0, dtype=values.dtype)
        return result


class Picked:
    """Chosen rows of a ragged whole. What is read in layers comes straight from the whole's columns; the columns themselves
    are gathered only if they are asked for."""

    lasting = False

    def __init__(self, whole: Any, rows: Ints) -> None:
        self.whole, self.picked = whole, rows
        begin = whole.start[rows]
        counts = whole.start[rows + 1] - begin
        even = len(rows) * int(counts.max(initial=0)) <= 4 * int(counts.sum()) + 10_000
        self.layers: Layers | Padded = Padded(begin, counts) if even else Layers(begin, counts)

    def __getattr__(self, name: str) -> Any:
        if name == "start":
            self.start = np.zeros(len(self.picked) + 1, dtype=np.int32)
            np.cumsum(self.whole.start[self.picked + 1] - self.whole.start[self.picked], out=self.start[1:])
            return self.start
        if name not in (*SPAN_PARTS, *LIST_PARTS):
            raise AttributeError(name)
        column = getattr(self.whole, name)[self.at]
        setattr(self, name, column)
        return column

    @functools.cached_property
    def at(self) -> Ints:
        """Where each entry stands in the whole, row after row."""
        shift = np.repeat(self.whole.start[self.picked] - self.start[:-1], np.diff(self.start))
        return shift + np.arange(self.start[-1], dtype=np.int32)


def place(kind: Ints, value: Ints, cuts: tuple[int, ...]) -> Ints:
    """Places in a table of points, kind * steps + step, where kind is id * codes + code and the step of a value is the number
    of cuts not after it. uint16: some three hundred ids, six codes and five steps fit."""
    found = kind * np.uint16(len(cuts) + 1)
    for cut in cuts:
        found += value >= cut
    return found


@dataclass(frozen=True, eq=False)
class Postings:
    """A listing turned round: for each id the rows that hold it. From `again[id]` on, a row may stand a second time."""

    start: list[int]  # [ids + 1]
    again: list[int]  # [ids]
    row: Ints  # int32
    code: Ints  # uint8
    value: Ints  # int16

    def count(self, id: int) -> int:
        return self.start[id + 1] - self.start[id]


@dataclass(frozen=True, eq=False)
class Listing:
    """One list of every candidate: entries start[r] to start[r + 1] are row r's, sorted."""

    start: Ints  # int32[N + 1]
    id: Ints  # int16
    code: Ints  # uint8
    value: Ints  # int16
    _cache: dict[Any, Any] = field(default_factory=dict, repr=False)

    lasting = True  # worth turning round

    def kept(self, name: Any, make: Callable[[], Any]) -> Any:
        """What is derived from the columns, made once; places of a day long past make room for new ones."""
        if name not in self._cache:
            old = [key for key in self._cache if isinstance(key, tuple)]
            if isinstance(name, tuple) and len(old) >= KEPT:
                del self._cache[old[0]]
            self._cache[name] = make()
        return self._cache[name]

    def places(self, codes: int, cuts: tuple[int, ...], daily: bool) -> Ints:
        """`place` of each entry. uint16[E], kept for the cuts of a day."""

        def make() -> Ints:
            return place(self.kinds(codes), self.value, cuts)

        result: Ints = self.kept((codes, cuts), make) if daily else make()
        return result

    def kinds(self, codes: int) -> Ints:
        """id * codes + code of each entry. uint16"""
        return self.id.astype(np.uint16) * np.uint16(codes) + self.code

    def layered(self, codes: int, cuts: tuple[int, ...], daily: bool, nothing: int) -> Ints:
        """The same, layer after layer; `nothing` is the place of no entry, where rows are filled up."""
        of = self.layers.of
        if daily:
            result: Ints = self.kept(("layers", codes, cuts), lambda: of(self.places(codes, cuts, daily)))
            return result
        kind, value = self.kept("in layers", lambda: (of(self.kinds(codes)), of(self.value)))
        return place(kind, value, cuts)

    def postings(self, ids: int) -> Postings:
        def make() -> Postings:
            row = np.repeat(np.arange(len(self.start) - 1, dtype=np.int32), np.diff(self.start))
            repeat = np.zeros(len(row), dtype=bool)  # an id's second entry in one row stands right after its first
            repeat[1:] = (self.id[1:] == self.id[:-1]) & (row[1:] == row[:-1])
            order = np.lexsort((repeat, self.id))
            counts = np.bincount(self.id, minlength=ids)
            start = np.concatenate(([0], np.cumsum(counts)))
            again = start[1:] - np.bincount(self.id[repeat], minlength=ids)
            return Postings(start.tolist(), again.tolist(), row[order], self.code[order], self.value[order])

        result: Postings = self.kept("postings", make)
        return result

    @property
    def layers(self) -> Layers:
        result: Layers = self.kept("layers", lambda: Layers(self.start[:-1], np.diff(self.start)))
        return result

    def rows(self, rows: Ints) -> PickedListing:
        return PickedListing(self, rows)


class PickedListing(Picked):
    """A listing of chosen rows."""

    def layered(self, codes: int, cuts: tuple[int, ...], daily: bool, nothing: int) -> Ints:
        whole, of = self.whole, self.layers.of
        if daily:
            return of(whole.places(codes, cuts, daily), nothing)
        kinds: Ints = whole.kept("kinds", lambda: whole.kinds(codes))
        return self.layers.emptied(place(of(kinds), of(whole.value), cuts), nothing)

    def places(self, codes: int, cuts: tuple[int, ...], daily: bool) -> Ints:
        if daily:
            places: Ints = self.whole.places(codes, cuts, daily)[self.at]
            return places
        return place(Listing.kinds(self, codes), self.value, cuts)  # type: ignore[arg-type]


@dataclass(frozen=True, eq=False)
class Spans:
    """Every dated job: family of the title, family of the duties (-1: not read), first and last day."""

    start: Ints  # int32[N + 1]
    family: Ints  # int16
    duties: Ints  # int16
    begin: Ints  # int16
    end: Ints  # int16
    _cache: dict[str, Any] = field(default_factory=dict, repr=False)

    lasting = True

    def dated(self, as_of: int) -> Dated:
        """The jobs as of a day; what is derived for it replaces what was for another."""
        if self._cache.get("as_of") != as_of:
            self._cache.update(as_of=as_of, dated=self._dated(as_of))
        result: Dated = self._cache["dated"]
        return result

    def _dated(self, as_of: int) -> Dated:
        layers = Layers(self.start[:-1], np.diff(self.start))
        days = np.maximum(np.minimum(self.end, as_of).astype(np.int32) - self.begin + 1, 0)
        pairs, pair = np.unique((self.family.astype(np.int32) + 1) * 1024 + self.duties + 1, return_inverse=True)
        pair = pair.astype(np.uint16)
        known = (pairs > 0).astype(np.int32)[pair]
        whole, read = (layers.reduced(layers.of(column), np.add) for column in (days, days * known))
        return Dated(
            layers, days, pair, layers.of(days), layers.of(pair), pairs // 1024 - 1, pairs % 1024 - 1, whole, read
        )

    def rows(self, rows: Ints) -> PickedSpans:
        return PickedSpans(self, rows)


@dataclass(frozen=True, eq=False)
class Dated:
    """Jobs on a day. A job is the days it counts (both ends included, 0 before it begins) and its pair of families."""

    layers: Layers | Padded
    plain_days: Ints  # as the jobs stand
    plain_pair: Ints
    days: Ints  # layer after layer, int32
    pair: Ints  # uint16
    family: Ints  # of the title, of each distinct pair; -1 where there is none
    duties: Ints
    whole: Ints  # days of all jobs of a row
    read: Ints  # the same without the jobs of no known family


class PickedSpans(Picked):
    """The jobs of chosen rows."""

    def dated(self, as_of: int) -> Dated:
        whole, of = self.whole.dated(as_of), self.layers.of
        return replace(
            whole,
            layers=self.layers,
            days=of(whole.plain_days),
            pair=of(whole.plain_pair),
            whole=whole.whole[self.picked],
            read=whole.read[self.picked],
        )


@dataclass(frozen=True, eq=False)
class Plain:
    """One value a row."""

    values: Ints

    def rows(self, rows: Ints) -> Plain:
        return Plain(self.values[rows])


@dataclass(frozen=True, eq=False)
class Words:
    """bits[b, r]: eight terms of the wording of row r. uint8. `chosen`: which rows, None for all."""

    bits: Ints
    chosen: Ints | None = None

    def seen(self, terms: Ints) -> Ints:
        """Whether each row uses each of these terms: 0 or 1, uint8[terms, N]."""
        byte, bit = terms >> 3, (terms & 7).astype(np.uint8)
        held = self.bits[byte] if self.chosen is None else self.bits[byte[:, None], self.chosen]
        result: Ints = (held >> bit[:, None]) & np.uint8(1)
        return result

    def all(self) -> Ints:
        return self.bits if self.chosen is None else self.bits[:, self.chosen]

    def rows(self, rows: Ints) -> Words:
        return Words(self.bits, rows if self.chosen is None else self.chosen[rows])


class Chosen(Mapping[str, Any]):
    """Columns of chosen rows, each gathered when it is first read."""

    def __init__(self, held: Mapping[str, Any], rows: Ints) -> None:
        self._held, self._rows = held, rows
        self._read: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._read:
            self._read[name] = self._held[name].rows(self._rows)
        return self._read[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def rows(self, rows: Ints) -> Chosen:
        return Chosen(self._held, self._rows[rows])
