"""The demo agency: its people, facilities in every setting and in ten states, and their openings, drawn from a seed."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from matcher.domain import Pay, Place, Requirement, Requirements, Task
from matcher.vocabulary import Vocabulary
from web.demo.cards import licences_for
from web.demo.careers import PATHS, WORKS
from web.demo.lives import menu, specialties_in, systems_in
from web.demo.names import PLACE_WORDS, SETTING_NAMES, STREETS
from web.demo.people import hourly_pay
from web.demo.places import TOWNS, city_of, towns

NAME = "Harrow Lane Staffing"
FACILITIES = 30
OPENINGS = 40

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
#: The credential class that speaks for a role, where an employer asks for one.
CLASS_OF_ROLE = {
    **dict.fromkeys(("medical_assistant", "lead_medical_assistant", "clinical_supervisor"), "certified_ma"),
    "medical_office_assistant": "ma_administrative",
    "medical_biller": "coding_credential",
    "patient_care_technician": "pct_credential",
    "phlebotomist": "certified_phlebotomist",
    "ekg_technician": "ekg_credential",
    "ophthalmic_assistant": "ophthalmic_credential",
    "dialysis_technician": "dialysis_credential",
    "sterile_processing_tech": "sterile_credential",
    "pharmacy_technician": "pharmacy_tech_credential",
    "surgical_technologist": "surgical_tech_credential",
    "emt": "ems_credential",
}
DELEGATED = ("medical_assistant", "lead_medical_assistant", "clinical_supervisor", "ophthalmic_assistant")
KINDS = ("temporary", "temporary", "contract", "temp_to_hire", "per_diem", "travel")
#: Of twenty openings, those that are not open.
STATUSES = {7: "draft", 12: "held", 16: "filled", 19: "closed"}
#: Weeks from the Monday after two weeks ago, with how often an opening starts then.
START_WEEKS = (1, 1, 2, 3, 4, 4, 4, 3, 3, 2)

#: What the agency asks of everyone it places.
AGENCY_ASKED = (
    Requirement("education", ("hs_or_ged",), level="agency", weight=3),
    Requirement("credential", ("bls_card",), level="agency", due="patient_care", weight=6),
)


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


@dataclass(frozen=True)
class DemoOpening:
    """An opening of a facility. `requirements` are as ranked: the agency's and the facility's asks are among them.

    `owner` counts the agency's recruiters from 0.
    """

    facility: int
    requirements: Requirements
    positions: int
    status: str
    submit_by: date
    owner: int


def draw_facility(number: int, seed: int, vocabulary: Vocabulary) -> DemoFacility:
    """Facility `number` (from 0): the first ones are one of each setting, the states go round."""
    rng = Random(f"{seed}/facility/{number}")
    kinds = (*vocabulary.kind("setting"), *FREQUENT)
    setting = kinds[number % len(kinds)]
    town = towns()[number % len(TOWNS) * 2 + number // len(TOWNS) % 2]
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
        return (Requirement("vaccination", ("flu",), level="facility", weight=4),)
    if setting == "community_health_center":
        return (Requirement("language", ("spanish",), must=False, level="facility", weight=5),)
    return ()


@functools.cache
def roles_in(setting: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The roles that work in a setting and how often an opening there is for one, by how many people look for it."""
    found = {role: 0 for role, work in WORKS.items() if setting in work.settings}
    for path in PATHS.values():
        if path.role in found:
            found[path.role] += path.share
    return tuple(role for role in found if found[role]), tuple(share for share in found.values() if share)


