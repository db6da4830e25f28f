"""The words of the service: scopes, roles, skills, credentials, settings and the rest, read once from `matcher/data`.

A term's key is (kind, slug) and never changes; labels and synonyms may. Loading checks every reference between terms and
names all problems at once, so nothing after it needs to ask whether a slug of the data exists.
"""

from __future__ import annotations

import functools
import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

from matcher.references import FILES, near, problems, words_of

DATA = Path(__file__).parent / "data"


class VocabularyError(ValueError):
    """The data contradict themselves; the message lists every problem, one a line."""


class UnknownSlug(KeyError):
    """No such term. The message names the kind, the slug and what it may have meant."""

    def __init__(self, kind: str, slug: str, known: Mapping[str, Any]) -> None:
        self.kind, self.slug = kind, slug
        self.message = f"unknown {kind.replace('_', ' ')} {slug!r}{near(str(slug), known)}"
        super().__init__(self.message)

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True)
class Term:
    """One entry. `synonyms` of a family are its titles; `cased` are the words that mean this only as written: IM, not im.
    `data` is the rest of the entry, lists as tuples."""

    kind: str
    slug: str
    label: str
    synonyms: tuple[str, ...]
    cased: frozenset[str]
    data: Mapping[str, Any]


@dataclass(frozen=True)
class PayFigure:
    """What a role earns, whole US dollars a year. A period is the YYYY-MM its figure speaks of."""

    role: str
    state: str
    state_mean: int | None
    state_period: str
    national_median: int | None
    national_period: str
    source: str


def frozen(value: Any) -> Any:
    """The value with its lists as tuples and its tables read-only, all the way down."""
    if isinstance(value, dict):
        return MappingProxyType({key: frozen(item) for key, item in value.items()})
    return tuple(frozen(item) for item in value) if isinstance(value, list) else value


def term(kind: str, slug: str, entry: Mapping[str, Any], any_case: frozenset[str]) -> Term:
    """The entry as a term. Capitals of up to four letters are cased unless `any_case` lists them."""
    label, *synonyms = words_of(entry)
    short = {word for word in synonyms if len(word) <= 4 and word.isalpha() and word.isupper()} - any_case
    rest = {key: value for key, value in entry.items() if key not in ("label", "synonyms", "titles", "cased")}
    return Term(kind, slug, label, tuple(synonyms), frozenset(short) | frozenset(entry.get("cased", ())), frozen(rest))


