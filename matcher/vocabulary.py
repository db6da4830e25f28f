"""The words of the service: scopes, roles, skills, credentials, settings and the rest, read once from `matcher/data`.

A term's key is (kind, slug) and never changes; labels and synonyms may. Loading checks every reference between terms and
names all problems at once, so nothing after it needs to ask whether a slug exists.
"""

from __future__ import annotations

import difflib
import functools
import hashlib
import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any

DATA = Path(__file__).parent / "data"

#: file -> the kinds of term it holds, in file order. Rules and starting weights lie in the same folder and are read elsewhere.
FILES: Mapping[str, tuple[str, ...]] = {
    "sources.toml": ("source",),
    "states.toml": ("state",),
    "languages.toml": ("language",),
    "scopes.toml": ("scope",),
    "roles.toml": ("role",),
    "skills.toml": ("skill",),
    "credentials.toml": ("credential_class", "certification", "licence", "compact"),
    "vaccinations.toml": ("vaccination",),
    "compliance.toml": ("compliance_item", "level"),
    "settings.toml": ("setting",),
    "specialties.toml": ("specialty",),
    "work.toml": ("shift", "employment_type", "benefit"),
    "education.toml": ("education", "training_path", "topic"),
    "systems.toml": ("system",),
    "careers.toml": ("day_block",),
    "families.toml": ("group", "family"),
    "abbreviations.toml": (),
    "pay.toml": (),
}
KINDS = tuple(kind for kinds in FILES.values() for kind in kinds)

#: (kind, field) -> the kind its slugs belong to. A field is one slug, a list of them, or a table keyed by them.
REFERENCES: Mapping[tuple[str, str], str] = {
    ("scope", "min_role"): "role",
    ("role", "scope"): "scope",
    ("role", "state_dependent"): "scope",
    ("role", "works_as"): "role",
    ("role", "required_licences"): "licence",
    ("skill", "scope"): "scope",
    ("skill", "min_role"): "role",
    ("skill", "parent"): "skill",
    ("skill", "related"): "skill",
    ("certification", "counts_as"): "credential_class",
    ("certification", "roles"): "role",
    ("licence", "roles"): "role",
    ("licence", "states"): "state",
    ("licence", "compact"): "compact",
    ("compact", "implemented"): "state",
    ("compact", "since"): "state",
    ("compact", "enacted_pending"): "state",
    ("compact", "territories"): "state",
    ("compact", "non_members"): "state",
    ("vaccination", "compliance_item"): "compliance_item",
    ("setting", "weights"): "skill",
    ("setting", "typical_shifts"): "shift",
    ("setting", "common_specialties"): "specialty",
    ("specialty", "duties"): "skill",
    ("specialty", "preferred_credentials"): "certification",
    ("system", "typical"): "setting",
    ("day_block", "skills"): "skill",
    ("family", "group"): "group",
    ("family", "role"): "role",
    ("family", "duties"): "skill",
    **{(kind, "guides"): "source" for kind in ("role", "skill", "certification", "setting", "specialty", "benefit")},
}


class VocabularyError(ValueError):
    """The data contradict themselves; the message lists every problem, one a line."""


class UnknownSlug(KeyError):
    """No such term. The message names the kind, the slug and what it may have meant."""

    def __init__(self, kind: str, slug: str, known: Iterable[str]) -> None:
        near = difflib.get_close_matches(slug, list(known), n=3)
        self.kind, self.slug = kind, slug
        self.message = f"unknown {kind.replace('_', ' ')} {slug!r}" + (f" (near: {', '.join(near)})" if near else "")
        super().__init__(self.message)

    def __str__(self) -> str:
        return self.message


@dataclass(frozen=True)
class Term:
    """One entry. `cased` are the terms among label and synonyms that mean this only as written: IM, not im."""

    kind: str
    slug: str
    label: str
    synonyms: tuple[str, ...]
    cased: frozenset[str]
    data: Mapping[str, Any]


@dataclass(frozen=True)
class PayFigure:
    """What a role earns, whole US dollars a year. A period is the YYYY-MM the figure speaks of."""

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


def slugs_in(value: Any) -> Iterator[str]:
    """The slugs of a field: itself, its items or its keys."""
    if isinstance(value, str):
        yield value
    elif value is not None:
        yield from value


