"""A resume's text becomes a profile: facts with the words they stand in, all proposed, nothing that is not written."""

from __future__ import annotations

import bisect
import functools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from matcher.domain import Held, HeldSkill, Job, Place, Profile
from matcher.extraction import credentials, dates, education, jobs, languages, sections, titles
from matcher.extraction.card_days import EXPIRY
from matcher.extraction.doubts import Doubt, Why
from matcher.extraction.held import around, held, means_it
from matcher.extraction.pieces import Entry
from matcher.extraction.plain import Reading
from matcher.extraction.sections import words
from matcher.extraction.terms import Found, search
from matcher.vocabulary import Vocabulary

KINDS = ("skill", "system", "setting", "specialty")
STALE = timedelta(days=3 * 365 + 1)  # a "present" is believed for three years after the newest date of its document
TELLING = 2  # duties of one family that must be seen before they outweigh the title
LICENSED = ("registered_nurse", "lpn")
AROUND = 80  # characters before and behind a skill in which words may deny it
#: A line of somebody else: "Jane Roe, RN, fluent in Tagalog", below the head.
PERSON = re.compile(
    r"\W*(?:Dr\.? )?[A-Z][\w'.-]+(?: [A-Z][\w'.-]*){1,3},\s*(?:RN|LPN|LVN|MD|DO|DNP|NP|FNP|PA|PA-C|PhD|MSN|BSN|CNA|CMA|MA|Director|Manager|Supervisor)\b"
)
SEEKING = re.compile(
    r"\b(?:seek\w*|obtain|position|become|becoming|looking|pursu\w+|to work as|student|aspiring|goal|desire)\b"
)
#: Duties that say of a job with a first day alone that it goes on.
STILL = re.compile(r"\b(?:i am|i'm|i) (?:currently|presently|still) (?:work|employed)")
PRACTICAL = re.compile(r"\b(?:lpn|lvn|licensed (?:practical|vocational) nurs\w+)\b")
OF_PRACTICAL = re.compile(r"\b(?:lpn|lvn|practical|vocational)\b")
OF_REGISTERED = re.compile(r"\b(?:rn|r\.n|registered)\b")
REGISTERED = re.compile(r"\b(?:rn|r\.n\.|registered nurs\w+|bsn|adn|nclex-rn)(?!\w)")
LICENCE = re.compile(r"\b(?:rn|r\.n\.|registered nurse|lpn|lvn|licensed practical|nursing licen[sc]e|bsn|nclex)\b")
ZIP = re.compile(r"\b([A-Z]{2})\.?,?\s+(\d{5})(?:-\d{4})?\b")


Doubts = dict[tuple[str, int, int], tuple[Doubt, ...]]


def read_resume(text: str, key: str, as_of: date, vocabulary: Vocabulary) -> Profile:
    """Every fact proposed, every section open. `as_of` is the day on which "present" is read."""
    return _read(text, key, as_of, vocabulary)[0]


def read_doubts(text: str, as_of: date, vocabulary: Vocabulary) -> Doubts:
    """What the same reading left open: ("job" or "credential", start and end of the fact's source) -> why, where anything."""
    return _read(text, "", as_of, vocabulary)[1]


def read_home(text: str, vocabulary: Vocabulary) -> Place:
    """The ZIP and state that stand at the top."""
    return _home(Reading(text), vocabulary)


def _read(text: str, key: str, as_of: date, vocabulary: Vocabulary) -> tuple[Profile, Doubts]:
    reading = Reading(text)
    sections.divide(reading)
    entries = jobs.find(reading, vocabulary)
    found = [f for f in search(reading, vocabulary, KINDS) if not _not_done(reading, f)]
    newest = _newest(reading, entries, as_of)
    times = [_time(reading, entry, newest, as_of) for entry in entries]
    places = [f.start for f in found]
    inside = [
        [f for start, end in ((e.start, e.end), *e.copies) for f in found[slice(*_between(places, start, end))]]
        for e in entries
    ]
    heads = jobs.Titles(entries)
    cards = credentials.read(reading, heads, as_of, vocabulary)
    practical = _practical({card.credential.type for card in cards}, reading)
    read_jobs = tuple(
        _job(reading, entry, time, named, practical, vocabulary)
        for entry, time, named in zip(entries, times, inside, strict=True)
    )
    profile = Profile(
        key=key,
        jobs=read_jobs,
        skills=_skills(reading, found, inside, read_jobs, as_of),
        credentials=tuple(card.credential for card in cards),
        education=tuple(education.read(reading, as_of, vocabulary)),
        languages=_languages(reading, vocabulary),
        systems=_held(reading, (f for f in found if f.kind == "system" and f.slug != "other_ehr")),
        roles=_stated_roles(reading, heads, vocabulary),
        home=_home(reading, vocabulary),
        text=text,
    )
    left_open = [("job", job.source, time.doubts) for job, time in zip(read_jobs, times, strict=True)]
    left_open += [("credential", card.credential.source, card.doubts) for card in cards]
    return profile, {(kind, at.start, at.end): doubts for kind, at, doubts in left_open if at and doubts}


