"""Many people as columns for the gate: what `Facts` holds of each, in whole numbers.

Nothing here depends on the day somebody is judged on: a job is its months and a card its days, and how much or whether
still is asked of them when an opening is judged (`matcher.eligibility.block`). Days are ordinals and slugs numbers from 1;
0 is "not said".
"""

from __future__ import annotations

import functools
from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from matcher import ragged
from matcher.careers import role_of
from matcher.domain import SECTIONS, Credential, Held, HeldSkill, Job, Profile
from matcher.eligibility.facts import Career, Facts
from matcher.eligibility.rules import PROGRAMMES, TRAININGS
from matcher.vocabulary import UnknownSlug, Vocabulary

Ints = NDArray[Any]

VERIFIED, COMPACT, REVOKED, CONFIRMED = 1, 2, 4, 8  # flags of a credential
NONE = -1  # no such limit
ON = 12 * 10_000  # the month in which a job that goes on ends: later than any

#: list -> what an entry of it says. `confirmed`: 1 or 0. Months are year * 12 + month; a job of no known length is from 0 to -1.
LISTS: Mapping[str, tuple[str, ...]] = {
    "credentials": ("type", "state", "issued", "expires", "flags"),
    "jobs": ("role", "work told", "setting", "specialty", "begin", "end", "confirmed"),  # by begin
    "roles": ("role", "confirmed"),
    "levels": ("rank", "confirmed"),
    "programmes": ("kind", "hours", "confirmed"),
    "training": ("id", "hours", "confirmed"),
    "languages": ("slug", "confirmed"),
    "skills": ("slug", "confirmed"),
    "systems": ("slug", "confirmed"),
}
#: What everybody has one number of. Sets are bits by the slug's number; `miles` and `pay_floor` are NONE where not said.
NUMBERS = ("answered", "home", "shifts", "employment_types", "settings", "pay_floor", "miles", "from", "until")
KINDS = ("state", "role", "setting", "specialty", "language", "skill", "system", "shift", "employment_type")


