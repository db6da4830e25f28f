"""The matcher's sentences (data/sentences.toml), and names and dates as they stand in them: "16 Jan 2027", "CCMA (NHA)"."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Iterable
from datetime import date

from matcher.domain import Credential
from matcher.vocabulary import DATA, Term, Vocabulary

SENTENCES: dict[str, str] = {
    f"{part}.{key}": sentence
    for part, keys in tomllib.loads((DATA / "sentences.toml").read_text("utf-8")).items()
    for key, sentence in keys.items()
}
ANY_OF = ("language", "education", "role", "setting", "specialty", "skill", "system", "vaccination", "family")


def say(key: str, **values: object) -> str:
    """The sentence of a key with its values put in. KeyError names a key or a value that is not there."""
    return SENTENCES[key].format(**values)


def together(*sentences: str) -> str:
    """Those that say something, one after the other."""
    return " ".join(filter(None, sentences))


MONTHS = tuple(say("month.short").split())
#: What numbers are called at the beginning of a sentence.
WORDS = tuple(say("number.words").split())


def on(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def as_of(text: str) -> str:
    """ "2024-08" -> "Aug 2024"; other forms as they are."""
    match = re.fullmatch(r"(\d{4})-(\d{2})(?:-(\d{2}))?", text)
    if match is None:
        return text
    month = f"{MONTHS[int(match[2]) - 1]} {match[1]}"
    return f"{int(match[3])} {month}" if match[3] else month


def either(words: Iterable[str]) -> str:
    """ "a, b or c" """
    return listed(words, "or")


def listed(words: Iterable[str], last: str = "and") -> str:
    *head, tail = words
    return f"{', '.join(head)} {say(f'list.{last}')} {tail}" if head else tail


def a(noun: str) -> str:
    """The noun with its article, as spoken: "an RN licence", "a BLS card"."""
    spoken = noun[0] in "AEFHILMNORSX" if noun[:2].isupper() else noun[0].lower() in "aeio"
    return f"{'an' if spoken else 'a'} {noun}"


def lower(words: str) -> str:
    """The words as they stand inside a sentence: "Registered nurse" -> "registered nurse", "RN licence" as it is."""
    return words if words[:2].isupper() or words[1:2] in " -(" else words[0].lower() + words[1:]


def time_of(years: float) -> str:
    """ "2.5 years", "1 year", "6 months" under a year. What is begun is left out, of months and of tenths of years."""
    months = math.floor(years * 12 + 1e-6)  # years come as months / 12
    if months < 12:
        return counted(months, "month")
    return counted(math.floor(years * 10 + 1e-6) / 10, "year")


def counted(number: float, noun: str) -> str:
    """ "1 month", "2.5 years" """
    return f"{number:g} {say(f'number.{noun}' if number == 1 else f'number.{noun}s')}"


def opening_number(number: int) -> str:
    """A number at the beginning of a sentence: in words up to ten, in digits above. Elsewhere numbers are digits."""
    return WORDS[number] if number < len(WORDS) else f"{number:,}"


def credential_name(term: Term) -> str:
    """A certification by its letters and its body's, a licence by its label."""
    letters = term.data.get("abbr")
    if not letters:
        return term.label
    if "(" in letters:
        return str(letters)
    body = str(term.data.get("body", ""))
    capitals = re.findall(r"\b[A-Z](?=[a-z])", body)
    short = body if body.isupper() else "".join(capitals) if len(capitals) > 1 and " or " not in body else ""
    return f"{letters} ({short})" if short else str(letters)


def held_name(credential: Credential, vocabulary: Vocabulary) -> str:
    name = credential_name(vocabulary.credential(credential.type))
    return f"{name}, {credential.state}" if credential.state else name


def asked_credentials(any_of: Iterable[str], vocabulary: Vocabulary) -> str:
    """What a credential or licence requirement names: classes by label, credentials by name."""
    return either(
        vocabulary.get("credential_class", slug).label
        if vocabulary.has("credential_class", slug)
        else credential_name(vocabulary.credential(slug))
        for slug in any_of
    )


def label(slug: str, vocabulary: Vocabulary, kinds: Iterable[str] = ANY_OF) -> str:
    """The label of a slug in the first of the kinds that has it; the slug's own words where none does."""
    for kind in kinds:
        if vocabulary.has(kind, slug):
            return vocabulary.get(kind, slug).label
    return slug.replace("_", " ")
