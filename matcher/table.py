"""Candidates as columns: every list a person holds as sorted triples of whole numbers, one after another.

A triple is (id, code, value): which term, of what kind or level, until which day. `encode` alone makes the lists, for a
table of a hundred thousand and for a table of one, so a person reads the same in both. Nothing here knows a clock:
"today" and "to the end of the assignment" become steps when an opening is compiled.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher import wording
from matcher.domain import SECTIONS, Credential, Education, Held, HeldSkill, Job, Profile
from matcher.vocabulary import Vocabulary

Ints = NDArray[Any]

#: A day is counted from here in 16 bits: 1910 to 2089.
ORIGIN = date(2000, 1, 1).toordinal()
NOT_SAID, FAR = -32768, 32767  # no day known; still going on
#: Kinds of a family entry: read from a job's title, its duties, a programme finished, a credential, the person's own words.
TITLE, DUTIES, STUDY, CERTIFICATE, STATED = range(5)
LEVEL_NOT_SAID = 5  # codes 1-4 of a skill are its level; level 0, "no experience", is no entry at all
PROOFS = ("stated", "document", "verified")
NO_FAMILY = -1

#: list -> the section of a profile that, once answered, can lack something
LISTS: Mapping[str, str] = {
    "families": "experience",
    "specialties": "experience",
    "settings": "experience",
    "skills": "skills",
    "credentials": "credentials",
    "education": "education",
    "languages": "languages",
    "systems": "systems",
}
CODES: Mapping[str, int] = {"families": 5, "skills": 6, "credentials": 3}  # every other list has one code
SPAN_PARTS = ("start", "family", "duties", "begin", "end")
LIST_PARTS = ("start", "id", "code", "value")
Fact = Job | HeldSkill | Credential | Education | Held
Triple = tuple[int, int, int]


def day(when: date | None, otherwise: int = NOT_SAID) -> int:
    """The day as 16 bits, held within 1910-2089; `otherwise` where none is known."""
    return otherwise if when is None else min(max(when.toordinal() - ORIGIN, NOT_SAID + 1), FAR - 1)


class Codes:
    """Slug -> small integer for each list, in file order, with the families' closeness and levels as arrays."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        credentials = [*vocabulary.credential_types, *vocabulary.kind("vaccination")]
        slugs: dict[str, Iterable[str]] = {
            "families": vocabulary.kind("family"),
            "specialties": vocabulary.kind("specialty"),
            "settings": vocabulary.kind("setting"),
            "skills": vocabulary.kind("skill"),
            "credentials": dict.fromkeys(credentials),
            "education": vocabulary.kind("education"),
            "languages": vocabulary.kind("language"),
            "systems": vocabulary.kind("system"),
        }
        self.slugs = {name: tuple(known) for name, known in slugs.items()}
        self.ids = {name: {slug: i for i, slug in enumerate(known)} for name, known in self.slugs.items()}
        families = self.slugs["families"]
        #: closeness[from, to], percent
        self.closeness = np.array([[vocabulary.closeness(a, b) for b in families] for a in families], dtype=np.int64)
        terms = [vocabulary.get("family", slug) for slug in families]
        self.level = np.array([term.data["level"] for term in terms], dtype=np.int64)
        self.clinical = np.array([round(100 * term.data["clinical_share"]) for term in terms], dtype=np.int64)
        self.health = np.array([vocabulary.get("group", term.data["group"]).data["health"] for term in terms])
        self.role_families = {role: vocabulary.families_of_role(role) for role in vocabulary.kind("role")}
        #: credential -> the families of the first role it is for
        self.credential_families: dict[str, tuple[str, ...]] = {
            slug: self.role_families[roles[0]]
            for slug, term in vocabulary.credential_types.items()
            if (roles := term.data.get("roles", ()))
        }


@functools.lru_cache(maxsize=4)
def codes(vocabulary: Vocabulary) -> Codes:
    """The codes of a vocabulary, made once."""
    return Codes(vocabulary)


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
        note("education", study.level, 0, day(study.finished), study)
        note("families", study.family, STUDY, day(study.finished), study)
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


