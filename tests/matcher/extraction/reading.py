"""Texts read, for the tests of reading."""

from datetime import date

from matcher import vocabulary
from matcher.domain import Profile, Requirement, Requirements
from matcher.extraction.posting import read_posting
from matcher.extraction.resume import read_doubts, read_resume

AS_OF = date(2026, 11, 25)


WORDS = vocabulary.load()


def read(text: str, as_of: date = AS_OF) -> Profile:
    return read_resume(text, "someone", as_of, WORDS)


def held(text: str) -> set[str]:
    return {credential.type for credential in read(text).credentials}


def doubts(text: str, as_of: date = AS_OF) -> list[tuple[str, str, str]]:
    """(part, why, words) in the order of the text."""
    found = sorted(read_doubts(text, as_of, WORDS).items(), key=lambda pair: pair[0][1])
    return [(doubt.part, doubt.why, doubt.words) for _, left in found for doubt in left]


def posting(text: str) -> Requirements:
    return read_posting(text, "an opening", AS_OF, WORDS)


def asked(line: str) -> list[tuple[str, tuple[str, ...], bool]]:
    """What one line asks, skills left out."""
    return [
        (r.kind, r.any_of, r.must) for r in posting("Clinic Helper Wanted Today.\n" + line).asked if r.kind != "skill"
    ]


def of_kind(requirements: Requirements, kind: str) -> list[Requirement]:
    return [r for r in requirements.asked if r.kind == kind]
