"""The ranker: a scikit-learn estimator that learns what terms and settings weigh, then ranks columns and says why."""

from __future__ import annotations

import functools
import json
import platform
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import sklearn
from sklearn.base import BaseEstimator
from sklearn.utils.validation import check_is_fitted

from matcher import snapshots
from matcher.codes import Ints
from matcher.domain import Match, Profile, Requirements
from matcher.explanation import explained
from matcher.features import PARTS, WEIGHTS
from matcher.plan import Line, Plan, compile_opening
from matcher.reads import Won, won
from matcher.scan import reach, scored
from matcher.similarity import learn
from matcher.table import Ranking, Table, encode
from matcher.vocabulary import Vocabulary, load
from matcher.wishes import Learned


def _hundredths(weights: Mapping[str, float], start: Mapping[str, int]) -> dict[str, int]:
    """Part weights as whole hundredths over `start`. ValueError for a part that does not exist or a weight below nothing."""
    for part, weight in weights.items():
        if part not in PARTS:
            raise ValueError(f"weights: unknown part {part!r}, known are {', '.join(PARTS)}")
        if not 0 <= weight <= 1000:
            raise ValueError(f"weights: {part} is {weight}, a number from 0 to 1000 is needed")
    return {**start, **{part: round(weight * 100) for part, weight in weights.items()}}


@functools.lru_cache(maxsize=64)
def _moved(learned: Learned, weights: tuple[tuple[str, float], ...]) -> Learned:
    """What was learned, under other part weights."""
    return replace(learned, weights=_hundredths(dict(weights), learned.weights))


