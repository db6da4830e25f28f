"""The drawn facilities and openings: every setting, ten states, dates round the day, and only words that exist."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
import zipcodes

from matcher import vocabulary
from web.demo.agency import ACCOUNTS, CANDIDATE_ACCOUNT, FACILITIES, DemoFacility, draw_facility
from web.demo.openings import OPENINGS, DemoOpening, draw_opening
from web.demo.places import STATES, miles, towns

AS_OF = date(2026, 11, 25)
WORDS = vocabulary.load()
KIND_OF_REQUIREMENT = {
    "licence": "licence",
    "education": "education",
    "language": "language",
    "skill": "skill",
    "system": "system",
    "vaccination": "vaccination",
}


@pytest.fixture(scope="module")
def facilities() -> list[DemoFacility]:
    return [draw_facility(number, 1, WORDS) for number in range(FACILITIES)]


@pytest.fixture(scope="module")
def openings(facilities: list[DemoFacility]) -> list[DemoOpening]:
    return [draw_opening(number, 1, facilities[number % FACILITIES], WORDS, AS_OF) for number in range(OPENINGS)]


def test_there_is_a_facility_in_every_setting_and_in_ten_states(facilities: list[DemoFacility]) -> None:
    assert {facility.setting for facility in facilities} == set(WORDS.kind("setting"))
    assert {facility.place.state for facility in facilities} == set(STATES)
    assert len(STATES) == 10
    assert len({facility.name for facility in facilities}) == FACILITIES


def test_a_facility_is_at_a_real_zip_code_of_its_town_state_and_time_zone(facilities: list[DemoFacility]) -> None:
    for facility in facilities:
        (row,) = zipcodes.matching(facility.place.zip)
        assert (row["city"], row["state"]) == (facility.city, facility.place.state)
        assert row["timezone"] == facility.time_zone
        assert ZoneInfo(facility.time_zone)
        assert facility.provider_count >= 1
        assert all(WORDS.has("specialty", slug) for slug in facility.specialties)


def test_an_owned_site_is_in_the_state_of_its_owner(facilities: list[DemoFacility]) -> None:
    owned = [facility for facility in facilities if facility.parent is not None]
    assert owned
    for facility in owned:
        owner = facilities[facility.parent or 0]
        assert owner.place.state == facility.place.state
        assert owner.name.split()[0] == facility.name.split()[0]


def test_people_and_facilities_live_round_the_same_towns() -> None:
    assert len(towns()) == 10
    assert all(miles(town.place, place) <= 15 for town in towns() for place in town.around)
    assert all(len(town.around) >= 15 for town in towns())


def test_forty_openings_start_round_the_day_and_most_are_open(openings: list[DemoOpening]) -> None:
    assert len(openings) == 40
    statuses = [opening.status for opening in openings]
    assert statuses.count("open") == 32
    assert {"draft", "held", "filled", "closed"} < set(statuses)
    for opening in openings:
        asked = opening.requirements
        assert asked.begin is not None
        assert AS_OF - timedelta(weeks=2) <= asked.begin <= AS_OF + timedelta(weeks=8)
        assert asked.end is None or timedelta(weeks=7) < asked.end - asked.begin <= timedelta(weeks=26)
        assert opening.submit_by > AS_OF
        assert asked.pay.low and asked.pay.high and 1000 < asked.pay.low < asked.pay.high
        assert opening.positions > 0
    assert any(opening.requirements.end is None for opening in openings)


def test_an_opening_asks_and_is_done_in_words_of_the_vocabulary(openings: list[DemoOpening]) -> None:
    for opening in openings:
        asked = opening.requirements
        assert all(WORDS.has("role", role) for role in asked.roles)
        assert asked.employment_type and WORDS.has("employment_type", asked.employment_type)
        assert asked.shifts and all(WORDS.has("shift", shift) for shift in asked.shifts)
        assert 3 <= len(asked.tasks) <= 11
        (role,) = asked.roles
        for task in asked.tasks:
            assert WORDS.get("skill", task.slug).data["scope"] in WORDS.get("role", role).data["scope"]
        for requirement in asked.asked:
            for slug in requirement.any_of:
                if requirement.kind == "credential":
                    assert WORDS.has("credential_class", slug) or slug in WORDS.credential_types
                elif requirement.kind == "experience":
                    assert WORDS.has("role", slug) or WORDS.has("specialty", slug)
                    assert requirement.years
                else:
                    assert WORDS.has(KIND_OF_REQUIREMENT[requirement.kind], slug)


def test_every_kind_of_requirement_and_level_of_template_occurs(openings: list[DemoOpening]) -> None:
    asked = [requirement for opening in openings for requirement in opening.requirements.asked]
    assert {requirement.kind for requirement in asked} >= {*KIND_OF_REQUIREMENT, "credential", "experience"}
    assert {requirement.level for requirement in asked} == {"agency", "facility", "opening"}
    assert {requirement.must for requirement in asked} == {True, False}


def test_one_account_of_each_role_has_a_password() -> None:
    signed_in = [account.role for account in (*ACCOUNTS, CANDIDATE_ACCOUNT) if account.password]
    assert sorted(signed_in) == ["admin", "candidate", "credentialing", "facility", "recruiter"]
    assert [account.role for account in ACCOUNTS].count("recruiter") == 3
