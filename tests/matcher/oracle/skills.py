"""What an opening asks of skills: section 5 of docs/matching.md."""

import functools
from dataclasses import dataclass

from matcher.domain import Requirement, Requirements
from matcher.vocabulary import Vocabulary
from tests.matcher.oracle.careers import Career
from tests.matcher.oracle.clauses import note


@dataclass
class Wish:
    """One thing looked for: what percent each term earns of it, its weight within the feature, and whether it is a must."""

    percents: dict[str, int]
    weight: int = 1
    must: bool = False


def weight_of(requirement: Requirement) -> int:
    return requirement.weight if requirement.must else max(requirement.weight // 2, 1)


@functools.cache
def percent(held: str, asked: str, vocabulary: Vocabulary) -> int:
    """How much of a wish for one skill another one earns."""
    if held == asked:
        return 100
    earned = 0
    if asked in vocabulary.ancestors(held):
        earned = 85
    elif vocabulary.ancestors(asked)[:1] == (held,):
        earned = 60
    elif held in vocabulary.ancestors(asked):
        earned = 40
    return max(earned, 40 if held in vocabulary.related(asked) else 0)


def skill_wishes(
    opening: Requirements, vocabulary: Vocabulary, learned: dict[str, dict]
) -> tuple[list[Wish], list[Wish]]:
    """The wishes of the parts skills and personal."""
    asked: dict[tuple[str, ...], tuple[int, bool]] = {}

    def ask(alternatives: tuple[str, ...], weight: int, must: bool) -> None:
        if alternatives in asked:
            note("the same skill asked twice")
        heavier, either = asked.get(alternatives, (0, False))
        asked[alternatives] = (max(heavier, weight), either or must)

    for task in opening.tasks:
        ask((vocabulary.get("skill", task.slug).slug,), 100 * task.weight, False)
    for requirement in opening.asked:
        if requirement.kind == "skill":
            names = tuple(vocabulary.get("skill", slug).slug for slug in requirement.any_of)
        elif requirement.kind == "experience":
            names = tuple(slug for slug in requirement.any_of if vocabulary.has("skill", slug))
        else:
            continue
        if names:
            ask(names, 100 * weight_of(requirement), requirement.must)

    def is_personal(alternatives: tuple[str, ...]) -> bool:
        return all(vocabulary.get("skill", slug).data["group"] == "personal" for slug in alternatives)

    room = {False: 12, True: 4}
    for alternatives in asked:
        room[is_personal(alternatives)] -= 1
    candidates: list[tuple[str, int]] = []
    if opening.specialty:
        candidates += [(duty, 300) for duty in vocabulary.get("specialty", opening.specialty).data["duties"]]
    if opening.setting:
        profile = learned["profiles"].get(opening.setting, {})
        candidates += [(slug, 3 * p) for slug, p in sorted(profile.items(), key=lambda item: (-item[1], item[0]))]
    for slug, weight in candidates:
        if any(slug in alternatives for alternatives in asked):
            note("a fill already named")
        elif room[is_personal((slug,))] > 0:
            note("a personal fill" if is_personal((slug,)) else "a skill fill")
            room[is_personal((slug,))] -= 1
            asked[slug,] = (weight, False)
        else:
            note("no room for a personal fill" if is_personal((slug,)) else "no room for a skill fill")

    whole = [family for family, percent in Career(opening, vocabulary).targets.items() if percent == 100]
    telling = {duty for family in whole for duty in vocabulary.get("family", family).data.get("duties", [])}
    skills: list[Wish] = []
    personal: list[Wish] = []
    for alternatives, (weight, must) in asked.items():
        if telling.intersection(alternatives):
            note("a skill that tells the role")
            weight *= 2
        rarity = max((learned["skills"][slug] for slug in alternatives if slug in learned["skills"]), default=100)
        if rarity != 100:
            note("a rarity that moves a weight")
        percents = {
            held: max(percent(held, slug, vocabulary) for slug in alternatives) for held in vocabulary.kind("skill")
        }
        weight = max(weight * rarity // 100, 1)
        if is_personal(alternatives):
            personal.append(Wish(percents, weight))
        else:
            skills.append(Wish(percents, weight, must))
    return skills, personal
