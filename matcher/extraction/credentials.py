"""Certifications, cards and licences that this person holds, told from those of other people and from other meanings.

The same letters stand for several things ("CPT and ICD-9 coding", "supervised 4 CNA staff"), so every mention must have a
reason to count: a section for credentials, the person's own job title or headline, or words beside it that say so.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from matcher.domain import Credential
from matcher.extraction import dates
from matcher.extraction.jobs import Entry
from matcher.extraction.plain import Reading
from matcher.extraction.sections import words
from matcher.extraction.terms import Found, search
from matcher.vocabulary import Vocabulary

KINDS = ("certification", "licence", "role")
LETTERS = re.compile(r"\b(?:CMA|CPT|RMA|CNA|PCA|MA)\b(?!-\d)")
BEFORE, AFTER = 70, 45
EXPIRY = re.compile(
    r"\b(?:exp(?:ires?|iry|iration|\.)?|valid (?:until|through|thru|to)|good through|renew(?:al|s)?|until|through)(?:\s+(?:date|on|in))?\W{0,3}$"
)
COMPACT = re.compile(r"\b(?:compact|multi-?state)\b")
OWN_SECTIONS = ("credentials", "education")


@dataclass(frozen=True)
class _Cues:
    deny_before: re.Pattern[str]
    deny_after: re.Pattern[str]
    say: re.Pattern[str]


@functools.cache
def _cues() -> _Cues:
    held = words()["held"]
    return _Cues(*(re.compile("|".join(held[key])) for key in ("deny_before", "deny_after", "say")))


@functools.cache
def _letters(table: str) -> dict[str, re.Pattern[str]]:
    return {token: re.compile(pattern) for token, pattern in words()[table].items()}


@dataclass(frozen=True)
class Around:
    """The words on both sides of a mention, in small letters, within its sentence."""

    before: str
    after: str


def around(reading: Reading, start: int, end: int) -> Around:
    left = max(0, start - BEFORE)
    before = reading.lower[left:start]
    for mark in (". ", ".\n", ";", "•", "\n\n", ".Â"):
        before = before[before.rfind(mark) + len(mark) :] if mark in before else before
    after = reading.lower[end : end + AFTER]
    stop = min(
        (p for p in (after.find(". "), after.find(".\n"), after.find("•"), after.find("\n\n")) if p >= 0),
        default=len(after),
    )
    return Around(before.replace("\n", " "), after[:stop].replace("\n", " "))


def read(reading: Reading, entries: list[Entry], as_of: date, vocabulary: Vocabulary) -> list[Credential]:
    """Each credential once, by type and state, with the mention that says most."""
    kept: dict[tuple[str, str | None], Credential] = {}
    for slug, start, end in _mentions(reading, entries, vocabulary):
        credential = _described(reading, slug, start, end, as_of, vocabulary)
        key = credential.type, credential.state
        rival = kept.get(key)
        if rival is None or (
            rival.expires is None and rival.issued is None and (credential.expires or credential.issued)
        ):
            kept[key] = credential
    stated = {slug for slug, state in kept if state}
    return [c for c in kept.values() if c.state or c.type not in stated]


def _mentions(reading: Reading, entries: list[Entry], vocabulary: Vocabulary) -> Iterator[tuple[str, int, int]]:
    for found in candidates(reading, vocabulary):
        written = reading.plain[found.start : found.end]
        if not means_it(reading, written, found) or _only_a_role(reading, written, found, vocabulary):
            continue
        if not held(reading, found, written, entries, vocabulary):
            continue
        if found.kind == "role":
            licences = vocabulary.get("role", found.slug).data.get("required_licences", ())
            if licences and licensed_word(written):
                yield licences[0], found.start, found.end
        else:
            yield _by_body(reading, found, vocabulary), found.start, found.end


def candidates(reading: Reading, vocabulary: Vocabulary, start: int = 0, end: int | None = None) -> list[Found]:
    stop = len(reading.plain) if end is None else end
    found = search(reading, vocabulary, KINDS, start, stop)
    taken = {f.start for f in found if f.kind == "certification"}
    for match in LETTERS.finditer(reading.plain, start, stop):
        senses = next((a["senses"] for a in vocabulary.ambiguous if a["token"] == match.group()), ())
        slugs = [s["slug"] for s in senses if s.get("kind") == "certification"]
        if slugs and match.start() not in taken:
            aide = len(slugs) > 1 and not re.search(r"medical assist|\bclinic\b|\bccma\b|\brma\b", reading.lower)
            found.append(Found("certification", slugs[1] if aide else slugs[0], match.start(), match.end()))
    return found


def _only_a_role(reading: Reading, written: str, found: Found, vocabulary: Vocabulary) -> bool:
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
    """A role's words that only a licensed person may use of herself: RN, registered nurse, LPN; not "staff nurse" or "doctor"."""
    return bool(
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
    return token not in _letters("nearby") or _letters("nearby")[token].search(reading.lower) is not None


def held(reading: Reading, found: Found, written: str, entries: list[Entry], vocabulary: Vocabulary) -> bool:
    """Does this mention say that the person holds it?"""
    cues = _cues()
    side = around(reading, found.start, found.end)
    plural = written.endswith("s") and written[:-1].isupper()
    if cues.deny_after.search(side.after) or plural:
        return False
    if any(e.title.start <= found.start < e.title.end for e in entries):
        return True
    line = reading.line_at(found.start)
    section = line.section if line else ""
    if denied := cues.deny_before.search(side.before):
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


def _by_body(reading: Reading, found: Found, vocabulary: Vocabulary) -> str:
    """Where the line names the body of a sister credential, it is that one; else the first of its class with these words."""
    slug = found.slug
    classes = vocabulary.classes_of(slug)
    line = reading.line_at(found.start)
    if not classes or line is None:
        return slug
    near = reading.lower[max(line.start, found.start - 60) : min(line.end, found.end + 80)]
    label = vocabulary.credential(slug).label.split(" Provider")[0]
    for other, term in vocabulary.credential_types.items():
        if vocabulary.classes_of(other) & classes and term.label.split(" Provider")[0] == label:
            body = str(term.data.get("body", "")).lower().removeprefix("american ")
            if body and body in near:
                return other
    sisters = [
        s
        for s, t in vocabulary.credential_types.items()
        if t.label.split(" Provider")[0] == label and vocabulary.classes_of(s) & classes
    ]
    return sisters[0] if sisters else slug


def _described(reading: Reading, slug: str, start: int, end: int, as_of: date, vocabulary: Vocabulary) -> Credential:
    """The credential with the state and the days that stand on its line, after it before those ahead of it."""
    line = reading.line_at(start)
    left, right = (line.start, line.end) if line else (start, end)
    left, right = max(left, start - 60), min(right, end + 90)
    issued = expires = None
    others = [f.start for f in search(reading, vocabulary, ("certification", "licence"), end, right)]
    stop = min(others, default=right)
    for point in [*dates.points(reading.lower, end, stop), *dates.points(reading.lower, left, start)]:
        if EXPIRY.search(reading.lower[max(0, point.start - 24) : point.start]) or point.day > as_of:
            expires = expires or point.last_day
        elif point.end <= start and issued is None and expires is None and not others:
            issued = point.day
        elif point.start >= end:
            issued = issued or point.day
    if issued and expires and expires < issued:
        issued = None
    return Credential(
        type=slug,
        state=_state(reading, slug, left, start, end, stop, vocabulary),
        issued=issued,
        expires=expires,
        compact=bool(COMPACT.search(reading.lower, left, stop))
        and bool(vocabulary.credential(slug).data.get("compact")),
        source=reading.source(start, end),
    )


@functools.cache
def _states(vocabulary: Vocabulary) -> tuple[re.Pattern[str], dict[str, str]]:
    names = {term.label.lower(): slug for slug, term in vocabulary.kind("state").items()}
    pattern = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    return re.compile(rf"\b(?:{pattern})\b"), names


def _state(
    reading: Reading, slug: str, left: int, start: int, end: int, right: int, vocabulary: Vocabulary
) -> str | None:
    fixed = vocabulary.credential(slug).data.get("states", ())
    if len(fixed) == 1:
        return str(fixed[0])
    if slug not in vocabulary.kind("licence") and "nurse_aide" not in vocabulary.classes_of(slug):
        return None
    pattern, names = _states(vocabulary)
    for a, b in ((end, right), (left, start)):
        if match := pattern.search(reading.lower, a, b):
            return names[match.group()]
        if code := re.search(
            r"(?:,\s*|\(|-\s*|\bstate of )([A-Z]{2})\b|^\W*([A-Z]{2})\b(?=\W+(?:#|licen|no|\d))", reading.plain[a:b]
        ):
            state = code.group(1) or code.group(2)
            if vocabulary.has("state", state):
                return state
    return None
