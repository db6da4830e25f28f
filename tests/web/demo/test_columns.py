"""The same people for benches, and more of them than were drawn."""

from __future__ import annotations

from datetime import date

from matcher import vocabulary
from web.demo.columns import many_people, openings, people
from web.demo.people import draw_person

AS_OF = date(2026, 11, 24)
WORDS = vocabulary.load()


def test_people_of_a_bench_are_the_people_of_the_agency() -> None:
    assert list(people(20, 4, WORDS, AS_OF)) == [draw_person(n, 4, WORDS, AS_OF).profile for n in range(20)]


def test_more_than_were_drawn_are_put_together_from_them_and_have_keys_of_their_own() -> None:
    many = list(many_people(200, 4, WORDS, AS_OF, drawn=20))
    first = many[:20]
    assert first == list(people(20, 4, WORDS, AS_OF))
    assert len({profile.key for profile in many}) == 200
    histories = {profile.jobs for profile in first}
    assert all(profile.jobs in histories for profile in many)
    assert len({(profile.jobs, profile.credentials, profile.home) for profile in many}) > 150
    assert many == list(many_people(200, 4, WORDS, AS_OF, drawn=20))


def test_as_many_openings_as_wanted_the_same_every_time() -> None:
    drawn = list(openings(90, 4, WORDS, AS_OF))
    assert len({opening.key for opening in drawn}) == 90
    assert {opening.setting for opening in drawn} == set(WORDS.kind("setting"))
    assert drawn == list(openings(90, 4, WORDS, AS_OF))
