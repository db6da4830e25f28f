"""The skills an opening asks for: which skills answer each, how far, and how heavily it counts. Section 5 of docs/matching.md."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping

from matcher.codes import codes
from matcher.domain import Requirements
from matcher.vocabulary import Vocabulary
from matcher.wishes import Learned, Wish, ids_of, one_of, weight_of

FILL = 12  # skills looked for at least, where specialty and setting can name so many
FILL_PERSONAL = 4
TELLING = 2  # times a skill that tells the role's family weighs of any other
FILL_WEIGHT = 3  # of a specialty's duty; a setting's skill weighs its percent of it
CHILD, PARENT, ELDER, RELATED = 85, 60, 40, 40  # percent of a skill's credit for its kin


@functools.lru_cache(maxsize=4096)
def skill_terms(slug: str, vocabulary: Vocabulary) -> Mapping[str, int]:
    """The skills that answer `slug` with their percent: itself, more special ones, more general ones, related ones."""
    terms = dict.fromkeys(vocabulary.related(slug), RELATED)
    for other in vocabulary.kind("skill"):
        if slug in vocabulary.ancestors(other):
            terms[other] = CHILD
    for i, other in enumerate(vocabulary.ancestors(slug)):
        terms[other] = max(terms.get(other, 0), ELDER if i else PARENT)
    return {**terms, slug: 100}


def telling_skills(families: Iterable[str], vocabulary: Vocabulary) -> set[str]:
    """The skills by which these families are told: what the work is before anything else."""
    return {skill for family in families for skill in vocabulary.get("family", family).data.get("duties", ())}


def skill_wishes(
    opening: Requirements, learned: Learned, whole: Iterable[str], vocabulary: Vocabulary
) -> tuple[list[Wish], list[Wish]]:
    """(Skills, personal ones): the opening's own; then, up to FILL of a group, its specialty's duties and its setting's
    profile. `whole`: the families it takes in full. Raises UnknownSlug."""
    asked: dict[tuple[str, ...], tuple[int, bool]] = {}

    def ask(slugs: tuple[str, ...], weight: int, must: bool) -> None:
        before = asked.get(slugs, (0, False))
        asked[slugs] = max(weight, before[0]), must or before[1]

    for task in opening.tasks:
        ask((task.slug,), task.weight, False)
    for requirement in opening.asked:
        skills = tuple(s for s in requirement.any_of if vocabulary.has("skill", s))
        if requirement.kind == "skill" and requirement.any_of:
            ask(requirement.any_of, weight_of(requirement), requirement.must)
        elif requirement.kind == "experience" and skills:
            ask(skills, weight_of(requirement), requirement.must)
    named = {slug for slugs in asked for slug in slugs}
    personal = {slug for slug, term in vocabulary.kind("skill").items() if term.data["group"] == "personal"}
    room = {True: FILL_PERSONAL, False: FILL}
    for slugs in asked:
        room[all(slug in personal for slug in slugs)] -= 1
    duties = vocabulary.get("specialty", opening.specialty).data["duties"] if opening.specialty else ()
    profile = learned.profiles.get(opening.setting or "", {})
    heaviest = sorted(profile.items(), key=lambda pair: (-pair[1], pair[0]))
    fill = [*((slug, FILL_WEIGHT * 100) for slug in duties), *((slug, FILL_WEIGHT * p) for slug, p in heaviest)]
    filled: dict[str, int] = {}
    for slug, weight in fill:
        if slug not in named and slug not in filled and room[slug in personal] > 0:
            filled[slug] = weight
            room[slug in personal] -= 1
    wishes: tuple[list[Wish], list[Wish]] = ([], [])
    telling = telling_skills(whole, vocabulary)
    every = [(slugs, weight * 100, must) for slugs, (weight, must) in asked.items()]
    for slugs, hundredths, must in [*every, *(((slug,), weight, False) for slug, weight in filled.items())]:
        terms: dict[str, int] = {}
        for slug in slugs:
            for other, percent in skill_terms(slug, vocabulary).items():
                terms[other] = max(terms.get(other, 0), percent)
        soft = all(slug in personal for slug in slugs)
        hundredths *= TELLING if telling.intersection(slugs) else 1
        weight = max(hundredths * max(learned.skills.get(slug, 100) for slug in slugs) // 100, 1)
        label = one_of(vocabulary.get("skill", slug).label for slug in slugs)
        wishes[soft].append(Wish(label, weight, ids_of("skills", terms, codes(vocabulary)), must and not soft))
    return wishes
