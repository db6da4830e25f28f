"""Settings for a candidate, before any opening exists: what work there asks, is like, pays, and how this person fits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from matcher.asked_skills import TELLING, skill_terms, telling_skills
from matcher.domain import Item, Match, Place, Profile, Requirements, Task
from matcher.eligibility.sentences import say
from matcher.rankers import Ranks
from matcher.summary import month
from matcher.vocabulary import PayFigure, Vocabulary

SHOWN = 6  # skills named as what a setting asks
A_BLOCK = 3  # skills shown for a part of the day
#: trait -> what it is like when it is low (under 0.35), in the middle, high (from 0.65)
CHARACTER: Mapping[str, tuple[str, ...]] = {
    trait: tuple(say(f"settings.{trait}_{height}") for height in range(3))
    for trait in (
        *("pace", "case_complexity", "patient_continuity"),
        *("admin_share", "extended_hours", "specialty_depth"),
    )
}


@dataclass(frozen=True)
class Block:
    """A part of the day and what is done then."""

    label: str
    skills: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """A setting as one person sees it. `missing` are the items of the fit that are missing or not seen, dearest first."""

    setting: str
    label: str
    role: str
    asks: tuple[str, ...]
    character: tuple[str, ...]
    day: tuple[Block, ...]
    pay: PayFigure | None
    pay_sentence: str
    pay_note: str
    match: Match
    missing: tuple[Item, ...]


def _profile(
    setting: str, role: str, vocabulary: Vocabulary, learned: Mapping[str, Mapping[str, int]] | None
) -> dict[str, int]:
    """Skill -> percent of the setting, heaviest first, as far as the role's scope goes."""
    term, place = vocabulary.get("role", role).data, vocabulary.get("setting", setting)
    scopes = {*term["scope"], *term.get("state_dependent", ())}
    reviewed = {skill: round(100 * weight) for skill, weight in place.data["weights"].items()}
    profile = dict((learned or {}).get(setting, reviewed))
    heaviest = sorted(profile.items(), key=lambda pair: (-pair[1], pair[0]))
    return {skill: percent for skill, percent in heaviest if vocabulary.get("skill", skill).data["scope"] in scopes}


def requirements_for(
    setting: str,
    role: str,
    state: str | None,
    vocabulary: Vocabulary,
    learned: Mapping[str, Mapping[str, int]] | None = None,
) -> Requirements:
    """The setting as an opening of this role: its profile's skills within the role's scope as tasks of weight 1 to 10.

    A skill that tells the role weighs less by what the ranker weighs it more: the role is the same in every setting compared.
    `learned` are a ranker's setting profiles; without them the reviewed weights count. Raises UnknownSlug.
    """
    profile = _profile(setting, role, vocabulary, learned)
    if state is not None:
        vocabulary.get("state", state)
    telling = telling_skills(vocabulary.families_of_role(role)[:1], vocabulary)
    return Requirements(
        key=f"{setting}/{role}/{state or ''}",
        title=vocabulary.get("setting", setting).label,
        roles=(role,),
        setting=setting,
        place=Place(state=state),
        tasks=tuple(
            Task(skill, max(round(percent / (10 * TELLING if skill in telling else 10)), 1))
            for skill, percent in profile.items()
        ),
    )


def character(setting: str, vocabulary: Vocabulary) -> tuple[str, ...]:
    """The traits of a setting in words."""
    traits = vocabulary.get("setting", setting).data["traits"]
    return tuple(
        said[(value >= 0.35) + (value >= 0.65)]
        for name, said in CHARACTER.items()
        if (value := traits.get(name)) is not None
    )


def day_there(profile: Mapping[str, int], vocabulary: Vocabulary) -> tuple[Block, ...]:
    """The blocks of the day, each with its share of a setting's heaviest skills: those the block names, else their kin; what
    no block knows belongs to the visits, or to administrative time. A block without any is left out."""
    blocks = {term.slug: term for term in vocabulary.day_schedule}
    shown: dict[str, list[str]] = {slug: [] for slug in blocks}
    visits = ["early_visits", "afternoon_visits"]
    for skill in profile:
        term = vocabulary.get("skill", skill)
        if term.data["group"] == "personal":
            continue
        kin = {
            slug: max(skill_terms(one, vocabulary).get(skill, 0) for one in block.data["skills"])
            for slug, block in blocks.items()
        }
        free = [slug for slug in blocks if len(shown[slug]) < A_BLOCK]
        home = max(free, key=lambda slug: kin[slug], default=None)
        if home is None:
            break
        if not kin[home]:
            outside = (
                ["admin_time"]
                if term.data["group"] == "administrative"
                else sorted(visits, key=lambda v: len(shown[v]))
            )
            home = next((slug for slug in outside if slug in free), None)
        if home:
            shown[home].append(term.label)
    return tuple(Block(block.label, tuple(shown[slug])) for slug, block in blocks.items() if shown[slug])


def pay_sentence(figure: PayFigure | None, vocabulary: Vocabulary) -> str:
    """What the role earns, with whose figure it is and of when; empty where none is known."""
    if figure is None:
        return ""
    of_state = figure.state_mean is not None
    amount = figure.state_mean if of_state else figure.national_median
    period = figure.state_period if of_state else figure.national_period
    said = {"pay": f"${amount:,}", "source": figure.source, "period": month(date.fromisoformat(f"{period}-01"))}
    if of_state:
        return say("settings.state_pay", state=vocabulary.get("state", figure.state).label, **said)
    return say("settings.national_pay", **said)


def card(
    setting: str,
    role: str,
    state: str | None,
    match: Match,
    vocabulary: Vocabulary,
    learned: Mapping[str, Mapping[str, int]] | None = None,
) -> Card:
    """The card of a setting for the person of `match` (of `requirements_for` the same setting)."""
    profile = _profile(setting, role, vocabulary, learned)
    term = vocabulary.get("setting", setting)
    figure = None if state is None else vocabulary.pay(role, state)
    lacking = [item for part in match.parts for item in part.items if item.state in ("missing", "not-seen")]
    return Card(
        setting,
        term.label,
        role,
        tuple(vocabulary.get("skill", skill).label for skill in list(profile)[:SHOWN]),
        character(setting, vocabulary),
        day_there(profile, vocabulary),
        figure,
        pay_sentence(figure, vocabulary),
        term.data.get("pay_note", ""),
        match,
        tuple(sorted(lacking, key=lambda item: item.points - item.maximum)),
    )


def ranked_cards(
    profile: Profile, role: str, state: str | None, ranker: Ranks, as_of: date, vocabulary: Vocabulary
) -> list[Card]:
    """Every setting for one person in a role, by fit, highest first; equal fits in the vocabulary's order."""
    cards = []
    for setting in vocabulary.kind("setting"):
        asked = requirements_for(setting, role, state, vocabulary, ranker.profiles)
        match = ranker.explain(asked, None, [0], [profile], as_of)[0]
        cards.append(card(setting, role, state, match, vocabulary, ranker.profiles))
    return sorted(cards, key=lambda one: -(one.match.fit or 0))