def _gather(start: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """The offsets of the chosen rows and, for each of their entries, where it stood."""
    counts = start[rows + 1] - start[rows]
    ends = np.zeros(len(rows) + 1, dtype=np.int32)
    np.cumsum(counts, out=ends[1:])
    return ends, np.repeat(start[rows] - ends[:-1], counts) + np.arange(ends[-1], dtype=np.int32)


@dataclass(frozen=True, eq=False)
class Postings:
    """A listing turned round: for each id the rows that hold it. From `again[id]` on, a row may stand a second time."""

    start: Ints  # int64[ids + 1]
    again: Ints  # int64[ids]
    row: Ints
    code: Ints
    value: Ints


@dataclass(frozen=True, eq=False)
class Listing:
    """One list of every candidate: entries start[r] to start[r + 1] are row r's, sorted."""

    start: Ints  # int32[N + 1]
    id: Ints  # int16
    code: Ints  # uint8
    value: Ints  # int16
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
            return Postings(start, again, row[order], self.code[order], self.value[order])

        result: Postings = self.kept("postings", make)
        return result

    def rows(self, rows: Ints) -> Listing:
        start, at = _gather(self.start, rows)
        return Listing(start, self.id[at], self.code[at], self.value[at])


@dataclass(frozen=True, eq=False)
class Spans:
    """Every dated job: family of the title, family of the duties (-1: not read), first and last day."""

    start: Ints  # int32[N + 1]
    family: Ints  # int16
    duties: Ints  # int16
    begin: Ints  # int16
    end: Ints  # int16
    _cache: dict[Any, Any] = field(default_factory=dict, repr=False)

    @property
    def filled(self) -> Ints:
        if "filled" not in self._cache:
            self._cache["filled"] = np.flatnonzero(self.start[1:] > self.start[:-1])
        result: Ints = self._cache["filled"]
        return result

    def days(self, as_of: int) -> Ints:
        """Days of each job up to `as_of`, both ends counted; 0 for a job that has not begun. int64."""
        if self._cache.get("as_of") != as_of:
            end = np.minimum(self.end, as_of).astype(np.int64)
            self._cache.update(as_of=as_of, days=np.maximum(end - self.begin + 1, 0).astype(np.int32))
        result: Ints = self._cache["days"]
        return result

    def rows(self, rows: Ints) -> Spans:
        start, at = _gather(self.start, rows)
        return Spans(start, self.family[at], self.duties[at], self.begin[at], self.end[at])


@dataclass(frozen=True, eq=False)
class Table:
    """N candidates as columns. `bits[b, r]` holds eight terms of the wording of row r."""

    vocabulary: Vocabulary
    keys: Sequence[Any]
    waiting: Ints  # int16[N], FAR = not waiting
    answered: Ints  # uint8[N]
    jobs: Spans
    lists: Mapping[str, Listing]
    bits: Ints  # uint8[128, N]

    def __len__(self) -> int:
        return len(self.keys)

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
        return cls(
            vocabulary,
            keys,
            np.array(waiting, dtype=np.int16),
            np.array(answered, dtype=np.uint8),
            Spans(start["jobs"], *jobs),
            lists,
            packed,
        )

    @classmethod
    def from_columns(cls, vocabulary: Vocabulary, columns: Mapping[str, Any]) -> Table:
        """The very arrays `columns` gives, by name. ValueError where lengths disagree or a list is not sorted."""

        def of(name: str, parts: tuple[str, ...]) -> dict[str, Any]:
            return {part: np.asarray(columns[f"{name}.{part}"]) for part in parts}

        jobs = Spans(**of("jobs", SPAN_PARTS))
        lists = {name: Listing(**of(name, LIST_PARTS)) for name in LISTS}
        keys = columns["keys"]
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
        return cls(vocabulary, keys, columns["waiting"], columns["answered"], jobs, lists, columns["bits"])

    @property
    def columns(self) -> dict[str, Any]:
        """Every array by name, as `from_columns` takes them."""
        jobs = {f"jobs.{part}": getattr(self.jobs, part) for part in SPAN_PARTS}
        lists = {
            f"{name}.{part}": getattr(listing, part) for name, listing in self.lists.items() for part in LIST_PARTS
        }
        return {
            "keys": self.keys,
            "waiting": self.waiting,
            "answered": self.answered,
            "bits": self.bits,
            **jobs,
            **lists,
        }

    def rows(self, rows: Any) -> Table:
        """The table of these rows (integers), in this order."""
        at = np.asarray(rows, dtype=np.int64)
        return Table(
            self.vocabulary,
            [self.keys[i] for i in at],
            self.waiting[at],
            self.answered[at],
            self.jobs.rows(at),
            {name: listing.rows(at) for name, listing in self.lists.items()},
            self.bits[:, at],
        )

    def rows_of_text(self, rows: Ints) -> Table:
        """These rows with their words alone: all that the last part to be read needs."""
        nothing = self.rows([])
        return Table(
            self.vocabulary,
            range(len(rows)),  # nobody asks here who they are
            self.waiting[rows],
            self.answered[rows],
            nothing.jobs,
            nothing.lists,
            self.bits[:, rows],
        )

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
        families = self.lists["families"]

        def make() -> Ints:
            found = np.ones(len(self), dtype=bool)
            if len(families.filled):  # kinds are sorted within a family only, so the least kind of a row is asked for
                least = np.minimum.reduceat(families.code, families.start[families.filled])
                found[families.filled] = least > DUTIES
            return found

        result: Ints = families.kept("jobless", make)
        return result

    def open_section(self, section: str) -> Ints:
        """Rows whose section is not answered: what is not seen there is unknown. bool[N]"""
        result: Ints = (self.answered >> SECTIONS.index(section)) & 1 == 0
        return result

    @property
    def nbytes(self) -> int:
        """Bytes held, what was derived for reading included."""
        arrays = [array for name, array in self.columns.items() if name != "keys"]
        for cache in (self.jobs._cache, *(listing._cache for listing in self.lists.values())):
            for kept in cache.values():
                arrays += [kept] if isinstance(kept, np.ndarray) else list(getattr(kept, "__dict__", {}).values())
        return sum(array.nbytes for array in arrays if isinstance(array, np.ndarray)) + sum(
            len(k) + 57 for k in self.keys
        )
