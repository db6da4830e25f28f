"""A posting's text becomes requirements: roles, tasks, what is asked, pay, shifts, place and days, all proposed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from matcher.domain import Requirement, Requirements, Task
from matcher.extraction import posting_cards, posting_families, requirements, titles
from matcher.extraction.alternatives import ways_in
from matcher.extraction.plain import Reading
from matcher.extraction.posting_sentences import Sentence, asks_nothing, divide
from matcher.extraction.posting_terms import days_of, employment_of, pay_of, place_of, shifts_of
from matcher.extraction.sections import words
from matcher.extraction.terms import search
from matcher.vocabulary import Vocabulary

MAX_TITLE = 200
NO_TITLE = re.compile(
    r"^(?:perform|assist|prepar|administ|provid|obtain|collect|schedul|maintain|greet|answer|document|conduct|monitor|ensur|coordinat|process|review|support|clean|order|respond|communicat|educat|explain|measur|record|tak)(?:s|es|ing|e)?\b"
    r"|\b(?:required|preferred|experience|exp|given priority|degree|diploma|licen[sc]e|licensed|certification|certificate|card|must|req'?d?|pref'?d?|minimum|at least"
    r"|graduate|completion|knowledge|abilit(?:y|ies)|skills|proficien\w+|current|valid|willing|enrolled|reports?)\b|\d\s*\+?\s*(?:yrs?|years?|months?)\b|\bw/",
    re.I,
)
LABELLED = re.compile(r"^\s*(?:job title|title|position|position title|role)\s*[:\-]\s*(.+)$", re.I)
#: What each of the roles has to hold follows as a list of ways in.
EITHER = re.compile(r"\bone of (?:these|the following|the above|above|three|two|our)\b")


def read_posting(text: str, key: str, as_of: date, vocabulary: Vocabulary) -> Requirements:
    """Every requirement and task proposed. `as_of` bounds dates: days before it are no first day of an opening."""
    reading = Reading(text)
    sentences = divide(reading)
    title = _title(reading)[:MAX_TITLE]
    roles, families = posting_families.wanted(title, vocabulary)
    asked: list[Requirement] = []
    tasks: dict[str, Task] = {}
    accepted: dict[str, int] = {}
    named = False
    for sentence in sentences:
        if asks_nothing(reading, sentence):
            continue
        is_title = sentence.section == "title" and _is_title(reading.plain[sentence.start : sentence.end], vocabulary)
        named = named or is_title
        if len(reading.lines) == 1 and not is_title:
            sentence = replace(sentence, section="required")  # a line alone that names no job asks
        asked += requirements.of_sentence(reading, sentence, vocabulary, is_title)
        if not is_title:
            asked += _skills(reading, sentence, tasks, vocabulary)
            posting_families.accept(reading, sentence, accepted, vocabulary)
    if len(roles) > 1 and named:  # "Medical Assistant or LPN": a licence of one of the roles is not asked of the other
        asked = [r for r in asked if not _title_licence(r, title)]
        if EITHER.search(reading.lower):
            asked = [r for r in asked if not _of_some(r, roles, vocabulary)]
    asked = ways_in(reading, asked)
    roles, serving = posting_families.serving(title, roles, families, accepted, asked, tasks, reading.lower, vocabulary)
    begin, end = days_of(reading, as_of)
    return Requirements(
        key=key,
        title=title,
        roles=roles,
        families=serving,
        specialty=_most(reading, sentences, "specialty", vocabulary),
        setting=_most(reading, sentences, "setting", vocabulary),
        place=place_of(reading, vocabulary),
        begin=begin,
        end=end,
        tasks=tuple(tasks.values()),
        asked=tuple(_once(asked)),
        shifts=frozenset(shifts_of(reading, sentences, vocabulary)),
        employment_type=employment_of(reading, sentences, vocabulary),
        pay=pay_of(reading),
        will_train=re.search(words()["force"]["will_train"], reading.lower) is not None,
        text=text,
    )


def _title(reading: Reading) -> str:
    for line in reading.lines[:12]:
        if match := LABELLED.match(line.text):
            return match.group(1).strip()
    return reading.lines[0].text if reading.lines else ""


def _is_title(line: str, vocabulary: Vocabulary) -> bool:
    """Does the first line name the job, and is no duty or requirement of its own?"""
    line = line.strip()
    if line.endswith(".") or len(line.split()) > 16 or NO_TITLE.search(line):
        return False
    return titles.likeness(line, vocabulary) >= 1 or titles.understand(line, vocabulary).family is not None


def _title_licence(requirement: Requirement, title: str) -> bool:
    return (
        requirement.kind == "licence"
        and requirement.source is not None
        and requirement.source.text.strip() == title.strip()
    )


def _of_some(requirement: Requirement, roles: tuple[str, ...], vocabulary: Vocabulary) -> bool:
    """Is it the licence or the certificate by which one holds some of the roles wanted, and not all of them?"""
    if requirement.kind not in ("licence", "credential") or not requirement.any_of:
        return False
    shown = {role for slug in requirement.any_of for role in posting_cards.roles_shown_by(slug, vocabulary)}
    return bool(shown) and shown <= {*roles} and len(shown) < len(roles)


def _skills(
    reading: Reading, sentence: Sentence, tasks: dict[str, Task], vocabulary: Vocabulary
) -> Iterator[Requirement]:
    """Skills of the duties become tasks, heavier the oftener they are named; those of the qualifications become requirements."""
    named = requirements.skills(reading, sentence, vocabulary)
    either = requirements.either_skill(reading, sentence, named, vocabulary)
    yield from either
    taken = {slug for requirement in either for slug in requirement.any_of}
    for found, must in named:
        if found.slug in taken:
            continue
        personal = vocabulary.get("skill", found.slug).data.get("group") == "personal"
        source = reading.source(found.start, found.end)
        if sentence.section in ("required", "preferred") or personal or not must:
            yield Requirement(
                "skill",
                (found.slug,),
                must=must and not personal,
                weight=2 if personal else 5,
                standing="proposed",
                source=source,
            )
        else:
            task = tasks.get(found.slug)
            weight = 5 if task is None else min(10, task.weight + 1)
            tasks[found.slug] = Task(found.slug, weight, "proposed", task.source if task else source)


def _once(asked: list[Requirement]) -> list[Requirement]:
    """The same thing asked twice is asked once, as a must if it is one anywhere."""
    kept: dict[tuple[object, ...], Requirement] = {}
    for requirement in asked:
        key = (
            (requirement.kind, requirement.any_of, requirement.years)
            if requirement.any_of
            else (requirement.kind, requirement.source, requirement.years)
        )
        if key in kept and (kept[key].must or not requirement.must):
            continue
        kept[key] = replace(requirement, source=kept[key].source) if key in kept else requirement
    return list(kept.values())


def _most(reading: Reading, sentences: list[Sentence], kind: str, vocabulary: Vocabulary) -> str | None:
    """The setting or specialty named most, a mention in the first lines counting four, what is said of the firm a half.

    A single mention further down is too little: "hospital policies" make no hospital.
    """
    counted: dict[str, float] = {}
    top = reading.lines[min(2, len(reading.lines) - 1)].end if reading.lines else 0
    for sentence in sentences:
        for found in search(reading, vocabulary, (kind,), sentence.start, sentence.end):
            weight = 4.0 if found.start < top else 0.5 if sentence.section in ("about", "benefits") else 1.0
            counted[found.slug] = counted.get(found.slug, 0) + weight
    best = max(counted, key=lambda slug: counted[slug], default=None)
    return best if best and counted[best] >= 2 else None