class Numbers:
    """Slug -> number from 1, in file order, for each kind of thing a person holds."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        slugs: dict[str, Iterable[str]] = {kind: vocabulary.kind(kind) for kind in KINDS}
        slugs |= {"credential": vocabulary.credential_types, "programme": PROGRAMMES, "training": TRAININGS}
        self.ids = {kind: {slug: n for n, slug in enumerate(known, 1)} for kind, known in slugs.items()}

    def of(self, kind: str, slug: str | None) -> int:
        """0 for None. Raises UnknownSlug."""
        if slug is None:
            return 0
        if slug not in self.ids[kind]:
            raise UnknownSlug(kind, slug, self.ids[kind])
        return self.ids[kind][slug]

    def bits(self, kind: str, slugs: Iterable[str]) -> int:
        """Raises UnknownSlug."""
        return sum(1 << self.of(kind, slug) for slug in set(slugs))

    def among(self, kind: str, slugs: Iterable[str]) -> Ints:
        """Whether a number is one of the slugs: bool[known + 1]. Slugs of another kind are none."""
        found = np.zeros(len(self.ids[kind]) + 1, dtype=bool)
        found[[self.ids[kind][slug] for slug in slugs if slug in self.ids[kind]]] = True
        return found


@functools.lru_cache(maxsize=4)
def numbers(vocabulary: Vocabulary) -> Numbers:
    """The numbers of a vocabulary, made once."""
    return Numbers(vocabulary)


class Row(NamedTuple):
    """A person in numbers: NUMBERS in their order, degrees (nan: not known), and LISTS."""

    key: str
    numbers: tuple[int, ...]
    point: tuple[float, float]
    lists: dict[str, list[tuple[int, ...]]]


def encode(profile: Profile, vocabulary: Vocabulary) -> Row:
    """The person as a row. Raises UnknownSlug for a slug that is none of the vocabulary's."""
    known = numbers(vocabulary)
    facts = Facts.of(profile, date.min, vocabulary)  # its day is for years of work alone, and those are counted later
    assert isinstance(facts.experience, Career)

    def held(kind: str, those: Iterable[Held | HeldSkill] | None) -> list[tuple[int, ...]]:
        return [(known.of(kind, one.slug), one.standing == "confirmed") for one in those or ()]

    def card(one: Credential) -> tuple[int, ...]:
        flags = VERIFIED * one.verified + COMPACT * one.compact + REVOKED * one.revoked
        flags += CONFIRMED * (one.standing == "confirmed")
        return known.of("credential", one.type), known.of("state", one.state), day(one.issued), day(one.expires), flags

    def job(one: Job) -> tuple[int, ...]:
        role = role_of(one, vocabulary) or None
        places = known.of("setting", one.setting or None), known.of("specialty", one.specialty or None)
        begin, end = 0, -1
        if one.begin is not None and (one.current or one.end is not None):
            begin, end = month(one.begin), ON if one.current or one.end is None else month(one.end)
        told = bool(role or one.family)
        return known.of("role", role), told, *places, begin, end, one.standing == "confirmed"

    limits, home = profile.limits, profile.home
    return Row(
        profile.key,
        (
            sum(1 << n for n, section in enumerate(SECTIONS) if section in facts.closed),
            known.of("state", facts.home_state),
            known.bits("shift", limits.shifts),
            known.bits("employment_type", limits.employment_types),
            known.bits("setting", limits.settings),
            NONE if limits.pay_floor is None else limits.pay_floor,
            NONE if limits.miles is None else limits.miles,
            day(limits.available_from),
            day(limits.available_until),
        ),
        (np.nan if home.latitude is None else home.latitude, np.nan if home.longitude is None else home.longitude),
        {
            "credentials": [card(one) for one in facts.credentials or ()],
            "jobs": sorted(map(job, facts.experience.jobs), key=lambda one: one[4]),
            "roles": [(known.of("role", slug), stands == "confirmed") for slug, stands in (facts.roles or {}).items()],
            "levels": [(rank, standing == "confirmed") for rank, standing in facts.levels],
            "programmes": [
                (known.of("programme", one.programme), one.hours or 0, one.standing == "confirmed")
                for one in facts.programmes or ()
            ],
            "training": [
                (known.of("training", one.id), one.hours or 0, one.standing == "confirmed")
                for one in facts.training or ()
            ],
            "languages": held("language", facts.languages),
            "skills": held("skill", facts.skills),
            "systems": held("system", facts.systems),
        },
    )


def day(when: date | None) -> int:
    return when.toordinal() if when else 0


def month(when: date) -> int:
    return when.year * 12 + when.month


@dataclass(frozen=True, eq=False)
class Entries:
    """A list of everybody: entries start[r] to start[r + 1] are row r's. start: int32[N + 1], columns: int32[fields, E]"""

    start: Ints
    columns: Ints

    @functools.cached_property
    def owner(self) -> Ints:
        """The row of each entry, rising. int32[E]"""
        return np.repeat(np.arange(len(self.start) - 1, dtype=np.int32), np.diff(self.start))

    def rows(self, at: Ints) -> Entries:
        own, places = ragged.chosen(self.start, at)
        return Entries(own, self.columns[:, places])


