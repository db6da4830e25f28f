"""What an opening asks beside families and skills: section 6 of docs/matching.md."""

from collections.abc import Callable
from math import isqrt

from matcher.domain import Requirement, Requirements
from matcher.vocabulary import Vocabulary
from tests.matcher.oracle.clauses import note
from tests.matcher.oracle.skills import Wish, weight_of


def named_wishes(
    opening: Requirements, vocabulary: Vocabulary, kind: str, alike: Callable[[str, str], int]
) -> list[Wish]:
    """Wishes for a specialty or a setting; `alike(held, asked)` is the percent for another one than asked."""
    asked: list[tuple[tuple[str, ...], int, bool]] = []
    if own := getattr(opening, kind):
        asked.append(((vocabulary.get(kind, own).slug,), 10, False))
    for requirement in opening.asked:
        names = tuple(slug for slug in requirement.any_of if vocabulary.has(kind, slug))
        if requirement.kind == "experience" and names:
            note(f"{kind}: named by experience")
            asked.append((names, weight_of(requirement), requirement.must))
    return [
        Wish(
            {held: max(100 if held == a else alike(held, a) for a in names) for held in vocabulary.kind(kind)},
            weight,
            must,
        )
        for names, weight, must in asked
    ]


def specialty_wishes(opening: Requirements, vocabulary: Vocabulary) -> list[Wish]:
    def alike(held: str, asked: str) -> int:
        one, other = (set(vocabulary.get("specialty", s).data["duties"]) for s in (held, asked))
        return 50 * len(one & other) // max(min(len(one), len(other)), 1)

    return named_wishes(opening, vocabulary, "specialty", alike)


def setting_wishes(opening: Requirements, vocabulary: Vocabulary, profiles: dict[str, dict[str, int]]) -> list[Wish]:
    def alike(held: str, asked: str) -> int:
        one, other = profiles.get(held, {}), profiles.get(asked, {})
        dot = sum(percent * other.get(skill, 0) for skill, percent in one.items())
        squares = [sum(percent * percent for percent in profile.values()) for profile in (one, other)]
        return 60 * dot // max(isqrt(squares[0] * squares[1]), 1)

    return named_wishes(opening, vocabulary, "setting", alike)


def plain_wishes(opening: Requirements, vocabulary: Vocabulary, kind: str) -> list[Wish]:
    return [
        Wish({vocabulary.get(kind, slug).slug: 100 for slug in r.any_of}, weight_of(r), r.must)
        for r in opening.asked
        if r.kind == kind and r.any_of
    ]


def credential_wishes(opening: Requirements, vocabulary: Vocabulary) -> list[Wish]:
    wishes = []
    for requirement in opening.asked:
        if not requirement.any_of:
            continue
        if requirement.kind == "vaccination":
            slugs = [vocabulary.get("vaccination", slug).slug for slug in requirement.any_of]
            wishes.append(Wish(dict.fromkeys(slugs, 100), 1, requirement.must))
        elif requirement.kind in ("credential", "licence"):
            wishes.append(Wish(credential_percents(requirement, vocabulary), weight_of(requirement), requirement.must))
    return wishes


def credential_percents(requirement: Requirement, vocabulary: Vocabulary) -> dict[str, int]:
    percents: dict[str, int] = {}
    for slug in requirement.any_of:
        if vocabulary.has("credential_class", slug):
            note("credentials: a class asked")
            percents |= dict.fromkeys(vocabulary.members_of(slug), 100)
        else:
            note("credentials: a type asked")
            for wider in vocabulary.classes_of(slug):
                for sister in vocabulary.members_of(wider):
                    percents.setdefault(sister, 60)
            percents[slug] = 100
    return percents


def education_wishes(opening: Requirements, vocabulary: Vocabulary) -> list[Wish]:
    ranks = {slug: level.data["rank"] for slug, level in vocabulary.kind("education").items()}
    wishes = []
    for requirement in opening.asked:
        if requirement.kind == "education" and requirement.any_of:
            least = min(ranks[vocabulary.get("education", slug).slug] for slug in requirement.any_of)
            percents = {slug: 100 if rank >= least else 60 * rank // least for slug, rank in ranks.items()}
            wishes.append(Wish(percents, weight_of(requirement), requirement.must))
    return wishes
