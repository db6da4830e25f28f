"""A credential or licence asked for, clause by clause, for a person whose sections are closed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from matcher.domain import Education, Job, Place
from matcher.eligibility.rules import PROGRAMMES
from tests.matcher.eligibility.gate_people import (
    FAR,
    LAST,
    START,
    TODAY,
    VOCABULARY,
    asks,
    card,
    look,
    opening,
    person,
    row,
    short,
)

DAY = timedelta(days=1)
BLS, CERTIFIED, RN = asks("credential", "bls_card"), asks("credential", "certified_ma"), asks("licence", "rn_licence")


def test_a_card_valid_on_the_last_day_is_met_and_says_until_when():
    judged = row(person(card("bls_aha", LAST)), BLS)
    assert short(judged) == ("met", None)
    assert judged.sentence == "BLS (AHA): verified, valid to 7 Mar 2027."
    assert judged.held == card("bls_aha", LAST)


def test_a_card_that_lapses_inside_is_met_if_renewed_by_its_expiry():
    judged = row(person(card("bls_aha", date(2027, 1, 16))), BLS)
    assert short(judged) == ("met-if", date(2027, 1, 16))
    assert judged.sentence == "BLS (AHA) lapses on 16 Jan 2027, day 41 of 91; renew by then."
    assert (judged.action, judged.settles) == ("renew", "the candidate")


def test_a_newer_card_beside_one_that_lapses_is_to_be_verified_and_not_renewed():
    newer = replace(card("bls_aha", date(2028, 11, 20)), proof="stated")
    judged = row(person(card("bls_aha", date(2027, 1, 16)), newer), BLS)
    assert short(judged) == ("met-if", date(2027, 1, 16))
    assert judged.sentence == (
        "BLS (AHA) lapses on 16 Jan 2027, day 41 of 91; the newer one, valid to 20 Nov 2028, is not verified yet: "
        "verify it by 16 Jan 2027."
    )
    assert (judged.action, judged.settles, judged.held) == ("verify", "credentialing", newer)


def test_moving_the_clock_alone_changes_the_answer():
    lapsing = person(card("bls_aha", date(2026, 12, 10)))
    found = [short(row(lapsing, BLS, day)) for day in (TODAY, date(2026, 12, 10), date(2026, 12, 11))]
    assert found == [("met-if", date(2026, 12, 10)), ("met-if", date(2026, 12, 10)), ("unmet", None)]


def test_not_verified_is_met_if_verified_by_the_due_day():
    judged = row(person(card("bls_aha", proof="document")), BLS)
    assert (short(judged), judged.action) == (("met-if", START), "verify")


def test_no_expiry_known_is_to_be_confirmed_unless_the_type_has_no_term():
    assert short(row(person(card("nrcma_nahp", None)), CERTIFIED)) == ("met-if", START)
    trained = person(card("ca_ma_training", None, state="CA"))
    assert short(row(trained, asks("licence", "ca_ma_training"), place=Place(state="CA"))) == ("met", None)


def test_issued_by_the_due_day_counts_and_issued_later_does_not():
    assert short(row(person(card("cma_aama", issued=START)), CERTIFIED)) == ("met-if", START)
    late = row(person(card("cma_aama", issued=START + DAY)), CERTIFIED)
    assert short(late) == ("unmet", None)
    assert late.sentence == "CMA (AAMA) is issued only on 8 Dec 2026; due on 7 Dec 2026."


def test_a_credential_that_lapses_before_it_is_due_can_be_renewed_by_then_a_licence_must_not_lapse():
    early = date(2026, 12, 1)
    assert short(row(person(card("bls_aha", early)), BLS)) == ("met-if", START)
    nurse = person(card("rn_licence", early, state="GA"))
    assert short(row(nurse, RN)) == ("met-if", early)
    assert short(row(person(card("bls_aha", TODAY - DAY)), asks("credential", "bls_aha", due="submission"))) == (
        "unmet",
        None,
    )


def test_a_licence_expired_yesterday_is_none_and_one_expiring_today_is_one():
    assert short(row(person(card("rn_licence", TODAY, state="GA")), RN)) == ("met-if", TODAY)
    lapsed = row(person(card("rn_licence", TODAY - DAY, state="GA")), RN)
    assert (lapsed.status, lapsed.sentence) == ("unmet", "RN licence, GA lapsed on 24 Nov 2026.")


def test_revoked_is_not_held():
    judged = row(person(card("cma_aama", revoked=True)), CERTIFIED)
    assert (judged.status, judged.sentence) == ("unmet", "CMA (AAMA) was revoked.")


def test_the_best_of_several_counts_met_first_then_the_latest_day():
    soon, sooner = card("cma_aama", date(2027, 2, 1)), card("rma_amt", date(2027, 1, 1))
    assert short(row(person(sooner, soon), CERTIFIED)) == ("met-if", date(2027, 2, 1))
    assert short(row(person(sooner, card("ccma_nha"), soon), CERTIFIED)) == ("met", None)


def test_an_administrative_certificate_is_not_of_the_clinical_class():
    assert row(person(card("cmaa_nha")), CERTIFIED).status == "unmet"
    assert row(person(card("cmaa_nha")), asks("credential", "ma_administrative")).status == "met"


def test_nothing_held_is_met_if_had_by_the_due_day_where_that_can_be():
    nothing = person()
    quick = row(nothing, BLS)
    assert (short(quick), quick.action) == (("met-if", START), "obtain")
    assert quick.sentence == "Healthcare-provider BLS card: none held. To be had by 7 Dec 2026; a class takes a day."
    assert short(row(nothing, CERTIFIED)) == ("unmet", None)
    assert short(row(nothing, replace(CERTIFIED, due="+2 months"))) == ("met-if", date(2027, 2, 7))
    assert short(row(nothing, BLS, START)) == ("unmet", None)


def test_due_after_the_last_day_is_not_due_within_the_assignment():
    assert short(row(person(), replace(CERTIFIED, due="+3 months"))) == ("met-if", LAST)
    judged = row(person(), replace(CERTIFIED, due="+4 months"))
    assert (short(judged), judged.sentence) == (
        ("met", None),
        "Nationally certified medical assistant: due on 7 Apr 2027, not within the assignment.",
    )


def test_a_licence_has_no_grace_and_that_is_said():
    judged = row(person(), replace(RN, due="+3 months"))
    assert short(judged) == ("unmet", None)
    assert "the later date asked is not used" in judged.sentence
    unverified = person(card("rn_licence", state="GA", proof="stated"))
    assert short(row(unverified, replace(RN, due="+2 months"))) == ("met-if", START)


def test_the_kind_decides_a_licence_asked_as_a_credential_is_good_from_anywhere():
    permit = person(card("limited_xray_permit", state="FL"))
    assert row(permit, asks("credential", "limited_xray_permit")).status == "met"
    assert row(permit, asks("licence", "limited_xray_permit")).status == "unmet"


@pytest.mark.parametrize(
    ("home", "of", "compact", "status"),
    [
        ("TX", "TX", True, "met"),
        ("TX", "TX", False, "unmet"),
        ("UT", "TX", True, "unmet"),
        (None, "TX", True, "unmet"),
        ("CA", "CA", True, "unmet"),
        ("MA", "MA", True, "unmet"),
    ],
    ids=["home member", "single-state", "moved away", "home not known", "not a member", "enacted, pending"],
)
def test_a_compact_licence_is_good_from_the_home_state_in_the_compact(home, of, compact, status):
    nurse = person(card("rn_licence", state=of, compact=compact), home=Place(state=home))
    assert row(nurse, RN).status == status


def test_a_state_that_joins_later_is_in_the_compact_from_its_day():
    nurse = person(card("lpn_licence", state="GA", compact=True))
    licence = asks("licence", "lpn_licence")
    for first, status in ((date(2025, 7, 6), "unmet"), (date(2025, 7, 7), "met")):
        judged = row(nurse, licence, date(2025, 6, 1), place=Place(state="PA"), begin=first, end=date(2025, 9, 30))
        assert judged.status == status


@pytest.mark.parametrize(
    ("state", "outcome"),
    [("GA", ("met", None)), (None, ("met-if", START)), ("FL", ("unmet", None))],
)
def test_a_cna_certificate_of_the_state_is_its_registry_listing(state, outcome):
    assert short(row(person(card("cna_cert", state=state)), asks("licence", "cna_registry"))) == outcome


def test_a_preferred_requirement_is_shown_and_changes_nothing():
    found = look(person(), opening(replace(CERTIFIED, must=False)))
    assert (found.requirements[0].status, found.lane) == ("unmet", "eligible")


def test_an_open_end_is_said_in_the_sentence():
    judged = row(person(card("bls_aha", FAR)), BLS, end=None)
    assert judged.sentence.endswith("The end is open: judged through 7 Mar 2027.")


def test_nothing_falls_due_after_an_assignment_that_is_over():
    over = opening(asks("credential", "bls_card"), begin=date(2026, 9, 1), end=date(2026, 10, 1))
    assert look(person(), over).lane != "eligible"
    assert look(person(), opening(asks("credential", "bls_card", due="+6 months"), end=LAST)).lane == "eligible"


def test_an_exam_that_looks_open_is_said_beside_and_changes_nothing():
    """AAMA asks for an accredited programme; NHA takes a year of work too (matcher/data/credentials.toml, `sits`)."""
    school = Education(programme="caahep", hours=800, standing="confirmed")
    year = Job(
        "Medical assistant", role="medical_assistant", begin=date(2025, 1, 1), current=True, standing="confirmed"
    )
    asked = opening(CERTIFIED)
    assert look(person(), asked).notes == ()
    worked, trained = look(person(jobs=(year,)), asked), look(person(education=(school,)), asked)
    assert worked.notes == (
        "An exam looks open by what is shown: CCMA (NHA) by 1 year of work as a medical assistant. Its body decides.",
    )
    assert trained.notes == (
        "An exam looks open by what is shown: CCMA (NHA), CMA (AAMA) or NCMA (NCCT) by a finished programme; "
        "RMA (AMT) by a programme of 720 hours or more. Its body decides.",
    )
    assert {worked.lane, trained.lane, look(person(), asked).lane} == {"blocked"}
    assert look(person(card("ccma_nha"), jobs=(year,)), asked).notes == ()


def test_every_way_in_to_an_exam_is_a_programme_or_years_of_work():
    ways = [way for term in VOCABULARY.credential_types.values() for way in term.data.get("sits", ())]
    assert len(ways) == 8
    assert all(set(way) in ({"years"}, {"programme"}, {"programme", "hours"}) for way in ways)
    assert {kind for way in ways for kind in way.get("programme", ())} <= set(PROGRAMMES)
