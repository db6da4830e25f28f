"""People and openings drawn for property tests: few slugs, so that what is held and what is asked meet often."""

from __future__ import annotations

from datetime import date, timedelta

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

days = st.integers(0, 9000).map(lambda back: TODAY - timedelta(days=back))
sources = st.one_of(
    st.none(),
    st.tuples(st.sampled_from(SENTENCES), st.integers(0, 500)).map(lambda s: Source(s[0], s[1], s[1] + len(s[0]))),
)


def some(strategy: st.SearchStrategy, most: int) -> st.SearchStrategy:
    return st.lists(strategy, max_size=most).map(tuple)


def one_of_or_none(values: tuple[str, ...]) -> st.SearchStrategy:
    return st.one_of(st.none(), st.sampled_from(values))


@st.composite
def jobs(draw: st.DrawFn) -> Job:
    begin, end = draw(st.one_of(st.none(), days)), draw(st.one_of(st.none(), days))
    if begin and end and end < begin and draw(st.booleans()):
        begin, end = end, begin
    return Job(
        "a title", draw(one_of_or_none(FAMILIES)), draw(one_of_or_none(FAMILIES)), draw(one_of_or_none(ROLES)),
        begin=begin, end=end, current=draw(st.booleans()), setting=draw(one_of_or_none(SETTINGS)),
        specialty=draw(one_of_or_none(SPECIALTIES)), source=draw(sources),
    )  # fmt: skip


skills = st.builds(
    HeldSkill,
    st.sampled_from(SKILLS),
    st.one_of(st.none(), st.integers(0, 4)),
    st.one_of(st.none(), days),
    source=sources,
)
credentials = st.builds(
    Credential,
    st.sampled_from(CREDENTIALS),
    expires=st.one_of(st.none(), st.integers(-900, 900).map(lambda n: TODAY + timedelta(days=n))),
    revoked=st.sampled_from((False, False, False, True)),
    proof=st.sampled_from(("stated", "document", "verified")),
    source=sources,
)
educations = st.builds(
    Education,
    one_of_or_none(LEVELS),
    family=one_of_or_none(FAMILIES),
    finished=st.one_of(st.none(), days),
    source=sources,
)


@st.composite
def profiles(draw: st.DrawFn, key: str = "drawn") -> Profile:
    return Profile(
        key,
        jobs=draw(some(jobs(), 4)),
        skills=draw(some(skills, 6)),
        credentials=draw(some(credentials, 3)),
        education=draw(some(educations, 2)),
        languages=draw(some(st.builds(Held, st.sampled_from(LANGUAGES), source=sources), 2)),
        systems=draw(some(st.builds(Held, st.sampled_from(SYSTEMS), source=sources), 2)),
        roles=draw(some(st.builds(Held, st.sampled_from(ROLES), source=sources), 1)),
        answered=frozenset(draw(st.sets(st.sampled_from(SECTIONS)))),
        waiting_since=draw(st.one_of(st.none(), days)),
        text=" ".join(draw(st.lists(st.sampled_from(SENTENCES), max_size=2))),
    )


@st.composite
def requirements(draw: st.DrawFn) -> Requirement:
    kind = draw(st.sampled_from(("credential", "education", "experience", "language", "skill", "system")))
    known = {
        "credential": CREDENTIALS + CLASSES,
        "education": LEVELS,
        "experience": ROLES + SETTINGS + SPECIALTIES + SKILLS[:3],
        "language": LANGUAGES,
        "skill": SKILLS,
        "system": SYSTEMS,
    }[kind]
    least = 0 if kind == "experience" else 1
    return Requirement(
        kind,
        tuple(draw(st.lists(st.sampled_from(known), min_size=least, max_size=2, unique=True))),
        must=draw(st.booleans()),
        years=draw(st.sampled_from((None, 0.5, 1.0, 2.0, 5.0))) if kind == "experience" else None,
        weight=draw(st.integers(1, 10)),
    )


@st.composite
def openings(draw: st.DrawFn) -> Requirements:
    return Requirements(
        "opening",
        roles=tuple(draw(st.lists(st.sampled_from(ROLES), max_size=2, unique=True))),
        families=tuple(draw(st.lists(st.tuples(st.sampled_from(FAMILIES), st.integers(1, 100)), max_size=2))),
        specialty=draw(one_of_or_none(SPECIALTIES)),
        setting=draw(one_of_or_none(SETTINGS)),
        begin=draw(st.one_of(st.none(), st.integers(-30, 90).map(lambda n: TODAY + timedelta(days=n)))),
        end=draw(st.one_of(st.none(), st.integers(0, 400).map(lambda n: TODAY + timedelta(days=n)))),
        tasks=draw(some(st.builds(Task, st.sampled_from(SKILLS), st.integers(1, 10)), 5)),
        asked=draw(some(requirements(), 4)),
        clinical_share=draw(st.one_of(st.none(), st.integers(0, 100))),
        text=" ".join(draw(st.lists(st.sampled_from(SENTENCES), max_size=2))),
    )
