"""The same people and openings without identity, for benches: a hundred thousand one by one, more by drawing rows again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from random import Random

from matcher.domain import Profile, Requirements
from matcher.vocabulary import Vocabulary
from web.demo.agency import FACILITIES, draw_facility
from web.demo.openings import draw_opening
from web.demo.people import draw_profile


def people(count: int, seed: int, vocabulary: Vocabulary, as_of: date) -> Iterator[Profile]:
    """Profiles of the persons 0 to count - 1 of the seed, the ones `demo seed` writes."""
    return (draw_profile(number, seed, vocabulary, as_of) for number in range(count))


def many_people(count: int, seed: int, vocabulary: Vocabulary, as_of: date, drawn: int = 100_000) -> Iterator[Profile]:
    """As many as wanted for the cost of `drawn`: after these each next one is put together from three of them.

    History (jobs, schooling, skills, systems) of one, credentials and training of a second, home, limits and languages of
    a third: columns keep their distributions, only what ties them (a licence and its state) is looser.
    """
    first = list(people(min(count, drawn), seed, vocabulary, as_of))
    yield from first
    rng = Random(f"{seed}/again")
    for number in range(len(first), count):
        one, two, three = rng.choice(first), rng.choice(first), rng.choice(first)
        yield replace(
            one,
            key=f"person-{number:07d}",
            credentials=two.credentials,
            training=two.training,
            languages=three.languages,
            home=three.home,
            limits=three.limits,
            waiting_since=as_of - timedelta(days=rng.randrange(400)),
        )


def openings(count: int, seed: int, vocabulary: Vocabulary, as_of: date) -> Iterator[Requirements]:
    """Requirements of the openings 0 to count - 1 of the seed, spread over the agency's facilities."""
    facilities = [draw_facility(number, seed, vocabulary) for number in range(FACILITIES)]
    for number in range(count):
        yield draw_opening(number, seed, facilities[number % FACILITIES], vocabulary, as_of).requirements
