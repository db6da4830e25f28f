"""The ways into a role, with answers visible by eye."""

from __future__ import annotations

from datetime import date

import pytest

from matcher.domain import Credential, Education, Job, Profile
from matcher.vocabulary import UnknownSlug, load
from matcher.way_in import roles_with_a_way, ways_in

TODAY, WORDS = date(2026, 11, 24), load()
DRIVER = Profile("driver", jobs=(Job("Truck driver", "driver", begin=date(2015, 1, 1), current=True),))
GRADUATE = Profile("graduate", education=(Education(level="hs_or_ged"),))


def test_an_aides_way_is_the_course_and_the_registry() -> None:
    [way] = ways_in(DRIVER, "cna", TODAY, WORDS)
    assert (way.kind, way.months, way.asks) == ("course", (1, 3), None)
    assert [exam.credential for exam in way.exams] == ["cna_registry"]
    assert way.exams[0].body == "State registry" and "may not charge" in way.note


def test_a_medical_assistant_begins_at_work_before_at_school() -> None:
    at_work, school = ways_in(DRIVER, "medical_assistant", TODAY, WORDS)
    assert (at_work.kind, at_work.months, school.kind, school.months) == ("on_the_job", (1, 3), "course", (9, 12))
    # work alone opens the CCMA after a year and the RMA after three; never the CMA (AAMA)
    assert {exam.credential: exam.years for exam in at_work.exams if exam.years} == {"ccma_nha": 1, "rma_amt": 3}
    assert "cma_aama" not in {exam.credential for exam in at_work.exams}
    assert {"cma_aama", "rma_amt", "ccma_nha", "ncma_ncct"} <= {exam.credential for exam in school.exams}


def test_high_school_is_asked_of_whoever_does_not_show_it() -> None:
    assert [way.asks for way in ways_in(DRIVER, "phlebotomist", TODAY, WORDS)] == ["hs_or_ged"]
    assert [way.asks for way in ways_in(GRADUATE, "phlebotomist", TODAY, WORDS)] == [None]
    bachelor = Profile("bachelor", education=(Education(level="bachelor"),))
    assert [way.asks for way in ways_in(bachelor, "rn", TODAY, WORDS)] == [None]


def test_an_exam_that_is_open_already_comes_first() -> None:
    medic = Profile("medic", education=(Education(programme="military"),))
    first, *others = ways_in(medic, "medical_assistant", TODAY, WORDS)
    assert (first.kind, first.months, first.label) == ("exam", (0, 0), "")
    assert [exam.credential for exam in first.exams] == ["rma_amt", "ccma_nha", "ncma_ncct"]
    assert all(exam.shown for exam in first.exams) and [way.kind for way in others] == ["on_the_job", "course"]


def test_whoever_is_in_the_role_needs_no_way_in() -> None:
    nurse = Profile("nurse", credentials=(Credential("rn_licence"),))
    aide = Profile("aide", jobs=(Job("Nurse aide", "nurse_aide", role="cna"),))
    assert ways_in(nurse, "rn", TODAY, WORDS) == ways_in(aide, "cna", TODAY, WORDS) == ()
    assert ways_in(aide, "rn", TODAY, WORDS)[0].months == (18, 24)


def test_a_role_without_a_way_has_none_and_one_that_is_none_is_refused() -> None:
    assert ways_in(DRIVER, "physician", TODAY, WORDS) == ()
    with pytest.raises(UnknownSlug):
        ways_in(DRIVER, "astronaut", TODAY, WORDS)


@pytest.mark.parametrize("role", roles_with_a_way(WORDS))
def test_every_way_is_whole_and_the_shortest_comes_first(role: str) -> None:
    ways = ways_in(DRIVER, role, TODAY, WORDS)
    assert ways and [way.months for way in ways] == sorted(way.months for way in ways)
    for way in ways:
        assert 0 <= way.months[0] <= way.months[1] and way.label
        assert all(exam.body for exam in way.exams)
