"""A candidate as lists: section 2 of docs/matching.md, one fact after the other."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from matcher.domain import Job, Profile
from matcher.vocabulary import Vocabulary
from tests.matcher.oracle.clauses import note
from tests.matcher.oracle.words import words_of

FIRST_DAY, LAST_DAY = date(1910, 4, 16), date(2089, 9, 16)
GOING_ON = date.max  # later than every day that can be said

#: Life support, drug collection, record systems: cards that make nobody a nurse or a medical assistant.
ANY_WORK = {"bls_card", "acls_card", "pals_card", "first_aid_card", "collector_training", "ehr_credential"}

SECTION = {  # the section of the profile whose closing makes silence a lack
    "families": "experience",
    "specialties": "experience",
    "settings": "experience",
    "dated jobs": "experience",
    "skills": "skills",
    "credentials": "credentials",
    "education": "education",
    "languages": "languages",
    "systems": "systems",
}


class Entry(NamedTuple):
    """One line of a list. `value` is a day, GOING_ON, or None where nothing is said."""

    term: str
    code: str
    value: date | None


class DatedJob(NamedTuple):
    title: str | None
    duties: str | None
    first: date
    last: date


@dataclass
class Facts:
    """All that a fit can read of a person."""

    lists: dict[str, list[Entry]]
    dated: list[DatedJob]
    words: frozenset[str]
    answered: frozenset[str]

    @property
    def jobless(self) -> bool:
        return not any(entry.code in ("title", "duties") for entry in self.lists["families"])

    def open(self, reads: str) -> bool:
        return reads == "words" or SECTION[reads] not in self.answered


def held_in(day: date | None) -> date | None:
    if day is None:
        return None
    if not FIRST_DAY <= day <= LAST_DAY:
        note("a day moved to the edge")
    return min(max(day, FIRST_DAY), LAST_DAY)


def last_day(job: Job) -> date | None:
    if job.current:
        return GOING_ON
    return held_in(job.end or job.begin)


def family_of_title(job: Job, vocabulary: Vocabulary) -> str | None:
    if job.family is not None:
        return known_family(job.family, vocabulary)
    if job.role is not None and vocabulary.has("role", job.role):
        note("a job's family from its role")
        return vocabulary.families_of_role(job.role)[0]
    return None


def known_family(slug: str | None, vocabulary: Vocabulary) -> str | None:
    if slug is None or vocabulary.has("family", slug):
        return slug
    note("an unknown family left out")
    return None


def role_made_for(credential: str, vocabulary: Vocabulary) -> str | None:
    """The first role a certification or a licence lists; none where people of any work hold the card."""
    if vocabulary.classes_of(credential) & ANY_WORK:
        note("a card of any work")
        return None
    return next(iter(vocabulary.credential(credential).data.get("roles", ())), None)


def families(profile: Profile, vocabulary: Vocabulary) -> list[Entry]:
    entries = []
    for job in profile.jobs:
        if title := family_of_title(job, vocabulary):
            entries.append(Entry(title, "title", last_day(job)))
        if duties := known_family(job.duties, vocabulary):
            entries.append(Entry(duties, "duties", last_day(job)))
    for education in profile.education:
        if study := known_family(education.family, vocabulary):
            entries.append(Entry(study, "study", None))
    for credential in profile.credentials:
        if credential.revoked or credential.type not in vocabulary.credential_types:
            continue
        if role := role_made_for(credential.type, vocabulary):
            entries += [Entry(family, "certificate", None) for family in vocabulary.families_of_role(role)]
    for stated in profile.roles:
        if vocabulary.has("role", stated.slug):
            entries += [Entry(family, "stated", None) for family in vocabulary.families_of_role(stated.slug)]
    return entries


def dated_jobs(profile: Profile, vocabulary: Vocabulary) -> list[DatedJob]:
    found: list[DatedJob] = []
    for job in profile.jobs:
        first = held_in(job.begin)
        last = GOING_ON if job.current else held_in(job.end)
        if first is None or last is None or last < first:
            note("a job without usable dates")
            continue
        dated = DatedJob(family_of_title(job, vocabulary), known_family(job.duties, vocabulary), first, last)
        if dated in found:
            note("the same job twice")
        else:
            found.append(dated)
    return found


def facts_of(profile: Profile, vocabulary: Vocabulary, terms: dict[str, int]) -> Facts:
    """`terms`: the words that can count, with their learned percents."""
    lists: dict[str, list[Entry]] = {"families": families(profile, vocabulary)}
    for name, kind in (("specialties", "specialty"), ("settings", "setting")):
        named = [(getattr(job, kind), last_day(job)) for job in profile.jobs]
        lists[name] = [Entry(slug, "", day) for slug, day in named if slug and vocabulary.has(kind, slug)]
    lists["skills"] = [
        Entry(skill.slug, "not said" if skill.level is None else f"level {skill.level}", held_in(skill.last_used))
        for skill in profile.skills
        if vocabulary.has("skill", skill.slug) and skill.level != 0
    ]
    lists["credentials"] = [
        Entry(held.type, held.proof, held_in(held.expires))
        for held in profile.credentials
        if not held.revoked and (held.type in vocabulary.credential_types or vocabulary.has("vaccination", held.type))
    ]
    lists["education"] = [
        Entry(held.level, "", None)
        for held in profile.education
        if held.level and vocabulary.has("education", held.level)
    ]
    for name, kind in (("languages", "language"), ("systems", "system")):
        held_slugs = [held.slug for held in getattr(profile, name)]
        lists[name] = [Entry(slug, "", None) for slug in held_slugs if vocabulary.has(kind, slug)]
    words = words_of(profile.text) & terms.keys()
    return Facts(lists, dated_jobs(profile, vocabulary), frozenset(words), profile.answered)
