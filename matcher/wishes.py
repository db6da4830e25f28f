"""One thing an opening looks for, in the ids that answer it; and what scoring needs of a fitted ranker."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from matcher.codes import Codes
from matcher.domain import Requirement
from matcher.eligibility.sentences import say


@dataclass(frozen=True, eq=False)
class Learned:
    """What scoring needs of a fitted ranker, in whole numbers. Compared by identity, so that compiled openings can be kept."""

    weights: Mapping[str, int]  # part -> hundredths of a percent before sharing
    skills: Mapping[str, int]  # skill -> percent; 100 where nothing was learned
    profiles: Mapping[str, Mapping[str, int]]  # setting -> skill -> percent
    words: Mapping[str, int]  # term of the wording -> percent


@dataclass(frozen=True)
class Wish:
    """One thing looked for: the ids that answer it with their percent, its weight, and whether it is a must."""

    label: str
    weight: int
    terms: tuple[tuple[int, int], ...]
    must: bool = False


def one_of(labels: Iterable[str]) -> str:
    """What is asked where any of several will do, each named once: "EKG or phlebotomy"."""
    return f" {say('list.or')} ".join(dict.fromkeys(labels))


def weight_of(requirement: Requirement) -> int:
    """1-10; what is preferred weighs half."""
    return requirement.weight if requirement.must else max(requirement.weight // 2, 1)


def ids_of(name: str, terms: Mapping[str, int], codes: Codes) -> tuple[tuple[int, int], ...]:
    """(id, percent) of the terms that the list of this name knows and that earn anything, by id."""
    known = codes.ids[name]
    return tuple(sorted((known[slug], percent) for slug, percent in terms.items() if percent > 0 and slug in known))
