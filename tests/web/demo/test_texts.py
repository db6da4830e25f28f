"""The documents of drawn people: four layouts and a Word file that say what the person has done and holds."""

from __future__ import annotations

from datetime import date

import pytest

from matcher import vocabulary
from matcher.extraction.documents import text_of
from matcher.extraction.resume import read_resume
from web.demo.agency import draw_facility
from web.demo.openings import draw_opening
from web.demo.people import Person, draw_person
from web.demo.texts import LAYOUTS, card_text, posting_text, resume_docx, resume_text

AS_OF = date(2026, 11, 24)
WORDS = vocabulary.load()


@pytest.fixture(scope="module")
def people() -> list[Person]:
    return [draw_person(number, 5, WORDS, AS_OF) for number in range(12)]


def test_every_layout_names_person_employers_and_cards_and_is_another_text(people: list[Person]) -> None:
    for person in people:
        texts = [resume_text(person, WORDS, layout) for layout in range(LAYOUTS)]
        assert len(set(texts)) == LAYOUTS
        for text in texts:
            assert text.startswith(person.identity.name)
            assert all(job.employer in text and job.title in text for job in person.profile.jobs)
            assert all(number in text for number in person.numbers)


def test_what_is_read_from_the_layouts_is_what_the_person_did(people: list[Person]) -> None:
    """Reading is another room's work and not perfect; that documents and reader fit together is held here."""
    begun = families = skills = jobs = held = 0
    for person in people:
        for layout in range(LAYOUTS):
            read = read_resume(resume_text(person, WORDS, layout), "r", AS_OF, WORDS)
            found = {job.begin: job.family for job in read.jobs}
            jobs += len(person.profile.jobs)
            begun += sum(job.begin in found for job in person.profile.jobs)
            families += sum(found.get(job.begin) == job.family for job in person.profile.jobs)
            slugs = {skill.slug for skill in person.profile.skills}
            held += len(slugs)
            skills += len(slugs & {skill.slug for skill in read.skills})
    assert jobs > 80 and held > 500
    assert begun == jobs
    assert families > 0.9 * jobs
    assert skills > 0.95 * held


def test_a_word_file_opens_as_an_uploaded_one_would_and_says_the_same_jobs(people: list[Person]) -> None:
    person = next(person for person in people if len(person.profile.jobs) > 2)
    text = text_of(resume_docx(person, WORDS), "resume.docx")
    assert text.startswith(person.identity.name)
    read = read_resume(text, "r", AS_OF, WORDS)
    assert {job.begin for job in read.jobs} >= {job.begin for job in person.profile.jobs}


def test_a_card_says_what_it_is_whose_and_until_when() -> None:
    person = next(p for p in (draw_person(n, 5, WORDS, AS_OF) for n in range(50)) if p.profile.credentials)
    held, number = person.profile.credentials[0], person.numbers[0]
    text = card_text(person, held, number, WORDS)
    assert WORDS.credential(held.type).label in text
    assert person.identity.name in text and f"No. {number}" in text
    assert held.expires is not None and f"{held.expires:%B} {held.expires.day}, {held.expires.year}" in text


def test_a_posting_says_place_days_pay_duties_and_what_is_asked() -> None:
    facility = draw_facility(20, 1, WORDS)
    opening = draw_opening(1, 1, facility, WORDS, AS_OF)
    text = posting_text(opening, facility, WORDS)
    asked = opening.requirements
    assert asked.title in text and facility.name in text and facility.city in text
    assert asked.pay.low is not None and f"${asked.pay.low / 100:.2f}" in text
    assert all(f"- {WORDS.get('skill', task.slug).label}" in text for task in asked.tasks)
    assert "\nRequired\n" in text
