"""The demo agency's openings, drawn from a seed: who is looked for, when, for what pay and work, and what is asked."""

from __future__ import annotations

import functools
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from matcher.domain import SECTIONS, Credential, Education, Job, Pay, Profile, Requirement, Requirements, Task, Training
from matcher.eligibility import Gate
from matcher.vocabulary import Vocabulary
from web.demo.agency import DemoFacility
from web.demo.cards import licences_for
from web.demo.careers import PATHS, WORKS
from web.demo.lives import menu
from web.demo.people import hourly_pay

OPENINGS = 40

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
    if number % 4:
        requirements = _settled_by_law(requirements, vocabulary, as_of)
    submit_by = max(as_of + timedelta(days=rng.randint(1, 5)), begin - timedelta(days=rng.randint(3, 14)))
    return DemoOpening(facility.number, requirements, rng.choice((1, 1, 1, 1, 2, 3)), status, submit_by, number % 3)


def _settled_by_law(drawn: Requirements, vocabulary: Vocabulary, as_of: date) -> Requirements:
    """Without the tasks that even somebody with everything in order may not do there, or of which nobody knows.

    A facility that knows its state asks for no others; every fourth one here does.
    """
    gate = Gate(drawn, as_of, vocabulary)
    state = drawn.place.state or ""
    judged = gate.judge(_model(vocabulary, drawn.roles[0], state, as_of)).tasks
    tasks = tuple(task for task, one in zip(drawn.tasks, judged, strict=True) if one.status == "allowed")
    return replace(drawn, tasks=tasks) if len(tasks) >= 3 else drawn


@functools.cache
def _model(vocabulary: Vocabulary, role: str, state: str, as_of: date) -> Profile:
    """Someone who has worked in the role for years, with every card, licence and course, verified and valid for years."""
    path = next(path for path in PATHS.values() if path.role == role)
    types = [slugs[0] for slugs, _ in path.credentials] + list(licences_for(vocabulary, role, state)[:1])
    begin, end = as_of - timedelta(days=3000), as_of + timedelta(days=3000)
    return Profile(
        key="model",
        jobs=(Job(role, role=role, begin=begin, current=True, standing="confirmed"),),
        credentials=tuple(
            Credential(
                slug,
                state if vocabulary.has("licence", slug) else None,
                begin,
                end,
                proof="verified",
                standing="confirmed",
            )
            for slug in types
        ),
        education=(Education("ma_certificate", "caahep", hours=900, finished=begin, standing="confirmed"),),
        training=tuple(Training(course, 20, 50, "confirmed") for course in ("injection", "venipuncture")),
        answered=frozenset(SECTIONS),
    )


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
