"""The other kinds of requirement, compiled: experience, language, education; skill, system and vaccination of a posting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from matcher.domain import Held, HeldSkill, Judged, Requirement
from matcher.eligibility.facts import Facts
from matcher.eligibility.outcomes import lacking, seen, unasked
from matcher.eligibility.sentences import a, either, label, lower, on, say, time_of, together
from matcher.vocabulary import Vocabulary

#: What experience may be counted in.
EXPERIENCE_KINDS = ("role", "setting", "specialty", "skill", "system", "family")


@dataclass(frozen=True, slots=True, eq=False)
class Years:
    """The largest of the named slugs counts, not their sum; none of them stated is unknown."""

    asked: Requirement
    subject: str
    wanted: float
    by: date  # the day a proposed fact is to be confirmed by

    @classmethod
    def of(cls, asked: Requirement, by: date, vocabulary: Vocabulary) -> Years:
        wanted = asked.years or 0
        names = either(_time_in(slug, vocabulary) for slug in asked.any_of)
        return cls(asked, say("kinds.time", time=time_of(wanted), names=names), wanted, by)

    def judge(self, facts: Facts) -> Judged:
        experience = facts.experience
        times = [time for slug in self.asked.any_of if experience and (time := experience.of(slug)) is not None]
        if not times:
            return unasked(self.subject, self.asked)
        most, sure = max(time.years for time in times), max(time.confirmed for time in times)
        sentence = say("kinds.shown", subject=self.subject, time=time_of(most))
        if most >= self.wanted:
            return seen(self.subject, sentence, "confirmed" if sure >= self.wanted else "proposed", self.by, self.asked)
        if any(time.open for time in times):
            return lacking(self.subject, together(sentence, say("kinds.undated")), False, self.asked)
        return lacking(self.subject, sentence, "experience" in facts.closed, self.asked)


def _time_in(slug: str, vocabulary: Vocabulary) -> str:
    """ "as a medical assistant", "in pediatrics" """
    name = lower(label(slug, vocabulary, EXPERIENCE_KINDS))
    return say("kinds.time_as", name=a(name)) if vocabulary.has("role", slug) else say("kinds.time_in", name=name)


@dataclass(frozen=True, slots=True, eq=False)
class Listed:
    """A language spoken, a skill or a system used: any one of those named."""

    asked: Requirement
    subject: str
    labels: dict[str, str]
    section: Literal["languages", "skills", "systems"]
    by: date

    @classmethod
    def of(cls, asked: Requirement, by: date, vocabulary: Vocabulary) -> Listed:
        labels = {slug: label(slug, vocabulary, (asked.kind,)) for slug in asked.any_of}
        section: dict[str, Literal["languages", "skills", "systems"]] = {"skill": "skills", "system": "systems"}
        return cls(asked, either(labels.values()), labels, section.get(asked.kind, "languages"), by)

    def judge(self, facts: Facts) -> Judged:
        found: tuple[Held | HeldSkill, ...] | None = getattr(facts, self.section)
        if found is None:
            return unasked(self.subject, self.asked)
        standings = {one.standing: self.labels[one.slug] for one in found if one.slug in self.labels}
        if not standings:
            sentence = say("kinds.not_listed", subject=self.subject)
            return lacking(self.subject, sentence, self.section in facts.closed, self.asked)
        best = min(standings)  # "confirmed" before "proposed"
        return seen(self.subject, say("kinds.listed", subject=standings[best]), best, self.by, self.asked)


@dataclass(frozen=True, slots=True, eq=False)
class Level:
    """An education: the rank of the lowest level named is enough. `names`: rank -> what is reached with it."""

    asked: Requirement
    subject: str
    rank: int
    names: dict[int, str]
    by: date

    @classmethod
    def of(cls, asked: Requirement, by: date, vocabulary: Vocabulary) -> Level:
        levels = vocabulary.kind("education")
        lowest = min((levels[slug] for slug in asked.any_of), key=lambda term: term.data["rank"])
        ranks: dict[int, list[str]] = {}
        for term in levels.values():
            ranks.setdefault(term.data["rank"], []).append(lower(term.label))
        names = {rank: either(labels) for rank, labels in ranks.items()}
        return cls(asked, lowest.label, lowest.data["rank"], names, by)

    def judge(self, facts: Facts) -> Judged:
        if not facts.levels:
            return unasked(self.subject, self.asked)
        highest = max(rank for rank, _ in facts.levels)
        sentence = say("kinds.level", subject=lower(self.subject), level=self.names[highest])
        if highest < self.rank:
            return lacking(self.subject, sentence, "education" in facts.closed, self.asked)
        sure = any(rank >= self.rank and standing == "confirmed" for rank, standing in facts.levels)
        return seen(self.subject, sentence, "confirmed" if sure else "proposed", self.by, self.asked)


@dataclass(frozen=True, slots=True, eq=False)
class Vaccination:
    """Always a question: no record of vaccinations is kept where eligibility is judged."""

    asked: Requirement
    subject: str
    by: date

    @classmethod
    def of(cls, asked: Requirement, by: date, vocabulary: Vocabulary) -> Vaccination:
        return cls(asked, either(label(slug, vocabulary, ("vaccination",)) for slug in asked.any_of), by)

    def judge(self, facts: Facts) -> Judged:
        sentence = say("kinds.vaccination", subject=self.subject, by=on(self.by))
        return Judged(self.subject, "unknown", sentence, None, "ask", self.asked, settles=say("who.candidate"))


@dataclass(frozen=True, slots=True, eq=False)
class Unnamed:
    """What a posting asks in words the vocabulary does not have: always a question, whatever the person lists."""

    asked: Requirement
    subject: str

    @classmethod
    def of(cls, asked: Requirement) -> Unnamed:
        words = " ".join(asked.source.text.split()) if asked.source else ""
        if asked.kind == "experience":
            return cls(asked, say("kinds.experience", time=time_of(asked.years or 0)))
        return cls(asked, words[:60] or say("kinds.unnamed", kind=asked.kind))

    def judge(self, facts: Facts) -> Judged:
        sentence = say("kinds.unknown_words", subject=self.subject)
        return Judged(self.subject, "unknown", sentence, None, "ask", self.asked, settles=say("who.candidate"))


OTHER_KINDS: dict[str, type[Years | Listed | Level | Vaccination]] = {
    "experience": Years,
    "language": Listed,
    "skill": Listed,
    "system": Listed,
    "education": Level,
    "vaccination": Vaccination,
}
#: Asked for, they count in the fit alone and change no eligibility.
ONLY_FIT = frozenset({"skill", "system"})
