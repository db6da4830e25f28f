"""One row a feature: what it reads, the wishes an opening compiles to, what it says. No function here ever sees a candidate.

Percent tables are read by code (kind, level or proof) and by step of a date; a slot's points are
`slot * term % * code % * step % // 10**6`, whole hundredths all the way. docs/matching.md says the same for a reader.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from matcher.asked import Asked
from matcher.codes import NOT_SAID, Ints, day
from matcher.eligibility.sentences import SENTENCES, say, time_of
from matcher.wishes import Wish, one_of

PARTS = (
    "role", "skills", "specialty", "setting", "systems", "clinical_share",
    "recency", "credentials", "languages", "personal", "text",
)  # fmt: skip
#: Starting weights, percent of the fit where an opening asks everything.
WEIGHTS = dict(zip(PARTS, (42, 28, 4, 2, 1, 1, 8, 10, 2, 1, 1), strict=True))

YEAR = 365.25
UNKNOWN_MUST, UNKNOWN = 30, 10  # percent of a slot that is earned while nothing is known
ALL = (100,)
#            title duties study certificate stated
ROLE_KIND = (100, 90, 60, 60, 50)
JOBS_ONLY = (100, 100, 0, 0, 0)
ABOVE_KIND = (100, 50, 0, 0, 0)
#        level   -   1   2   3    4   not said
SKILL_LEVEL = (0, 45, 70, 100, 100, 80)
#        stated document verified
PROOF = (94, 97, 100)
#            day not said, over 10 years ago, 5 to 10, 2 to 5, under 2
ROLE_AGE = (85, 67, 90, 100, 100)
RECENCY_AGE = (50, 20, 75, 95, 100)
ABOVE_AGE = (50, 50, 75, 100, 100)
SKILL_AGE = (95, 60, 80, 95, 100)
PLACE_AGE = (80, 50, 75, 90, 100)
#                expiry not said, lapsed before today, lapses inside the assignment, valid to its last day
CREDENTIAL_END = (95, 50, 85, 100)


@dataclass(frozen=True)
class Held:
    """The best held item of a list for each wish."""

    list: str


@dataclass(frozen=True)
class Net:
    """The best held item of a list, less the worst that stands against it."""

    list: str


@dataclass(frozen=True)
class Span:
    """Dated jobs, weighted by their days: the mean percent, or the days that count (in quarters of a year)."""

    measure: Literal["percent", "quarters"]


@dataclass(frozen=True)
class Bits:
    """The words of a text."""


Reads = Held | Net | Span | Bits


@dataclass(frozen=True)
class Table:
    """Wishes with the percent of a code and of a step; a step is the number of `cuts` (days, rising) not after the value."""

    wishes: Sequence[Wish]
    by_code: Sequence[int] = ALL
    by_step: Sequence[int] = ALL
    cuts: Sequence[int] = ()


@dataclass(frozen=True)
class Measure:
    """Percent of a family in a title and in duties, and points by what is measured: ladder[i] percent for measure i, the last for more."""

    label: str
    title: Ints  # int64[families]
    duties: Ints  # int64[families]
    steps: int  # the measure that earns everything
    must: bool = False
    unread_counts: bool = True  # a job of no known family counts as 0 %, or not at all
    target: int | None = None  # full points at this measure, falling on both sides


@dataclass(frozen=True)
class Words:
    """(bit, weight) of the words looked for."""

    words: Sequence[tuple[int, int]]


Compiled = Table | tuple[Table, Table] | Measure | Words


@dataclass(frozen=True)
class Feature:
    """`share` is its share of the part, or None where the weights of its wishes are; `silence` says when a slot is unknown:
    where it is not seen, or only where there is no job (no dated job, no text) to tell. `says` names fields of what was found: {item}, {kind}, {when}, {level}, {valid}, {measure}, {years}."""

    name: str
    part: str
    share: int | None
    reads: Reads
    compile: Callable[[Asked], Compiled | None]
    says: str
    silence: Literal["unseen", "empty"] = "unseen"


def ago(as_of: date) -> list[int]:
    """The steps of a last day: 0 not said, 1 over ten years ago, 2 over five, 3 over two, 4 later."""
    today = day(as_of)
    return [NOT_SAID + 1, *(max(today - int(years * YEAR), NOT_SAID + 1) for years in (10, 5, 2))]


def families(o: Asked, percent: Ints, label: str) -> Wish:
    return Wish(label, 1, tuple((i, int(p)) for i, p in enumerate(percent) if p))


def best(o: Asked) -> Table | None:
    wish = families(o, o.closeness, _work(o))
    return Table([wish], ROLE_KIND, ROLE_AGE, ago(o.as_of)) if o.targets else None


def level(o: Asked) -> tuple[Table, Table] | None:
    gain = Table([families(o, o.closeness, say("features.level"))], ROLE_KIND, ALL * 5, ago(o.as_of))
    loss = Table([families(o, o.above, say("features.above"))], ABOVE_KIND, ABOVE_AGE, ago(o.as_of))
    return (gain, loss) if o.targets else None


def recency(o: Asked) -> Table | None:
    wish = families(o, o.near, say("features.recency"))
    return Table([wish], JOBS_ONLY, RECENCY_AGE, ago(o.as_of)) if o.targets else None


def share(o: Asked) -> Measure | None:
    return Measure(say("features.share"), o.near, o.near_duties, 100) if o.targets else None


def years(o: Asked) -> Measure | None:
    if o.years is None:
        return None
    asked, must, near, duties = o.years
    return Measure(say("features.years", time=time_of(asked)), near, duties, max(round(asked * 4), 1), must)


def clinical(o: Asked) -> Measure | None:
    """An accepted family counts as just the share asked, so that a job in it moves nobody away from it."""
    if o.clinical is None:
        return None
    share = o.codes.clinical.copy()
    share[o.closeness == 100] = o.clinical
    return Measure(
        say("features.clinical", percent=o.clinical), share, share, 100, unread_counts=False, target=o.clinical
    )


def held(
    wishes: Sequence[Wish], by_code: Sequence[int] = ALL, by_step: Sequence[int] = ALL, cuts: Sequence[int] = ()
) -> Table | None:
    return Table(wishes, by_code, by_step, cuts) if wishes else None


def _work(o: Asked) -> str:
    return say(
        "features.work_as", families=one_of(o.vocabulary.get("family", family).label.lower() for family in o.targets)
    )


def credentials(o: Asked) -> Table | None:
    cuts = [NOT_SAID + 1, day(o.as_of), max(day(o.end), day(o.as_of))]
    return Table(o.credentials, PROOF, CREDENTIAL_END, cuts) if o.credentials else None


FEATURES = (
    Feature("best job", "role", 45, Held("families"), best, "{item} ({kind}), {when}", "empty"),
    Feature("share", "role", 20, Span("percent"), share, SENTENCES["features.share_found"], "empty"),
    Feature("level", "role", 25, Net("families"), level, SENTENCES["features.above_found"], "empty"),
    Feature("years", "role", 10, Span("quarters"), years, SENTENCES["features.years_found"]),
    Feature("skills", "skills", None, Held("skills"), lambda o: held(o.skills, SKILL_LEVEL, SKILL_AGE, ago(o.as_of)), "{item}{level}{when}"),
    Feature("specialty", "specialty", None, Held("specialties"), lambda o: held(o.specialties, ALL, PLACE_AGE, ago(o.as_of)), "{item}, {when}"),
    Feature("setting", "setting", None, Held("settings"), lambda o: held(o.settings, ALL, PLACE_AGE, ago(o.as_of)), "{item}, {when}"),
    Feature("systems", "systems", None, Held("systems"), lambda o: held(o.systems), "{item}"),
    Feature("clinical share", "clinical_share", 1, Span("percent"), clinical, SENTENCES["features.clinical_found"], "empty"),
    Feature("recency", "recency", 1, Held("families"), recency, "{item}, {when}", "empty"),
    Feature("credentials", "credentials", None, Held("credentials"), credentials, "{item}, {valid}"),
    Feature("education", "credentials", None, Held("education"), lambda o: held(o.education), "{item}"),
    Feature("languages", "languages", None, Held("languages"), lambda o: held(o.languages), "{item}"),
    Feature("personal", "personal", None, Held("skills"), lambda o: held(o.personal, SKILL_LEVEL, SKILL_AGE, ago(o.as_of)), "{item}"),
    Feature("text", "text", 1, Bits(), lambda o: Words(o.words) if o.words else None, SENTENCES["features.text_found"], "empty"),
)  # fmt: skip
