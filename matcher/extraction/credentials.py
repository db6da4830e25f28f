"""Certifications, cards and licences that this person holds, told from those of other people and from other meanings.

The same letters stand for several things ("CPT and ICD-9 coding", "supervised 4 CNA staff"), so every mention must have a
reason to count: a section for credentials, the person's own job title or headline, or words beside it that say so.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from matcher.domain import Credential
from matcher.extraction import dates
from matcher.extraction.card_days import EXPIRY, days_of
from matcher.extraction.doubts import Doubt
from matcher.extraction.jobs import Titles
from matcher.extraction.plain import Reading
from matcher.extraction.sections import words
from matcher.extraction.terms import Found, search
from matcher.vocabulary import Vocabulary

KINDS = ("certification", "licence", "role")
LETTERS = re.compile(r"\b(?:CMA|CPT|RMA|CNA|PCA|MA)\b(?!-\d)")
ASSISTANT = re.compile(r"medical assist|\bclinic\b|\bccma\b|\brma\b")
BEFORE, AFTER = 70, 45
REST = 160  # characters of its line in which the standing of a credential is looked for
COMPACT = re.compile(r"\b(?:compact|multi-?state)\b")
OWN_SECTIONS = ("credentials", "education")
RENEWING = re.compile(
    r"\b(?:pending|in (?:progress|process)) (?:of )?renewal|\brenewal (?:is )?(?:pending|in (?:progress|process))"
)
ENDED = re.compile(r"[.!?]\s|•|;")


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
def _cues() -> _Cues:
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
    left = max(_section_start(reading, start), start - BEFORE)
    before = reading.lower[left:start]
    for mark in (". ", ".\n", ";", "•", "\n\n", ".Â"):
        before = before[before.rfind(mark) + len(mark) :] if mark in before else before
    after = reading.lower[end : end + AFTER]
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


@dataclass(frozen=True)
class Card:
    """A credential as read, and what of it was left open."""

    credential: Credential
    doubts: tuple[Doubt, ...] = ()

    @property
    def days(self) -> tuple[date | None, date | None]:
        return self.credential.issued, self.credential.expires


@dataclass(frozen=True)
class Mention:
    """Words that say a credential is held. `of`: the class they name without saying whose certificate it is, or ""."""

    slug: str
    start: int
    end: int
    of: str = ""


def read(reading: Reading, titles: Titles, as_of: date, vocabulary: Vocabulary) -> list[Card]:
    """Each credential once, by type and state, with the mention that says most."""
    kept: dict[tuple[str, str | None], Card] = {}
    mentions = list(_mentions(reading, titles, vocabulary))
    sure = {mention.slug for mention in mentions if not mention.of}
    over = _said_to_be_over(reading, vocabulary)
    for mention in sorted(mentions, key=lambda mention: bool(mention.of)):
        doubts: tuple[Doubt, ...] = ()
        if mention.of:  # of whatever the text lists of the class, if it is one
            listed = sure & {*_members(mention.of, vocabulary), *words()["no_body"][mention.of]["also"]}
            if len(listed) > 1:
                continue
            doubts = () if listed else (_whose(reading, mention, vocabulary),)
            mention = replace(mention, slug=next(iter(listed), mention.slug))
        card = _described(reading, mention, doubts, titles, as_of, vocabulary)
        key = card.credential.type, card.credential.state
        if not any(card.days) and not card.doubts and not card.credential.state and mention.slug in over:
            continue  # letters behind a name, of which the list of credentials says that they are held no more or not yet
        rival = kept.get(key)
        if rival is None or _says_more(card, rival):
            kept[key] = card
    stated = {slug for slug, state in kept if state}
    return [card for (slug, state), card in kept.items() if state or slug not in stated]


def _says_more(card: Card, rival: Card) -> bool:
    """Of two mentions the one with days; of two with days the first, unless the other speaks of a day after its end."""
    if any(rival.days):
        latest = max(filter(None, card.days), default=date.min)
        return rival.credential.expires is not None and latest > rival.credential.expires
    return any(card.days) or len(card.doubts) > len(rival.doubts)


def _said_to_be_over(reading: Reading, vocabulary: Vocabulary) -> set[str]:
    """The credentials of which a list of them says that they are not held."""
    own = (f for f in candidates(reading, vocabulary) if f.kind != "role")
    return {
        found.slug
        for found in own
        if (line := reading.line_at(found.start))
        and line.section == "credentials"
        and _is_over(reading, found, vocabulary)
    }


def _is_over(reading: Reading, found: Found, vocabulary: Vocabulary) -> bool:
    """Does what stands behind a mention say that it is held no more, or not yet? What ended on a day named is not judged here:
    it is a credential with its last day."""
    cues = _cues()
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


def _members(of: str, vocabulary: Vocabulary) -> list[str]:
    return [slug for slug in vocabulary.credential_types if of in vocabulary.classes_of(slug)]


def _whose(reading: Reading, mention: Mention, vocabulary: Vocabulary) -> Doubt:
    written = reading.source(mention.start, mention.end).text
    others = (slug for slug in _members(mention.of, vocabulary) if slug != mention.slug)
    return Doubt("type", "no_body", written, (mention.slug, *others))


def _mentions(reading: Reading, titles: Titles, vocabulary: Vocabulary) -> Iterator[Mention]:
    for found in candidates(reading, vocabulary):
        written = reading.plain[found.start : found.end]
        if not means_it(reading, written, found) or _only_a_role(reading, written, found, vocabulary):
            continue
        if not held(reading, found, written, titles, vocabulary):
            continue
        if found.kind == "role":
            licences = vocabulary.get("role", found.slug).data.get("required_licences", ())
            if licences and licensed_word(written):
                yield Mention(licences[0], found.start, found.end)
        elif of := _names_no_body(found, written):
            body = _body_near(reading, found, _members(of, vocabulary), vocabulary)
            yield Mention(body or found.slug, found.start, found.end, "" if body else of)
        else:
            yield Mention(_by_body(reading, found, vocabulary), found.start, found.end)


def _names_no_body(found: Found, written: str) -> str:
    """The class of which these words say only that one is held."""
    classes = words()["no_body"].items() if found.kind == "certification" else ()
    return next((of for of, said in classes if re.fullmatch(said["written"], written.lower())), "")


def _body_near(reading: Reading, found: Found, members: list[str], vocabulary: Vocabulary) -> str | None:
    """The member of a class whose body stands near on the line, by its name or its initials."""
    line = reading.line_at(found.start)
    if line is None:
        return None
    near = reading.plain[max(line.start, found.start - 60) : min(line.end, found.end + 80)]
    for slug in members:
        body = str(vocabulary.credential(slug).data.get("body", ""))
        initials = "".join(word[0] for word in body.split() if word[0].isupper())
        if body and (body.lower() in near.lower() or re.search(rf"\b{initials}\b", near)):
            return slug
    return None


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
    return token not in _letters("nearby") or reading.says(_letters("nearby")[token])


def held(reading: Reading, found: Found, written: str, titles: Titles, vocabulary: Vocabulary) -> bool:
    """Does this mention say that the person holds it?"""
    cues = _cues()
    side = around(reading, found.start, found.end)
    plural = written.endswith("s") and written[:-1].isupper()
    if cues.deny_after.search(side.after) or plural or _is_over(reading, found, vocabulary):
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


def _described(
    reading: Reading,
    mention: Mention,
    doubts: tuple[Doubt, ...],
    titles: Titles,
    as_of: date,
    vocabulary: Vocabulary,
) -> Card:
    """The credential with the state and the days that stand on its line, after it before those ahead of it."""
    slug, start, end = mention.slug, mention.start, mention.end
    line = reading.line_at(start)
    left, right = (line.start, line.end) if line else (start, end)
    left, right = max(left, start - 60), min(right, end + 90)
    others = [f.start for f in search(reading, vocabulary, ("certification", "licence"), end, right)]
    stop = min(others, default=right)
    days = days_of(reading, (start, end), (left, stop), bool(others), titles, as_of)
    credential = Credential(
        type=slug,
        state=_state(reading, slug, left, start, end, stop, vocabulary),
        issued=days.issued,
        expires=days.expires,
        compact=bool(COMPACT.search(reading.lower, left, stop))
        and bool(vocabulary.credential(slug).data.get("compact")),
        source=reading.source(start, end),
    )
    return Card(credential, (*doubts, *days.doubts))


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