def draw_opening(number: int, seed: int, facility: DemoFacility, vocabulary: Vocabulary, as_of: date) -> DemoOpening:
    """Opening `number` (from 0) of the seed at this facility: starts from two weeks before `as_of` to eight after."""
    rng = Random(f"{seed}/opening/{number}")
    roles, shares = roles_in(facility.setting)
    role = rng.choices(roles, shares)[0]
    choices = WORKS[role].specialties or facility.specialties
    specialty = rng.choice(choices) if choices else None
    begin, end = _dates(rng, as_of)
    status = STATUSES.get(number % 20, "open")
    tasks = _tasks(rng, vocabulary, role, facility.setting, specialty)
    delegated = role in DELEGATED
    shifts = rng.sample(vocabulary.get("setting", facility.setting).data["typical_shifts"], 1)
    title = rng.choice(WORKS[role].titles)
    if specialty and specialty != "family_medicine":
        title = f"{title}, {vocabulary.get('specialty', specialty).label}"
    requirements = Requirements(
        key=f"opening-{number:05d}",
        title=title,
        roles=(role,),
        specialty=specialty,
        setting=facility.setting,
        place=facility.place,
        begin=begin,
        end=end,
        tasks=tasks,
        asked=(*_asks(rng, vocabulary, role, facility, specialty, tasks), *facility.asked, *AGENCY_ASKED),
        shifts=frozenset(shifts),
        employment_type=rng.choice(KINDS),
        pay=_pay(rng, hourly_pay(vocabulary, role, facility.place.state or "")),
        supervision=rng.choice(("onsite", "onsite", "direct", "general")) if delegated else None,
        delegator=rng.choice(("physician", "physician", "nurse_practitioner")) if delegated else None,
        will_train=rng.random() < 0.1,
        provider_count=facility.provider_count,
    )
    submit_by = max(as_of + timedelta(days=rng.randint(1, 5)), begin - timedelta(days=rng.randint(3, 14)))
    return DemoOpening(facility.number, requirements, rng.choice((1, 1, 1, 1, 2, 3)), status, submit_by, number % 3)


def _dates(rng: Random, as_of: date) -> tuple[date, date | None]:
    first = as_of - timedelta(days=14)
    monday = first + timedelta(days=-first.weekday() % 7)
    begin = monday + timedelta(weeks=rng.choices(range(len(START_WEEKS)), START_WEEKS)[0])
    if rng.random() < 0.15:
        return begin, None
    return begin, begin + timedelta(weeks=rng.choice((8, 10, 12, 13, 13, 13, 16, 20, 26)), days=-3)  # a Friday


def _tasks(rng: Random, vocabulary: Vocabulary, role: str, setting: str, specialty: str | None) -> tuple[Task, ...]:
    """The heaviest duties of the role there, 7 to 11; qualities of a person are no tasks."""
    skills = vocabulary.kind("skill")
    duties = [(slug, chance) for slug, chance in menu(vocabulary, role, setting, specialty)]
    duties = [(slug, chance) for slug, chance in duties if skills[slug].data["group"] != "personal"]
    heaviest = sorted(duties, key=lambda duty: (-duty[1] - rng.random() * 0.3, duty[0]))[: rng.randint(7, 11)]
    return tuple(Task(slug, max(1, min(10, round(chance * 10)))) for slug, chance in heaviest)


def _asks(
    rng: Random,
    vocabulary: Vocabulary,
    role: str,
    facility: DemoFacility,
    specialty: str | None,
    tasks: tuple[Task, ...],
) -> list[Requirement]:
    """What the opening itself asks: licences without exception, the role's certificate, experience, and wishes."""
    required = vocabulary.get("role", role).data.get("required_licences", ())
    own = tuple(slug for slug in licences_for(vocabulary, role, facility.place.state or "") if slug not in required)
    asked = [Requirement("licence", (slug,), weight=10) for slug in required]
    if own:
        asked.append(Requirement("licence", own[:2], weight=9))
    if role in CLASS_OF_ROLE:
        must = rng.random() < 0.6
        due = "+6 months" if must and rng.random() < 0.2 else "start"
        asked.append(Requirement("credential", (CLASS_OF_ROLE[role],), must=must, due=due, weight=8))
    if role == "rn" and facility.setting == "hospital":
        asked.append(Requirement("credential", ("acls_card",), must=rng.random() < 0.5, weight=6))
    if rng.random() < 0.8:
        years = rng.choice((0.5, 1.0, 1.0, 2.0, 3.0))
        asked.append(Requirement("experience", (role,), must=rng.random() < 0.5, years=years, weight=7))
    if specialty and rng.random() < 0.5:
        asked.append(Requirement("experience", (specialty,), must=False, years=1.0, weight=4))
    if rng.random() < 0.2:
        asked.append(Requirement("language", ("spanish",), must=rng.random() < 0.2, weight=5))
    if facility.system and rng.random() < 0.5:
        asked.append(Requirement("system", (facility.system,), must=False, weight=4))
    if rng.random() < 0.4:
        asked.append(Requirement("skill", (tasks[0].slug,), must=False, weight=6))
    return asked


def _pay(rng: Random, usual: int) -> Pay:
    low = round(usual * rng.uniform(0.9, 1.02) / 25) * 25
    return Pay(low, low + rng.choice((100, 150, 200, 300, 400)))
