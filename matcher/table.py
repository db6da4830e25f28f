"""Candidates as columns: every list a person holds as sorted triples of whole numbers, one after another.

A triple is (id, code, value): which term, of what kind or level, until which day. `encode` alone makes the lists, for a
table of a hundred thousand and for a table of one, so a person reads the same in both. Nothing here knows a clock:
"today" and "to the end of the assignment" become steps when an opening is compiled.
"""

from __future__ import annotations

import functools
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, NamedTuple

import numpy as np

from matcher import kernels, ragged, wording
from matcher.codes import (
    CERTIFICATE,
    CODES,
    DUTIES,
    FAR,
    LEVEL_NOT_SAID,
    LISTS,
    NO_FAMILY,
    NOT_SAID,
    PROOFS,
    STATED,
    STUDY,
    TITLE,
    Ints,
    codes,
    day,
)  # fmt: skip
from matcher.domain import SECTIONS, Credential, Education, Held, HeldSkill, Job, Profile
from matcher.vocabulary import Vocabulary

Fact = Job | HeldSkill | Credential | Education | Held
Triple = tuple[int, int, int]


class Row(NamedTuple):
    """A profile in numbers. `jobs` are (pair of families, first day, last day), dated jobs only."""

    key: str
    waiting: int
    answered: int  # one bit a section, in the order of SECTIONS
    jobs: list[Triple]
    lists: dict[str, list[Triple]]
    bits: bytes
    facts: dict[str, list[Fact]]  # the profile's fact behind each triple


def _order(entry: tuple[Triple, Fact]) -> tuple[Any, ...]:
    triple, fact = entry
    source = fact.source
    return (*triple, -1 if source is None else source.start, "" if source is None else source.text)


def paired(title: int, duties: int) -> int:
    """A job's two families (NO_FAMILY: not read) as one number of 16 bits."""
    both = title + 1 << 8 | duties + 1
    return both - 65536 if both > FAR else both


def pair(both: Any) -> tuple[Any, Any]:
    """Title's and duties' family again, of a number or of an array of them."""
    return (both >> 8 & 255) - 1, (both & 255) - 1


def until(job: Job) -> int:
    """The last day known of a job: far where it goes on, its first day where only that is said."""
    return FAR if job.current else day(job.end or job.begin)


def encode(profile: Profile, vocabulary: Vocabulary) -> Row:
    """The profile as sorted, repeat-free lists. Slugs outside the vocabulary are left out: nothing can ask for them."""
    known = codes(vocabulary)
    found: dict[str, list[tuple[Triple, Fact]]] = {name: [] for name in LISTS}

    def note(name: str, slug: str | None, code: int, value: int, fact: Fact) -> None:
        if (i := known.ids[name].get(slug or "")) is not None:
            found[name].append(((i, code, value), fact))

    families = known.ids["families"]
    spans = set()
    for job in profile.jobs:
        last = until(job)
        title = job.family or next(iter(known.role_families.get(job.role or "", ())), None)
        note("families", title, TITLE, last, job)
        note("families", job.duties, DUTIES, last, job)
        note("specialties", job.specialty, 0, last, job)
        note("settings", job.setting, 0, last, job)
        if job.begin is not None and (job.current or job.end is not None) and day(job.begin) <= last:
            both = families.get(title or "", NO_FAMILY), families.get(job.duties or "", NO_FAMILY)
            spans.add((paired(*both), day(job.begin), last))
    for skill in profile.skills:
        if skill.level != 0:
            note("skills", skill.slug, skill.level or LEVEL_NOT_SAID, day(skill.last_used), skill)
    for card in profile.credentials:
        if not card.revoked:
            note("credentials", card.type, PROOFS.index(card.proof), day(card.expires), card)
            for family in known.credential_families.get(card.type, ()):
                note("families", family, CERTIFICATE, NOT_SAID, card)
    for study in profile.education:
        note("education", study.level, 0, NOT_SAID, study)  # the year of graduation stands for age: it is not read
        note("families", study.family, STUDY, NOT_SAID, study)
    for language in profile.languages:
        note("languages", language.slug, 0, NOT_SAID, language)
    for system in profile.systems:
        note("systems", system.slug, 0, NOT_SAID, system)
    for role in profile.roles:
        for family in known.role_families.get(role.slug, ()):
            note("families", family, STATED, NOT_SAID, role)

    lists: dict[str, list[Triple]] = {}
    facts: dict[str, list[Fact]] = {}
    for name, entries in found.items():
        first: dict[Triple, Fact] = {}
        for triple, fact in sorted(entries, key=_order):
            first.setdefault(triple, fact)
        lists[name], facts[name] = list(first), list(first.values())
    answered = sum(1 << i for i, section in enumerate(SECTIONS) if section in profile.answered)
    bits = wording.bits(profile.text, vocabulary)
    return Row(profile.key, day(profile.waiting_since, FAR), answered, sorted(spans), lists, bits, facts)


