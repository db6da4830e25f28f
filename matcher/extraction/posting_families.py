"""The families of work that serve an opening, with how much: those its title names, those in which it says experience counts,
and those that openings of its kind take without saying so."""

from __future__ import annotations

import re
from collections.abc import Mapping

from matcher.domain import Requirement, Task
from matcher.extraction import requirements, titles
from matcher.extraction.plain import Reading
from matcher.extraction.posting_sentences import Sentence, force
from matcher.extraction.sections import words
from matcher.extraction.terms import search
from matcher.vocabulary import Vocabulary

PARTS = re.compile(r"\s*(?:[,/|&()\[\]!]|\s-+\s|-(?=[A-Z]{3})|\bor\b|\band\b|\s{2,})\s*", re.I)
BODY_FAMILY = 60  # percent: families seen in the duties where the title says another or none
BESIDE = 70  # percent: another line of health work that the title speaks of
OF_AREA = 90  # percent: the line of work that a title names beside its own
OF_NOUN = 80  # percent: families of a title that names no work of its own
ACCEPTED = {True: 80, False: 60}  # percent: experience that the text accepts, as a must or as preferred
#: "a degree in nursing or a related field" tells of schooling; what is done for work comes behind it.
SUBJECT = re.compile(
    r"\b(?:degree|diploma|major|bachelor'?s?|associate'?s?|master'?s?) (?:in|of) [^.;]*?(?=\bor (?:an? |the )?equivalent|\band (?:at least )?\d|\bplus\b|\bwith\b|[.;]|$)"
)
#: "experience in a physician's office" is nobody's experience as a physician, nor one in a nursing home that of a nurse.
OFFICE_OF = re.compile(
    r"(?:'s|s'?)?\s+(?:office|practice|clinic|group|home|facilit|student|degree|program)(?:s|y|ies)?\b"
)


