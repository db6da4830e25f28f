"""The tables of docs/matching.md, and what is counted with them: sections 1, 3 and 10."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from tests.matcher.oracle.candidate import Facts
from tests.matcher.oracle.skills import Wish

PARTS = (
    "role",
    "skills",
    "specialty",
    "setting",
    "systems",
    "clinical_share",
    "recency",
    "credentials",
    "languages",
    "personal",
    "text",
)
AGES = ("not said", "over 10 years", "5 to 10 years", "2 to 5 years", "later or going on")
VALIDITY = ("not said", "before today", "before the last day", "to the last day")

WORK = {"title": 100, "duties": 90, "study": 60, "certificate": 60, "stated": 50}
LEVELS = {"level 1": 45, "level 2": 70, "level 3": 100, "level 4": 100, "not said": 80}
CODES = {
    "best job": WORK,
    "recency": {"title": 100, "duties": 100},
    "level gain": WORK,
    "level loss": {"title": 100, "duties": 50},
    "skills": LEVELS,
    "personal": LEVELS,
    "credentials": {"stated": 94, "document": 97, "verified": 100},
}
STEPS = {
    "best job": (85, 67, 90, 100, 100),
    "recency": (50, 20, 75, 95, 100),
    "level loss": (50, 50, 75, 100, 100),
    "skills": (95, 60, 80, 95, 100),
    "personal": (95, 60, 80, 95, 100),
    "specialty": (80, 50, 75, 90, 100),
    "setting": (80, 50, 75, 90, 100),
    "credentials": (95, 50, 85, 100),
}


class Points(NamedTuple):
    points: int
    unknown: int
    maximum: int


class Slot(NamedTuple):
    """The points of one thing looked for, and whether anything was found for it."""

    points: int
    unknown: int
    maximum: int
    found: bool

    @property
    def state(self) -> str:
        if 10 * self.points >= 7 * self.maximum:
            return "matched"
        if self.found and self.points:
            return "partial"
        return "not-seen" if self.unknown else "missing"


class Earned(NamedTuple):
    """What a slot of a maximum earns before silence is looked at, and whether anything was found for it."""

    points: int
    found: bool
    silent: bool = False  # for features whose silence is an emptiness: is it empty?


@dataclass
class Feature:
    """A group of wishes that read the same list. `emptiness`: open is not enough for its silence to be unknown."""

    part: str
    name: str
    share: int
    reads: str
    wishes: list[Wish]
    earn: Callable[[Wish, int, Facts], Earned]
    emptiness: bool = False


def apportion(total: int, weights: list[int]) -> list[int]:
    whole = sum(weights)
    if whole == 0:
        return [0] * len(weights)
    given = [total * weight // whole for weight in weights]
    neediest = sorted(range(len(weights)), key=lambda i: (-(total * weights[i] % whole), i))
    for i in neediest[: total - sum(given)]:
        given[i] += 1
    return given