def _between(places: list[int], start: int, end: int) -> tuple[int, int]:
    return bisect.bisect_left(places, start), bisect.bisect_left(places, end)


@functools.cache
def _cues() -> tuple[re.Pattern[str], re.Pattern[str]]:
    cues = words()["not_done"]
    return re.compile("|".join(cues["before"])), re.compile("|".join(cues["after"]))


def _not_done(reading: Reading, found: Found) -> bool:
    """Do the words around it say that this person does not do it, or that somebody else does?"""
    before, after = _cues()
    return bool(
        before.search(reading.lower, max(0, found.start - AROUND), found.start)
        or after.search(reading.lower[found.end : found.end + AROUND])
    )


@dataclass(frozen=True)
class _Time:
    """A job's days as far as they can be: those of the calendar, not to come, in their order."""

    begin: date | None = None
    end: date | None = None
    current: bool = False
    doubts: tuple[Doubt, ...] = ()


def _time(reading: Reading, entry: Entry, newest: dates.Point | None, as_of: date) -> _Time:
    """`newest`: the newest day the document speaks of."""
    time = entry.time
    if time is None:
        return _Time()
    first, last = time.begin, time.end

    def doubt(part: Literal["begin", "end"], why: Why, start: int, end: int) -> Doubt:
        return Doubt(part, why, reading.source(start, end).text)

    if isinstance(first, dates.Point) and first.first_day > as_of:
        return _Time(doubts=(doubt("begin", "to_come", first.start, first.end),))
    doubts = [doubt("begin", "no_day", first.start, first.end)] if isinstance(first, dates.NoDay) else []
    begin, end = first.day, None
    current = time.current or (time.single and STILL.search(reading.lower, entry.start, entry.end) is not None)
    if current and newest and (begin is None or newest.day > begin) and as_of - newest.day > STALE:
        # an old resume; a job that began last says nothing of its age
        doubts.append(replace(doubt("end", "stale", newest.start, newest.end), day=newest.day))
        end, current = newest.day, False
    elif last is None:
        # "2014" beside a title: in that year
        end = begin if time.single and first.precision == "year" else None
    elif isinstance(last, dates.NoDay):
        doubts.append(doubt("end", "no_day", last.start, last.end))
    elif dates.begins_after(first, last):
        doubts.append(doubt("end", "order", first.start, last.end))
    elif last.first_day > as_of:
        doubts.append(doubt("end", "to_come", last.start, last.end))
    else:
        end = last.day
        if begin is not None and end < begin:  # a year alone beside a month of it
            begin, end = (begin, begin) if last.precision == "year" else (begin.replace(month=1), end)
    return _Time(begin, end, current, tuple(doubts))


def _newest(reading: Reading, entries: Sequence[Entry], as_of: date) -> dates.Point | None:
    """The newest day the document speaks of; days to come, expiries and what ends before it begins left out, and the days of
    schooling: a year of graduation stands for age and settles nothing of a job."""
    lower = reading.lower

    def of_schooling(place: int) -> bool:
        line = reading.line_at(place)
        at_work = any(entry.start <= place < entry.end for entry in entries)
        return line is not None and line.section == "education" and not at_work

    contrary = {
        day.start
        for time in dates.ranges(lower)
        if time.end and dates.begins_after(time.begin, time.end)
        for day in (time.begin, time.end)
    }
    days = [
        p
        for p in dates.points(lower)
        if p.day <= as_of
        and p.start not in contrary
        and not EXPIRY.search(lower[max(0, p.start - 24) : p.start])
        and not of_schooling(p.start)
    ]
    return max(days, key=lambda p: p.day, default=None)


def _job(
    reading: Reading, entry: Entry, time: _Time, inside: list[Found], practical: bool, vocabulary: Vocabulary
) -> Job:
    """`inside`: what of the vocabulary the job's block names. `practical`: a nurse of this resume is a practical nurse."""
    title = titles.understand(entry.title.text, vocabulary)
    family, role = title.family, title.role
    if family in LICENSED and not _names_licence(entry.title.text, reading, vocabulary):
        family = role = None  # "nurse" alone: her duties may say more
    own = entry.title.text.lower()
    if (
        family in ("registered_nurse", "registered_nurse_specialty")
        and not OF_REGISTERED.search(own)
        and (practical or OF_PRACTICAL.search(own))
    ):
        family = role = "lpn"
    duties = _duties(inside, title, entry.title.text, family, vocabulary)
    if duties is None and (family is None or titles.is_vague(family, vocabulary)):
        family = next(iter(titles.by_noun(entry.title.text)), family)
    return Job(
        title=reading.text[entry.title.start : entry.title.end],
        family=family,
        duties=duties,
        role=role,
        employer=reading.text[entry.employer.start : entry.employer.end] if entry.employer else "",
        begin=time.begin,
        end=time.end,
        current=time.current,
        setting=_most(f.slug for f in inside if f.kind == "setting"),
        specialty=_most(f.slug for f in inside if f.kind == "specialty"),
        source=reading.source(entry.title.start, entry.title.end),
    )


