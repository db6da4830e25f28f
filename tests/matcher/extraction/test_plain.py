"""A text made plain: lines and sentences, their length bounded, every word in one of them."""

from datetime import date

import pytest

from matcher import vocabulary
from matcher.extraction.plain import LONGEST, Reading, sentences
from matcher.extraction.posting import read_posting
from matcher.extraction.resume import read_resume

WORDS = vocabulary.load()
AS_OF = date(2026, 11, 25)


@pytest.mark.parametrize(
    "text", ["venipuncture, EKG, BLS " * 5000, "x" * 20_000, "CNA" + " " * 9000 + "RN\n" + "a b " * 4000 + " " * 3000]
)
def test_a_line_without_end_is_read_in_parts_that_hold_all_its_words(text: str) -> None:
    reading = Reading(text)
    for spans in ([(line.start, line.end) for line in reading.lines], list(sentences(reading, 0, len(text)))):
        assert max(end - start for start, end in spans) <= 1.5 * LONGEST
        assert [word for start, end in spans for word in text[start:end].split()] == text.split() or " " not in text
        assert sum(len("".join(text[start:end].split())) for start, end in spans) == len("".join(text.split()))
    assert [line.text for line in reading.lines] == [text[line.start : line.end] for line in reading.lines]
    assert [line.number for line in reading.lines] == list(range(len(reading.lines)))


def test_a_line_of_ordinary_length_is_one() -> None:
    text = "Room patients. " * 60
    assert [line.text for line in Reading(text).lines] == [text.strip()]


def test_the_words_of_an_endless_line_are_read_at_its_end_too() -> None:
    words = "vital signs EKG CMA " * 1500
    profile = read_resume(f"SKILLS\n{words}venipuncture\n", "", AS_OF, WORDS)
    assert {"vital_signs", "ekg", "venipuncture"} <= {skill.slug for skill in profile.skills}
    opening = read_posting(f"Medical Assistant\n{words}venipuncture\n", "", AS_OF, WORDS)
    assert {"vital_signs", "ekg", "venipuncture"} <= {task.slug for task in opening.tasks}