class Vocabulary:
    """All terms and the tables between them, read-only. Build it with `load`."""

    def __init__(self, tables: Mapping[str, Mapping[str, Any]]) -> None:
        """`tables`: file name -> what the TOML of that file says. Raises VocabularyError."""
        text = json.dumps(tables, sort_keys=True, ensure_ascii=False, default=str)
        self.sha: str = hashlib.sha256(text.encode()).hexdigest()
        abbreviations = tables["abbreviations.toml"]
        self.attribution: str = tables["sources.toml"]["attribution"]
        self.ambiguous: tuple[Mapping[str, Any], ...] = frozen(abbreviations["ambiguous"])
        self._any_case = frozenset(abbreviations["any_case"])
        self._kinds: Mapping[str, Mapping[str, Term]] = MappingProxyType(
            {
                kind: MappingProxyType({slug: self._term(kind, slug, entry) for slug, entry in tables[file][kind].items()})
                for file, kinds in FILES.items()
                for kind in kinds
            }
        )
        self.credential_types: Mapping[str, Term] = MappingProxyType({**self.kind("licence"), **self.kind("certification")})
        self.career_paths: tuple[Mapping[str, Any], ...] = frozen(tables["careers.toml"]["career_path"])
        self.day_schedule: tuple[Term, ...] = tuple(self.kind("day_block").values())
        self.pay_reference: Mapping[str, Any] = frozen(tables["pay.toml"])
        self._closeness: Mapping[str, Any] = frozen(tables["families.toml"]["closeness"])
        self._pairs = {(pair["from"], pair["to"]): pair["percent"] for pair in self._closeness["pair"]}
        self._related: dict[str, set[str]] = {slug: set() for slug in self.kind("skill")}
        if problems := list(self._problems()):
            raise VocabularyError("the vocabulary contradicts itself:\n" + "\n".join(problems))
        for slug, skill in self.kind("skill").items():
            for other in skill.data.get("related", ()):
                self._related[slug].add(other)
                self._related[other].add(slug)

    def _term(self, kind: str, slug: str, entry: Mapping[str, Any]) -> Term:
        rest = dict(entry)
        label = rest.pop("label")
        synonyms = tuple(rest.pop("synonyms", ()))
        named = frozenset(rest.pop("cased", ()))
        short = {term for term in synonyms if len(term) <= 4 and term.isalpha() and term.isupper()}
        return Term(kind, slug, label, synonyms, named | (short - self._any_case), frozen(rest))

    def kind(self, kind: str) -> Mapping[str, Term]:
        """The terms of a kind in file order. Raises KeyError for a kind that does not exist."""
        return self._kinds[kind]

    def get(self, kind: str, slug: str) -> Term:
        """Raises UnknownSlug."""
        terms = self.kind(kind)
        if slug not in terms:
            raise UnknownSlug(kind, slug, terms)
        return terms[slug]

    def has(self, kind: str, slug: str) -> bool:
        return slug in self.kind(kind)

    def credential(self, slug: str) -> Term:
        """A certification or a licence: their slugs share one name space. Raises UnknownSlug."""
        if slug not in self.credential_types:
            raise UnknownSlug("credential", slug, self.credential_types)
        return self.credential_types[slug]

    def classes_of(self, credential_slug: str) -> frozenset[str]:
        """The credential classes this one counts as."""
        return frozenset(self.credential(credential_slug).data.get("counts_as", ()))

    def members_of(self, class_slug: str) -> frozenset[str]:
        """The credentials that count as this class."""
        self.get("credential_class", class_slug)
        return frozenset(slug for slug in self.credential_types if class_slug in self.classes_of(slug))

    def works_as(self, role: str) -> frozenset[str]:
        """The role itself and the roles its holder may also fill."""
        return frozenset({role, *self.get("role", role).data.get("works_as", ())})

    def ancestors(self, skill: str) -> tuple[str, ...]:
        """Parent, its parent and so on, nearest first."""
        found: list[str] = []
        parent = self.get("skill", skill).data.get("parent")
        while parent:
            found.append(parent)
            parent = self.get("skill", parent).data.get("parent")
        return tuple(found)

    def related(self, skill: str) -> frozenset[str]:
        """Skills that earn part of the credit of this one, in both directions."""
        self.get("skill", skill)
        return frozenset(self._related[skill])

    def compact_members(self, compact: str) -> Mapping[str, date | None]:
        """State -> day it joined, None where it joined before the days we track. Pending and partial members are not in it."""
        data = self.get("compact", compact).data
        return {state: data["since"].get(state) for state in data["implemented"]}

    def pay(self, role: str, state: str) -> PayFigure | None:
        """None where neither figure is known for the role. Raises UnknownSlug."""
        self.get("role", role), self.get("state", state)
        states, national = self.pay_reference["state_mean"], self.pay_reference["national"]
        mean = states["role"].get(role, {}).get(state)
        median = national["role"].get(role, {}).get("median")
        if mean is None and median is None:
            return None
        source = self.pay_reference["source"]
        return PayFigure(role, state, mean, states["period"], median, national["period"], source)

    def closeness(self, family_from: str, family_to: str) -> int:
        """Percent of experience in one family that carries over to work in the other. Raises UnknownSlug."""
        one, other = self.get("family", family_from), self.get("family", family_to)
        if family_from == family_to:
            return 100
        if (family_from, family_to) in self._pairs:
            return int(self._pairs[family_from, family_to])
        group, target = one.data["group"], other.data["group"]
        if group == target:
            return int(self._closeness["within_group"])
        healthy = all(self.get("group", name).data["health"] for name in (group, target))
        otherwise = self._closeness["within_health" if healthy else "otherwise"]
        return int(self._closeness["groups"].get(group, {}).get(target, otherwise))

    def families_of_role(self, role: str) -> tuple[str, ...]:
        """The families whose jobs are this role. Raises UnknownSlug."""
        self.get("role", role)
        return tuple(slug for slug, term in self.kind("family").items() if term.data.get("role") == role)

    def phrases(self, kind: str) -> Mapping[str, str]:
        """Lower-case phrase -> slug, for running text: labels and synonyms that are neither cased, ambiguous nor weak."""
        return self._read(kind, lambda term, word: word not in term.cased and word not in self._weak(term))

    def cased(self, kind: str) -> Mapping[str, str]:
        """Phrase as written -> slug, for running text: the cased ones that are neither ambiguous nor weak."""
        return self._read(kind, lambda term, word: word in term.cased and word not in self._weak(term), lower=False)
