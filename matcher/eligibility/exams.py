"""Who can sit an exam: for a certification asked and not held, whether what is shown opens its exam (said beside).

A way in (`sits` of matcher/data/credentials.toml) is a programme of some kinds, of so many hours where hours are asked, or
years of work in the certification's first role. Dates and further papers are the body's to judge.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from matcher.eligibility.credentials import Asked
from matcher.eligibility.facts import Facts
from matcher.eligibility.sentences import a, counted, credential_name, either, label, lower, say
from matcher.vocabulary import Vocabulary


def open_exams(asked: Asked, facts: Facts) -> str:
    """ "An exam looks open by what is shown: CCMA (NHA) by 1 year of work ..."; empty where none does."""
    words = asked.vocabulary
    found: dict[str, list[str]] = {}
    for slug in sorted(asked.types):
        for way in words.credential(slug).data.get("sits", ()):
            if shown := way_shown(way, slug, facts, words):
                found.setdefault(shown, []).append(credential_name(words.credential(slug)))
                break
    said = "; ".join(say("exams.one", names=either(names), shown=shown) for shown, names in found.items())
    return say("exams.open", exams=said) if said else ""


def way_shown(way: Mapping[str, Any], slug: str, facts: Facts, words: Vocabulary) -> str:
    """What of the facts opens the exam of this credential by this way, in words; "" where nothing does."""
    if "years" in way:
        role = words.credential(slug).data["roles"][0]
        time = facts.experience.of(role) if facts.experience else None
        if time is None or time.years < way["years"]:
            return ""
        worked = a(lower(label(role, words, ("role",))))
        return say("exams.work", time=counted(way["years"], "year"), role=worked)
    hours = way.get("hours", 0)
    if any(one.programme in way["programme"] and (one.hours or 0) >= hours for one in facts.programmes or ()):
        return say("exams.programme_of", time=counted(hours, "hour")) if hours else say("exams.programme")
    return ""
