"""Whether words that name a credential say that this person holds one: what stands around them, and what else they can mean."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from matcher.extraction import dates
from matcher.extraction.card_days import EXPIRY
from matcher.extraction.jobs import Titles
from matcher.extraction.plain import Line, Reading
from matcher.extraction.sections import words
from matcher.extraction.terms import Found, search
from matcher.vocabulary import Vocabulary

KINDS = ("certification", "licence", "role")
LETTERS = re.compile(r"\b(?:CMA|CPT|RMA|CNA|PCA|MA)\b(?!-\d)")
ASSISTANT = re.compile(r"medical assist|\bclinic\b|\bccma\b|\brma\b")
BEFORE, AFTER = 70, 45
REST = 160  # characters of its line in which the standing of a credential is looked for
OWN_SECTIONS = ("credentials", "education")
RENEWING = re.compile(
    r"\b(?:pending|in (?:progress|process)) (?:of )?renewal|\brenewal (?:is )?(?:pending|in (?:progress|process))"
)
ENDED = re.compile(r"[.!?]\s|•|;")
ITEM = 45  # characters of a line that may be an item of a list without bullets
GOES_ON = re.compile(r"(?:[,:/&-]|\b(?:an?|the|all|new|other|of|to|for|from|with|and|or|in|on|at|by|as))$")


@dataclass(frozen=True)
class _Cues:
    deny_before: tuple[re.Pattern[str], ...]
    deny_ahead: re.Pattern[str]
    deny_after: re.Pattern[str]
    status: re.Pattern[str]
    lost: re.Pattern[str]
    over: re.Pattern[str]
    none: re.Pattern[str]
    say: re.Pattern[str]


@functools.cache
def held_cues() -> _Cues:
    held = words()["held"]
    any_of = {key: re.compile(cues if isinstance(cues, str) else "|".join(cues)) for key, cues in held.items()}
    return _Cues(tuple(map(re.compile, held["deny_before"])), **{k: c for k, c in any_of.items() if k != "deny_before"})


@functools.cache
def _letters(table: str) -> dict[str, re.Pattern[str]]:
    return {token: re.compile(pattern) for token, pattern in words()[table].items()}


@dataclass(frozen=True)
class Around:
    """The words on both sides of a mention, in small letters, within its sentence."""

    before: str
    after: str


def around(reading: Reading, start: int, end: int) -> Around:
    left = max(_section_start(reading, start), _item_start(reading, start), start - BEFORE)
    before = reading.lower[left:start]
    for mark in (". ", ".\n", ";", "•", "\n\n", ".Â"):
        before = before[before.rfind(mark) + len(mark) :] if mark in before else before
    after = reading.lower[end : min(_item_end(reading, end), end + AFTER)]
    stop = min(
        (p for p in (after.find(". "), after.find(".\n"), after.find("•"), after.find("\n\n")) if p >= 0),
        default=len(after),
    )
    return Around(before.replace("\n", " "), after[:stop].replace("\n", " "))


def _section_start(reading: Reading, place: int) -> int:
    """Where the heading above a place ends, 0 where none is within reach: what stands over it speaks of something else."""
    line = reading.line_at(place)
    for number in range(line.number - 1 if line else -1, -1, -1):
        above = reading.lines[number]
        if above.heading or place - above.end > BEFORE:
            return above.end
    return 0


def _is_item(reading: Reading, number: int) -> bool:
    """Does this line stand in a list without bullets: with two neighbours short, begun large and not going on?"""
    runs = ((number - 2, number), (number - 1, number + 1), (number, number + 2))
    return any(
        first >= 0 and last < len(reading.lines) and all(map(_stands_alone, reading.lines[first : last + 1]))
        for first, last in runs
    )


def _stands_alone(line: Line) -> bool:
    return len(line.text) <= ITEM and not line.text[0].islower() and not GOES_ON.search(line.text.lower())


def _item_start(reading: Reading, place: int) -> int:
    """Where the item of a list begins that a place is in, 0 where it is in none."""
    line = reading.line_at(place)
    return line.start if line and _is_item(reading, line.number) else 0


def _item_end(reading: Reading, place: int) -> int:
    line = reading.line_at(place - 1)
    return line.end if line and _is_item(reading, line.number) else len(reading.plain)


def is_over(reading: Reading, found: Found, vocabulary: Vocabulary) -> bool:
    """Does what stands behind a mention say that it is held no more, or not yet? What ended on a day named is not judged here:
    it is a credential with its last day."""
    cues = held_cues()
    line = reading.line_at(found.start)
    stop = min(line.end if line else found.end, found.end + REST)
    if (line is None or line.section not in OWN_SECTIONS) and (end := ENDED.search(reading.plain, found.end, stop)):
        stop = end.start()
    stop = _next_mention(reading, found, stop, vocabulary)
    rest = reading.lower[found.end : stop]
    if RENEWING.search(rest) and any(EXPIRY.search(rest[: day.start]) for day in dates.points(rest)):
        return False  # "renewal pending, expires 12/2026": its last day says whether it is held
    if cues.status.search(rest) or cues.lost.search(rest) or cues.none.search(rest):
        return True
    for match in cues.over.finditer(rest):
        at = found.end + match.end()
        days = list(dates.written(reading.lower, at, min(at + 30, stop)))
        if not days and not re.search(r"\d\W{0,3}$", rest[: match.start()]):
            return True
    return False


def _next_mention(reading: Reading, found: Found, stop: int, vocabulary: Vocabulary) -> int:
    """Where another credential begins, of which the words behind it speak; not the same one by its other name, nor the
    second of two that "and" or a stroke makes one subject."""
    own = _named_by(found, vocabulary)
    at = found.end
    for other in search(reading, vocabulary, KINDS, found.end, stop):
        if other.start < at or (other.kind == "role" and not licensed_word(reading.plain[other.start : other.end])):
            continue
        joined = re.fullmatch(r"\)?\s*(?:and|&|/|or)\s*", reading.lower[at : other.start])
        if not joined and not own & _named_by(other, vocabulary):
            return other.start
        at = max(at, other.end)
    return stop


def _named_by(found: Found, vocabulary: Vocabulary) -> set[str]:
    """The words for a role and those for the licence it takes name one thing: LPN, licensed practical nurse."""
    licences = vocabulary.get("role", found.slug).data.get("required_licences", ()) if found.kind == "role" else ()
    return {found.slug, *licences}


def candidates(reading: Reading, vocabulary: Vocabulary, start: int = 0, end: int | None = None) -> list[Found]:
    stop = len(reading.plain) if end is None else end
    found = search(reading, vocabulary, KINDS, start, stop)
    taken = {f.start for f in found if f.kind == "certification"}
    for match in LETTERS.finditer(reading.plain, start, stop):
        senses = next((a["senses"] for a in vocabulary.ambiguous if a["token"] == match.group()), ())
        slugs = [s["slug"] for s in senses if s.get("kind") == "certification"]
        if slugs and match.start() not in taken:
            aide = len(slugs) > 1 and not reading.says(ASSISTANT)
            found.append(Found("certification", slugs[1] if aide else slugs[0], match.start(), match.end()))
    return found


def only_a_role(reading: Reading, written: str, found: Found, vocabulary: Vocabulary) -> bool:
    """Words that name a job as well as a certificate ("phlebotomy technician") are the job unless the line names the body."""
    word = written.lower()
    if found.kind != "certification" or word not in vocabulary.phrases("family") or len(word) <= 5:
        return False
    if re.match(r"certif|regist|national|licen", word):
        return False
    line = reading.line_at(found.start)
    body = str(vocabulary.credential(found.slug).data.get("body", "")).lower()
    return not (body.startswith("state") and line and re.search(r"certif|regist", line.text.lower())) and not (
        line and body and body in line.text.lower()
    )


def licensed_word(written: str) -> bool:
    """A role's words that only a licensed person may use of herself: RN, registered nurse, LPN; not "staff nurse" or "doctor",
    nor "registered nursing", which is a subject."""
    return not written.lower().endswith("nursing") and bool(
        re.fullmatch(
            r"(?:RN|LPN|LVN|NP|APRN|CRNP|PA-C|EMT(?:-\w)?|AEMT|CNA|STNA|LNA)s?|.*(?:registered|licensed|certified|practitioner|emergency).*",
            written,
            re.I,
        )
    )


def means_it(reading: Reading, written: str, found: Found, near: str = "") -> bool:
    token = written.upper()
    line = reading.line_at(found.start)
    if not near and line is not None and line.end - line.start <= 200:
        near = reading.lower[line.start : line.end]
    near = near or reading.lower[max(0, found.start - 70) : found.end + 70]
    if token in _letters("elsewhere") and _letters("elsewhere")[token].search(near):
        return False
    return token not in _letters("nearby") or reading.says(_letters("nearby")[token])


def held(reading: Reading, found: Found, written: str, titles: Titles, vocabulary: Vocabulary) -> bool:
    """Does this mention say that the person holds it?"""
    cues = held_cues()
    side = around(reading, found.start, found.end)
    plural = written.endswith("s") and written[:-1].isupper()
    if cues.deny_after.search(side.after) or plural or is_over(reading, found, vocabulary):
        return False
    if titles.at(found.start) is not None:
        return True
    line = reading.line_at(found.start)
    section = line.section if line else ""
    if line and cues.deny_ahead.search(reading.lower, max(line.start, found.start - BEFORE), found.start):
        return False
    for pattern in cues.deny_before:
        if denied := pattern.search(side.before):
            between = side.before[denied.end() :]
            if not cues.say.search(between) and between.count(" ") < (4 if section == "credentials" else 10):
                return False
    if section in OWN_SECTIONS or (line is not None and line.number == 0):
        return True
    if (
        found.kind == "certification"
        and written.isupper()
        and len(written) <= 4
        and found.slug not in ("bls_aha", "cna_cert", "acls_aha", "pals_aha")
    ):
        return (
            re.search(r"\b(?:certif|licen[sc]|registered|credential)", side.before[-40:] + " " + side.after[:30])
            is not None
        )
    if section == "skills" and found.kind == "certification" and "nurse_aide" not in vocabulary.classes_of(found.slug):
        return True
    if section == "summary" and len(side.before.split()) <= 10:
        return True
    return cues.say.search(side.before) is not None or cues.say.search(side.after[:30]) is not None
