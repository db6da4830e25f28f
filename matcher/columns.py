"""Columns of unequal rows: what each candidate holds, one after another, and the ways round that make reading them fast."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from matcher.codes import Ints

SPAN_PARTS = ("start", "family", "duties", "begin", "end")
LIST_PARTS = ("start", "id", "code", "value")
KEPT = 6  # derived columns of places a list holds at most


def _gather(start: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """The offsets of the chosen rows and, for each of their entries, where it stood."""
    counts = start[rows + 1] - start[rows]
    ends = np.zeros(len(rows) + 1, dtype=np.int32)
    np.cumsum(counts, out=ends[1:])
    return ends, np.repeat(start[rows] - ends[:-1], counts) + np.arange(ends[-1], dtype=np.int32)


class Layers:
    """Ragged rows laid in layers: layer j holds the j-th entry of every row that has one, rows with most entries first, so
    that layer j is a prefix of layer j - 1 and a maximum or a sum over each row's entries is whole-array arithmetic."""

    def __init__(self, start: Ints) -> None:
        counts = np.diff(start)
        #: rows by falling number of entries
        self.order = np.argsort(-counts, kind="stable")
        falling = counts[self.order]
        self.sizes = [int(np.searchsorted(-falling, -j)) for j in range(int(falling[0]) if len(falling) else 0)]
        self.start = start

    def of(self, column: Ints) -> Ints:
        """A ragged column, layer after layer."""
        first = self.start[self.order]
        return np.concatenate([column[:0], *(column[first[:size] + j] for j, size in enumerate(self.sizes))])

    def reduced(self, values: Ints, by: Any) -> Ints:
        """`by` (np.maximum, np.add) over each row's entries, `values` in the order of `at`; 0 for rows without. In row order."""
        total = np.zeros(len(self.order), dtype=values.dtype)
        begin = 0
        for size in self.sizes:
            by(total[:size], values[begin : begin + size], out=total[:size])
            begin += size
        result = np.empty_like(total)
        result[self.order] = total
        return result


@dataclass(frozen=True, eq=False)
class Postings:
    """A listing turned round: for each id the rows that hold it. From `again[id]` on, a row may stand a second time."""

    start: list[int]  # [ids + 1]
    again: list[int]  # [ids]
    row: Ints  # int32
    code: Ints  # uint8
    value: Ints  # int16


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

    @property
    def filled(self) -> Ints:
        """Rows that hold anything."""
        result: Ints = self.kept("filled", lambda: np.flatnonzero(self.start[1:] > self.start[:-1]))
        return result

    def places(self, codes: int, cuts: tuple[int, ...], daily: bool) -> Ints:
        """Each entry's place in a table of points, (id * codes + code) * steps + step: the step of a value is the number of
        cuts not after it. uint16: an id, code and step fit, as `plan` checks."""

        def make() -> Ints:
            place = (self.id.astype(np.uint16) * np.uint16(codes) + self.code) * np.uint16(len(cuts) + 1)
            for cut in cuts:
                place += self.value >= cut
            return place

        result: Ints = self.kept((codes, cuts), make) if daily else make()
        return result

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
        result: Layers = self.kept("layers", lambda: Layers(self.start))
        return result

    def rows(self, rows: Ints) -> ChosenListing:
        return ChosenListing(self, rows)


class ChosenListing(Listing):
    """The list of chosen rows: its columns are gathered only if they are asked for, its places come from the whole list's."""

    lasting = False
    _whole: Listing
    _at: Ints

    def __init__(self, whole: Listing, rows: Ints) -> None:
        start, at = _gather(whole.start, rows)
        self.__dict__.update(start=start, _whole=whole, _at=at, _cache={})

    def __getattr__(self, name: str) -> Ints:
        if name not in ("id", "code", "value"):
            raise AttributeError(name)
        self.__dict__[name] = column = getattr(self._whole, name)[self._at]
        return column

    def places(self, codes: int, cuts: tuple[int, ...], daily: bool) -> Ints:
        def make() -> Ints:
            if daily and self._whole.lasting:
                return self._whole.places(codes, cuts, daily)[self._at]
            return Listing.places(self, codes, cuts, daily=False)

        result: Ints = self.kept(("own", codes, cuts), make)
        return result


@dataclass(frozen=True, eq=False)
class Spans:
    """Every dated job: family of the title, family of the duties (-1: not read), first and last day."""

    start: Ints  # int32[N + 1]
    family: Ints  # int16
    duties: Ints  # int16
    begin: Ints  # int16
    end: Ints  # int16
    _cache: dict[Any, Any] = field(default_factory=dict, repr=False)

    def read(self, as_of: int) -> Dated:
        """The jobs as of a day; what is derived for it replaces what was for another."""
        if self._cache.get("as_of") != as_of:
            self._cache.update(as_of=as_of, read=Dated(self, as_of))
        result: Dated = self._cache["read"]
        return result

    def rows(self, rows: Ints) -> Spans:
        start, at = _gather(self.start, rows)
        return Spans(start, self.family[at], self.duties[at], self.begin[at], self.end[at])


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

    def byte(self, b: int) -> Ints:
        """Byte b of each row. uint8[N]"""
        result: Ints = self.bits[b] if self.chosen is None else self.bits[b][self.chosen]
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


class Dated:
    """Jobs on a day, laid in layers: the days of each (both ends counted, 0 before it begins) and its pair of families."""

    def __init__(self, jobs: Spans, as_of: int) -> None:
        self.layers = Layers(jobs.start)
        of = self.layers.of
        self.days = np.maximum(np.minimum(of(jobs.end), as_of).astype(np.int32) - of(jobs.begin) + 1, 0)
        #: (family + 1) * 256 + duties + 1: fewer than 255 families
        self.pair = ((of(jobs.family) + 1).astype(np.uint16) << 8) + (of(jobs.duties) + 1).astype(np.uint16)
        self.whole = self.layers.reduced(self.days, np.add)
        #: the same without the jobs of no known family
        self.whole_read = self.layers.reduced(self.days * (self.pair > 0), np.add)
