"""The other kinds of requirement: experience, language, education; and those that only a product's posting asks for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from matcher.domain import Judged, Requirement, Standing
from matcher.eligibility.facts import Facts
from matcher.eligibility.outcomes import lacking, seen, unasked
from matcher.eligibility.sentences import a, counted, either, label, lower, on
from matcher.vocabulary import Vocabulary

EXPERIENCE_KINDS = ("role", "setting", "specialty", "family", "skill", "system")


def judge_experience(asked: Requirement, facts: Facts, by: date, vocabulary: Vocabulary) -> Judged:
    """The largest of the named slugs counts, not their sum; none of them stated is unknown. `by`: the day to confirm by."""
    wanted = asked.years or 0
    subject = f"{counted(wanted, 'year')} {either(_time_in(slug, vocabulary) for slug in asked.any_of)}"
    times = [time for slug in asked.any_of if facts.experience and (time := facts.experience.of(slug)) is not None]
    if not times:
        return unasked(subject)
    most, sure = max(time.years for time in times), max(time.confirmed for time in times)
    sentence = f"Asks for {subject}; shown: {counted(most, 'year')}."
    if most >= wanted:
        return seen(subject, sentence, "confirmed" if sure >= wanted else "proposed", by)
    if any(time.open for time in times):
        return lacking(subject, f"{sentence} A job without its dates is not counted.", closed=False)
    return lacking(subject, sentence, "experience" in facts.closed)


def _time_in(slug: str, vocabulary: Vocabulary) -> str:
    """ "as a medical assistant", "in pediatrics" """
    name = lower(label(slug, vocabulary, EXPERIENCE_KINDS))
    return f"as {a(name)}" if vocabulary.has("role", slug) else f"in {name}"


def judge_listed(
    asked: Requirement,
    found: Mapping[str, Standing] | None,
    section: str,
    facts: Facts,
    by: date,
    vocabulary: Vocabulary,
) -> Judged:
    """A language spoken, a skill or a system used: any one of those named."""
    subject = either(label(slug, vocabulary, (asked.kind,)) for slug in asked.any_of)
    if found is None:
        return unasked(subject)
    standings = {found[slug]: slug for slug in asked.any_of if slug in found}
    if not standings:
        return lacking(subject, f"{subject}: not among what is listed.", section in facts.closed)
    standing: Standing = "confirmed" if "confirmed" in standings else "proposed"
    return seen(subject, f"{label(standings[standing], vocabulary, (asked.kind,))}: listed.", standing, by)


def judge_education(asked: Requirement, facts: Facts, by: date, vocabulary: Vocabulary) -> Judged:
    """The rank of the lowest level named is enough."""
    levels = vocabulary.kind("education")
    lowest = min(asked.any_of, key=lambda slug: levels[slug].data["rank"])
    subject, rank = levels[lowest].label, levels[lowest].data["rank"]
    if not facts.levels:
        return unasked(subject)
    highest = max(rank for rank, _ in facts.levels)
    reached = either(term.label for term in levels.values() if term.data["rank"] == highest)
    sentence = f"Asks for {lower(subject)} or above; shown: {lower(reached)}."
    if highest < rank:
        return lacking(subject, sentence, "education" in facts.closed)
    sure = any(level >= rank and standing == "confirmed" for level, standing in facts.levels)
    return seen(subject, sentence, "confirmed" if sure else "proposed", by)


def judge_vaccination(asked: Requirement, vocabulary: Vocabulary, by: date) -> Judged:
    """No record of vaccinations is kept where eligibility is judged, so it is always a question."""
    subject = either(label(slug, vocabulary, ("vaccination",)) for slug in asked.any_of)
    return Judged(subject, "unknown", f"{subject}: asked for; ask by {on(by)}.", None, "ask", settles="the candidate")


def only_fit(judged: Judged, kinds: Iterable[str] = ("skill", "system")) -> bool:
    """A skill or a system asked for counts in the fit alone and changes no eligibility."""
    return judged.requirement is not None and judged.requirement.kind in kinds