def _names_licence(title: str, reading: Reading, vocabulary: Vocabulary) -> bool:
    """A nurse's title counts where it, or the resume, speaks of a licence, a registered or a practical nurse."""
    own = re.search(
        r"\b(?:rn|r\.n|registered|lpn|lvn|licensed|practical|vocational|bsn|msn|charge|director)\b", title.lower()
    )
    return own is not None or reading.says(LICENCE)


def _practical(held: set[str], reading: Reading) -> bool:
    """A "nurse" of a resume that knows of a practical nurse's licence alone is a practical nurse."""
    if "rn_licence" in held:
        return False
    return "lpn_licence" in held or (reading.says(PRACTICAL) and not reading.says(REGISTERED))


def _duties(
    inside: list[Found], title: titles.Title, text: str, family: str | None, vocabulary: Vocabulary
) -> str | None:
    """The other job of a title that names two; else the family whose telling duties this person did, where the title is
    silent, vague or speaks of another."""
    silent = family is None or titles.is_vague(family, vocabulary)
    if family and vocabulary.get("family", family).data["group"] in titles.NURSING:
        return None  # a licence says what somebody is, whatever else she did
    if second := titles.second(text, family, vocabulary):
        return second
    if silent and (studied := education.prepares_for(text.lower())):
        return studied
    done = {f.slug for f in inside if f.kind == "skill"}
    scores: dict[str, float] = {}
    for slug, term in vocabulary.kind("family").items():
        duties = term.data.get("duties", ())
        hits = len(done.intersection(duties))
        if hits >= (TELLING if silent else TELLING + 1):
            scores[slug] = hits + hits / len(duties)
    best = max(scores, key=lambda slug: scores[slug], default=None)
    if best is None or best == family:
        return None
    if family is not None and not silent:
        if scores[best] < scores.get(family, 0.0) + 2 or (title.whole and scores[best] < 4):
            return None
        if vocabulary.get("family", best).data["group"] == vocabulary.get("family", family).data["group"]:
            return None
    return best


def _most(slugs: Iterable[str]) -> str | None:
    counted = Counter(slugs)
    return counted.most_common(1)[0][0] if counted else None


def _skills(
    reading: Reading, found: list[Found], inside: list[list[Found]], read_jobs: tuple[Job, ...], as_of: date
) -> tuple[HeldSkill, ...]:
    """Each skill once, at its first mention; last used in the latest job that speaks of it. `inside`: what each job names."""
    first: dict[str, Found] = {}
    used: dict[str, date] = {}
    for item in (f for f in found if f.kind == "skill"):
        first.setdefault(item.slug, item)
    for named, job in zip(inside, read_jobs, strict=True):
        day = as_of if job.current else job.end
        for item in named:
            if day is not None and day > used.get(item.slug, date.min):
                used[item.slug] = day
    return tuple(
        HeldSkill(slug, last_used=used.get(slug), source=reading.source(item.start, item.end))
        for slug, item in first.items()
    )


def _held(reading: Reading, found: Iterable[Found]) -> tuple[Held, ...]:
    first: dict[str, Found] = {}
    for item in found:
        first.setdefault(item.slug, item)
    return tuple(Held(slug, source=reading.source(item.start, item.end)) for slug, item in first.items())


def _languages(reading: Reading, vocabulary: Vocabulary) -> tuple[Held, ...]:
    found: list[Found] = []
    of_others = False
    for line in reading.lines:
        if line.heading:
            of_others = "reference" in line.text.lower()
        if not of_others and not (line.number > 2 and PERSON.match(line.text)):
            found += languages.find(reading, line.start, line.end, vocabulary, plainly=line.section == "languages")
    return _held(reading, (item for item in found if not _not_done(reading, item)))


def _stated_roles(reading: Reading, heads: jobs.Titles, vocabulary: Vocabulary) -> tuple[Held, ...]:
    """Roles a person gives herself: in the headline, in the first words of a summary, beside another in a job's title."""
    found: list[Found] = []
    for line in reading.lines:
        own = line.number == 0 or line.section in ("summary", "head")
        for item in search(reading, vocabulary, ("role",), line.start, line.end):
            written = reading.plain[item.start : item.end]
            if not means_it(reading, written, item):
                continue
            if heads.at(item.start) is not None:
                found.append(item)
                continue
            side = around(reading, item.start, item.end)
            if own and not SEEKING.search(side.before) and held(reading, item, written, heads, vocabulary):
                found.append(item)
    return _held(reading, found)


def _home(reading: Reading, vocabulary: Vocabulary) -> Place:
    """The ZIP and state of the lines at the top."""
    for line in reading.lines[:8]:
        if (match := ZIP.search(line.text)) and vocabulary.has("state", match.group(1)):
            return Place(zip=match.group(2), state=match.group(1))
    return Place()
