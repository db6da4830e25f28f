"""People and openings drawn for property tests: few slugs, so that what is held and what is asked meet often.

Each entry, a job or a requirement, is made by chance once and then drawn whole, for a law's time goes into the choices that
Hypothesis makes. What fails still shrinks: entries fall away one by one.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

from matcher.domain import (
    SECTIONS,
    Credential,
    Education,
    Held,
    HeldSkill,
    Job,
    Profile,
    Requirement,
    Requirements,
    Source,
    Task,
)

TODAY = date(2026, 11, 25)
FAMILIES = (
    "medical_assistant", "lead_medical_assistant", "nurse_aide", "registered_nurse", "medical_receptionist",
    "phlebotomist", "retail_sales", "medical_billing",
)  # fmt: skip
ROLES = ("medical_assistant", "cna", "medical_receptionist", "phlebotomist", "medical_biller", "rn")
SKILLS = (
    "venipuncture", "ekg", "vital_signs", "rooming", "history_taking", "chief_complaint", "injections", "phone_management",
    "appointment_scheduling", "adaptability", "teamwork", "capillary_puncture", "immunizations",
)  # fmt: skip
CREDENTIALS = ("ccma_nha", "cma_aama", "rma_amt", "cpt_nha", "bls_aha")
CLASSES = ("certified_ma", "certified_phlebotomist", "bls_card")
SETTINGS = ("private_practice", "urgent_care", "hospital", "long_term_care")
SPECIALTIES = ("family_medicine", "pediatrics", "cardiology")
LEVELS = ("hs_or_ged", "ma_certificate", "associate", "bachelor")
LANGUAGES = ("english", "spanish", "mandarin")
SYSTEMS = ("epic", "athenahealth", "meditech")
SENTENCES = (
    "Greeted nervous visitors and wiped down surfaces.",
    "Juggled ringing lines, faxes and impatient callers.",
    "Weighed toddlers, sealed samples and loaded the washer.",
)

CHANCE = Random(1)


def made(entry: Callable[[], Any]) -> st.SearchStrategy:
    """One of so many entries that hardly two people have the same; the same ones whichever test is run first."""
    CHANCE.seed(1)
    return st.sampled_from([entry() for _ in range(400)])


def one_or_none(values: Sequence[Any]) -> Any:
    """None as often as not."""
    return CHANCE.choice((None, CHANCE.choice(values)))


def day_or_none(least: int, most: int) -> date | None:
    return one_or_none((TODAY + timedelta(days=CHANCE.randint(least, most)),))


def past() -> date | None:
    return day_or_none(-9000, 0)


def source() -> Source | None:
    text, start = CHANCE.choice(SENTENCES), CHANCE.randint(0, 500)
    return one_or_none((Source(text, start, start + len(text)),))


def job() -> Job:
    begin, end = past(), past()
    if begin and end and end < begin and CHANCE.random() < 0.5:
        begin, end = end, begin
    return Job(
        "a title", one_or_none(FAMILIES), one_or_none(FAMILIES), one_or_none(ROLES), begin=begin, end=end,
        current=CHANCE.random() < 0.5, setting=one_or_none(SETTINGS), specialty=one_or_none(SPECIALTIES), source=source(),
    )  # fmt: skip


def skill() -> HeldSkill:
    return HeldSkill(CHANCE.choice(SKILLS), one_or_none(range(5)), past(), source=source())


def credential() -> Credential:
    return Credential(
        CHANCE.choice(CREDENTIALS), expires=day_or_none(-900, 900), revoked=CHANCE.random() < 0.25,
        proof=CHANCE.choice(("stated", "document", "verified")), source=source(),
    )  # fmt: skip


def education() -> Education:
    return Education(one_or_none(LEVELS), family=one_or_none(FAMILIES), finished=past(), source=source())


def requirement() -> Requirement:
    kind = CHANCE.choice(("credential", "education", "experience", "language", "skill", "system"))
    known = {
        "credential": CREDENTIALS + CLASSES,
        "education": LEVELS,
        "experience": ROLES + SETTINGS + SPECIALTIES + SKILLS[:3],
        "language": LANGUAGES,
        "skill": SKILLS,
        "system": SYSTEMS,
    }[kind]
    return Requirement(
        kind,
        tuple(CHANCE.sample(known, CHANCE.randint(0 if kind == "experience" else 1, 2))),
        must=CHANCE.random() < 0.5,
        years=CHANCE.choice((None, 0.5, 1.0, 2.0, 5.0)) if kind == "experience" else None,
        weight=CHANCE.randint(1, 10),
    )


def some(strategy: st.SearchStrategy, most: int) -> st.SearchStrategy:
    return st.lists(strategy, max_size=most).map(tuple)


def held(slugs: Sequence[str], most: int) -> st.SearchStrategy:
    return some(made(lambda: Held(CHANCE.choice(slugs), source=source())), most)


jobs, skills, credentials = made(job), made(skill), made(credential)
texts = st.lists(st.sampled_from(SENTENCES), max_size=2).map(" ".join)


@functools.cache
def profiles() -> st.SearchStrategy:
    return st.builds(
        Profile,
        st.just("drawn"),
        jobs=some(jobs, 4),
        skills=some(skills, 6),
        credentials=some(credentials, 3),
        education=some(made(education), 2),
        languages=held(LANGUAGES, 2),
        systems=held(SYSTEMS, 2),
        roles=held(ROLES, 1),
        answered=made(lambda: frozenset(section for section in SECTIONS if CHANCE.random() < 0.5)),
        waiting_since=made(past),
        text=texts,
    )


@functools.cache
def openings() -> st.SearchStrategy:
    return st.builds(
        Requirements,
        st.just("opening"),
        roles=st.lists(st.sampled_from(ROLES), max_size=2, unique=True).map(tuple),
        families=some(made(lambda: (CHANCE.choice(FAMILIES), CHANCE.randint(1, 100))), 2),
        specialty=made(lambda: one_or_none(SPECIALTIES)),
        setting=made(lambda: one_or_none(SETTINGS)),
        begin=made(lambda: day_or_none(-30, 90)),
        end=made(lambda: day_or_none(0, 400)),
        tasks=some(made(lambda: Task(CHANCE.choice(SKILLS), CHANCE.randint(1, 10))), 5),
        asked=some(made(requirement), 4),
        clinical_share=made(lambda: one_or_none(range(101))),
        text=texts,
    )
