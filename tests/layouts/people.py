"""Invented people with a career, drawn from a seed: the same seed gives the same person on every machine.

The newest jobs end or run at `ANCHOR`, so a reading "as of" the first of July 2026 sees careers that are not stale.
"""

import random
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

Kind = Literal["job", "externship", "volunteer"]
Level = Literal["high-school", "certificate", "associate", "bachelor", "master"]
LEVELS: tuple[Level, ...] = ("high-school", "certificate", "associate", "bachelor", "master")
HEALTH = ("aide", "office", "assistant", "lab", "nurse", "technician", "records", "community")
ELSEWHERE = ("shop", "service", "teaching", "desk", "floor")
PRAISE = (
    "Named Employee of the Month, {}",
    "Received the {} service award",
    "Led the move to a new chart system in {}",
)
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


class When(NamedTuple):
    """A month of a year, both as people count them (March 2014 is 2014, 3)."""

    year: int
    month: int

    def back(self, months: int) -> "When":
        year, month = divmod(self.year * 12 + self.month - 1 - months, 12)
        return When(year, month + 1)


ANCHOR = When(2026, 6)


@dataclass(frozen=True)
class Stint:
    """A piece of a career. `end` None: it still runs. `employer` None: the person does not say."""

    title: str
    employer: str | None
    place: str
    begin: When
    end: When | None
    duties: tuple[str, ...]
    kind: Kind = "job"


@dataclass(frozen=True)
class Degree:
    """Schooling that is over; `level` is one of LEVELS. `begin` None: only the year or month of graduation is told."""

    name: str
    school: str
    level: Level
    begin: When | None
    end: When


@dataclass(frozen=True)
class Held:
    """A credential held, as printed, with the month it was given and the month it lapses."""

    name: str
    given: When
    until: When


@dataclass(frozen=True)
class Referee:
    name: str
    title: str
    house: str
    phone: str


@dataclass(frozen=True)
class Person:
    """`stints` are the jobs, newest first; `extras` are unpaid (externship, volunteering), newest first."""

    name: str
    phone: str
    email: str
    place: str
    headline: str
    summary: str
    stints: tuple[Stint, ...]
    extras: tuple[Stint, ...]
    degrees: tuple[Degree, ...]
    credentials: tuple[Held, ...]
    skills: tuple[str, ...]
    referees: tuple[Referee, ...]


@cache
def stock() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("careers.toml").read_text(encoding="utf-8"))


def draw(seed: str, *, settled: bool = False, promoted: bool = False, jobs: tuple[int, int] = (2, 7)) -> Person:
    """One person. `settled`: the running job began years ago (only for layouts that print dated credentials, which
    show that the document is recent). `promoted`: at least two jobs under one employer. `jobs`: fewest and most."""
    rng = random.Random(seed)
    trades = _trades(rng, rng.randint(*jobs))
    stints = tuple(_employ(rng, _spans(rng, len(trades), settled), trades, promoted))
    first, trade, names = stints[-1].begin, stock()["trades"][trades[0]], stock()["names"]
    name = f"{rng.choice(names['first'])} {rng.choice(names['last'])}"
    degrees = tuple(_degrees(rng, first))
    held = rng.sample(trade["credentials"], k=min(2, len(trade["credentials"])))
    skills = list(dict.fromkeys([*trade["skills"], *stock()["trades"][trades[-1]]["skills"]]))
    rng.shuffle(skills)
    years = ANCHOR.year - first.year
    return Person(
        name=name,
        phone=f"(555) 01{rng.randint(0, 9)}-{rng.randint(1000, 9999)}",
        email=name.lower().replace(" ", ".") + "@example.org",
        place=rng.choice(names["town"]),
        headline=stints[0].title,
        summary=rng.choice(
            (
                f"Dependable {stints[0].title.lower()} with {years} years of experience and a calm manner. Quick to learn.",
                f"Seeking a full-time position where {years} years of work with people can be of use to patients.",
                f"{stints[0].title} who enjoys busy days, careful records and kind words. Worked in {len(stints)} settings.",
            )
        ),
        stints=stints,
        extras=tuple(_extra(rng, kind, first) for kind in ("externship", "volunteer")),
        degrees=degrees,
        credentials=tuple(_credential(rng, name) for name in held),
        skills=tuple(skills[:8]),
        referees=tuple(_referee(rng) for _ in range(2)),
    )


def _trades(rng: random.Random, jobs: int) -> list[str]:
    """A trade per job, newest first: most came from other work, some never left one trade, some never met health."""
    health, before = rng.choice(HEALTH), rng.choice(ELSEWHERE)
    if rng.random() < 0.12:
        return [before] * jobs
    turned = rng.randint(1, jobs) if rng.random() < 0.6 else jobs
    return [health if place < turned else before for place in range(jobs)]