class Vocabulary:
    """All terms and the tables between them, read-only. Build it with `load`."""

    def __init__(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        """`tables`: file name -> what its TOML says. Raises VocabularyError."""
        if wrong := list(problems(tables)):
            raise VocabularyError("the vocabulary contradicts itself:\n" + "\n".join(wrong))
        text = json.dumps(tables, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=date.isoformat)
        #: the data as canonical JSON, and its sha256
        self.text: str = text
        self.sha: str = hashlib.sha256(text.encode()).hexdigest()
        #: words to print wherever the O*NET facts are shown
        self.attribution: str = tables["sources.toml"]["attribution"]
        self.ambiguous: tuple[Mapping[str, Any], ...] = frozen(tables["abbreviations.toml"]["ambiguous"])
        self.career_paths: tuple[Mapping[str, Any], ...] = frozen(tables["careers.toml"]["career_path"])
        self.pay_reference: Mapping[str, Any] = frozen(tables["pay.toml"])
        any_case = frozenset(tables["abbreviations.toml"]["any_case"])
        self._short: Mapping[str, str] = tables["abbreviations.toml"]["short"]
        self._kinds: dict[str, Mapping[str, Term]] = {
            kind: MappingProxyType(
                {s: term(kind, s, entry, any_case) for s, entry in tables[file].get(kind, {}).items()}
            )
            for file, kinds in FILES.items()
            for kind in kinds
        }
        self.day_schedule: tuple[Term, ...] = tuple(self.kind("day_block").values())
        self.credential_types: Mapping[str, Term] = MappingProxyType(
            {**self.kind("certification"), **self.kind("licence")}
        )
        self._closeness: Mapping[str, Any] = frozen(tables["families.toml"]["closeness"])
        self._pairs: dict[tuple[str, str], int] = {(p["from"], p["to"]): p["percent"] for p in self._closeness["pair"]}
        self._related: dict[str, set[str]] = {slug: set() for slug in self.kind("skill")}
        for slug, skill in self.kind("skill").items():
            for other in skill.data.get("related", ()):
                self._related[slug].add(other)
                self._related[other].add(slug)
        self._words = {kind: self._read(kind) for kind in self._kinds}

    def kind(self, kind: str) -> Mapping[str, Term]:
        """The terms of a kind, in file order. KeyError for a kind that does not exist."""
        return self._kinds[kind]

    def get(self, kind: str, slug: str) -> Term:
        """Raises UnknownSlug."""
        if slug not in self.kind(kind):
            raise UnknownSlug(kind, slug, self.kind(kind))
        return self.kind(kind)[slug]

    def has(self, kind: str, slug: str) -> bool:
        return slug in self.kind(kind)

    def credential(self, slug: str) -> Term:
        """A certification or a licence: their slugs share one name space. Raises UnknownSlug."""
        if slug not in self.credential_types:
            raise UnknownSlug("credential", slug, self.credential_types)
        return self.credential_types[slug]

    def classes_of(self, credential_slug: str) -> frozenset[str]:
        """The credential classes this credential counts as."""
        return frozenset(self.credential(credential_slug).data.get("counts_as", ()))

    def members_of(self, class_slug: str) -> frozenset[str]:
        """The credentials that count as this class."""
        self.get("credential_class", class_slug)
        return frozenset(slug for slug in self.credential_types if class_slug in self.classes_of(slug))

    def works_as(self, role: str) -> frozenset[str]:
        """The role itself and the roles its holder may also fill."""
        return frozenset({role, *self.get("role", role).data.get("works_as", ())})

    def ancestors(self, skill: str) -> tuple[str, ...]:
        """Its parent, that one's parent and so on, nearest first."""
        parent = self.get("skill", skill).data.get("parent")
        return (parent, *self.ancestors(parent)) if parent else ()

    def related(self, skill: str) -> frozenset[str]:
        """Skills that earn part of each other's credit, whichever of the two names the other."""
        self.get("skill", skill)
        return frozenset(self._related[skill])

    def compact_members(self, compact: str) -> Mapping[str, date | None]:
        """State where it is in force -> since when; None: before the days the data track. Pending and partial members are left out."""
        data = self.get("compact", compact).data
        return {state: data["since"].get(state) for state in data["implemented"]}

    def pay(self, role: str, state: str) -> PayFigure | None:
        """The state's mean and the nation's median; None where neither is known. Raises UnknownSlug."""
        self.get("role", role)
        self.get("state", state)
        means, medians = self.pay_reference["state_mean"], self.pay_reference["national"]
        mean = means["role"].get(role, {}).get(state)
        median = medians["role"].get(role, {}).get("median")
        if mean is None and median is None:
            return None
        return PayFigure(role, state, mean, means["period"], median, medians["period"], self.pay_reference["source"])

    def closeness(self, family_from: str, family_to: str) -> int:
        """Percent of the experience in one family that carries over to work in the other. Raises UnknownSlug."""
        one, other = self.get("family", family_from).data, self.get("family", family_to).data
        group, target = (self.get("group", family["group"]) for family in (one, other))
        if family_from == family_to:
            return 100
        if (family_from, family_to) in self._pairs:
            return self._pairs[family_from, family_to]
        if group.slug == target.slug:
            found = self._closeness["within_group"]
        else:
            both = group.data["health"] and target.data["health"]
            unlisted = self._closeness["within_health" if both else "otherwise"]
            found = self._closeness["groups"].get(group.slug, {}).get(target.slug, unlisted)
        barred = other.get("licensed") and not one.get("licensed")
        return int(min(found, self._closeness["unlicensed"]) if barred else found)

    def families_of_role(self, role: str) -> tuple[str, ...]:
        """The families whose jobs are this role's, in file order. Raises UnknownSlug."""
        self.get("role", role)
        return tuple(slug for slug, family in self.kind("family").items() if family.data.get("role") == role)

    def phrases(self, kind: str) -> Mapping[str, str]:
        """Lower-case phrase -> slug, to find a kind in running text: labels and synonyms that are not cased, weak or ambiguous."""
        return self._words[kind][0]

    def cased(self, kind: str) -> Mapping[str, str]:
        """Phrase exactly as written -> slug, likewise, for the words that mean this only in these letters."""
        return self._words[kind][1]

    def weak(self, kind: str) -> Mapping[str, str]:
        """Lower-case phrase -> slug for words too common to match in running text: they count only as an item of a list."""
        return self._words[kind][2]

    def _read(self, kind: str) -> tuple[Mapping[str, str], Mapping[str, str], Mapping[str, str]]:
        """phrases, cased and weak of a kind. An ambiguous token stays out but in its default sense; a job title reads it plainly."""
        default = {entry["token"]: entry.get("default", {}) for entry in self.ambiguous}
        plain: dict[str, str] = {}
        cased: dict[str, str] = {}
        weak: dict[str, str] = {}
        for slug, entry in self.kind(kind).items():
            for word in (entry.label, *entry.synonyms):
                sense = default.get(word.upper())
                if word in entry.data.get("weak", ()):
                    weak[word.lower()] = slug
                elif sense is not None and kind != "family" and (sense.get("kind"), sense.get("slug")) != (kind, slug):
                    continue
                elif word in entry.cased:
                    cased[word] = slug
                else:
                    plain[word.lower()] = slug
        if kind == "family":
            plain = {spelling: slug for word, slug in plain.items() for spelling in self._shortened(word)} | plain
        return MappingProxyType(plain), MappingProxyType(cased), MappingProxyType(weak)

    def _shortened(self, title: str) -> set[str]:
        """The title with every word short that can be, and with each of them short alone: "med asst", "medical asst" ..."""
        words = title.split()
        short = [self._short.get(word, word) for word in words]
        alone = (" ".join((*words[:i], short[i], *words[i + 1 :])) for i in range(len(words)))
        return {" ".join(short), *alone}


@functools.cache
def load(folder: Path = DATA) -> Vocabulary:
    """The vocabulary of a folder of TOML files, read once. Raises VocabularyError naming every problem."""
    tables = {}
    for file in FILES:
        try:
            tables[file] = tomllib.loads((folder / file).read_text("utf-8"))
        except (OSError, tomllib.TOMLDecodeError) as error:
            raise VocabularyError(f"{file} cannot be read: {error}") from error
    return Vocabulary(tables)
