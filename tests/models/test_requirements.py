"""An opening's rows, and those of the agency, facility and setting above it, as the matcher sees them."""

from datetime import date

import pytest
from sqlalchemy import event

from matcher.domain import Pay, Place, Requirement, Requirements, Source, Task
from models import opening as openings
from tests.builders import (
    make_document,
    make_facility,
    make_opening,
    make_requirement,
    make_task,
)

POSTING = "BLS required. EKG daily."


def asked(session, opening):
    return [(row.level, *row.any_of) for row in openings.requirements(session, opening).asked]


def test_an_opening_written_by_hand(session):
    clinic = make_facility(session, setting="urgent_care", provider_count=4, clinical_share=70, state=None)
    opening = make_opening(
        session,
        clinic,
        families=[["nursing_support", 60]],
        specialty="cardiology",
        end=date(2027, 3, 7),
        shifts=["evening"],
        employment_type="contract",
        pay_from=2200,
        pay_to=2600,
        supervision="general",
        delegator="physician",
        will_train=True,
        notes="call Priya first",
    )
    posting = make_document(session, opening, POSTING)
    read = {"document_id": posting.id, "span_start": 0, "span_end": 12, "text": "BLS required"}
    make_requirement(session, "bls_card", opening_id=opening.id, standing="proposed", due="submission", **read)
    make_requirement(session, "spanish", opening_id=opening.id, kind="language", standing="rejected")
    make_task(session, opening, "ekg", weight=8)
    make_task(session, opening, "injections", "rejected")
    assert openings.requirements(session, opening) == Requirements(
        key=opening.public_id,
        title="Medical assistant",
        roles=("medical_assistant",),
        families=(("nursing_support", 60),),
        specialty="cardiology",
        setting="urgent_care",
        place=Place("10001", "NY", 40.7484, -73.9967),
        begin=date(2026, 12, 7),
        end=date(2027, 3, 7),
        tasks=(Task("ekg", 8),),
        asked=(
            Requirement(
                "credential",
                ("bls_card",),
                due="submission",
                standing="proposed",
                source=Source("BLS required", 0, 12, posting.sha256),
            ),
        ),
        shifts=frozenset({"evening"}),
        employment_type="contract",
        pay=Pay(2200, 2600, "hour"),
        supervision="general",
        delegator="physician",
        will_train=True,
        provider_count=4,
        clinical_share=70,
        text=POSTING,
    )


def test_every_level_above_an_opening_asks_too_from_the_agency_down(session):
    owner = make_facility(session, name="Harbor Health", setting="hospital")
    clinic, elsewhere = make_facility(session, parent_id=owner.id), make_facility(session, setting="hospital")
    opening, other = make_opening(session, clinic), make_opening(session, elsewhere)
    make_requirement(session, "of_the_opening", opening_id=opening.id)
    make_requirement(session, "of_its_setting", setting="outpatient_clinic")
    make_requirement(session, "of_another_setting", setting="hospital")
    make_requirement(session, "of_the_site", facility_id=clinic.id)
    make_requirement(session, "of_its_owner", facility_id=owner.id)
    make_requirement(session, "of_another_site", facility_id=elsewhere.id)
    make_requirement(session, "of_the_agency")
    assert asked(session, opening) == [
        ("agency", "of_the_agency"),
        ("facility", "of_the_site"),
        ("facility", "of_its_owner"),
        ("setting", "of_its_setting"),
        ("opening", "of_the_opening"),
    ]
    assert asked(session, other) == [
        ("agency", "of_the_agency"),
        ("facility", "of_another_site"),
        ("setting", "of_another_setting"),
    ]


def test_a_relaxed_requirement_makes_way_once_a_person_confirmed_it_and_for_that_opening_alone(session):
    relaxed, untouched = make_opening(session), make_opening(session)
    rule = make_requirement(session, "bls_card", due="submission")
    given = {"opening_id": relaxed.id, "relaxes_id": rule.id, "reason": "the facility trains", "due": "+3 months"}
    softer = make_requirement(session, "bls_card", standing="proposed", **given)
    assert asked(session, relaxed) == [("agency", "bls_card")]
    softer.standing, softer.decided_at = "confirmed", rule.decided_at
    session.flush()
    assert [row.due for row in openings.requirements(session, relaxed).asked] == ["+3 months"]
    assert [row.due for row in openings.requirements(session, untouched).asked] == ["submission"]


@pytest.mark.parametrize(
    ("agency", "own", "left"),
    [
        ({}, {}, ["agency"]),
        ({"must": False}, {}, ["opening"]),
        ({}, {"must": False}, ["agency"]),
        ({}, {"due": "submission"}, ["opening"]),
        ({"due": "+2 months"}, {"due": "patient_care"}, ["opening"]),
        ({}, {"standing": "proposed"}, ["agency"]),
        ({"must": False}, {"standing": "proposed"}, ["agency", "opening"]),
        ({"must": False, "years": 5, "kind": "experience"}, {"years": 1, "kind": "experience"}, ["agency", "opening"]),
        ({"years": 2, "kind": "experience"}, {"years": 1, "kind": "experience"}, ["agency"]),
        ({"kind": "licence"}, {}, ["agency", "opening"]),
    ],
)
def test_of_two_rows_that_ask_the_same_the_one_nowhere_stricter_goes(session, agency, own, left):
    opening = make_opening(session)
    make_requirement(session, "rn", "lpn", **agency)
    make_requirement(session, "lpn", "rn", opening_id=opening.id, **own)
    assert [row.level for row in openings.requirements(session, opening).asked] == left


def test_two_proposals_that_name_nothing_yet_are_two_things(session):
    opening = make_opening(session)
    for words in ("Certificate of the guild", "Card of the order"):
        make_requirement(session, opening_id=opening.id, standing="proposed", text=words)
    assert asked(session, opening) == [("opening",), ("opening",)]


def test_many_openings_take_as_many_queries_as_one(session, connection):
    one, *others = (make_opening(session, make_facility(session)) for _ in range(12))
    for opening in (one, *others):
        make_requirement(session, "bls_card", opening_id=opening.id)
        make_task(session, opening, "ekg")
        make_document(session, opening, POSTING)
    said: list[str] = []
    event.listen(connection, "before_cursor_execute", lambda c, cursor, statement, *rest: said.append(statement))
    openings.requirements(session, one)
    for_one, said[:] = len(said), []
    assert len(openings.all_requirements(session, [*others, one])) == 12
    assert len(said) == for_one == 5
