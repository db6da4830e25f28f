"""What a question concerns, as one short string, so that an answer knows which fact or limit it settles.

`system:epic`, `skill:phlebotomy,venipuncture` (any of them): kinds whose answer is a fact of the candidate. `limit:shift`: a
limit of hers that the opening lies outside of. Everything else (`experience:...`, `credential:...`, `role:`) is answered in words.
"""

from __future__ import annotations

from collections.abc import Iterator

from matcher import vocabulary
from matcher.domain import Eligibility, Judged, Part
from matcher.eligibility.sentences import say

MOST = 200  # characters kept
#: Kinds of a fact that a yes or no settles, and the part of the fit that looks for them.
FACTS = {"skill": "skills", "system": "systems", "language": "languages"}
LIMITS = ("shift", "employment_type", "setting", "pay", "distance", "dates")


def about_row(judged: Judged, judged_as: Eligibility) -> str:
    """What a row of the judgement concerns."""
    if judged.requirement:
        return written(judged.requirement.kind, judged.requirement.any_of)
    if judged in judged_as.asks:
        return written("limit", [key for key in LIMITS if say(f"limits.{key}") == judged.subject])
    return written("role", ())


def about_item(part: Part, label: str, judged_as: Eligibility) -> str:
    """What an item of a part concerns: the terms of its label, or those of the requirement of that name."""
    kind = next((kind for kind, name in FACTS.items() if name == part.name), part.name)
    asked = (row.requirement for row in judged_as.requirements if row.subject == label)
    named = next((list(one.any_of) for one in asked if one and one.kind == kind), None)
    return written(kind, (named or list(slugs(kind, label))) if kind in FACTS else (label,))


def slugs(kind: str, label: str) -> Iterator[str]:
    return (slug for slug, term in vocabulary.load().kind(kind).items() if term.label == label)


def written(kind: str, of: list[str] | tuple[str, ...]) -> str:
    return f"{kind}:{','.join(of)}"[:MOST]


def kind_of(about: str) -> str:
    return about.partition(":")[0]


def terms_of(about: str) -> list[str]:
    """The slugs of a question about facts; [] for any other, which is then answered in words."""
    kind, _, of = about.partition(":")
    known = vocabulary.load()
    return [slug for slug in of.split(",") if known.has(kind, slug)] if kind in FACTS else []
