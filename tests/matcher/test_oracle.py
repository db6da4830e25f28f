"""The ranker against a plain program over objects, written from docs/matching.md alone: not a hundredth apart."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

import numpy as np
import pytest

from matcher.bands import assign
from matcher.domain import Education, Job, Profile, Requirement, Requirements
from matcher.rankers import fit_ranker, starting_ranker
from matcher.table import Table
from matcher.vocabulary import UnknownSlug, load
from tests.matcher.oracle.clauses import exercised
from tests.matcher.oracle.draw import Draw
from tests.matcher.oracle.fit import Fitting, bands, order, parts_of
from tests.matcher.oracle.points import AGES, LEVELS, PARTS, VALIDITY, WORK, apportion

OPENINGS, PEOPLE = 64, 24  # of each of two rankers and for each opening: 3,072 pairs
LEARNED = ("weights", "skills", "profiles", "words")


@dataclass
class Case:
    """An opening, people for it, what the ranker explains of them and what the plain program says."""

    ranker: Any
    as_of: date
    opening: Requirements
    weights: dict[str, float] | None
    profiles: list[Profile]
    fitting: Fitting

    def __post_init__(self) -> None:
        rows = range(len(self.profiles))
        self.matches = self.ranker.explain(self.opening, None, rows, self.profiles, self.as_of, weights=self.weights)
        self.slots = [self.fitting.slots(person) for person in self.profiles]
        self.parts = [parts_of(found) for found in self.slots]
        self.fits = [sum(p.points for p in parts) if self.fitting.scores else None for parts in self.parts]

    def rank(self, table: Table, **given: Any) -> list[tuple[int, int, list[int]]]:
        """What the ranker says of the people of a table, best first: row, fit, points of the parts."""
        ranking = self.ranker.rank(self.opening, table, self.as_of, weights=self.weights, **given)
        return list(zip(ranking.rows.tolist(), ranking.fits.tolist(), ranking.parts.tolist(), strict=True))

    def place(self, row: int) -> tuple[int, int, list[int]]:
        """The same of one person, by the plain program; -1 stands for no score."""
        fit = self.fits[row]
        return row, -1 if fit is None else fit, [part.points for part in self.parts[row]]


def play(seed: int, as_of: date, learn: bool) -> Iterator[Case]:
    ranker, draw = starting_ranker(), Draw(seed, as_of, load())
    if learn:
        openings, people = (
            [draw.opening(f"past-{i}") for i in range(30)],
            [draw.profile(f"past-{i}") for i in range(30)],
        )
        ranker = fit_ranker(openings, people, as_of, {"role": 25.5, "text": 1.25})
    learned = {name: getattr(ranker.learned_, name) for name in LEARNED}
    for n in range(OPENINGS):
        opening, weights = draw.opening(f"opening-{n}"), draw.weights()
        people = [draw.profile(f"person-{i}") for i in range(PEOPLE)]
        yield Case(ranker, as_of, opening, weights, people, Fitting(opening, as_of, load(), learned, weights))


@pytest.fixture(scope="module")
def cases() -> list[Case]:
    """Half under the ranker that ships, half under one that learned, on a leap day."""
    exercised.clear()
    return [*play(7, date(2026, 6, 1), learn=False), *play(8, date(2024, 2, 29), learn=True)]


def test_every_part_and_fit_agrees_with_the_plain_program(cases: list[Case]):
    pairs, different = 0, []
    for case in cases:
        for person, match, fit, parts in zip(case.profiles, case.matches, case.fits, case.parts, strict=True):
            pairs += 1
            said = [(part.points, part.unknown, part.maximum) for part in match.parts]
            assert [part.name for part in match.parts] == list(PARTS)
            if (match.fit, said) != (fit, parts):
                different.append((case.opening, case.weights, person, said, parts))
    assert pairs >= 3000
    assert not different, f"{len(different)} of {pairs}; the first: {different[0]}"


def test_every_item_agrees_with_the_plain_program(cases: list[Case]):
    items, different = 0, []
    for case in cases:
        for match, slots in zip(case.matches, case.slots, strict=True):
            for part in match.parts:
                said = [(i.points, i.unknown, i.maximum, i.state) for i in part.items if i.maximum]
                plain = [(*slot[:3], slot.state) for slot in slots[part.name] if slot.maximum]
                items += len(said)
                if said != plain:
                    different.append((match.opening, match.candidate, part.name, said, plain))
    assert items > 20_000
    assert not different, f"{len(different)}; the first: {different[0]}"


def test_the_parts_are_the_same_in_a_list_alone_and_explained(cases: list[Case]):
    """Explained is the test above: here the list, the first few, the list with some left out, and the list of one."""
    places = unscored = 0
    for n, case in enumerate(cases):
        plain = [case.place(row) for row in order(case.profiles, case.fits)]
        keep = np.array([(row * 7 + n) % 3 > 0 for row in range(PEOPLE)])
        top, one = 1 + n % 9, n % PEOPLE
        table, alone = Table.build(case.profiles, load()), Table.build([case.profiles[one]], load())
        assert case.rank(table) == plain
        kept = [place for place in plain if keep[place[0]]]
        given, expected = (
            ({"top": top}, plain[:top]),
            ({"keep": keep}, kept),
            ({"keep": keep, "top": top}, kept[:top]),
        )[n % 3]
        assert case.rank(table, **given) == expected
        assert case.rank(alone) == [(0, *case.place(one)[1:])]
        places += len(plain)
        unscored += not case.fitting.scores
    assert places >= 3000 and 5 <= unscored <= OPENINGS


def test_bands_agree_with_the_plain_program(cases: list[Case]):
    joined = split = 0
    for case in cases:
        places = [case.place(row) for row in order(case.profiles, case.fits)]
        fits, parts = [fit for _, fit, _ in places], [points for _, _, points in places]
        plain = bands(fits, parts)
        assert assign(fits, parts) == plain
        if case.fitting.scores:
            split += plain[-1] - 1
            joined += len(plain) - plain[-1]
    assert min(joined, split) > 200, (joined, split)


def test_units_left_over_go_to_the_largest_remainders_and_to_the_first_of_equals():
    assert apportion(100, [1, 1, 1]) == [34, 33, 33]
    assert apportion(10, [3, 3, 1]) == [4, 4, 2]  # 30, 30 and 10 sevenths: 4 2/7, 4 2/7, 1 3/7
    assert apportion(10, [0, 0]) == [0, 0]


@pytest.mark.parametrize(
    "opening",
    [
        Requirements("o", roles=("nobody",)),
        Requirements("o", families=(("nobody", 50),)),
        Requirements("o", setting="nowhere"),
        Requirements("o", specialty="nothing"),
    ],
)
def test_both_refuse_a_slug_its_kind_does_not_have(opening: Requirements):
    ranker, as_of = starting_ranker(), date(2026, 6, 1)
    learned = {name: getattr(ranker.learned_, name) for name in LEARNED}
    with pytest.raises(UnknownSlug) as plain:
        Fitting(opening, as_of, load(), learned)
    with pytest.raises(UnknownSlug) as fast:
        ranker.rank(opening, Table.build([Profile("p")], load()), as_of)
    assert str(plain.value) == str(fast.value)


# Small cases, right by eye beside the page

SMALL = {
    "years below nothing are not asked": (
        Requirements("o", roles=("cna",), asked=(Requirement("experience", (), years=-2.0),)),
        Profile("p"),
    ),
    "a requirement that everybody meets weighs 1 in both of its wishes": (
        Requirements("o", asked=(Requirement("education", ("hs_or_ged", "ma_certificate"), weight=10),)),
        Profile("p", education=(Education("hs_or_ged"),)),
    ),
    "a measured clinical share of 0 % that earns points is partial": (
        Requirements("o", clinical_share=35),
        Profile("p", jobs=(Job("a job", family="hotel", begin=date(2020, 1, 1), current=True),)),
    ),
}


@pytest.mark.parametrize("opening, person", SMALL.values(), ids=SMALL)
def test_small_cases_agree_with_the_plain_program(opening: Requirements, person: Profile):
    ranker, as_of = starting_ranker(), date(2026, 6, 1)
    learned = {name: getattr(ranker.learned_, name) for name in LEARNED}
    slots = Fitting(opening, as_of, load(), learned).slots(person)
    [match] = ranker.explain(opening, None, range(1), [person], as_of)
    said = {p.name: [(i.points, i.unknown, i.maximum, i.state) for i in p.items if i.maximum] for p in match.parts}
    assert said == {part: [(*slot[:3], slot.state) for slot in found if slot.maximum] for part, found in slots.items()}


# What the draws must have reached

LISTS = ("best job", "recency", "level gain", "skills", "personal", "specialty", "setting", "credentials")
CODES = {
    "best job": WORK,
    "level gain": WORK,
    "level loss": ("title", "duties"),
    "recency": ("title", "duties"),
    "skills": LEVELS,
    "personal": LEVELS,
    "credentials": ("stated", "document", "verified"),
}
STEPS = {
    **dict.fromkeys(("best job", "recency", "level loss", "skills", "personal", "specialty", "setting"), AGES),
    "credentials": VALIDITY,
}
FEATURES = (
    *("best job", "share", "level", "years", "skills", "specialty", "setting", "systems", "clinical share", "recency"),
    *("credentials", "education", "languages", "personal", "text"),
)
MUSTS = ("years", "skills", "specialty", "setting", "systems", "credentials", "education", "languages")
CLAUSES = {
    *(f"{name}: {code}" for name, codes in CODES.items() for code in codes),
    *(f"{name}: {step}" for name, steps in STEPS.items() for step in steps),
    *(f"{name}: {whole}" for name, whole in product((*LISTS, "education"), ("whole", "part"))),
    *(f"{name}: {percent} %" for name, percent in product(("skills", "personal"), (40, 60, 85, 100))),
    "credentials: 60 %",
    *(f"{name}: {found}" for name, found in product(FEATURES, ("unknown", "lacking"))),
    *(f"{name}: unknown, {must}" for name, must in product(MUSTS, ("must", "no must"))),
    *(f"{name}: found less than the base" for name in ("best job", "level", "years", "skills", "specialty", "setting")),
    *("level: a loss", "level: more loss than gain", "level: a loss by managing elsewhere"),
    *(f"years: {of}" for of in ("of nothing named", "of a role or family", "of something else or unknown, not asked")),
    *("years: not above nothing, not asked", "years: asked more than once"),
    *("years: in health", "years: near the targets", "years: more than asked"),
    *(f"clinical share: {t}" for t in ("said", "the roles'", "the setting's", "not asked", "all", "some", "too far")),
    "clinical share: a measured 0 % that earns",
    *(f"clinical share: {f}" for f in ("a job of no family", "a target's own", "another family's")),
    *("a day moved to the edge", "a job's family from its role", "an unknown family left out", "the same job twice"),
    *("a job without usable dates", "a card of any work", "dated job: duties nearer than title"),
    *("the same skill asked twice", "a rarity that moves a weight", "a skill fill", "a personal fill"),
    "a skill that tells the role",
    *("a fill already named", "no room for a skill fill", "no room for a personal fill"),
    *(f"targets: named by experience, {percent} %" for percent in (100, 80, 60)),
    *("credentials: a class asked", "credentials: a type asked", "credentials: what a programme leads to"),
    *(f"education: a {asked} asked" for asked in ("level", "programme", "programme or a level")),
    *(f"education: {percent} %" for percent in (100, 30)),
    *("specialty: named by experience", "setting: named by experience"),
    *("no score: nothing asked", "no score: every part asked weighs 0", "no score: only text asked"),
}


OF_AN_OPENING = {
    "targets: another family of the role than its first",  # counted once for each opening, not for each person
    "credentials: what a programme leads to, beside what everybody has",
    *("stress: a licence is a must", "stress: a credential of a role is a must", "stress: a programme is a must"),
    *("stress: only schooling of weight 1", "stress: nothing of the kind", "stress: something else"),
}


def test_every_clause_of_the_specification_was_reached(cases: list[Case]):
    assert {clause: exercised[clause] for clause in sorted(CLAUSES) if exercised[clause] < 20} == {}
    assert {clause: exercised[clause] for clause in sorted(OF_AN_OPENING) if exercised[clause] < 8} == {}
