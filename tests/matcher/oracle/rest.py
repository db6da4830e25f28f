"""What an opening asks beside families and skills: section 6 of docs/matching.md."""

from collections.abc import Callable
from math import isqrt

from matcher.domain import Requirement, Requirements
from matcher.vocabulary import Vocabulary
from tests.matcher.oracle.candidate import role_made_for
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
            heavier = requirement.kind == "licence" and requirement.must
            weight = weight_of(requirement) * (3 if heavier else 1)
            wishes.append(Wish(credential_percents(requirement, vocabulary), weight, requirement.must))
    for requirement in opening.asked:
        if requirement.kind == "education" and (roles := roles_of_programmes(requirement, vocabulary)):
            shown = [slug for slug in vocabulary.credential_types if role_made_for(slug, vocabulary) in roles]
            note("credentials: what a programme leads to")
            weight = education_weight(requirement, vocabulary)
            if weight < weight_of(requirement):
                note("credentials: what a programme leads to, beside what everybody has")
            wishes.append(Wish(dict.fromkeys(shown, 100), weight, requirement.must))
    return wishes


def roles_of_programmes(requirement: Requirement, vocabulary: Vocabulary) -> set[str]:
    levels = [vocabulary.get("education", slug) for slug in requirement.any_of]
    return {level.data["role"] for level in levels if "role" in level.data}


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


def rank(level: str, vocabulary: Vocabulary) -> int:
    return int(vocabulary.get("education", level).data["rank"])


def education_weight(requirement: Requirement, vocabulary: Vocabulary) -> int:
    """What almost everybody has weighs next to nothing."""
    least = min(rank(slug, vocabulary) for slug in requirement.any_of)
    return 1 if least <= rank("hs_or_ged", vocabulary) else weight_of(requirement)


def education_percents(requirement: Requirement, vocabulary: Vocabulary) -> dict[str, int]:
    levels = vocabulary.kind("education")
    general = [rank(slug, vocabulary) for slug in requirement.any_of if "role" not in levels[slug].data]
    if len(general) == len(requirement.any_of):
        note("education: a level asked")
        least = min(general)
        return {
            held: 100 if rank(held, vocabulary) >= least else 60 * rank(held, vocabulary) // least for held in levels
        }
    note("education: a programme or a level asked" if general else "education: a programme asked")
    return {
        held: 100 if held in requirement.any_of or (general and rank(held, vocabulary) >= min(general)) else 30
        for held in levels
    }


def education_wishes(opening: Requirements, vocabulary: Vocabulary) -> list[Wish]:
    return [
        Wish(education_percents(r, vocabulary), education_weight(r, vocabulary), r.must)
        for r in opening.asked
        if r.kind == "education" and r.any_of
    ]


def stress(opening: Requirements, vocabulary: Vocabulary) -> int:
    """By what percent the weight of the part credentials is multiplied."""
    found = {r.kind: [s for s in opening.asked if s.kind == r.kind and s.any_of] for r in opening.asked}
    licences, credentials = found.get("licence", []), found.get("credential", [])
    schooling = found.get("education", [])

    def for_a_role(requirement: Requirement) -> bool:
        types: set[str] = set()
        for slug in requirement.any_of:
            types |= vocabulary.members_of(slug) if vocabulary.has("credential_class", slug) else {slug}
        return all(role_made_for(slug, vocabulary) for slug in types)

    def programmes_alone(requirement: Requirement) -> bool:
        return all("role" in vocabulary.get("education", slug).data for slug in requirement.any_of)

    if any(r.must for r in licences):
        percent, why = 300, "a licence is a must"
    elif any(r.must and for_a_role(r) for r in credentials):
        percent, why = 200, "a credential of a role is a must"
    elif any(r.must and programmes_alone(r) for r in schooling):
        percent, why = 200, "a programme is a must"
    elif not licences and not credentials and all(education_weight(r, vocabulary) == 1 for r in schooling):
        percent, why = 40, "only schooling of weight 1" if schooling else "nothing of the kind"
    else:
        percent, why = 100, "something else"
    note(f"stress: {why}")
    return percent