#: What a row holds, one after another: reading it all costs few looks at memory. The long list of skills comes last.
HELD = ("jobs", *(name for name in LISTS if name != "skills"), "skills")


@dataclass(frozen=True, eq=False)
class Table:
    """N candidates as columns.

    keys : str[N], as objects
    waiting : int16[N], since which day each waits, FAR = not waiting
    answered : uint8[N], one bit a section
    bits : uint8[N, 128], the words of each text
    start : int32[N * 9 + 1], entries start[r * 9 + k] to start[r * 9 + k + 1] are row r's of HELD[k], sorted
    entries : int16[E, 3], (id, code, value) of a list; of the jobs (pair of families, first day, last day)
    """

    vocabulary: Vocabulary
    keys: Ints
    waiting: Ints
    answered: Ints
    bits: Ints
    start: Ints
    entries: Ints

    def __len__(self) -> int:
        return len(self.keys)

    def where(self, name: str) -> tuple[Ints, Ints, int, int]:
        """(start, entries, place, lists) of a list."""
        return self.start, self.entries, HELD.index(name), len(HELD)

    def list(self, name: str) -> tuple[Ints, Ints]:
        """(start[N + 1], entries) of one list alone."""
        own, places = ragged.chosen(self.start, np.arange(len(self)) * len(HELD) + HELD.index(name))
        return own, self.entries[places]

    @functools.cached_property
    def sets(self) -> Ints:
        """The ids of every list as bits, sixteen to a word: uint16[words, N]; `codes.Codes.words` says where a list begins."""
        known = codes(self.vocabulary)
        first = np.array([known.words.get(name, 0) for name in HELD])
        found: Ints = kernels.sets_of(self.start, self.entries, len(HELD), first, known.words["jobs"], len(self))
        return found

    @functools.cached_property
    def jobless(self) -> Ints:
        """Rows without a job of any known family. bool[N]"""
        start, entries = self.list("families")
        found = np.ones(len(self), dtype=bool)
        if len(filled := np.flatnonzero(np.diff(start))):
            found[filled] = np.minimum.reduceat(entries[:, 1], start[filled]) > DUTIES
        return found

    @functools.cached_property
    def silent(self) -> Ints:
        """Rows whose text uses none of the terms. bool[N]"""
        return np.logical_not(self.bits.any(axis=1))

    @functools.cached_property
    def _open(self) -> Ints:
        found: Ints = self.answered >> np.arange(len(SECTIONS), dtype=np.uint8)[:, None] & 1 == 0
        return found

    def open_section(self, section: str) -> Ints:
        """Rows whose section is not answered: what is not seen there is unknown. bool[N]"""
        found: Ints = self._open[SECTIONS.index(section)]
        return found

    @classmethod
    def build(cls, profiles: Iterable[Profile], vocabulary: Vocabulary) -> Table:
        return cls.from_rows((encode(profile, vocabulary) for profile in profiles), vocabulary)

    @classmethod
    def from_rows(cls, rows: Iterable[Row], vocabulary: Vocabulary) -> Table:
        """Rows as `encode` gives them; they are read once and not kept."""
        keys: list[str] = []
        waiting, answered, bits = array("h"), array("B"), bytearray()
        start, entries = array("i", [0]), array("h")
        for row in rows:
            keys.append(row.key)
            waiting.append(row.waiting)
            answered.append(row.answered)
            lists: dict[str, Any] = {"jobs": row.jobs, **row.lists}
            for name in HELD:
                for entry in lists[name]:
                    entries.extend(entry)
                start.append(len(entries) // 3)
            bits += row.bits
        return cls(
            vocabulary,
            np.array(keys, dtype=object),
            np.array(waiting, dtype=np.int16),
            np.array(answered, dtype=np.uint8),
            np.frombuffer(bytes(bits), dtype=np.uint8).reshape(-1, wording.BYTES),
            np.array(start, dtype=np.int32),
            np.array(entries, dtype=np.int16).reshape(-1, 3),
        )

    @classmethod
    def from_columns(cls, vocabulary: Vocabulary, columns: Mapping[str, Any]) -> Table:
        """The very arrays `columns` gives, by name. ValueError where lengths disagree, a list is not sorted or an id or code is
        none of the vocabulary's."""
        table = cls(vocabulary, **{**columns, "keys": np.array(columns["keys"], dtype=object)})
        many, known = len(table), codes(vocabulary).slugs
        for name, expected in (("waiting", (many,)), ("answered", (many,)), ("bits", (many, wording.BYTES))):
            if (shape := columns[name].shape) != expected:
                raise ValueError(f"{name}: shape {shape}, {expected} needed")
        if len(table.start) != many * len(HELD) + 1:
            raise ValueError(f"start: {len(table.start)} offsets do not fit {many} candidates")
        if table.start[0] or (np.diff(table.start) < 0).any() or table.entries.shape != (table.start[-1], 3):
            raise ValueError("start: offsets must rise from 0 to the number of entries")
        for name in HELD:
            start, entries = table.list(name)
            if name == "jobs":
                _within("jobs: families", np.array(pair(entries[:, 0])), NO_FAMILY, len(known["families"]))
                continue
            rank = (entries[:, 0].astype(np.int64) * 256 + entries[:, 1]) * 65536 + entries[:, 2] + 32768
            broken = np.flatnonzero(rank[1:] <= rank[:-1]) + 1
            if np.setdiff1d(broken, start).size:
                raise ValueError(f"{name}: the entries of a row must rise by id, code and value, without repeats")
            _within(f"{name}: ids", entries[:, 0], 0, len(known[name]))
            _within(f"{name}: codes", entries[:, 1], 0, CODES.get(name, 1))
        return table

    @property
    def columns(self) -> dict[str, Any]:
        """Every array by name, as `from_columns` takes them."""
        return {field.name: getattr(self, field.name) for field in fields(self) if field.name != "vocabulary"}

    def rows(self, rows: Any) -> Table:
        """The table of these rows (integers), in this order."""
        at = np.asarray(rows, dtype=np.int64)
        own, places = ragged.chosen(self.start, (at[:, None] * len(HELD) + np.arange(len(HELD))).reshape(-1))
        single = self.keys[at], self.waiting[at], self.answered[at], self.bits[at]
        return Table(self.vocabulary, *single, own, self.entries[places])

    @classmethod
    def concat(cls, tables: Sequence[Table]) -> Table:
        """One table under the other. ValueError where their vocabularies differ or there is none."""
        if not tables or len({table.vocabulary.sha for table in tables}) != 1:
            raise ValueError("tables to join must be of one vocabulary, and at least one")
        columns = [table.columns for table in tables]
        joined = {name: np.concatenate([one[name] for one in columns]) for name in columns[0]}
        joined["start"] = ragged.offsets(np.concatenate([np.diff(one["start"]) for one in columns]))
        return cls.from_columns(tables[0].vocabulary, joined)

    @property
    def nbytes(self) -> int:
        """Bytes held, keys and what is derived for reading included."""
        arrays = [array for name, array in self.columns.items() if name != "keys"]
        arrays += [self.jobless, self.silent, self._open, self.sets]
        return sum(array.nbytes for array in arrays) + sum(len(key) + 57 for key in self.keys)


def _within(name: str, values: Ints, least: int, most: int) -> None:
    """The loops that read a table check no index, so a table does, once."""
    if values.size and not (least <= values.min() and values.max() < most):
        raise ValueError(f"{name}: numbers from {least} to {most - 1} needed, found {values.min()} to {values.max()}")


@dataclass(frozen=True, eq=False)
class Ranking:
    """Rows of a table best first, their fits in hundredths (-1: no score) and parts[k, number of parts]."""

    rows: Ints
    fits: Ints
    parts: Ints
