"""Words of the vocabulary in a text: one pass over its words, the longest phrase of each kind wins, spans kept.

Phrases of several words meet inflected forms (schedules, scheduling); single words meet only their plural. Terms marked
as cased count as written only: IM, not im. Weak terms count only where they are a whole item of a list.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from matcher.extraction.plain import Reading
from matcher.extraction.sections import words
from matcher.vocabulary import Vocabulary

ALL_KINDS = (
    "skill", "system", "setting", "specialty", "certification", "licence", "credential_class", "role", "family", "language",
    "vaccination", "shift", "employment_type",
)  # fmt: skip
WORD = re.compile(r"[^\W_]+")
ADDRESS = re.compile(r"[^\s@<>()]+@[^\s@<>()]+")  # of mail: its words are somebody's name
#: What may stand between two words of one phrase.
GAP = re.compile(r"[ \t]{0,3}[-/&'+()_.,]{0,2}[ \t]{0,3}\n?[ \t]{0,3}")
ENDINGS = ("ations", "ation", "ings", "ing", "ers", "ed", "es", "s", "e")
ASIDE = re.compile(r"\s*\([^)]*\)\s*$")
LISTED_AFTER = re.compile(r"\b(?:and|or|of|in|with)\s$")
LISTED_BEFORE = re.compile(r"\s(?:and|or|preferred|required|experience|skills?|knowledge|a plus|duties)\b")
SHORT = 4  # letters up to which a phrase must be written exactly, marks and all


@functools.cache
def _misspelt() -> dict[str, str]:
    return dict(words()["misspelt"])


@functools.lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The word without its common endings, at least four letters left; a common misspelling is read as the right word."""
    word = _misspelt().get(word, word)
    if len(word) <= SHORT or not word.isascii():
        return plural(word)
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORT:
            word = word.removesuffix(ending)
            break
    if len(word) > SHORT and word[-1] == word[-2] and word[-1] not in "sl":
        word = word[:-1]  # transferr(ing), planned
    return word[:-1] + "i" if word.endswith("y") and len(word) > SHORT else word


@functools.lru_cache(maxsize=50_000)
def plural(word: str) -> str:
    word = _misspelt().get(word, word)
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-3] + "y" if word.endswith("ies") and len(word) > 4 else word[:-1]
    return word


@dataclass(frozen=True)
class Found:
    """A term of the vocabulary at a place of the text."""

    kind: str
    slug: str
    start: int
    end: int


@dataclass(frozen=True)
class _Phrase:
    kind: str
    slug: str
    keys: tuple[str, ...]
    exact: str | None  # the text must read so (None = its words suffice)
    cased: bool
    weak: bool


class Terms:
    """A matcher over several kinds of the vocabulary."""

    def __init__(self, phrases: Mapping[str, Sequence[tuple[str, str, bool, bool]]]) -> None:
        """`phrases`: kind -> (phrase, slug, cased, weak)."""
        self._by_first: dict[str, list[_Phrase]] = {}
        for kind, entries in phrases.items():
            for text, slug, cased, weak in entries:
                tokens = WORD.findall(text.lower())
                if not tokens:
                    continue
                keys = (plural(tokens[0]),) if len(tokens) == 1 else tuple(map(stem, tokens))
                letters = sum(map(len, tokens))
                marked = not text.replace(" ", "").isalnum()
                exact = (text if cased else text.lower()) if cased or (marked and letters <= SHORT) else None
                first = tokens[0] if len(tokens) == 1 else keys[0]
                self._by_first.setdefault(plural(first) if len(tokens) == 1 else first, []).append(
                    _Phrase(kind, slug, keys, exact, cased, weak)
                )
        for entries_ in self._by_first.values():
            entries_.sort(key=lambda phrase: -len(phrase.keys))

    def find(self, reading: Reading, start: int = 0, end: int | None = None) -> list[Found]:
        """All terms between two places, in the order they stand."""
        stop = len(reading.plain) if end is None else end
        lower = ADDRESS.sub(lambda m: " " * len(m.group()), reading.lower) if "@" in reading.lower else reading.lower
        tokens = [(m.start(), m.end()) for m in WORD.finditer(lower, start, stop)]
        words = [reading.lower[a:b] for a, b in tokens]
        stems = [stem(word) for word in words]
        plurals = [plural(word) for word in words]
        taken: dict[str, int] = {}
        found: list[Found] = []
        first = self._by_first
        for i, (begin, _) in enumerate(tokens):
            one, other = stems[i], plurals[i]
            if one not in first and other not in first:
                continue
            candidates = first.get(one, [])
            if other != one and other in first:
                candidates = [*candidates, *first[other]]
            for phrase in candidates:
                if begin < taken.get(phrase.kind, 0):
                    continue
                count = len(phrase.keys)
                if count == 1:
                    if plurals[i] != phrase.keys[0]:
                        continue
                elif tuple(stems[i : i + count]) != phrase.keys or not self._joined(reading, tokens, i, count):
                    continue
                if words[i] == "or" and _joins(reading, begin):
                    continue
                last = tokens[i + count - 1][1]
                if phrase.exact is not None and not _reads(reading, phrase, begin, last):
                    continue
                if phrase.weak and not _is_item(reading, begin, last):
                    continue
                taken[phrase.kind] = last
                found.append(Found(phrase.kind, phrase.slug, begin, last))
        return found

    @staticmethod
    def _joined(reading: Reading, tokens: list[tuple[int, int]], first: int, count: int) -> bool:
        return all(
            GAP.fullmatch(reading.plain, tokens[j][1], tokens[j + 1][0]) is not None
            and not re.search(r"[.,(]\s", reading.plain[tokens[j][1] : tokens[j + 1][0]])
            for j in range(first, first + count - 1)
        )


