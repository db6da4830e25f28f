"""State rules as data: `matcher/data/rules/`, one file a state and the national floor. Loading checks every reference.

A rule: `activity` (a scope of the vocabulary, or any_clinical; credential and title_certified only inform) · `effect` ·
`roles` it binds, and who works as one of them · places: `applies_in` (it exists only there), `exempt_in` (it does not
exist there), `only_in` and `not_in` (the right it gives ends outside, or there) · `binds_delegators` (it exists only where
the opening names one of them) · `needs`: alternatives, in each of which all must be shown · `supervision` (at least) and
`delegators` (one of them) that it asks of the opening · `says`, `source`, `url`, `confidence`, `as_of`, `review_by`.
"""

from __future__ import annotations

import functools
import hashlib
import json
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from matcher.vocabulary import DATA, Vocabulary
from matcher.vocabulary import load as load_vocabulary

EFFECTS = ("allow", "conditional", "require_licence", "deny", "delegable", "inform")
CONFIDENCE = {"low": 0, "medium": 1, "high": 2}
#: Weakest first; two names for one strength.
SUPERVISION = {"none": 0, "general": 1, "direct": 2, "onsite_any_licensed": 2, "onsite": 3}
PROGRAMMES = ("caahep", "abhes", "usde", "state_approved", "military", "apprenticeship", "other")
TRAININGS = (
    "injection",
    "venipuncture",
    "inhaled_med",
    "vaccine",
    "vaccine_clinical",
    "tb_reading",
    "medication_by_delegation",
)
NOT_SCOPES = frozenset({"any_clinical", "credential", "title_certified"})
PLACES = ("applies_in", "exempt_in", "only_in", "not_in")


class RulesError(ValueError):
    """The rules contradict themselves or the vocabulary; every problem, one a line."""


@dataclass(frozen=True, slots=True)
class Need:
    """One of: a credential held (any one of `held`), a programme of one of those kinds, a training; with least `hours`."""

    held: tuple[str, ...] = ()
    programme: tuple[str, ...] = ()
    training: str | None = None
    hours: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    id: str
    state: str | None  # None = national
    activity: str
    effect: str
    says: str
    confidence: str
    source: str
    url: str
    as_of: str
    roles: frozenset[str] = frozenset()  # empty = every role (national: every role without a required licence)
    except_states: frozenset[str] = frozenset()
    unless_state_rule: bool = False
    applies_in: frozenset[str] = frozenset()
    exempt_in: frozenset[str] = frozenset()
    only_in: frozenset[str] = frozenset()
    not_in: frozenset[str] = frozenset()
    binds_delegators: frozenset[str] = frozenset()
    needs: tuple[tuple[Need, ...], ...] = ()
    supervision: str | None = None
    delegators: tuple[str, ...] = ()
    review_by: date | None = None
    note: str = ""

    @classmethod
    def of(cls, entry: Mapping[str, Any], state: str | None) -> Rule:
        """A `[[rule]]` of a file. Raises TypeError for a field that does not exist or is missing."""
        fields = dict(entry, state=state)
        for name in ("roles", "except_states", "binds_delegators", *PLACES):
            fields[name] = frozenset(fields.get(name, ()))
        fields["delegators"] = tuple(fields.get("delegators", ()))
        fields["needs"] = tuple(tuple(_need(need) for need in alternative) for alternative in fields.get("needs", ()))
        return cls(**fields)

    @property
    def bound(self) -> bool:
        """Whether it depends on the setting."""
        return bool(self.applies_in or self.exempt_in or self.only_in or self.not_in)


def _need(entry: Mapping[str, Any]) -> Need:
    kinds = entry.get("programme", ())
    every = PROGRAMMES if kinds == "any" else tuple(kinds)
    return Need(tuple(entry.get("held", ())), every, entry.get("training"), entry.get("hours"))


@dataclass(frozen=True, slots=True, eq=False)
class Rules:
    """The national floor, and the rules of each state that was reviewed. `notes` and `credentials` are the states' own."""

    national: tuple[Rule, ...]
    states: Mapping[str, tuple[Rule, ...]]
    notes: Mapping[str, str] = field(default_factory=dict)
    credentials: Mapping[str, str] = field(default_factory=dict)
    sha: str = ""
    text: str = ""  # the data as canonical JSON, whose sha256 is `sha`

    @classmethod
    def of(cls, tables: Mapping[str, Mapping[str, Any]], vocabulary: Vocabulary) -> Rules:
        """`tables`: "national" or a state -> what its file says. Raises RulesError."""
        rules = {}
        for state, table in tables.items():
            where = None if state == "national" else state
            try:
                rules[state] = tuple(Rule.of(entry, where) for entry in table["rule"])
            except (KeyError, TypeError, AttributeError) as problem:
                raise RulesError(f"{state}: a field is missing or is none of a rule's: {problem}") from problem
        text = json.dumps(tables, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=str)
        found = cls(
            rules.pop("national", ()),
            rules,
            {state: table["note"] for state, table in tables.items() if "note" in table},
            {state: table["state_credential"] for state, table in tables.items() if "state_credential" in table},
            hashlib.sha256(text.encode()).hexdigest(),
            text,
        )
        if problems := list(_problems(found, vocabulary)):
            raise RulesError("the rules contradict themselves or the vocabulary:\n" + "\n".join(problems))
        return found

    def all(self) -> Iterator[Rule]:
        yield from self.national
        for rules in self.states.values():
            yield from rules