def _spans(rng: random.Random, jobs: int, settled: bool) -> list[tuple[When, When | None]]:
    spans: list[tuple[When, When | None]] = []
    running = settled or rng.random() < 0.75
    begin = ANCHOR.back(rng.randint(50, 130) if settled else rng.randint(8, 28))
    spans.append((begin, None if running else ANCHOR.back(rng.randint(1, 6))))
    for _ in range(jobs - 1):
        end = begin.back(rng.choice((-3, 0, 0, 1, 1, 2, 5, 11)))  # -3: two jobs side by side for a while
        begin = end.back(rng.choice((5, 9, 14, 18, 23, 30, 41, 57)))
        spans.append((begin, end))
    return spans


def _employ(
    rng: random.Random, spans: list[tuple[When, When | None]], trades: list[str], promoted: bool
) -> list[Stint]:
    stints: list[Stint] = []
    titles: list[str] = []
    climbs = [place for place in range(len(trades) - 1) if trades[place] == trades[place + 1]]
    raised = rng.choice(climbs or [0])
    for number, ((begin, end), key) in enumerate(zip(spans, trades, strict=True)):
        trade = stock()["trades"][key]
        fresh = [title for title in trade["titles"] if title not in titles] or trade["titles"]
        titles.append(rng.choice(fresh if rng.random() < 0.93 else trade["titles"]))
        duties = rng.sample(trade["duties"], k=min(len(trade["duties"]), rng.randint(2, 5)))
        if rng.random() < 0.15:
            within = begin.back(-2)
            duties.append(rng.choice(PRAISE).format(f"{MONTHS[within.month - 1]} {within.year}"))
        if rng.random() < 0.25:
            duties.insert(rng.randint(0, len(duties)), rng.choice(stock()["extra"]["aside"]))
        employer = house(rng, rng.choice(trade["houses"])) if promoted or rng.random() < 0.92 else None
        stint = Stint(titles[-1], employer, rng.choice(stock()["names"]["town"]), begin, end, tuple(duties))
        if promoted and number == raised + 1:
            stint = replace(stint, employer=stints[-1].employer, place=stints[-1].place, end=stints[-1].begin)
        stints.append(stint)
    return stints


def house(rng: random.Random, kind: str) -> str:
    """The invented name of an employer of this kind (keys of `houses` in careers.toml)."""
    names = stock()["names"]
    one, other = rng.sample(names["place"], k=2)
    return rng.choice(stock()["houses"][kind]).format(
        n=one, m=other, s=rng.choice(names["saint"]), d=rng.randint(2, 80)
    )


def _degrees(rng: random.Random, first: When) -> list[Degree]:
    schools, names = stock()["schools"], stock()["names"]
    level = rng.choices(LEVELS, weights=(4, 6, 5, 4, 1))[0]
    found: list[Degree] = []
    for held in dict.fromkeys((level, "high-school")):
        if held == "high-school":
            end = When(min([first.year - 1, *(degree.end.year - 4 for degree in found)]), 5)
        else:
            end = When(min(first.year + rng.randint(0, 4), ANCHOR.year - 1), 5)
        school = schools["names"][0] if held == "high-school" else rng.choice(schools["names"][1:])
        months = {"high-school": 45, "certificate": 9, "associate": 21, "bachelor": 45, "master": 21}[held]
        begin = end.back(months) if rng.random() < 0.5 else None
        found.append(Degree(rng.choice(schools[held]), school.format(n=rng.choice(names["place"])), held, begin, end))
    return found


def _credential(rng: random.Random, name: str) -> Held:
    given = ANCHOR.back(rng.randint(2, 11))
    return Held(name, given, given.back(-24))


def _extra(rng: random.Random, kind: Kind, first: When) -> Stint:
    title = rng.choice(stock()["extra"][kind])
    begin = first.back(rng.randint(-40, -3))
    where = house(rng, "clinic" if kind == "externship" else "community")
    duty = "Completed 160 supervised hours" if kind == "externship" else "Gave two mornings a week"
    return Stint(
        title, where, rng.choice(stock()["names"]["town"]), begin, begin.back(-rng.randint(2, 9)), (duty,), kind
    )


def _referee(rng: random.Random) -> Referee:
    names = stock()["names"]
    title = rng.choice(("Nurse Manager", "Office Manager", "Clinic Supervisor", "Charge Nurse", "Store Manager"))
    name = f"{rng.choice(names['first'])} {rng.choice(names['last'])}"
    return Referee(name, title, house(rng, "clinic"), f"(555) 019-{rng.randint(1000, 9999)}")
