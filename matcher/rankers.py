"""Where a ranker comes from. Scikit-learn takes seconds to load on a cold machine and `--help` must not wait for it, so this
is the one place that imports the estimator, and only when a ranker is first wanted; everyone else asks here and knows a
ranker by what it does."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from matcher.codes import Ints
from matcher.domain import Match, Profile, Requirements
from matcher.table import Ranking, Table
from matcher.vocabulary import DATA, Vocabulary


class Ranks(Protocol):
    """What a fitted ranker does: see `matcher.ranker.Ranker`."""

    card_: dict[str, Any]

    @property
    def sha(self) -> str: ...

    def check_names(self, vocabulary: Vocabulary) -> None: ...

    @property
    def part_weights(self) -> Mapping[str, float]: ...

    @property
    def profiles(self) -> Mapping[str, Mapping[str, int]]: ...

    def to_json(self) -> str: ...

    def rank(
        self,
        requirements: Requirements,
        table: Table,
        as_of: date,
        keep: Ints | None = None,
        top: int | None = None,
        weights: Mapping[str, float] | None = None,
    ) -> Ranking: ...

    def explain(
        self,
        requirements: Requirements,
        table: Table | None,
        rows: Sequence[int] | Ints,
        profiles: Sequence[Profile],
        as_of: date,
        weights: Mapping[str, float] | None = None,
    ) -> list[Match]: ...


def _class() -> Any:
    from matcher.ranker import Ranker  # the one lazy import: see above

    return Ranker


@functools.lru_cache(maxsize=4)
def read_ranker(text: str) -> Ranks:
    """The ranker of a file's text. ValueError where it is not one."""
    ranker: Ranks = _class().from_json(text)
    return ranker


def fit_ranker(
    openings: Sequence[Requirements],
    profiles: Sequence[Profile],
    made: date,
    weights: Mapping[str, float] | None = None,
) -> Ranks:
    """A ranker learned from openings and profiles, its card dated `made`."""
    ranker: Ranks = _class()(weights).fit(openings, profiles).labelled(made)
    return ranker


@functools.cache
def starting_text() -> str:
    """The file of the ranker that ships with the product."""
    return (DATA / "ranker.json").read_text("utf-8")


def starting_ranker() -> Ranks:
    """The ranker that ships with the product: the reviewed data alone."""
    return read_ranker(starting_text())


def baselines(openings: Mapping[str, str], candidates: Mapping[str, str]) -> dict[str, dict[str, dict[str, float]]]:
    """{name: {opening: {candidate: score}}} of TF-IDF, BM25 and random order."""
    from matcher.baselines import all_of  # lazy for the same reason

    return all_of(openings, candidates)


def propose_ranker(
    matches: Mapping[str, Mapping[str, Match]], grades: Mapping[str, Mapping[str, float]], made: date
) -> Ranks:
    """A ranker with weights learned from graded matches of the starting one, its figures on its card. ValueError: nothing to learn from."""
    from matcher.training import figures, judged_of, learn_weights  # lazy for the same reason

    judged = judged_of(matches, grades)
    ranker = fit_ranker((), (), made, learn_weights(judged))
    ranker.card_["figures"] = {"openings": len(judged), **figures(judged)}
    return ranker
