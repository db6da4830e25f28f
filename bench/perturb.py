"""A resume's text said another way: what must move no score. Each function gives texts that must all read alike, the first of
them the one the others are held against; nothing where the text gives no occasion."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from matcher.domain import Profile
from matcher.extraction import jobs, sections
from matcher.extraction.pieces import Entry
from matcher.extraction.plain import Reading
from matcher.extraction.resume import KINDS
from matcher.extraction.terms import ALL_KINDS, Found, search
from matcher.vocabulary import Vocabulary

Edit = tuple[int, int, str]  # from, to, what stands there instead

#: A name over the text. None is a word of a job or letters of a credential in capitals: "LI MA" over a resume says "MA".
NAMES = (
    "Jordan Smith",
    "María-José Núñez",
    "Nguyen Thi Lan",
    "Aaliyah Washington",
    "Hope Grace Garden",
    "KRZYSZTOF WOJCIK",
)
#: Surnames that are trades as well. A name is a name at the top, whatever else it means.
TRADES = ("Grace Cook", "Mark Baker", "Ann Porter", "Bill Carpenter", "Joy Page", "Dean Butler")
PLACES = ("Denver, CO 80202", "Denver, CO 80203", "Denver, CO 80219")
GENDERS = (
    ("she", "he"),
    ("her", "his"),
    ("herself", "himself"),
    ("woman", "man"),
    ("women", "men"),
    ("female", "male"),
    ("mrs", "mr"),
    ("wife", "husband"),
    ("mother", "father"),
    ("daughter", "son"),
    ("sister", "brother"),
    ("sorority", "fraternity"),
    ("girls", "boys"),
    ("waitress", "waiter"),
)
OTHER = {a: b for pair in GENDERS for a, b in (pair, pair[::-1])} | {"him": "her", "ms": "mr", "miss": "mr"}
OF_HER = "She is a mother of two girls and was chosen sorority sister of the year; her husband is a veteran."
WORD = re.compile(r"[A-Za-z]+")
YEAR = re.compile(r"(?<![\d/$.,#-])(?:19|20)\d\d(?![\d%])")
EARLIER = 9  # years


@dataclass(frozen=True, eq=False)
class Resume:
    """A text with what reading made of it: lines with their sections, job entries, every term of the vocabulary."""

    text: str
    profile: Profile
    reading: Reading
    entries: Sequence[Entry]
    found: Sequence[Found]

    @classmethod
    def of(cls, text: str, profile: Profile, vocabulary: Vocabulary) -> Resume:
        reading = Reading(text)
        sections.divide(reading)
        return cls(text, profile, reading, jobs.find(reading, vocabulary), search(reading, vocabulary, ALL_KINDS))


def edited(text: str, edits: Sequence[Edit]) -> str:
    """The text with each span replaced; spans do not overlap."""
    for start, end, instead in sorted(edits, reverse=True):
        text = text[:start] + instead + text[end:]
    return text


def as_written(word: str, instead: str) -> str:
    """`instead` with the capitals of the word it stands for."""
    if len(word) > 4 and word.isupper() and instead.islower():
        return instead.upper()
    return instead[:1].upper() + instead[1:] if word[:1].isupper() else instead


# --- another word for the same thing ----------------------------------------------------------------------------------


def means(found: Iterable[Found]) -> frozenset[tuple[str, str]]:
    """What a place says in running text: the families are words of titles and count in titles alone."""
    return frozenset((f.kind, f.slug) for f in found if f.kind != "family")


def across(found: Iterable[Found], start: int, end: int) -> tuple[list[Found], bool]:
    """What a span touches, and whether each of it is the span itself."""
    near = [f for f in found if f.start < end and start < f.end]
    return near, all((f.start, f.end) == (start, end) for f in near)


@functools.cache
def ways(kind: str, slug: str, vocabulary: Vocabulary) -> tuple[tuple[str, frozenset[tuple[str, str]]], ...]:
    """The words that stand for a term in running text and for nothing less than all of themselves, each with all they mean."""
    term = vocabulary.get(kind, slug)
    weak = term.data.get("weak", ())
    told = []
    for way in (w for w in (term.label, *term.synonyms) if w not in weak and not re.search(r"[,;:()|/]", w)):
        near, whole = across(search(Reading(way), vocabulary, ALL_KINDS), 0, len(way))
        if whole and (kind, slug) in means(near):
            told.append((way, means(near)))
    return tuple(told)


def _swappable(resume: Resume, vocabulary: Vocabulary) -> Iterator[tuple[Found, list[str]]]:
    """The mentions with the other words for them: in duties, lists and sentences; not in the head of a job (an employer's name
    is a name), a heading or schooling (a subject is no skill), nor where the words are part of something else that the
    vocabulary knows, or are letters that need their sentence."""
    heads = {n for e in resume.entries for n in range(e.first_line, e.last_line + 1)}
    heads |= {piece.line for e in resume.entries for piece in (e.title, e.employer) if piece}
    lines = resume.reading.lines
    closed = [
        (line.start, line.end) for line in lines if line.heading or line.number in heads or line.section == "education"
    ]
    letters = {entry["token"] for entry in vocabulary.ambiguous}
    for found in resume.found:
        near, whole = across(resume.found, found.start, found.end)
        if (
            found is next((f for f in near if f.kind in KINDS), None)
            and whole
            and not any(start < found.end and found.start < end for start, end in closed)
            and resume.text[found.start : found.end].upper() not in letters
        ):
            its = ways(found.kind, found.slug, vocabulary)
            if others := [way for way, meaning in its if meaning == means(near)]:
                yield found, others


def aliases(resume: Resume, vocabulary: Vocabulary, turn: int) -> tuple[list[Edit], str]:
    """The text with every mention said in its next way but `turn`, and the edits that made it. A word that would make another
    term with its neighbours stays as it was."""
    edits = []
    for found, others in _swappable(resume, vocabulary):
        instead = as_written(resume.text[found.start : found.end], others[turn % len(others)])
        if instead.casefold() != resume.text[found.start : found.end].casefold():
            edits.append((found.start, found.end, instead))
    return _unmixed(resume, edits, vocabulary)


def _unmixed(resume: Resume, edits: list[Edit], vocabulary: Vocabulary) -> tuple[list[Edit], str]:
    """Only the edits after which their place says what it said, and nothing with its neighbours."""
    text, kept, moved = edited(resume.text, edits), [], 0
    after = search(Reading(text), vocabulary, ALL_KINDS)
    for start, end, instead in sorted(edits):
        near, whole = across(after, start + moved, start + moved + len(instead))
        moved += len(instead) - (end - start)
        if whole and means(near) == means(across(resume.found, start, end)[0]):
            kept.append((start, end, instead))
    return (edits, text) if len(kept) == len(edits) else _unmixed(resume, kept, vocabulary)


# --- whole sections in another order ----------------------------------------------------------------------------------


def orders(resume: Resume) -> list[str]:
    """The sections backwards, and the last of them first. What stands above the first heading stays there."""
    text, cuts = resume.text, []
    for line in resume.reading.lines:
        if line.heading:
            cuts.append(resume.reading.plain.rfind("\n", 0, line.start) + 1)
    blocks = [text[a:b].rstrip("\n") + "\n\n" for a, b in itertools.pairwise([*cuts, len(text)])]
    if len(blocks) < 2:
        return []
    head = text[: cuts[0]]
    return [head + "".join(order) for order in (blocks, blocks[::-1], [blocks[-1], *blocks[:-1]])]


# --- who somebody is --------------------------------------------------------------------------------------------------


def named(text: str, names: Sequence[str]) -> list[str]:
    """The text under each of the names, with an e-mail of that name."""
    mails = (re.sub(r"[^a-z]+", ".", name.lower()) for name in names)
    return [f"{name}\n{mail}@example.org\n{text}" for name, mail in zip(names, mails, strict=True)]


def genders(resume: Resume) -> list[str]:
    """The text with a line that tells of a woman, the same of a man, and the first with every other gendered word turned about.
    Words of a term of the vocabulary stay: women's health is a specialty."""
    own = [(f.start, f.end) for f in resume.found]
    told = ((resume.text, OF_HER), (resume.text, turned(OF_HER)), (turned(resume.text, own), OF_HER))
    return [f"{text.rstrip()}\n{line}\n" for text, line in told]


