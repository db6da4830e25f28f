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
from matcher.extraction.card_days import days_of
from matcher.extraction.doubts import Doubt
from matcher.extraction.held import candidates, held, is_over, licensed_word, means_it, only_a_role
from matcher.extraction.jobs import Titles
from matcher.extraction.plain import Reading
from matcher.extraction.sections import words
from matcher.extraction.terms import Found, search
from matcher.vocabulary import Vocabulary

COMPACT = re.compile(r"\b(?:compact|multi-?state)\b")


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
        and is_over(reading, found, vocabulary)
    }


def _members(of: str, vocabulary: Vocabulary) -> list[str]:
    return [slug for slug in vocabulary.credential_types if of in vocabulary.classes_of(slug)]


def _whose(reading: Reading, mention: Mention, vocabulary: Vocabulary) -> Doubt:
    written = reading.source(mention.start, mention.end).text
    others = (slug for slug in _members(mention.of, vocabulary) if slug != mention.slug)
    return Doubt("type", "no_body", written, (mention.slug, *others))


def _mentions(reading: Reading, titles: Titles, vocabulary: Vocabulary) -> Iterator[Mention]:
    for found in candidates(reading, vocabulary):
        written = reading.plain[found.start : found.end]
        if not means_it(reading, written, found) or only_a_role(reading, written, found, vocabulary):
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