def _joins(reading: Reading, place: int) -> bool:
    """Is this "or" the word that joins two, and no operating room: "hospital or nursing home", not "OR nurse"?"""
    return reading.plain[place : place + 2] == "or" and reading.plain[:place].rstrip(" \t")[-1:] not in ("", "\n")


def _reads(reading: Reading, phrase: _Phrase, start: int, end: int) -> bool:
    exact = phrase.exact or ""
    written = (reading.plain if phrase.cased else reading.lower)[start:end]
    tail = (reading.plain if phrase.cased else reading.lower)[start : start + len(exact)]
    return written == exact or tail == exact or (written[-1:] == "s" and written[:-1] == exact)


def _is_item(reading: Reading, start: int, end: int) -> bool:
    """Alone between commas, bullets, bars or line ends, or between "and" and a word like "experience"."""
    before = reading.plain[max(0, start - 40) : start].rstrip(" \t")[-1:] if start else ""
    after = reading.plain[end : end + 40].lstrip(" \t")[:1]
    return (before in ",;|•:\n/*(-" or LISTED_AFTER.search(reading.lower, max(0, start - 8), start) is not None) and (
        after in ",;|•\n/*)." or LISTED_BEFORE.match(reading.lower, end) is not None
    )


def _entries(vocabulary: Vocabulary, kind: str) -> Iterator[tuple[str, str, bool, bool]]:
    ambiguous = {entry["token"] for entry in vocabulary.ambiguous}
    for phrase, slug in vocabulary.phrases(kind).items():
        yield phrase, slug, False, False
        short = ASIDE.sub("", phrase)
        if kind == "role" and short.upper() in ambiguous:
            continue  # "CMA (medication aide)" is told by its aside from another CMA
        if short != phrase and short not in vocabulary.phrases(kind):
            yield short, slug, False, False  # "Venipuncture (phlebotomy)" is written without its aside
    for phrase, slug in vocabulary.cased(kind).items():
        yield phrase, slug, True, False
    for phrase, slug in vocabulary.weak(kind).items():
        yield phrase, slug, False, True


@functools.cache
def terms(vocabulary: Vocabulary, kinds: tuple[str, ...]) -> Terms:
    """The matcher of these kinds, built once."""
    return Terms({kind: list(_entries(vocabulary, kind)) for kind in kinds})


def search(
    reading: Reading, vocabulary: Vocabulary, kinds: tuple[str, ...], start: int = 0, end: int | None = None
) -> list[Found]:
    """The terms of these kinds between two places. A text is gone through once; every later question is a look-up."""
    if reading.terms is None:
        every = terms(vocabulary, ALL_KINDS).find(reading)
        reading.terms = {kind: ([], []) for kind in ALL_KINDS}
        for item in every:
            reading.terms[item.kind][0].append(item.start)
            reading.terms[item.kind][1].append(item)
    stop = len(reading.plain) if end is None else end
    found: list[Found] = []
    for kind in kinds:
        starts, items = reading.terms[kind]
        first = bisect.bisect_left(starts, start)
        last = bisect.bisect_left(starts, stop)
        found += [item for item in items[first:last] if item.end <= stop]
    return sorted(found, key=lambda item: item.start) if len(kinds) > 1 else found
