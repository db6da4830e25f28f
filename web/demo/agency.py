"""The demo agency: its people, facilities in every setting and in ten states, and their openings, drawn from a seed."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from matcher.domain import Place, Requirement
from matcher.vocabulary import Vocabulary
from web.demo.lives import specialties_in, systems_in
from web.demo.names import PLACE_WORDS, SETTING_NAMES, STREETS
from web.demo.places import TOWNS, city_of, towns

NAME = "Harrow Lane Staffing"
FACILITIES = 30

#: Settings met more than once among the thirty, after one of each.
FREQUENT = (
    *("private_practice", "specialty_practice", "outpatient_clinic", "urgent_care", "community_health_center"),
    *("specialty_practice", "hospital", "long_term_care", "private_practice", "specialty_practice", "urgent_care"),
)
#: Sites of one owner: facility -> the facility it belongs to, by number. They share the first word of their names.
PARENTS = {5: 25, 21: 1}
#: Providers at work there, from and to.
PROVIDERS = {
    **dict.fromkeys(("private_practice", "retail_clinic", "school_health", "other_practitioner_office"), (1, 5)),
    **dict.fromkeys(("specialty_practice", "urgent_care", "occupational_health", "public_health"), (2, 12)),
    **dict.fromkeys(("outpatient_clinic", "community_health_center", "outpatient_center", "telehealth"), (6, 30)),
    **dict.fromkeys(("ambulatory_surgery", "dialysis_center", "correctional_health", "reference_lab"), (2, 14)),
    **dict.fromkeys(("hospital", "hospital_outpatient"), (30, 180)),
    "long_term_care": (2, 8),
}


@dataclass(frozen=True)
class Account:
    """Someone who can have a sign-in. Without `password` the row exists and nobody can sign in with it yet."""

    name: str
    email: str
    role: str
    password: str | None = None


#: One account a role has a password: the demo sign-ins. The candidate's is that of person 0.
ACCOUNTS = (
    Account("Marian Oakes", "admin@example.org", "admin", "harrow-lane-admin"),
    Account("Theo Lindqvist", "recruiter@example.org", "recruiter", "harrow-lane-recruiter"),
    Account("Priscilla Banerji", "priscilla.banerji@example.org", "recruiter"),
    Account("Dermot Achebe", "dermot.achebe@example.org", "recruiter"),
    Account("Ines Varga", "credentialing@example.org", "credentialing", "harrow-lane-credentialing"),
    Account("Cornelius Park", "facility@example.org", "facility", "harrow-lane-facility"),
)
CANDIDATE_ACCOUNT = Account("", "candidate@example.org", "candidate", "harrow-lane-candidate")


@dataclass(frozen=True)
class DemoFacility:
    """A workplace. `asked` is what it asks of everyone sent there, whatever the opening. `parent` is a facility's number."""

    number: int
    name: str
    setting: str
    specialties: tuple[str, ...]
    provider_count: int
    street: str
    city: str
    place: Place
    time_zone: str
    system: str | None
    parent: int | None
    asked: tuple[Requirement, ...]


def draw_facility(number: int, seed: int, vocabulary: Vocabulary) -> DemoFacility:
    """Facility `number` (from 0): the first ones are one of each setting, the states go round."""
    rng = Random(f"{seed}/facility/{number}")
    kinds = (*vocabulary.kind("setting"), *FREQUENT)
    setting = kinds[number % len(kinds)]
    town = towns()[number % len(TOWNS)]
    place = rng.choice(town.around)
    choices = specialties_in(vocabulary, setting)
    count = 1 if setting in ("private_practice", "specialty_practice") else rng.randint(1, 3)
    specialties = tuple(sorted(rng.sample(choices, min(count, len(choices)))))
    systems = systems_in(vocabulary, setting)
    owner = PARENTS.get(number)
    word = PLACE_WORDS[
        ((number if owner is None else owner) * 23 + seed) % len(PLACE_WORDS)
    ]  # 23 is prime to the number of words: no two alike
    name = f"{word} {rng.choice(SETTING_NAMES[setting])}"
    if setting == "specialty_practice":
        name = f"{word} {vocabulary.get('specialty', specialties[0]).label.split(' / ')[0].title()} Specialists"
    return DemoFacility(
        number=number,
        name=name,
        setting=setting,
        specialties=specialties,
        provider_count=rng.randint(*PROVIDERS[setting]),
        street=f"{rng.randint(10, 990)} {rng.choice(STREETS)} {rng.choice(('Road', 'Street', 'Lane', 'Avenue'))}",
        city=city_of(place),
        place=place,
        time_zone=town.time_zone,
        system=rng.choice(systems) if systems else None,
        parent=owner,
        asked=_facility_asks(setting),
    )


def _facility_asks(setting: str) -> tuple[Requirement, ...]:
    if setting in ("hospital", "long_term_care"):
        return (Requirement("vaccination", ("flu",), must=False, level="facility", weight=4),)
    if setting == "community_health_center":
        return (Requirement("language", ("spanish",), must=False, level="facility", weight=5),)
    return ()