def turned(text: str, but: Sequence[tuple[int, int]] = ()) -> str:
    """The text with its gendered words turned about, but for those within the spans `but`."""
    return edited(
        text,
        [
            (m.start(), m.end(), as_written(m.group(), OTHER[m.group().lower()]))
            for m in WORD.finditer(text)
            if m.group().lower() in OTHER and not any(start < m.end() and m.start() < end for start, end in but)
        ],
    )


def graduated(resume: Resume, as_of: date) -> list[str]:
    """The text with the years of its schooling put earlier, and as much later as makes none of them a year to come; nothing
    where one is to come, for then the schooling is not finished."""
    work = [(e.start, e.end) for e in resume.entries]
    years: list[tuple[int, int]] = []
    for line in resume.reading.lines:
        if line.section == "education" and not any(a < line.end and line.start < b for a, b in work):
            years += [(line.start + m.start(), int(m.group())) for m in YEAR.finditer(line.text)]
    room = as_of.year - 1 - max((year for _, year in years), default=as_of.year)
    if not years or room < 0:
        return []
    moved = [[(at, at + 4, str(year + by)) for at, year in years] for by in (-EARLIER, room) if by]
    return [resume.text, *(edited(resume.text, edits) for edits in moved)]


def homes(text: str) -> list[str]:
    """The text with each of a few addresses of one town over it."""
    return [f"{place}\n{text}" for place in PLACES]
