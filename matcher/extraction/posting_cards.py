"""The credentials, licences and systems that a sentence of a posting asks for, told from whom one works with."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from typing import Literal

from matcher.careers import role_shown_by
from matcher.domain import Requirement
from matcher.extraction import education
from matcher.extraction.alternatives import Item
from matcher.extraction.held import candidates, licensed_word, means_it
from matcher.extraction.plain import Reading
from matcher.extraction.posting_sentences import Sentence, boilerplate
from matcher.extraction.sections import WORD
from matcher.extraction.terms import Found, search
from matcher.vocabulary import Vocabulary

ANY_LICENCE = re.compile(r"\blicen[sc](?:e|es|ed|ure|ures|ing)\b")
ANY_CERTIFICATE = re.compile(
    r"\b(?:(?<!pre-)(?<!pre )certifi(?:cation|cations|cate|cates|ed)|(?:current|active|valid|state|national|professional|board)\s+(?:\w+\s+){0,2}registration|registry|cert)\b"
)
#: Letters of cards of other professions, which the vocabulary does not hold.
LETTERS = re.compile(
    r"\b(?:RRT|CRT|RDMS|RVT|RDCS|RDN|CCC-SLP|CCCs?|LCSW|LMSW|LMFT|LPC|LPCC|MLT|MLS|RBT|BCBA|PTA|COTA|OTR|RDH|CDA|EFDA|RHIT|RHIA|CCM|CRCR|CHAA|CMAS|QMHT|QMHP)\b"
)
OF_OTHERS = re.compile(
    r"\b(?:report|supervis|assist|support|collaborat|direct|work|under|alongside|beside)\w*\b[^.;]*$"
)
OF_SCHOOL = re.compile(r"\W{0,2}\s*(?:programs?|students?|staff|schools?|courses?|degree)\b")
NURSING = re.compile(r"\b(registered|practical|vocational) nursing (?=experience|licen)")
MA = re.compile(r"\bMAs?\b")
#: Lists that an employer looks somebody up in, no card of hers.
CLEARANCE = re.compile(r"\b(?:background|clear(?:s|ed|ance)?|screen\w*|exclu\w+|sanction\w*|disqualif\w+)\b")
WORKS_WITH = re.compile(r"\bwork\w* (?:closely |side by side )?(?:with|beside|alongside|next to)\b[^.;]*$")
FORCED = re.compile(r"\b(?:required|preferred)\b")
NEXT_TO = 10  # characters between two people named in one breath


def named(reading: Reading, sentence: Sentence, vocabulary: Vocabulary, is_title: bool) -> Iterator[Item]:
    """Credentials, licences and systems, and a licence or certificate that the vocabulary does not know (`any_of` empty)."""
    lower = reading.lower[sentence.start : sentence.end]
    found = list(candidates(reading, vocabulary, sentence.start, sentence.end))
    found += search(reading, vocabulary, ("system", "credential_class", "family"), sentence.start, sentence.end)
    for match in NURSING.finditer(reading.lower, sentence.start, sentence.end):
        found.append(Found("licence", "rn_licence" if match.group(1) == "registered" else "lpn_licence", *match.span()))
    studies = [(a, b) for _, a, b in education.mentions(reading, sentence.start, sentence.end)]
    taken = [*studies]  # a course is no credential
    licences: list[Item] = []
    passed = -99
    for item in sorted(found, key=lambda f: (f.kind in ("role", "family"), f.start)):
        if any(a <= item.start < b for a, b in taken) or touches(
            [(i.start, i.end) for i in licences], item.start, item.end
        ):
            continue  # "LPN or RN license" names no "OR RN"
        asked = _asked(reading, sentence, item, lower, vocabulary, is_title)
        if asked is None or (item.kind in ("role", "licence") and 0 <= item.start - passed <= NEXT_TO):
            passed = (
                item.end if item.kind == "role" else passed
            )  # "the registered nurse (RN) and the LPN": neither is asked
            continue
        taken.append((item.start, item.end))
        licences.append(Item(asked, item.start, item.end))
    yield from licences
    if is_title or any(i.requirement.kind in ("credential", "licence") for i in licences):
        return
    if (cpr := re.search(r"\bcpr\b|\bfirst aid\b", lower)) and re.search(
        r"\bcertif|\bcards?\b|\bcurrent\b|\bvalid\b|\brequired\b|\bobtain|\bwithin \d", lower
    ):
        yield Item(
            Requirement("credential", ("first_aid_card", "bls_card")),
            sentence.start + cpr.start(),
            sentence.start + cpr.end(),
        )
        return
    yield from _unknown(sentence, reading.plain[sentence.start : sentence.end], studies)


def _unknown(sentence: Sentence, plain: str, studies: list[tuple[int, int]]) -> Iterator[Item]:
    """A licence or certificate asked for that has no name in the vocabulary, and is not that of a course."""
    lower = plain.lower()
    if re.search(r"\b(?:degree|certificate (?:or|and) degree|certificate of completion|high school)\b", lower):
        return
    others = len(WORD.findall(lower))
    letters = LETTERS.search(plain) if sentence.section in ("required", "preferred") else None
    if letters and not OF_OTHERS.search(lower, 0, letters.start()) and not OF_SCHOOL.match(lower, letters.end()):
        kind: Literal["licence", "credential"] = "licence" if ANY_LICENCE.search(lower) else "credential"
        yield Item(Requirement(kind, ()), sentence.start + letters.start(), sentence.start + letters.end())
        return
    for pattern, kind in ((ANY_LICENCE, "licence"), (ANY_CERTIFICATE, "credential")):
        match = pattern.search(lower)
        if match and match.group().endswith("registry") and CLEARANCE.search(lower):
            continue
        if (
            match
            and not any(a <= sentence.start + match.start() < b for a, b in studies)
            and others >= (2 if FORCED.search(lower) else 3)
            and (
                sentence.section in ("required", "preferred")
                or re.search(
                    r"\b(?:required?|requires|must|valid|current|by the|prefer\w*|active|willing to be)\b", lower
                )
            )
        ):
            yield Item(Requirement(kind, ()), sentence.start + match.start(), sentence.start + match.end())
            return


def _asked(
    reading: Reading, sentence: Sentence, item: Found, lower: str, vocabulary: Vocabulary, is_title: bool
) -> Requirement | None:
    written = reading.plain[item.start : item.end]
    if item.kind == "system":
        return Requirement("system", (item.slug,)) if item.slug != "other_ehr" and not is_title else None
    before = lower[max(0, item.start - sentence.start - 90) : item.start - sentence.start]
    after = lower[item.end - sentence.start : item.end - sentence.start + 60]
    if item.kind == "credential_class":
        return Requirement("credential", (item.slug, "bls_card") if item.slug == "first_aid_card" else (item.slug,))
    if item.kind == "certification":
        if len(written) > 2 and written[-1] == "s" and written[:-1].isupper():
            return None  # "CNAs and students welcome": whom they speak of, not what is asked
        if not means_it(reading, written, item, lower) or (
            is_title and not written.lower().startswith(("certif", "regist"))
        ):
            return None
        if boilerplate()[1].search(before) and not re.search(r"\bcertif", after):
            return None
        return Requirement("credential", (_class_or_body(item.slug, lower, vocabulary),))
    if item.kind == "licence":
        return Requirement("licence", (item.slug,))
    role = vocabulary.get("family", item.slug).data.get("role") if item.kind == "family" else item.slug
    if written.lower() == "nursing" or (written[-1] == "s" and written[:-1].isupper()) or WORKS_WITH.search(before):
        return None  # what is done, of whom one speaks, with whom one works
    if role is None or (not is_title and boilerplate()[1].search(before)):
        return None
    near = before[-50:] + " " + after[:40]
    required = vocabulary.get("role", role).data.get("required_licences", ())
    licensed = [slug for slug in required if slug in vocabulary.kind("licence") and not _members(role, vocabulary)]
    if licensed:
        says = (
            is_title
            or ANY_LICENCE.search(lower)
            or re.search(r"\b(?:registered|licensed|current|active|valid)\b", written.lower() + " " + near)
            or sentence.section in ("required", "preferred")
        )
        return (
            Requirement("licence", (licensed[0],))
            if (says and licensed_word(written)) or (says and "licens" in near)
            else None
        )
    class_ = _members(role, vocabulary)
    if class_ and not is_title and re.search(r"\b(?:certif\w*|cert)\b", f"{written.lower()} {near}"):
        return Requirement("credential", (class_,))
    return None


@functools.cache
def _members(role: str, vocabulary: Vocabulary) -> str | None:
    """The class of credentials that certifies this role: that of most certifications made for it first."""
    counted: dict[str, int] = {}
    for _slug, term in vocabulary.kind("certification").items():
        if term.data.get("roles", ())[:1] == (role,):
            class_ = next(iter(term.data.get("counts_as", ())), None)
            if class_ and term.data.get("scope") != "life_support":
                counted[class_] = counted.get(class_, 0) + 1
    return max(counted, key=lambda c: (counted[c], c)) if counted else None


def roles_shown_by(slug: str, vocabulary: Vocabulary) -> set[str]:
    """The roles that a licence, a certificate or any of a class of them is made for; none for life support."""
    if slug in vocabulary.credential_types:
        shown = role_shown_by(slug, vocabulary)
        return {shown} if shown else set()
    return {role for role in vocabulary.kind("role") if _members(role, vocabulary) == slug}


def _class_or_body(slug: str, lower: str, vocabulary: Vocabulary) -> str:
    """The credential itself where the sentence names its body, else the class it counts as."""
    term = vocabulary.credential(slug)
    body = str(term.data.get("body", "")).lower()
    short = re.search(r"\(([a-z]{3,6})\)", str(term.data.get("abbr", "")).lower())
    if (body and body in lower) or (short and re.search(rf"\b{short.group(1)}\b", lower)):
        return slug
    classes = term.data.get("counts_as", ())
    return str(classes[0]) if classes else slug


def others(reading: Reading, sentence: Sentence, items: list[Item], vocabulary: Vocabulary) -> list[tuple[int, int]]:
    """Where the sentence names workers of whom nothing is asked by itself: the "medical assistant" of "LPN or medical assistant"."""
    if sentence.section == "title":
        return []
    taken = [(i.start, i.end) for i in items]
    found: list[tuple[int, int]] = []
    roles = [(r.start, r.end) for r in search(reading, vocabulary, ("role",), sentence.start, sentence.end)]
    for start, end in [*roles, *(m.span() for m in MA.finditer(reading.plain, sentence.start, sentence.end))]:
        before = reading.lower[max(sentence.start, start - 90) : start]
        if not touches(taken, start, end) and not boilerplate()[1].search(before):
            found.append((start, end))
    return found


def touches(spans: list[tuple[int, int]], start: int, end: int) -> bool:
    """Whether a place has a character in common with one of the spans."""
    return any(a < end and start < b for a, b in spans)