class Ranker(BaseEstimator):
    """Ranks candidates for an opening.

    Parameters
    ----------
    weights : mapping of part name to number, or None
        Weight of each part of the fit, on any one scale; None for the starting weights. Parts left out keep theirs.
    shrink : int
        How many openings or profiles the reviewed data count for beside those given to `fit`.

    Attributes
    ----------
    learned_ : Learned
        Weights of terms (idf), setting profiles and words, whole numbers.
    card_ : dict
        What it was learned from and with.
    """

    def __init__(self, weights: Mapping[str, float] | None = None, shrink: int = 20) -> None:
        self.weights = weights
        self.shrink = shrink

    def fit(self, openings: Sequence[Requirements] = (), profiles: Sequence[Profile] | None = None) -> Ranker:
        """Learn from openings and profiles; with none, the reviewed data alone. A second fit forgets the first."""
        vocabulary = load()
        openings, people = list(openings), list(() if profiles is None else profiles)
        for name, values, kind in (("openings", openings, Requirements), ("profiles", people, Profile)):
            for value in values:
                if not isinstance(value, kind):
                    raise ValueError(f"{name} must hold {kind.__name__}, found {type(value).__name__}")
        if not isinstance(self.shrink, int) or self.shrink < 1:
            raise ValueError(f"shrink is {self.shrink!r}, a whole number of at least 1 is needed")
        start = {part: weight * 100 for part, weight in WEIGHTS.items()}
        self.learned_ = learn(openings, people, _hundredths(self.weights or {}, start), self.shrink, vocabulary)
        self.card_: dict[str, Any] = {
            "data": {"openings": len(openings), "profiles": len(people), "sha": snapshots.sha([openings, people])},
            "vocabulary": vocabulary.sha,
            "versions": {
                "python": platform.python_version(),
                "numpy": np.__version__,
                "scikit-learn": sklearn.__version__,
            },
        }
        return self

    # --- ranking --------------------------------------------------------------------------------------------------

    def plan(
        self,
        requirements: Requirements,
        as_of: date,
        vocabulary: Vocabulary,
        weights: Mapping[str, float] | None = None,
    ) -> Plan:
        """The opening compiled for a day. Raises UnknownSlug, ValueError (weights) and NotFittedError."""
        check_is_fitted(self)
        learned = _moved(self.learned_, tuple(sorted(weights.items()))) if weights else self.learned_
        return compile_opening(requirements, learned, as_of, vocabulary)

    def rank(
        self,
        requirements: Requirements,
        table: Table,
        as_of: date,
        keep: Ints | None = None,
        top: int | None = None,
        weights: Mapping[str, float] | None = None,
    ) -> Ranking:
        """Rows by fit, highest first; equal fits by who waits longest, then by key. `keep`: bool[N], who is ranked at all."""
        plan = self.plan(requirements, as_of, table.vocabulary, weights)
        live = np.arange(len(table)) if keep is None else np.flatnonzero(keep)
        rows, parts = scored(plan, table, live, top)
        fits = parts.sum(axis=0, dtype=np.int32)
        best = reach(fits, top)
        names = ((-fits[i], table.waiting[rows[i]], table.keys[int(rows[i])], i) for i in best)
        order = np.array([name[-1] for name in sorted(names)[:top]], dtype=np.int64)
        found = fits[order] if plan.scored else np.full(len(order), -1)
        return Ranking(rows[order], found, parts[:, order].T.astype(np.int32))

    def reasons(self, plan: Plan, table: Table, rows: Ints) -> dict[Line, Won]:
        """For each line of the plan what earned its points, for a few rows of a table."""
        found = won(table, plan, rows)
        return {line: found[line] for line in plan.lines if line in found}

    def explain(
        self,
        requirements: Requirements,
        table: Table | None,
        rows: Sequence[int] | Ints,
        profiles: Sequence[Profile],
        as_of: date,
        weights: Mapping[str, float] | None = None,
    ) -> list[Match]:
        """The matches of these profiles, parts, items and evidence. `table` and `rows` are where they were ranked: a row that
        no longer says what its profile says is refused (ValueError), for its points would not be those explained."""
        vocabulary = load() if table is None else table.vocabulary
        plan = self.plan(requirements, as_of, vocabulary, weights)
        encoded = [encode(profile, vocabulary) for profile in profiles]
        fresh = Table.from_rows(encoded, vocabulary)
        if table is not None:
            _check_same(table.rows(np.asarray(rows)), fresh)
        readings = self.reasons(plan, fresh, np.arange(len(fresh)))
        matches = []
        for k, row in enumerate(encoded):
            found = explained(plan, readings, k, row)
            fit = sum(part.points for part in found) if plan.scored else None
            matches.append(Match(row.key, requirements.key, fit, found))
        return matches

    def check_names(self, vocabulary: Vocabulary) -> None:
        """ValueError for a skill or a setting that the vocabulary does not know. Of a file that comes in, not of one kept: words may go."""
        check_is_fitted(self)
        named = [("skill", skill) for own in (self.learned_.skills, *self.learned_.profiles.values()) for skill in own]
        for kind, slug in (*named, *(("setting", setting) for setting in self.learned_.profiles)):
            if not vocabulary.has(kind, slug):
                raise ValueError(f"there is no {kind} {slug!r}")

    @property
    def part_weights(self) -> Mapping[str, float]:
        """Part -> its weight in percent."""
        check_is_fitted(self)
        return {part: self.learned_.weights[part] / 100 for part in PARTS}

    @property
    def profiles(self) -> Mapping[str, Mapping[str, int]]:
        """Setting -> skill -> percent, as learned."""
        check_is_fitted(self)
        return self.learned_.profiles

    # --- the file -------------------------------------------------------------------------------------------------

    def labelled(self, made: date, figures: Mapping[str, Any] | None = None) -> Ranker:
        """The same ranker with the day and the figures on its card."""
        check_is_fitted(self)
        self.card_ = {**self.card_, "made": made.isoformat(), "figures": dict(figures or {})}
        return self

    def to_json(self) -> str:
        """The ranker as one JSON text, keys sorted."""
        check_is_fitted(self)
        learned = self.learned_
        usual = {slug: percent for slug, percent in learned.skills.items() if percent != 100}
        content = {
            "format": 1,
            "params": {"weights": None if self.weights is None else dict(self.weights), "shrink": self.shrink},
            "learned": {
                "weights": dict(learned.weights), "skills": usual, "profiles": learned.profiles, "words": learned.words,
            },
            "card": self.card_,
        }  # fmt: skip
        return json.dumps(content, sort_keys=True, indent=1, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str) -> Ranker:
        """The ranker of a file. ValueError where it is not one."""
        try:
            content = json.loads(text, parse_constant=_refuse)
            if content["format"] != 1:
                raise ValueError(f"format is {content['format']!r}, this version reads 1")
            ranker = cls(**content["params"])
            ranker.learned_ = Learned(
                **{name: content["learned"][name] for name in ("weights", "skills", "profiles", "words")}
            )
            ranker.card_ = content["card"]
        except (KeyError, TypeError, AttributeError, RecursionError, json.JSONDecodeError) as error:
            raise ValueError(f"not a ranker file: {error!r}") from error
        if not isinstance(ranker.card_, dict):
            raise ValueError("card is no table of names and values")
        _check_learned(ranker.learned_)
        return ranker

    @property
    def sha(self) -> str:
        """sha256 of the file."""
        return snapshots.sha(self.to_json())


def _check_learned(learned: Learned) -> None:
    """ValueError naming what of a file is not as a ranker writes it: whole numbers of nought or more, some weight among them."""
    profiles = _mapping(learned.profiles, "profiles")
    tables = {"weights": learned.weights, "skills": learned.skills, "words": learned.words}
    for what, table in (*tables.items(), *((f"profiles of {s!r}", own) for s, own in profiles.items())):
        for name, value in _mapping(table, what).items():
            if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= 100_000:
                raise ValueError(f"{what}: {name} is {value!r}, a whole number from 0 to 100000 is needed")
    if set(learned.weights) != set(PARTS):
        raise ValueError(f"not a ranker file of this version: its parts are {', '.join(learned.weights)}")
    if not sum(learned.weights.values()):
        raise ValueError("weights: all are 0, one at least must weigh something")


def _refuse(constant: str) -> None:
    raise ValueError(f"{constant} is no number")


def _mapping(value: Any, what: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise ValueError(f"{what} is no table of names and numbers")
    return value


def _check_same(kept: Table, fresh: Table) -> None:
    before, now = kept.columns, fresh.columns
    if list(before.pop("keys")) == list(now.pop("keys")) and all(
        np.array_equal(before[name], now[name]) for name in now
    ):
        return
    for r, key in enumerate(fresh.keys):
        one, other = kept.rows([r]).columns, fresh.rows([r]).columns
        if any(not np.array_equal(one[name], other[name]) for name in other):
            raise ValueError(f"the table's row of {key} is older than the profile: rank again before explaining")
