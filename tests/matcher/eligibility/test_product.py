"""Where a person is still being asked: open sections, proposed facts, an opening without a state, limits she stated."""

from dataclasses import replace

import pytest

from matcher.domain import Credential, Education, Held, Job, Limits, Pay, Place, Profile, Requirement
from matcher.eligibility import counts
from tests.matcher.eligibility.gate_people import LAST, START, asks, card, look, opening, person, row, short

OPEN = frozenset()
NOBODY = Profile("p")


@pytest.mark.parametrize(
    "asked",
    [
        asks("credential", "bls_card"),
        asks("credential", "certified_ma", due="+2 months"),
        asks("licence", "rn_licence"),
        asks("experience", "medical_assistant", years=1),
        asks("language", "spanish"),
        asks("education", "hs_or_ged"),
        asks("vaccination", "flu"),
    ],
    ids=lambda asked: asked.kind,
)
def test_what_nobody_asked_is_a_question(asked: Requirement):
    judged = row(NOBODY, asked)
    assert (short(judged), judged.action) == (("unknown", None), "ask")
    assert look(NOBODY, opening(asked)).lane == "eligible-if"


def test_an_open_section_lacks_nothing_a_closed_one_does():
    some = person(
        card("acls_aha"),
        languages=(Held("spanish", "confirmed"),),
        education=(Education("hs_or_ged", standing="confirmed"),),
        jobs=(Job("", role="cna", standing="confirmed"),),
        roles=("cna",),
    )
    asked = (asks("credential", "certified_ma"), asks("language", "french"), asks("education", "bachelor"))
    closed = look(some, opening(*asked))
    assert [one.status for one in (closed.role, *closed.requirements)] == ["unmet"] * 4
    still = look(replace(some, answered=OPEN), opening(*asked))
    assert [one.status for one in (still.role, *still.requirements)] == ["unknown"] * 4
    assert (closed.lane, still.lane) == ("blocked", "eligible-if")


def test_what_rests_on_proposed_facts_is_met_if_confirmed():
    read = Profile(
        "p",
        credentials=(Credential("ccma_nha", expires=LAST, proof="verified"),),
        languages=(Held("spanish"),),
        education=(Education("associate"),),
        jobs=(Job("", role="medical_assistant", begin=START.replace(year=2020), end=START.replace(year=2024)),),
    )
    found = look(
        read,
        opening(
            asks("credential", "certified_ma", due="submission"),
            asks("language", "spanish"),
            asks("education", "hs_or_ged"),
            asks("experience", "medical_assistant", years=2),
        ),
    )
    rows = (found.role, *found.requirements)
    assert [(one.status, one.action) for one in rows] == [("met-if", "confirm")] * 5
    assert [one.by for one in rows] == [START, START.replace(month=11, day=25), START, START, START]


def test_a_confirmed_role_stays_so_beside_a_proposed_one_that_works_as_it():
    both = person(roles=("medical_assistant",))
    both = replace(both, roles=(*both.roles, Held("lead_medical_assistant")))
    assert look(both, opening()).role.status == "met"
    assert look(replace(both, roles=both.roles[1:]), opening()).role.action == "confirm"


def test_confirmed_years_alone_are_met_though_proposed_ones_stand_beside_them():
    def year(when: int, standing: str) -> Job:
        begin, end = START.replace(year=when, month=1), START.replace(year=when)
        return Job("", role="cna", begin=begin, end=end, standing=standing)

    both = person(jobs=(year(2020, "confirmed"), year(2021, "proposed")))
    assert row(both, asks("experience", "cna", years=1)).status == "met"
    assert row(both, asks("experience", "cna", years=2)).action == "confirm"


def test_a_posting_without_a_state_takes_a_licence_of_any_and_asks_which():
    nurse = person(card("rn_licence", state="FL"), roles=("rn",))
    found = look(nurse, opening(asks("licence", "rn_licence"), roles=("rn",), place=Place()))
    assert (short(found.role), found.requirements[0].action) == (("met-if", START), "confirm")
    assert look(person(roles=("rn",)), opening(roles=("rn",), place=Place())).role.status == "unmet"


def test_a_state_licence_is_of_its_state_though_nobody_wrote_it():
    trained = person(card("ca_ma_training", None))
    assert row(trained, asks("licence", "ca_ma_training"), place=Place(state="CA")).status == "met"


def test_what_an_unconfirmed_posting_asks_blocks_nobody():
    read = asks("credential", "certified_ma", standing="proposed")
    judged = row(person(), read)
    assert (judged.status, judged.action, judged.settles) == ("unknown", "confirm", "the facility")


def test_skills_and_systems_count_in_the_fit_alone():
    found = look(person(), opening(asks("skill", "ekg"), asks("system", "epic")))
    assert [one.status for one in found.requirements] == ["unmet", "unmet"]
    assert not any(counts(one) for one in found.requirements)
    assert found.lane == "eligible"


LIMITS = Limits(miles=20, pay_floor=2100, shifts=frozenset({"weekday_day"}), available_from=START)
ATLANTA, MACON = Place("30303", "GA", 33.75, -84.39), Place("31201", "GA", 32.84, -83.63)


def test_inside_every_limit_is_eligible():
    near = opening(place=ATLANTA, pay=Pay(2000, 2200), shifts=frozenset({"weekday_day", "weekend"}))
    found = look(person(home=ATLANTA, limits=LIMITS), near)
    assert [(ask.subject, ask.status) for ask in found.asks] == [
        ("Shift", "met"),
        ("Pay", "met"),
        ("Distance", "met"),
        ("Dates", "met"),
    ]
    assert found.lane == "eligible"


@pytest.mark.parametrize(
    ("changes", "subject"),
    [
        ({"place": MACON}, "Distance"),
        ({"pay": Pay(1800, 2000)}, "Pay"),
        ({"pay": Pay(4000000, 4160000, "year")}, "Pay"),
        ({"shifts": frozenset({"night"})}, "Shift"),
        ({"begin": START.replace(day=1)}, "Dates"),
    ],
)
def test_outside_a_limit_is_a_question_and_never_a_block(changes, subject):
    near = opening(place=ATLANTA, pay=Pay(2000, 2200), shifts=frozenset({"weekday_day"}))
    found = look(person(home=ATLANTA, limits=LIMITS), replace(near, **changes))
    assert [(ask.subject, ask.action) for ask in found.asks if ask.status == "unmet"] == [(subject, "ask")]
    assert found.lane == "eligible-if"


def test_a_limit_the_opening_says_nothing_of_changes_no_lane():
    found = look(person(limits=Limits(pay_floor=2500, settings=frozenset({"hospital"}))), opening(setting=None))
    assert [ask.status for ask in found.asks] == ["unknown", "unknown"]
    assert found.lane == "eligible"
