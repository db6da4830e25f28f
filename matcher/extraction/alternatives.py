"""What "or" joins in a sentence of a posting: alternatives of one kind are one requirement, those of several kinds a question."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, replace

from matcher.domain import Requirement
from matcher.extraction.plain import Reading

OR = re.compile(r"\bor\b|/|\|")
OR_LIKE = re.compile(
    r"\bor (?:its )?(?:equivalen\w+|similar|comparable)\b"
)  # speaks of the one before it, joins no other
ASIDE = re.compile(r"\([^()]*\)")  # "CMA (AAMA), RMA or CCMA": the body does not part the three
#: Between two things of which either is enough; not "a diploma and CPR or ...", which parts them otherwise.
OR_ACROSS = re.compile(
    r"(?:(?!\b(?:and|plus|with|required|preferred|must)\b)[^.;:,]){0,40}?[,\s]\s*\bor\b\s*"
    r"(?:(?:at least|a minimum of|minimum(?: of)?|an?|the|current|active|valid|completion of|equivalent|licensed|certified)\s+){0,3}\(?"
)
ACROSS = ("credential", "licence", "education", "experience")
BRACKETS = 100  # characters that a choice in brackets is long at most
#: "One of the following: (a) ...; (b) ...; or (c) ...", on one line or each on its own.
LISTED = re.compile(r"\b(?:one|any|either) of (?:the following|these)\b[^.;(\n]{0,40}\s*[•*-]?\s*(?=\((?:a|1|i)\))")
MARKED = re.compile(r"\((?:[a-h]|[1-9]|i{1,3}|iv|v)\)")
LONGEST = 400  # characters of one way
SENTENCE = re.compile(r"[.!?](?=\s+\S)")
ITEM_END = re.compile(r"[.!?](?=\s|$)|\n")
AND_SO_ON = re.compile(r"\W{0,3}(?:etc|or (?:equivalent|similar|other))\b")


@dataclass(frozen=True)
class Item:
    requirement: Requirement
    start: int
    end: int


def merged(reading: Reading, items: list[Item]) -> list[Item]:
    """Items of one kind that a sentence joins by "or" become one requirement; the same asked twice is asked once."""
    result: list[Item] = []
    for kind in dict.fromkeys(i.requirement.kind for i in items):
        own = sorted((i for i in items if i.requirement.kind == kind), key=lambda i: i.start)
        joined = [
            (
                OR.search(OR_LIKE.sub("", between := reading.lower[a.end : b.start])) is not None
                or _in_one(reading, a, b)
            )
            and len(between) < 80
            and ";" not in between
            for a, b in itertools.pairwise(own)
        ]
        if joined and AND_SO_ON.match(reading.lower, own[-1].end):
            joined[-1] = True
        for place in range(len(joined) - 2, -1, -1):  # "A, B or C": the commas before an "or" join as well
            between = ASIDE.sub("", reading.lower[own[place].end : own[place + 1].start]).strip(" ),\n")
            joined[place] = joined[place] or (joined[place + 1] and not between)
        groups: list[list[Item]] = []
        for place, item in enumerate(own):
            if place and joined[place - 1] and kind != "experience":
                groups[-1].append(item)
            else:
                groups.append([item])
        seen: set[tuple[object, ...]] = set()
        for group in groups:
            slugs = tuple(dict.fromkeys(s for i in group for s in i.requirement.any_of))
            first = group[0]
            key = (slugs, first.requirement.years)
            if key in seen:
                continue
            seen.add(key)
            result.append(Item(replace(first.requirement, any_of=slugs), first.start, group[-1].end))
    return result


def _in_one(reading: Reading, one: Item, other: Item) -> bool:
    """Do both stand in one pair of brackets, the first perhaps right before it, that offers a choice? "certification (PBT, RPT or
    equivalent)" asks for one of them."""
    close = reading.lower.find(")", other.end, other.end + BRACKETS)
    opened = reading.lower.rfind("(", max(0, one.start - BRACKETS), other.start)
    if close < 0 or opened < 0 or ")" in reading.lower[opened : other.end]:
        return False
    return opened - one.end <= 1 and re.search(r"\bor\b", reading.lower[opened:close]) is not None


def across(reading: Reading, items: list[Item], others: list[tuple[int, int]]) -> list[Item]:
    """What "or" joins across kinds, "CMA (AAMA) or LPN", "a degree or four years of experience", no requirement can hold, and
    neither is asked alone: it becomes one thing asked in words that name nothing (`any_of` empty), for a person to settle.
    """
    marks: list[tuple[int, int, Item | None]] = [(i.start, i.end, i) for i in items if i.requirement.kind in ACROSS]
    marks = sorted([*marks, *((start, end, None) for start, end in others)], key=lambda mark: mark[:2])
    result = list(items)
    group = marks[:1]
    for mark in [*marks[1:], None]:
        if mark and OR_ACROSS.fullmatch(reading.lower, group[-1][1], mark[0]):
            group.append(mark)
            continue
        named = [item for _, _, item in group if item]
        kinds = [item.requirement.kind for item in named if item.requirement.kind != "experience"]
        if kinds and (len(named) < len(group) or len({i.requirement.kind for i in named}) > 1):
            result = [item for item in result if item not in named]
            result.append(Item(Requirement(kinds[0], ()), group[0][0], group[-1][1]))
        group = [mark] if mark else []
    return result


def ways_in(reading: Reading, asked: list[Requirement]) -> list[Requirement]:
    """A list marked (a), (b) of which one is enough asks for one of them: where it names all in one kind, they are alternatives;
    where it does not, it is a thing asked in words that name nothing, for a person to settle."""
    for listed in LISTED.finditer(reading.lower):
        ways, stop = _marked(reading.lower, listed.end())
        spans = ((r, r.source) for r in asked if r.kind in ACROSS)
        own = [r for r, at in spans if at and at.start < stop and at.end > listed.end()]
        cards = [r for r in own if r.kind != "experience"]
        if not cards:
            continue
        named = tuple(dict.fromkeys(slug for r in cards for slug in r.any_of))
        whole = len({r.kind for r in cards}) == 1 and ways in (len(cards), len(named)) and all(r.any_of for r in cards)
        one = replace(cards[0], any_of=named if whole else (), must=any(r.must for r in cards))
        asked = [one if r is cards[0] else r for r in asked if r is cards[0] or r not in own]
    return asked


def _marked(lower: str, start: int) -> tuple[int, int]:
    """How many marked ways follow from a place on, and where the last of them ends."""
    ways, at = 0, start
    while following := MARKED.search(lower, at, at + LONGEST):
        between = lower[at : following.start()]
        own_line = not between.rpartition("\n")[2].strip(" \t•*-")
        if ways and (
            ("\n" in between and not own_line) or "\n\n" in between or (SENTENCE.search(between) and not own_line)
        ):
            break
        ways, at = ways + 1, following.end()
    end = ITEM_END.search(lower, at)
    return ways, end.start() if end else len(lower)
