"""Candidates as columns: every list a person holds as sorted triples of whole numbers, one after another.

A triple is (id, code, value): which term, of what kind or level, until which day. `encode` alone makes the lists, for a
table of a hundred thousand and for a table of one, so a person reads the same in both. Nothing here knows a clock:
"today" and "to the end of the assignment" become steps when an opening is compiled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from matcher import wording
from matcher.codes import (
    CERTIFICATE,
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
from matcher.columns import LIST_PARTS, SPAN_PARTS, Chosen, Listing, Plain, Spans, Words
from matcher.domain import SECTIONS, Credential, Education, Held, HeldSkill, Job, Profile
from matcher.vocabulary import Vocabulary

Fact = Job | HeldSkill | Credential | Education | Held
Triple = tuple[int, int, int]


class Row(NamedTuple):
    """A profile in numbers. `jobs` are (title's family, duties' family, first day, last day), dated jobs only."""

    key: str
    waiting: int
    answered: int  # one bit a section, in the order of SECTIONS
    jobs: list[tuple[int, int, int, int]]
    lists: dict[str, list[Triple]]
    bits: bytes
    facts: dict[str, list[Fact]]  # the profile's fact behind each triple


def _order(entry: tuple[Triple, Fact]) -> tuple[Any, ...]:
    triple, fact = entry
    source = fact.source
    return (*triple, -1 if source is None else source.start, "" if source is None else source.text)


def _jobless(families: Listing) -> Plain:
    found = np.ones(len(families.start) - 1, dtype=bool)
    if len(filled := np.flatnonzero(np.diff(families.start))):
        found[filled] = np.minimum.reduceat(families.code, families.start[filled]) > DUTIES
    return Plain(found)


def _silent(bits: Ints) -> Plain:
    found: Ints = np.bitwise_or.reduce(bits, axis=0) == 0
    return Plain(found)


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
            pair = (families.get(title or "", NO_FAMILY), families.get(job.duties or "", NO_FAMILY))
            spans.add((*pair, day(job.begin), last))
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


@dataclass(frozen=True, eq=False)
class Table:
    """N candidates as columns: `held` has the lists of LISTS, "jobs" (Spans), "bits" (Words), "keys", "waiting", "jobless" and
    "silent" (Plain)."""

    vocabulary: Vocabulary
    answered: Ints  # uint8[N], one bit a section
    held: Mapping[str, Any]

    @property
    def keys(self) -> Ints:
        """str[N], as objects"""
        keys: Plain = self.held["keys"]
        return keys.values

    @property
    def waiting(self) -> Ints:
        """Since which day each waits, FAR = not waiting. int16[N]"""
        waiting: Plain = self.held["waiting"]
        return waiting.values

    @property
    def jobs(self) -> Spans:
        jobs: Spans = self.held["jobs"]
        return jobs

    @property
    def bits(self) -> Ints:
        """uint8[128, N]"""
        return self.words.all()

    @property
    def words(self) -> Words:
        words: Words = self.held["bits"]
        return words

    def list(self, name: str) -> Listing:
        listing: Listing = self.held[name]
        return listing

    def __len__(self) -> int:
        return len(self.answered)

    @classmethod
    def build(cls, profiles: Iterable[Profile], vocabulary: Vocabulary) -> Table:
        return cls.from_rows((encode(profile, vocabulary) for profile in profiles), vocabulary)

    @classmethod
    def from_rows(cls, rows: Iterable[Row], vocabulary: Vocabulary) -> Table:
        """Rows as `encode` gives them; they are read once and not kept."""
        keys: list[str] = []
        waiting: list[int] = []
        answered: list[int] = []
        ends: dict[str, list[int]] = {name: [0] for name in ("jobs", *LISTS)}
        flat: dict[str, list[Any]] = {name: [] for name in ("jobs", *LISTS)}
        bits = bytearray()
        for row in rows:
            keys.append(row.key)
            waiting.append(row.waiting)
            answered.append(row.answered)
            ragged: dict[str, Any] = {"jobs": row.jobs, **row.lists}
            for name, entries in ragged.items():
                flat[name] += entries
                ends[name].append(len(flat[name]))
            bits += row.bits
        start = {name: np.array(at, dtype=np.int32) for name, at in ends.items()}
        jobs = np.array(flat["jobs"], dtype=np.int16).reshape(-1, 4).T.copy()
        lists = {}
        for name in LISTS:
            triples = np.array(flat[name], dtype=np.int16).reshape(-1, 3).T.copy()
            lists[name] = Listing(start[name], triples[0], triples[1].astype(np.uint8), triples[2])
        packed = np.frombuffer(bytes(bits), dtype=np.uint8).reshape(-1, wording.BYTES).T.copy()
        plain = {"keys": Plain(np.array(keys, dtype=object)), "waiting": Plain(np.array(waiting, dtype=np.int16))}
        plain |= {"jobless": _jobless(lists["families"]), "silent": _silent(packed)}
        held = {**lists, **plain, "jobs": Spans(start["jobs"], *jobs), "bits": Words(packed)}
        return cls(vocabulary, np.array(answered, dtype=np.uint8), held)

    @classmethod
    def from_columns(cls, vocabulary: Vocabulary, columns: Mapping[str, Any]) -> Table:
        """The very arrays `columns` gives, by name. ValueError where lengths disagree or a list is not sorted."""

        def of(name: str, parts: tuple[str, ...]) -> dict[str, Any]:
            return {part: np.asarray(columns[f"{name}.{part}"]) for part in parts}

        jobs = Spans(**of("jobs", SPAN_PARTS))
        lists = {name: Listing(**of(name, LIST_PARTS)) for name in LISTS}
        keys = np.array(columns["keys"], dtype=object)
        for name, start in (("jobs", jobs.start), *((name, listing.start) for name, listing in lists.items())):
            if len(start) != len(keys) + 1:
                raise ValueError(f"{name}.start: {len(start)} offsets, one more than {len(keys)} candidates needed")
        for name, listing in lists.items():
            rank = (listing.id.astype(np.int64) * 256 + listing.code) * 65536 + listing.value + 32768
            broken = np.flatnonzero(rank[1:] <= rank[:-1]) + 1
            if np.setdiff1d(broken, listing.start).size:
                raise ValueError(f"{name}: the entries of a row must rise by id, code and value, without repeats")
        if columns["bits"].shape != (wording.BYTES, len(keys)):
            raise ValueError(f"bits: shape {columns['bits'].shape}, ({wording.BYTES}, {len(keys)}) needed")
        plain = {"keys": Plain(keys), "waiting": Plain(columns["waiting"])}
        plain |= {"jobless": _jobless(lists["families"]), "silent": _silent(columns["bits"])}
        return cls(vocabulary, columns["answered"], {**lists, **plain, "jobs": jobs, "bits": Words(columns["bits"])})

    @property
    def columns(self) -> dict[str, Any]:
        """Every array by name, as `from_columns` takes them."""
        jobs = {f"jobs.{part}": getattr(self.jobs, part) for part in SPAN_PARTS}
        lists = {f"{name}.{part}": getattr(self.list(name), part) for name in LISTS for part in LIST_PARTS}
        plain = {"keys": self.keys, "waiting": self.waiting, "answered": self.answered, "bits": self.bits}
        return {**plain, **jobs, **lists}

    def rows(self, rows: Any) -> Table:
        """The table of these rows (integers), in this order."""
        at = np.asarray(rows, dtype=np.int64)
        held = self.held.rows(at) if isinstance(self.held, Chosen) else Chosen(self.held, at)
        return Table(self.vocabulary, self.answered[at], held)

    @classmethod
    def concat(cls, tables: Sequence[Table]) -> Table:
        """One table under the other. ValueError where their vocabularies differ or there is none."""
        if not tables or len({table.vocabulary.sha for table in tables}) != 1:
            raise ValueError("tables to join must be of one vocabulary, and at least one")
        joined: dict[str, Any] = {"keys": [key for table in tables for key in table.keys]}
        for name, first in tables[0].columns.items():
            if name == "keys":
                continue
            parts = [table.columns[name] for table in tables]
            if name.endswith(".start"):
                shift = np.cumsum([0, *(part[-1] for part in parts[:-1])])
                joined[name] = np.concatenate(
                    [first[:1], *(part[1:] + by for part, by in zip(parts, shift, strict=True))]
                )
                joined[name] = joined[name].astype(np.int32)
            else:
                joined[name] = np.concatenate(parts, axis=-1)
        return cls.from_columns(tables[0].vocabulary, joined)

    @property
    def jobless(self) -> Ints:
        """Rows without a job of any known family. bool[N]"""
        jobless: Plain = self.held["jobless"]
        return jobless.values

    @property
    def silent(self) -> Ints:
        """Rows whose text uses none of the terms. bool[N]"""
        silent: Plain = self.held["silent"]
        return silent.values

    def open_section(self, section: str) -> Ints:
        """Rows whose section is not answered: what is not seen there is unknown. bool[N]"""
        result: Ints = (self.answered >> SECTIONS.index(section)) & 1 == 0
        return result

    @property
    def nbytes(self) -> int:
        """Bytes held, what was derived for reading included."""
        derived: list[Any] = []
        for name in ("jobs", *LISTS):
            derived += self.held[name]._cache.values()
        arrays = [array for name, array in self.columns.items() if name != "keys"]
        while derived:
            kept = derived.pop()
            arrays += [kept] if isinstance(kept, np.ndarray) else []
            derived += kept if isinstance(kept, tuple) else getattr(kept, "__dict__", {}).values()
        return sum(array.nbytes for array in arrays) + sum(len(key) + 57 for key in self.keys)