@functools.cache
def load() -> Rules:
    """The rules of `matcher/data/rules`, read once."""
    return read(DATA / "rules", load_vocabulary())


def read(folder: Path, vocabulary: Vocabulary) -> Rules:
    """The rules of a folder of TOML files. Raises RulesError, for a file that is no TOML too."""
    tables = {}
    for path in sorted(folder.glob("*.toml")):
        try:
            tables[path.stem] = tomllib.loads(path.read_text("utf-8"))
        except UnicodeDecodeError as problem:
            raise RulesError(f"{path.name} is not text in UTF-8: a file of rules is TOML") from problem
        except ValueError as problem:
            raise RulesError(f"{path.name}: {problem}") from problem
        except OSError as problem:
            raise RulesError(f"{path.name} cannot be read ({problem.strerror}): a file of rules is TOML") from problem
    if not tables:
        raise RulesError(f"{folder} holds no .toml file of rules")
    return Rules.of(tables, vocabulary)


def restore(text: str, vocabulary: Vocabulary) -> Rules:
    """The rules that `Rules.text` wrote: as a frozen list keeps them. Raises RulesError."""
    tables = json.loads(text)
    for table in tables.values():
        for entry in table["rule"]:
            if "review_by" in entry:
                entry["review_by"] = date.fromisoformat(entry["review_by"])
    return Rules.of(tables, vocabulary)


def _problems(rules: Rules, vocabulary: Vocabulary) -> Iterator[str]:
    seen: set[str] = set()
    for state in (*rules.states, *(state for rule in rules.national for state in rule.except_states)):
        if not vocabulary.has("state", state):
            yield f"{state}: no such state"
    for state, slug in rules.credentials.items():
        if slug not in vocabulary.credential_types:
            yield f"{state}: state_credential names {slug!r}, which is no credential"
    for rule in rules.all():
        if rule.id in seen:
            yield f"{rule.id}: twice"
        seen.add(rule.id)
        choices: list[tuple[str, Any, tuple[str | None, ...]]] = [
            ("activity", (*vocabulary.kind("scope"), *NOT_SCOPES), (rule.activity,)),
            ("effect", EFFECTS, (rule.effect,)),
            ("confidence", CONFIDENCE, (rule.confidence,)),
            ("supervision", (*SUPERVISION, None), (rule.supervision,)),
            ("roles", vocabulary.kind("role"), (*rule.roles, *rule.delegators, *rule.binds_delegators)),
            ("places", vocabulary.kind("setting"), tuple(slug for name in PLACES for slug in getattr(rule, name))),
        ]
        for alternative in rule.needs:
            for need in alternative:
                known = {*vocabulary.credential_types, *vocabulary.kind("credential_class")}
                choices += [
                    ("held", known, need.held),
                    ("programme", PROGRAMMES, need.programme),
                    ("training", (*TRAININGS, None), (need.training,)),
                ]
                if sum(map(bool, (need.held, need.programme, need.training))) != 1:
                    yield f"{rule.id}: a need is held, programme or training, one of them"
        for name, known, values in choices:
            yield from (f"{rule.id}: {name} does not know {value!r}" for value in values if value not in known)
        if rule.effect == "require_licence" and not rule.needs:
            yield f"{rule.id}: require_licence needs `needs`"
        if rule.effect == "delegable" and (rule.needs or rule.activity != "any_clinical"):
            yield f"{rule.id}: delegable speaks of any_clinical and has no needs"
        if rule.activity in {"credential", "title_certified"} and rule.effect != "inform":
            yield f"{rule.id}: {rule.activity} only informs"
        if not all((rule.says, rule.source, rule.url, rule.as_of)):
            yield f"{rule.id}: says, source, url and as_of are all given"
        if rule.review_by is not None and not isinstance(rule.review_by, date):
            yield f"{rule.id}: review_by is a day"
