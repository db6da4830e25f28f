"""Candidates of the demo agency, drawn from a seed: an invented identity and a profile whose facts hang together.

Person number n of a seed and a day is always the same, however many are drawn: each has a generator of its own.
"""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Literal

from matcher.domain import SECTIONS, Held, Limits, Place, Profile, Standing, Training
from matcher.vocabulary import Vocabulary
from web.demo.cards import draw_credentials, number
from web.demo.careers import PATHS, WORKS, Path
from web.demo.lives import Life, draw_life, first_day, month_of
from web.demo.names import FAMILY, GIVEN
from web.demo.places import area_codes, homes

Origin = Literal["form", "text", "docx"]

#: Second languages, with their share in percent of all people.
LANGUAGES = (
    *(("spanish", 17), ("tagalog", 2), ("vietnamese", 2), ("mandarin", 2), ("arabic", 2), ("haitian creole", 1)),
    *(("portuguese", 1), ("french", 1), ("russian", 1), ("hindi", 1), ("korean", 1), ("somali", 1)),
    ("american sign language", 1),
)
EMPLOYMENT = ("contract", "per_diem", "temp_to_hire", "travel", "full_time", "part_time")
#: Of twenty people, those who came with a document instead of a form.
DOCUMENTS: Mapping[int, Origin] = {3: "text", 9: "docx", 15: "text"}


@dataclass(frozen=True)
class Identity:
    """Who a person is. Never part of a profile."""

    given: str
    family: str
    born: date
    email: str
    phone: str

    @property
    def name(self) -> str:
        return f"{self.given} {self.family}"


@dataclass(frozen=True)
class Person:
    """One drawn candidate. `numbers` are those of `profile.credentials`, in its order."""

    path: str
    identity: Identity
    profile: Profile
    numbers: tuple[str, ...]
    origin: Origin


def draw_person(number_: int, seed: int, vocabulary: Vocabulary, as_of: date) -> Person:
    """Person `number_` (from 0) of the seed, as known on `as_of`."""
    rng = Random(f"{seed}/{number_}")
    name, life, profile = _draw(rng, f"person-{number_:07d}", vocabulary, as_of)
    identity = draw_identity(rng, number_, seed, first_day(life.born))
    numbers = tuple(number(rng, credential) for credential in profile.credentials)
    return Person(name, identity, profile, numbers, DOCUMENTS.get(number_ % 20, "form"))


def draw_profile(number_: int, seed: int, vocabulary: Vocabulary, as_of: date) -> Profile:
    """The profile of `draw_person` alone, for benches."""
    return _draw(Random(f"{seed}/{number_}"), f"person-{number_:07d}", vocabulary, as_of)[2]


def draw_identity(rng: Random, number_: int, seed: int, month: date) -> Identity:
    """Names, mail and telephone no other of the first 30,000 people has; after that a number is put to the mail."""
    # 199 and 175 share no divisor, so a running number meets each pair of names once before any twice; the stride, prime
    # to both, only shuffles.
    pairs = len(GIVEN) * len(FAMILY)
    first = Random(seed).randrange(pairs)  # people drawn from another seed are other people, with other telephones
    pair = (number_ * 7919 + first) % pairs
    given, family = GIVEN[pair % len(GIVEN)], FAMILY[pair % len(FAMILY)]
    again = number_ // pairs
    email = f"{given}.{family}{again or ''}@example.org".lower()
    codes = area_codes()
    area, line = divmod(first + number_, 100)
    phone = f"({codes[area % len(codes)]}) 555-01{line:02d}"
    return Identity(given, family, month.replace(day=rng.randint(1, 28)), email, phone)


