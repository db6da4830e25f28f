"""What would change a match. Law 11: every counterfactual replays true."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import strategies as st

from matcher.counterfactual import Outcome, what_would_change, what_would_open
from matcher.domain import HeldSkill, Limits, Pay, Place, Profile, Requirements, Task
from matcher.eligibility.judge import Gate
from matcher.ranker import Ranker
from matcher.shortlist import Ranked, Row, rank_candidates
from matcher.table import Table
from matcher.vocabulary import load
from tests.matcher import drawn
from tests.matcher.eligibility.gate_people import FAR, LAST, TODAY, asks, card, opening, person
from tests.matcher.test_laws import exercised

VOCABULARY = load()
RANKER = Ranker().fit()

LIMITS = st.builds(
    Limits,
    pay_floor=st.sampled_from((None, 1500, 3000)),
    shifts=st.sampled_from((frozenset(), frozenset({"day"}), frozenset({"evening"}))),
    employment_types=st.sampled_from((frozenset(), frozenset({"per_diem"}))),
)


def ranked(asked: Requirements, people: list[Profile], today: date = TODAY) -> tuple[Ranked, Gate]:
    gate = Gate(asked, today, VOCABULARY)
    return rank_candidates(asked, people, Table.build(people, VOCABULARY), RANKER, gate, today), gate


def changes(asked: Requirements, people: list[Profile], who: str = "p") -> list[Outcome]:
    found, gate = ranked(asked, people)
    return what_would_change(found, found.find(who), gate)


def test_law_11_every_counterfactual_replays_true() -> None:
    def law(asked: Requirements, people: tuple[Profile, ...], limits: Limits, who: int) -> bool:
        asked = replace(asked, shifts=frozenset({"day"}), employment_type="travel", pay=Pay(2000, 2500))
        crowd = [replace(one, key=f"p{n}", limits=limits) for n, one in enumerate(people)]
        found, gate = ranked(asked, crowd, drawn.TODAY)
        chosen = found.find(f"p{who % len(crowd)}")
        outcomes = what_would_change(found, chosen, gate)
        for outcome in outcomes:
            changed = outcome.change.apply(chosen.profile)
            others = [changed if one.key == changed.key else one for one in crowd]
            again = rank_candidates(asked, others, Table.build(others, VOCABULARY), RANKER, gate, drawn.TODAY)
            assert again.find(changed.key) == outcome.row
            assert outcome.better_than(chosen)
        return bool(outcomes)

    people = st.lists(drawn.profiles(), min_size=1, max_size=4).map(tuple)
    exercised(law, asked=drawn.openings(), people=people, limits=LIMITS, who=st.integers(0, 3))


def test_a_card_that_lapses_is_renewed_and_the_person_is_eligible() -> None:
    asked = opening(asks("credential", "bls_card"))
    (one,) = changes(asked, [person(card("bls_aha", LAST - timedelta(days=50)))])
    assert (one.change.kind, one.change.subject, one.change.settles) == ("renew", "BLS (AHA)", True)
    assert one.change.by == date(2027, 1, 16)
    assert one.row.eligibility.requirements[0].held.expires == date(2029, 1, 16)  # for two years, its usual term
    assert one.row.eligibility.lane == "eligible"


def test_an_unverified_card_is_verified_as_it_is() -> None:
    (one,) = changes(opening(asks("credential", "bls_card")), [person(card("bls_aha", FAR, proof="stated"))])
    assert (one.change.kind, one.row.eligibility.lane) == ("verify", "eligible")
    assert one.row.eligibility.requirements[0].held.expires == FAR


def test_a_card_not_held_is_had_and_a_licence_is_no_step() -> None:
    asked = opening(asks("credential", "certified_ma"), asks("licence", "rn_licence"))
    (one,) = changes(asked, [person()])
    assert (one.change.kind, one.change.subject) == ("obtain", "CMA (AAMA)")
    assert one.row.eligibility.lane == "blocked"  # the licence is still lacking; one thing less is


def test_a_skill_moves_the_fit_and_the_place_in_the_list() -> None:
    asked = opening(tasks=(Task("ekg", 8), Task("venipuncture", 4)))
    ahead = replace(person(skills=(HeldSkill("venipuncture", 4, TODAY, "confirmed"),)), key="ahead")
    found = changes(asked, [person(), ahead])
    first, second, both = found
    assert [one.change.subject for one in found] == ["Electrocardiogram", "Venipuncture (phlebotomy)", ""]
    assert first.row.fit > second.row.fit and (first.row.position, both.row.position) == (1, 1)
    assert both.change.kind == "together" and both.row.fit > first.row.fit


def test_a_limit_is_widened_just_so_far() -> None:
    asked = opening(shifts=frozenset({"evening"}), pay=Pay(1800, 2000))
    limits = Limits(shifts=frozenset({"day"}), pay_floor=2200)
    shift, pay, both = changes(asked, [person(limits=limits)])
    assert shift.change.apply(person(limits=limits)).limits.shifts == {"day", "evening"}
    assert pay.change.apply(person(limits=limits)).limits.pay_floor == 2000
    assert [one.row.eligibility.lane for one in (shift, pay, both)] == ["eligible-if", "eligible-if", "eligible"]


def test_nothing_is_said_of_who_lacks_nothing() -> None:
    assert changes(opening(asks("credential", "bls_card")), [person(card("bls_aha"))]) == []


def test_a_card_asked_twice_is_one_step() -> None:
    asked = opening(asks("credential", "bls_card"), asks("credential", "bls_aha", must=False))
    assert [one.change.subject for one in changes(asked, [person()])] == ["BLS (AHA)"]


def test_a_hundred_miles_can_be_agreed_to_and_two_hundred_are_no_step() -> None:
    here = person(home=Place(latitude=33.75, longitude=-84.39), limits=Limits(miles=30))
    (near,) = changes(opening(place=Place(latitude=32.46, longitude=-84.99)), [here])
    assert (near.change.offered, near.change.apply(here).limits.miles) == ("96 miles", 96)
    assert changes(opening(place=Place(latitude=30.44, longitude=-84.28)), [here]) == []


def test_what_would_open_most_comes_first_and_counts_only_what_it_alone_makes_eligible() -> None:
    bls, ccma = asks("credential", "bls_card"), asks("credential", "ccma_nha")
    who = person(limits=Limits(shifts=frozenset({"day"})))
    gates = [
        Gate(opening(*asked, shifts=frozenset({"day"})), TODAY, VOCABULARY) for asked in ([bls], [bls], [ccma, bls])
    ]
    gates += [Gate(opening(shifts=frozenset({shift})), TODAY, VOCABULARY) for shift in ("evening", "night")]
    found = what_would_open([(Row(who, gate.judge(who)), gate) for gate in gates])
    said = [(one.change.subject, one.change.offered, one.waiting, one.eligible) for one in found]
    assert said == [
        ("BLS (AHA)", "", 2, 2),  # of the third it lifts no block: CCMA is still lacking
        ("Shift", "evening", 1, 1),
        ("Shift", "night", 1, 1),
        ("CCMA (NHA)", "", 1, 0),  # it lifts the block of the third; BLS waits there still
    ]


def test_a_certificate_that_alone_lifts_a_block_is_named() -> None:
    gate = Gate(opening(asks("credential", "ccma_nha")), TODAY, VOCABULARY)
    (one,) = what_would_open([(Row(person(), gate.judge(person())), gate)])
    assert (one.change.kind, one.change.subject, one.eligible) == ("obtain", "CCMA (NHA)", 1)