@dataclass(frozen=True, eq=False)
class People:
    """N people. keys: object[N], numbers: int64[len(NUMBERS), N], points: float64[2, N], lists: LISTS."""

    vocabulary: Vocabulary
    keys: Ints
    numbers: Ints
    points: Ints
    lists: Mapping[str, Entries]

    def __len__(self) -> int:
        return self.numbers.shape[1]

    def among(self, keys: Collection[str]) -> Ints:
        """Who is one of these. bool[N]"""
        return np.fromiter((key in keys for key in self.keys), dtype=bool, count=len(self))

    def number(self, name: str) -> Ints:
        """int64[N]"""
        found: Ints = self.numbers[NUMBERS.index(name)]
        return found

    def read(self, name: str) -> tuple[Ints, ...]:
        """The row of each entry of a list and its columns, int32[E] each."""
        entries = self.lists[name]
        return entries.owner, *entries.columns

    def have(self, name: str) -> Ints:
        """Who has an entry in a list. bool[N]"""
        found: Ints = np.diff(self.lists[name].start) > 0
        return found

    @functools.cached_property
    def places(self) -> tuple[Ints, Ints]:
        """Every point of home once, degrees as latitude + longitude * 1j, and each person's place among them."""
        points, lives = np.unique(self.points[0] + 1j * self.points[1], return_inverse=True)
        return points, lives

    def closed(self, section: str) -> Ints:
        """Whose section is answered: what is not seen there is lacking. bool[N]"""
        found: Ints = self.number("answered") >> SECTIONS.index(section) & 1 > 0
        return found

    @classmethod
    def build(cls, profiles: Iterable[Profile], vocabulary: Vocabulary) -> People:
        """Raises UnknownSlug for a slug that is none of the vocabulary's."""
        return cls.from_rows((encode(profile, vocabulary) for profile in profiles), vocabulary)

    @classmethod
    def from_rows(cls, rows: Iterable[Row], vocabulary: Vocabulary) -> People:
        """Rows as `encode` gives them; they are read once and not kept."""
        keys: list[str] = []
        single, points = array("q"), array("d")
        starts = {name: array("i", [0]) for name in LISTS}
        entries = {name: array("i") for name in LISTS}
        for row in rows:
            keys.append(row.key)
            single.extend(row.numbers)
            points.extend(row.point)
            for name, fields in LISTS.items():
                for entry in row.lists[name]:
                    entries[name].extend(entry)
                starts[name].append(len(entries[name]) // len(fields))
        lists = {
            name: Entries(
                np.array(starts[name], dtype=np.int32), _columns(np.array(entries[name], dtype=np.int32), len(fields))
            )
            for name, fields in LISTS.items()
        }
        table = _columns(np.array(single), len(NUMBERS)), _columns(np.array(points), 2)
        return cls(vocabulary, np.array(keys, dtype=object), *table, lists)

    def rows(self, rows: Any) -> People:
        """The people of these rows (integers), in this order."""
        at = np.asarray(rows, dtype=np.int64)
        lists = {name: entries.rows(at) for name, entries in self.lists.items()}
        return People(self.vocabulary, self.keys[at], self.numbers[:, at], self.points[:, at], lists)

    @classmethod
    def concat(cls, blocks: Sequence[People]) -> People:
        """One after another. ValueError where their vocabularies differ or there is none."""
        if not blocks or len({people.vocabulary.sha for people in blocks}) != 1:
            raise ValueError("people to join must be of one vocabulary, and at least one block")
        lists = {}
        for name in LISTS:
            those = [people.lists[name] for people in blocks]
            start = ragged.offsets(np.concatenate([np.diff(entries.start) for entries in those]))
            lists[name] = Entries(start, np.concatenate([entries.columns for entries in those], axis=1))
        single, points = (np.concatenate([getattr(p, n) for p in blocks], axis=1) for n in ("numbers", "points"))
        return cls(blocks[0].vocabulary, np.concatenate([p.keys for p in blocks]), single, points, lists)

    @property
    def nbytes(self) -> int:
        """Bytes held, what is derived for reading included."""
        lists = sum(e.start.nbytes + e.columns.nbytes + e.owner.nbytes for e in self.lists.values())
        return self.numbers.nbytes + self.points.nbytes + sum(array.nbytes for array in self.places) + lists


def _columns(values: Ints, width: int) -> Ints:
    return np.ascontiguousarray(values.reshape(-1, width).T)