def wanted(title: str, vocabulary: Vocabulary) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The roles and families that a title names, each once, the one with the longest words first."""
    families: list[str] = []
    pieces = [p for p in PARTS.split(title) if p and p.strip()]
    work = [p for p in pieces if not _is_house(p.strip(), vocabulary)]  # "Skilled Nursing" is a house
    for piece in (title, *work) if len(work) == len(pieces) else work:
        known = titles.understand(piece, vocabulary)
        if known.family and known.family not in families and not titles.is_vague(known.family, vocabulary):
            families.append(known.family)
    roles = dict.fromkeys(role for f in families if (role := vocabulary.get("family", f).data.get("role")))
    return tuple(roles), tuple(families)


def accept(reading: Reading, sentence: Sentence, accepted: dict[str, int], vocabulary: Vocabulary) -> None:
    """Families in which the text says experience counts: "experience in customer service or a medical office"."""
    lower = reading.lower[sentence.start : sentence.end]
    under = "experience" in sentence.heading
    word = re.search(r"\b(?:experience|background)\b", lower)
    if not word and not under:
        return
    if sentence.section == "duties" and not word:
        return
    start = word.start() if word else 0
    must = force(lower, start, start + 1, sentence.section)
    percent = ACCEPTED[bool(must)]
    lower = SUBJECT.sub(lambda subject: " " * len(subject.group()), lower)
    named = [
        f.slug
        for f in search(reading, vocabulary, ("family",), sentence.start, sentence.end)
        if lower[f.start - sentence.start] != " " and not OFFICE_OF.match(lower, f.end - sentence.start)
    ]
    for family in [*requirements.families_of(lower), *(f for f in named if not titles.is_vague(f, vocabulary))]:
        accepted[family] = max(percent, accepted.get(family, 0))


def serving(
    title: str,
    roles: tuple[str, ...],
    families: tuple[str, ...],
    accepted: dict[str, int],
    asked: list[Requirement],
    tasks: Mapping[str, Task],
    lower: str,
    vocabulary: Vocabulary,
) -> tuple[tuple[str, ...], tuple[tuple[str, int], ...]]:
    """The roles, and (family, percent) of all work that serves, the nearest first. `roles`, `families`: of the title; `accepted`: where
    the text says experience counts."""
    if not any(titles.is_health(family, vocabulary) for family in families):
        done = _of_duties(tasks, vocabulary)
        accepted = {**done, **accepted}
        generic = titles.by_noun(title)
        accepted = {**dict.fromkeys(generic, OF_NOUN), **accepted}
        roles = roles or tuple(r for f in [*generic, *done][:1] if (r := vocabulary.get("family", f).data.get("role")))
        families = families or generic
    accepted = {f: p for f, p in accepted.items() if _level(f, vocabulary) > _rank(families, vocabulary) - 2}
    if any(r.kind == "licence" and r.must and r.any_of for r in asked) and roles:
        accepted = {}  # no other experience stands in for a licence
    else:
        entry = _entry(asked, families, lower, vocabulary)
        beside = (f.slug for f in search(Reading(title), vocabulary, ("family",)))
        health = {f: BESIDE for f in beside if titles.is_health(f, vocabulary)}  # "Home Health Scheduler"
        health |= dict.fromkeys(_area(title, vocabulary), OF_AREA)
        for family, percent in (*entry.items(), *health.items()):
            accepted[family] = max(percent, accepted.get(family, 0))
    for family in families:
        accepted[family] = 100
    return roles, tuple(sorted(accepted.items(), key=lambda item: (-item[1], item[0])))


def _is_house(piece: str, vocabulary: Vocabulary) -> bool:
    return any((f.start, f.end) == (0, len(piece)) for f in search(Reading(piece), vocabulary, ("setting",)))


def _area(title: str, vocabulary: Vocabulary) -> list[str]:
    """The families of a line of work that stands in the title apart from the job: "Patient Service Agent (Contact Center)"."""
    parts = [p for p in PARTS.split(title) if p]
    silent = [p for p in parts[1:] if titles.understand(p, vocabulary).family is None]
    return [family for part in silent for family in requirements.families_of(part.lower())]


def _level(family: str, vocabulary: Vocabulary) -> int:
    return int(vocabulary.get("family", family).data["level"])


def _rank(families: tuple[str, ...], vocabulary: Vocabulary) -> int:
    """The level of what the title names; work two levels below is where such people come from and stands in for nothing."""
    return max((_level(f, vocabulary) for f in families), default=0)


def _entry(
    asked: list[Requirement], families: tuple[str, ...], lower: str, vocabulary: Vocabulary
) -> Mapping[str, int]:
    """Family -> percent at which work is accepted by openings at the beginning of a trade: at a desk that asks for a school
    diploma, a year at most and a way with people; with patients where it trains whoever comes and asks for no experience."""
    entry = words()["entry"]
    terms = [term for family in families if (term := vocabulary.get("family", family).data)["level"] <= 1]
    years = max((r.years or 0 for r in asked if r.kind == "experience" and r.must), default=-1.0)
    if not _for_anybody(asked, vocabulary):
        return {}
    if any(term["group"] in entry["groups"] for term in terms) and years <= entry["most_years"]:
        return dict(entry["families"])
    trained = entry["trained"]
    if any(term["group"] in trained["groups"] for term in terms) and years < 0 and re.search(trained["words"], lower):
        return dict(trained["families"])
    return {}


def _for_anybody(asked: list[Requirement], vocabulary: Vocabulary) -> bool:
    """Is no card but that of a day's course a must, and no schooling above the high school?"""
    school = vocabulary.get("education", "hs_or_ged").data["rank"]
    for requirement in asked:
        if not requirement.must:
            continue
        if requirement.kind in ("licence", "credential") and not all(
            _of_a_day(s, vocabulary) for s in requirement.any_of
        ):
            return False
        ranks = [
            vocabulary.get("education", s).data["rank"] for s in requirement.any_of if requirement.kind == "education"
        ]
        if min(ranks, default=0) > school:
            return False
    return True


def _of_a_day(slug: str, vocabulary: Vocabulary) -> bool:
    """A card of life support, or the class of such cards."""
    types = vocabulary.credential_types
    members = {slug} if slug in types else vocabulary.members_of(slug)
    return bool(members) and all(types[t].data.get("scope") == "life_support" for t in members)


def _of_duties(tasks: Mapping[str, Task], vocabulary: Vocabulary) -> dict[str, int]:
    """Where the title names no family: the two whose telling duties the posting names most."""
    scores = {
        slug: len(tasks.keys() & set(term.data.get("duties", ()))) for slug, term in vocabulary.kind("family").items()
    }
    best = sorted((s for s in scores if scores[s] >= 2), key=lambda s: -scores[s])[:2]
    return dict.fromkeys(best, BODY_FAMILY)