def _draw(rng: Random, key: str, vocabulary: Vocabulary, as_of: date) -> tuple[str, Life, Profile]:
    name = rng.choices(_path_names(), cum_weights=_path_weights())[0]
    path = PATHS[name]
    answered, standings = _standings(rng)
    life = draw_life(rng, path, vocabulary, month_of(as_of), standings)
    home = rng.choice(rng.choice(homes()).around)
    assert home.state is not None
    ready = first_day(life.ready)
    profile = Profile(
        key=key,
        jobs=life.jobs,
        skills=life.skills,
        credentials=draw_credentials(rng, path, vocabulary, home.state, ready, as_of, standings["credentials"]),
        education=life.education,
        training=_training(rng, path, standings["training"]),
        languages=_languages(rng, standings["languages"]),
        systems=life.systems,
        roles=(Held(path.role, standings["experience"]),) if rng.random() < 0.6 or not _worked(life, path) else (),
        answered=answered,
        home=home,
        limits=_limits(rng, path, vocabulary, home, as_of),
        waiting_since=as_of - timedelta(days=min(400, int(rng.expovariate(1 / 45)))),
    )
    return name, life, profile


@functools.cache
def _path_names() -> tuple[str, ...]:
    return tuple(PATHS)


@functools.cache
def _path_weights() -> tuple[int, ...]:
    return tuple(accumulate(path.share for path in PATHS.values()))


def _standings(rng: Random) -> tuple[frozenset[str], dict[str, Standing]]:
    """Closed sections, and how each section's facts stand: most people have answered all, a few nothing at all."""
    chance = rng.random()
    if chance < 0.72:
        return frozenset(SECTIONS), dict.fromkeys(SECTIONS, "confirmed")
    if chance > 0.94:
        return frozenset(), dict.fromkeys(SECTIONS, "proposed")
    answered = frozenset(rng.sample(SECTIONS, rng.randint(2, len(SECTIONS) - 1)))
    return answered, {
        section: "confirmed" if section in answered or rng.random() < 0.4 else "proposed" for section in SECTIONS
    }


def _worked(life: Life, path: Path) -> bool:
    return any(job.role == path.role for job in life.jobs)


def _training(rng: Random, path: Path, standing: Standing) -> tuple[Training, ...]:
    if path.role not in ("medical_assistant", "lead_medical_assistant") or rng.random() < 0.5:
        return ()
    return (
        Training("injection", 10, rng.choice((10, 12, 20)), standing),
        Training("venipuncture", 10, rng.choice((10, 25, 30)), standing),
    )


def _languages(rng: Random, standing: Standing) -> tuple[Held, ...]:
    drawn = rng.random() * 100
    for slug, share in LANGUAGES:
        drawn -= share
        if drawn < 0:
            return Held("english", standing), Held(slug, standing)
    return (Held("english", standing),)


def _limits(rng: Random, path: Path, vocabulary: Vocabulary, home: Place, as_of: date) -> Limits:
    """What she would take: pay from 76 % of the state's usual hourly pay up, distance, shifts, kinds of employment."""
    usual = hourly_pay(vocabulary, path.role, home.state or "")
    settings = WORKS[path.role].settings
    known = [vocabulary.get("setting", rng.choice(settings)).data["typical_shifts"] for _ in range(3)]
    shifts = frozenset(("weekday_day", *(shift for some in known for shift in some)))
    kinds = frozenset(("temporary", *rng.sample(EMPLOYMENT, rng.randint(2, 4))))
    wanted = frozenset(rng.sample(sorted(set(settings)), min(3, len(set(settings)))))
    return Limits(
        miles=rng.choice((15, 20, 25, 25, 30, 30, 40, 60, None, None)),
        pay_floor=round(usual * rng.uniform(0.76, 0.98) / 25) * 25 if rng.random() < 0.85 else None,
        shifts=shifts if rng.random() < 0.65 else frozenset(),
        employment_types=kinds if rng.random() < 0.45 else frozenset(),
        settings=wanted if rng.random() < 0.1 else frozenset(),
        available_from=as_of + timedelta(days=rng.randint(-45, 21)) if rng.random() < 0.75 else None,
        available_until=as_of + timedelta(days=rng.randint(120, 400)) if rng.random() < 0.08 else None,
    )


@functools.cache
def hourly_pay(vocabulary: Vocabulary, role: str, state: str) -> int:
    """The state's mean, else the country's median, cents an hour of a 2,080-hour year; 2,000 where neither is known."""
    figure = vocabulary.pay(role, state)
    year = (figure.state_mean or figure.national_median) if figure else None
    return round(year * 100 / 2080) if year else 2000
