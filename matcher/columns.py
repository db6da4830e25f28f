"""Columns of unequal rows: what each candidate holds, one after another, and the ways round that make reading them fast."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from matcher.codes import Ints

SPAN_PARTS = ("start", "family", "duties", "begin", "end")
LIST_PARTS = ("start", "id", "code", "value")


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
        first = start[self.order].astype(np.int64)
        #: where each entry, layer after layer, stands in the ragged order
        self.at = np.concatenate([np.zeros(0, np.int64), *(first[:size] + j for j, size in enumerate(self.sizes))])

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
    lasting: bool = True  # False: chosen for one ranking, not worth turning round
    _cache: dict[Any, Any] = field(default_factory=dict, repr=False)

    def kept(self, name: Any, make: Callable[[], Any]) -> Any:
        """What is derived from the columns, made once; a day's steps replace those of the day before."""
        if name not in self._cache:
            for old in [k for k in self._cache if isinstance(k, tuple) and isinstance(name, tuple)][8:]:
                del self._cache[old]
            self._cache[name] = make()
        return self._cache[name]

    @property
    def filled(self) -> Ints:
        """Rows that hold anything."""
        result: Ints = self.kept("filled", lambda: np.flatnonzero(self.start[1:] > self.start[:-1]))
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

    def rows(self, rows: Ints) -> Listing:
        start, at = _gather(self.start, rows)
        return Listing(start, self.id[at], self.code[at], self.value[at], lasting=False)


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
class Words:
    """bits[b, r]: eight terms of the wording of row r. uint8"""

    bits: Ints

    def rows(self, rows: Ints) -> Words:
        return Words(self.bits[:, rows])


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
        at = self.layers.at
        self.days = np.maximum(np.minimum(jobs.end[at], as_of).astype(np.int32) - jobs.begin[at] + 1, 0)
        #: (family + 1) * 256 + duties + 1: fewer than 255 families
        self.pair = (jobs.family[at].astype(np.int64) + 1) * 256 + (jobs.duties[at] + 1)
        self.whole = self.layers.reduced(self.days, np.add)
        #: the same without the jobs of no known family
        self.whole_read = self.layers.reduced(self.days * (self.pair > 0), np.add)
