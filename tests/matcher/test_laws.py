"""The laws of the ranking as properties. Each counts the examples that exercised it; under 30 % is a failure."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matcher import bands, snapshots, wording
from matcher.domain import (
    SECTIONS,
    Credential,
    Held,
    HeldSkill,
    Job,
    Match,
    Place,
    Profile,
    Requirement,
    Requirements,
    Task,
)
from matcher.extraction.posting import read_posting
from matcher.extraction.resume import read_resume
from matcher.features import PARTS
from matcher.ranker import Ranker
from matcher.table import Table
from matcher.vocabulary import load
from tests.matcher import drawn
from tests.matcher.drawn import TODAY

VOCABULARY = load()
RANKER = Ranker().fit()
EXAMPLES = settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


def exercised(law: Callable[..., bool], **drawn_by: Any) -> None:
    """Run the law; it returns whether the example put it to the test."""
    told: list[bool] = []

    @EXAMPLES
    @given(**drawn_by)
    def run(**values: Any) -> None:
        told.append(law(**values))

    run()
    assert sum(told) >= 0.3 * len(told), f"only {sum(told)} of {len(told)} examples exercised this"


def matched(opening: Requirements, *people: Profile, as_of: date = TODAY, weights: Any = None) -> list[Match]:
    return RANKER.explain(opening, None, range(len(people)), people, as_of, weights)


def points(match: Match) -> list[int]:
    return [part.points for part in match.parts]


def test_law_1_parts_sum_to_the_fit_and_maxima_to_a_hundred() -> None:
    def law(opening: Requirements, person: Profile) -> bool:
        match = matched(opening, person)[0]
        ranking = RANKER.rank(opening, Table.build([person], VOCABULARY), TODAY)
        assert [part.name for part in match.parts] == list(PARTS)
        for part in match.parts:
            assert part.points >= 0 and part.unknown >= 0 and part.points + part.unknown <= part.maximum
            assert part.points == sum(item.points for item in part.items)
            assert part.unknown == sum(item.unknown for item in part.items)
            assert part.maximum == sum(item.maximum for item in part.items)
            for item in part.items:
                assert item.points >= 0 and item.unknown >= 0 and item.points + item.unknown <= item.maximum
        if match.fit is None:
            assert ranking.fits.tolist() == [-1]
            return False
        assert sum(part.maximum for part in match.parts) == 10_000
        assert match.fit == sum(points(match)) == ranking.fits[0]
        assert points(match) == ranking.parts[0].tolist()
        return 0 < match.fit < 10_000

    exercised(law, opening=drawn.openings(), person=drawn.profiles())


def phrases(slug: str) -> list[str]:
    """Ways to say a skill that stand for it alone: no list of several, no two letters that need their sentence."""
    term = VOCABULARY.get("skill", slug)
    return [phrase for phrase in (term.label, *term.synonyms) if "," not in phrase and len(phrase) > 2]


def test_law_2_an_alias_swapped_in_what_is_read_moves_nothing() -> None:
    """However a skill is asked and however it is held: one item, matched, of the same points."""
    said = 0
    for skill in VOCABULARY.kind("skill"):
        openings, people = set(), set()
        for way in phrases(skill) if skill != "bilingual" else ():
            read = read_posting(f"Requirements:\n- {way}\n", "o", TODAY, VOCABULARY)
            asked = tuple(replace(r, source=None) for r in read.asked if r.kind == "skill")
            openings.add(Requirements("o", tasks=tuple(replace(t, source=None) for t in read.tasks), asked=asked))
            held = read_resume(f"SKILLS\n{way}\n", "p", TODAY, VOCABULARY).skills
            people.add(Profile("p", skills=tuple(replace(one, source=None) for one in held)))
            said += 1
        told = {match.parts for opening in openings for match in matched(opening, *people)}
        assert len(told) == min(len(openings), 1), (openings, people)
        for parts in told:
            assert [item.state for part in parts for item in part.items] == ["matched"], (openings, people)
    assert said > 1300


def test_law_2_no_other_way_to_say_a_skill_moves_the_words_of_a_text() -> None:
    said = 0
    for kind in ("skill", "certification", "role", "specialty", "setting", "family", "system", "language"):
        for term in VOCABULARY.kind(kind).values():
            for phrase in (term.label, *term.synonyms):
                said += 1
                assert not wording.seen(phrase, VOCABULARY), phrase
    assert said > 3000


def test_law_2_an_alias_swapped_in_both_texts_moves_nothing() -> None:
    swaps = (("EKG", "ECG"), ("venipuncture", "phlebotomy"), ("CMA", "Certified Medical Assistant"))

    def law(opening: Requirements, person: Profile, swap: tuple[str, str]) -> bool:
        told = (
            replace(person, text=f"{person.text} Did {swap[0]} daily."),
            replace(person, text=f"{person.text} Did {swap[1]} daily."),
        )
        asked = [replace(opening, text=f"{opening.text} {word} needed.") for word in swap]
        first, second = matched(asked[0], told[0])[0], matched(asked[1], told[1])[0]
        assert first.parts == second.parts
        return bool(first.parts[PARTS.index("text")].maximum)

    exercised(law, opening=drawn.openings(), person=drawn.profiles(), swap=st.sampled_from(swaps))


def with_more(person: Profile, name: str, gain: Any) -> Profile:
    return replace(person, **{name: (*getattr(person, name), gain)})


@pytest.mark.parametrize(
    ("name", "gains"),
    [
        ("skills", drawn.skills.filter(lambda skill: skill.level != 0)),
        ("credentials", drawn.credentials.map(lambda card: replace(card, revoked=False))),
        ("languages", st.builds(Held, st.sampled_from(drawn.LANGUAGES))),
        ("systems", st.builds(Held, st.sampled_from(drawn.SYSTEMS))),
        ("jobs", drawn.jobs),
    ],
)
def test_law_3_adding_what_is_held_never_lowers_anything(name: str, gains: st.SearchStrategy) -> None:
    """The opening asks for what is gained, or for kin of it, so that the gain is felt."""

    def law(opening: Requirements, person: Profile, gain: Any, at: int) -> bool:
        if name == "jobs":
            full = [f for f, percent in RANKER.plan(opening, TODAY, VOCABULARY).asked.targets.items() if percent == 100]
            opening = replace(opening, roles=opening.roles if full else ("medical_assistant",), clinical_share=20 * at)
            gain = replace(gain, family=full[at % len(full)] if full else "medical_assistant", duties=None)
        else:
            slug = gain.type if name == "credentials" else gain.slug
            near = (
                [slug, *sorted(VOCABULARY.related(slug)), *VOCABULARY.ancestors(slug)] if name == "skills" else [slug]
            )
            asked = Requirement(name.removesuffix("s"), (near[at % len(near)],))
            opening = replace(opening, asked=(*opening.asked, asked))
        before, after = matched(opening, person, with_more(person, name, gain))
        for part, other in zip(before.parts, after.parts, strict=True):
            for item, same in zip(part.items, other.items, strict=True):
                assert item.points <= same.points, (part.name, item, same)
        return (before.fit or 0) < (after.fit or 0)

    exercised(law, opening=drawn.openings(), person=drawn.profiles(), gain=gains, at=st.integers(0, 5))


def test_law_3_of_two_roles_asked_the_higher_is_not_above_the_work() -> None:
    opening = Requirements("o", roles=("cna", "rn"))
    aide = Profile("aide", jobs=(Job("CNA", "nurse_aide", begin=date(2020, 1, 1), current=True),))
    both = with_more(aide, "jobs", Job("RN", "registered_nurse", begin=date(2020, 1, 1), current=True))
    assert [match.fit for match in matched(opening, aide, both)] == [10_000, 10_000]


def test_law_4_a_surplus_never_pays_for_another_lack() -> None:
    def law(opening: Requirements, person: Profile, skill: HeldSkill) -> bool:
        more = with_more(person, "skills", replace(skill, level=4, last_used=TODAY))
        before, after = matched(opening, person, more)
        answered = VOCABULARY.related(skill.slug) | {skill.slug, *VOCABULARY.ancestors(skill.slug)}
        answered |= {other for other in VOCABULARY.kind("skill") if skill.slug in VOCABULARY.ancestors(other)}
        labels = {VOCABULARY.get("skill", slug).label for slug in answered}
        moved = 0
        for part, other in zip(before.parts, after.parts, strict=True):
            for item, same in zip(part.items, other.items, strict=True):
                if not labels & set(item.label.split(" or ")):
                    assert item.points == same.points, (skill, item, same)
                moved += item.points != same.points
        return moved > 0

    exercised(law, opening=drawn.openings(), person=drawn.profiles(), skill=drawn.skills)


#: Names and words of who somebody is that the sentences of the wording use too, in another sense.
WHO = (
    "Maria Mark Bill Chase Garden, Springfield, born in the month of June 1961. She and her husband are parents; "
    "she is the mother of young women, her mother one of the veterans. They graduated in 1984."
)


def test_law_5_who_somebody_is_changes_nothing() -> None:
    def law(opening: Requirements, person: Profile, seed: int) -> bool:
        rng = random.Random(seed)

        def shuffled(values: tuple[Any, ...]) -> tuple[Any, ...]:
            return tuple(rng.sample(values, len(values)))

        other = replace(
            person,
            key="somebody else",
            **{
                name: shuffled(getattr(person, name))
                for name in ("jobs", "skills", "credentials", "languages", "systems")
            },
            education=tuple(
                replace(study, finished=TODAY - timedelta(days=rng.randrange(15_000)))
                for study in shuffled(person.education)
            ),
            home=Place("10001", "NY", 40.75, -73.99),
            text=f"{WHO} {person.text} Mr. Hope Grace 555 0100",
        )
        first, second = matched(opening, person, other)
        assert first.fit == second.fit
        if person.text:
            assert first.parts == second.parts
        return (first.fit or 0) > 0 and len(person.jobs) + len(person.skills) + len(person.education) > 2

    exercised(law, opening=drawn.openings(), person=drawn.profiles(), seed=st.integers(0, 10**6))


def test_law_6_nothing_asked_is_no_score() -> None:
    def law(opening: Requirements, person: Profile) -> bool:
        asks = (
            opening.roles or opening.families or opening.specialty or opening.setting or opening.tasks or opening.asked
        )
        silent = replace(
            opening, roles=(), families=(), specialty=None, setting=None, tasks=(), asked=(), clinical_share=None
        )
        assert matched(silent, person)[0].fit is None
        if asks:
            assert matched(opening, person)[0].fit is not None
        for name in ("roles", "families", "specialty", "setting", "tasks"):
            if one := getattr(opening, name):
                assert matched(replace(silent, **{name: one}, text=""), person)[0].fit is not None, name
        return bool(asks)

    exercised(law, opening=drawn.openings(), person=drawn.profiles())


def test_law_7_no_weight_ranks_who_is_left_out() -> None:
    people = st.lists(drawn.profiles(), min_size=2, max_size=6)
    weights = st.dictionaries(st.sampled_from(PARTS), st.integers(0, 100), min_size=1, max_size=4)

    def law(opening: Requirements, people: list[Profile], weights: dict[str, int], blocked: int) -> bool:
        blocked %= len(people)
        table = Table.build([replace(person, key=str(i)) for i, person in enumerate(people)], VOCABULARY)
        keep = [i != blocked for i in range(len(people))]
        ranking = RANKER.rank(opening, table, TODAY, keep=keep, weights=weights)
        assert blocked not in ranking.rows.tolist()
        assert len(ranking.rows) == sum(keep)
        fits = RANKER.rank(opening, table, TODAY, weights=weights).rows.tolist()
        return fits.index(blocked) < len(people) - 1  # somebody would rank below whom the gate left out

    exercised(law, opening=drawn.openings(), people=people, weights=weights, blocked=st.integers(0, 5))


def test_law_8_moving_the_clock_rewrites_no_row() -> None:
    def law(opening: Requirements, people: list[Profile], later: int) -> bool:
        day = TODAY + timedelta(days=later)
        table = Table.build(people, VOCABULARY)
        columns = {name: column.copy() for name, column in table.columns.items()}
        now = RANKER.rank(opening, table, TODAY).parts.tolist()
        then = RANKER.rank(opening, table, day).parts.tolist()
        assert then == RANKER.rank(opening, Table.build(people, VOCABULARY), day).parts.tolist()
        assert all((table.columns[name] == column).all() for name, column in columns.items())
        return now != then

    people = st.lists(drawn.profiles(), min_size=3, max_size=4)
    exercised(law, opening=drawn.openings(), people=people, later=st.integers(700, 4000))


def test_law_8_a_card_lapsing_inside_the_assignment_counts_less_than_one_that_holds() -> None:
    opening = Requirements("o", end=date(2027, 3, 1), asked=(Requirement("credential", ("certified_ma",)),))
    cards = [date(2028, 1, 1), date(2027, 1, 1), date(2026, 1, 1)]
    people = [Profile(str(n), credentials=(Credential("ccma_nha", expires=day),)) for n, day in enumerate(cards)]
    held, lapsing, lapsed = (match.fit for match in matched(opening, *people))
    assert held == 9400 and lapsing == 7990 and lapsed == 4700


def test_law_9_neither_a_filter_nor_the_others_change_a_score() -> None:
    people = st.lists(drawn.profiles(), min_size=2, max_size=7)

    def law(opening: Requirements, people: list[Profile], keep: list[bool]) -> bool:
        people = [replace(person, key=str(i)) for i, person in enumerate(people)]
        table = Table.build(people, VOCABULARY)
        mask = keep[: len(people)]
        whole = RANKER.rank(opening, table, TODAY)
        alone = {
            int(r): RANKER.rank(opening, Table.build([people[r]], VOCABULARY), TODAY).parts[0].tolist()
            for r in whole.rows
        }
        some = RANKER.rank(opening, table, TODAY, keep=mask, top=3)
        for ranking in (whole, some):
            for row, parts in zip(ranking.rows.tolist(), ranking.parts.tolist(), strict=True):
                assert parts == alone[row]
        assert some.rows.tolist() == [row for row in whole.rows.tolist() if mask[row]][:3]
        return 0 < sum(mask) < len(mask)

    exercised(law, opening=drawn.openings(), people=people, keep=st.lists(st.booleans(), min_size=7, max_size=7))


def test_law_10_a_frozen_match_replays_from_its_snapshots() -> None:
    people = [Profile(f"p{n}", skills=(HeldSkill(slug),)) for n, slug in enumerate(drawn.SKILLS[:4] * 9)]
    past = [
        Requirements("o", setting=slug, tasks=(Task("ekg", 9),), text=drawn.SENTENCES[0])
        for slug in drawn.SETTINGS * 30
    ]
    learned = Ranker({"role": 30.5}).fit(past, people)
    assert len({*learned.learned_.skills.values()}) > 1 and len({*learned.learned_.words.values()}) > 1

    def law(opening: Requirements, person: Profile) -> bool:
        opening = replace(opening, text=" ".join(drawn.SENTENCES))  # so that what its words weigh is felt
        before = learned.explain(opening, None, [0], [person], TODAY)[0]
        ranker = Ranker.from_json(learned.to_json())
        restored = snapshots.restore(Profile, snapshots.canonical(person))
        asked = snapshots.restore(Requirements, snapshots.canonical(opening))
        assert ranker.explain(asked, None, [0], [restored], TODAY)[0] == before
        return bool(before.fit)

    exercised(law, opening=drawn.openings(), person=drawn.profiles())


def test_law_12_unknown_costs_less_than_a_stated_lack_and_more_than_seen() -> None:
    def law(opening: Requirements, person: Profile) -> bool:
        unknown = replace(person, answered=frozenset())
        closed = replace(person, answered=frozenset(SECTIONS))
        can = tuple(HeldSkill(task.slug, 4, TODAY) for task in opening.tasks)
        open_, lacking, seen = matched(opening, unknown, closed, replace(unknown, skills=can))
        assert all(a >= b for a, b in zip(points(open_), points(lacking), strict=True))
        assert all(not part.unknown for part in lacking.parts if part.name != "text")
        asked = [part for part in open_.parts if part.unknown and part.name != "text"]
        for part in asked:
            items = [item for item in part.items if item.state == "not-seen" and item.maximum >= 10]
            assert all(item.points > 0 for item in items)  # costs less than a lack, which earns nothing
        tasks = {VOCABULARY.get("skill", task.slug).label for task in opening.tasks}
        compared = 0
        for one, two, three in zip(open_.parts, lacking.parts, seen.parts, strict=True):
            for item, closed_item, found in zip(one.items, two.items, three.items, strict=True):
                if item.state == "not-seen" and item.label in tasks and item.maximum >= 10:
                    compared += 1
                    assert found.points == item.maximum == item.points + item.unknown
                    assert found.points > item.points > closed_item.points == 0
        return compared > 0 and (open_.fit or 0) > (lacking.fit or 0)

    exercised(law, opening=drawn.openings(), person=drawn.profiles())


def test_law_13_equal_evidence_is_one_band() -> None:
    def law(opening: Requirements, people: list[Profile]) -> bool:
        twins = [replace(person, key=f"{i}{twin}") for i, person in enumerate(people) for twin in "ab"]
        ranking = RANKER.rank(opening, Table.build(twins, VOCABULARY), TODAY)
        band = dict(zip(ranking.rows.tolist(), bands.assign(ranking.fits, ranking.parts), strict=True))
        for i in range(0, len(twins), 2):
            assert band[i] == band[i + 1]
        return len(set(band.values())) > 1

    exercised(law, opening=drawn.openings(), people=st.lists(drawn.profiles(), min_size=3, max_size=6))


def test_a_person_and_an_opening_give_the_same_parts_from_either_side() -> None:
    def law(opening: Requirements, other: Requirements, person: Profile, someone: Profile) -> bool:
        from_opening = matched(opening, person, replace(someone, key="someone"))[0]
        from_person = [matched(asked, person)[0] for asked in (other, opening)][1]
        assert from_opening == from_person
        return bool(from_opening.fit)

    exercised(law, opening=drawn.openings(), other=drawn.openings(), person=drawn.profiles(), someone=drawn.profiles())


def test_a_job_moves_nobody_above_a_role_by_chance() -> None:
    aide = Requirements("aide", roles=("cna",))
    nurse = Profile("nurse", jobs=(Job("RN", "registered_nurse", begin=date(2020, 1, 1), current=True),))
    own = Profile("aide", jobs=(Job("CNA", "nurse_aide", begin=date(2020, 1, 1), current=True),))
    both = replace(nurse, key="both", jobs=(*nurse.jobs, *own.jobs))
    accepted = replace(aide, families=(("registered_nurse", 100),))
    fits = [match.fit or 0 for match in matched(aide, own, both, nurse)]
    assert fits[0] == 10_000 and fits[0] > fits[1] > fits[2]
    level = [item for item in matched(aide, nurse)[0].parts[0].items if item.label == "At the level of the role"]
    assert level[0].points == 0
    assert matched(accepted, nurse)[0].fit == 10_000
