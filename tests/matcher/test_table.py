"""Columns: what is built, joined and chosen reads as the people it came from."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matcher.domain import Profile, Requirements
from matcher.ranker import Ranker
from matcher.reads import MANY
from matcher.table import Table
from matcher.vocabulary import load
from tests.matcher import drawn
from tests.matcher.drawn import TODAY

VOCABULARY = load()
RANKER = Ranker().fit()
FEW = settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
people = st.lists(drawn.profiles(), min_size=4, max_size=12)


def same(one: Table, other: Table) -> bool:
    return all(np.array_equal(column, other.columns[name]) for name, column in one.columns.items())


@FEW
@given(people=people)
def test_tables_joined_and_chosen_again_are_the_table_built(people: list[Profile]) -> None:
    table = Table.build(people, VOCABULARY)
    halves = Table.build(people[:2], VOCABULARY), Table.build(people[2:], VOCABULARY)
    assert same(Table.concat(halves), table)
    assert same(Table.concat([table.rows([i]) for i in range(len(people))]), table)
    assert same(table.rows([2, 0]), Table.build([people[2], people[0]], VOCABULARY))
    assert same(table.rows([2, 0, 1]).rows([1, 0]), Table.build([people[0], people[2]], VOCABULARY))
    assert same(Table.from_columns(VOCABULARY, table.columns), table)


@FEW
@given(opening=drawn.openings(), people=people, seed=st.integers(0, 10**6))
def test_many_rows_pruned_or_not_give_the_points_of_each_alone(
    opening: Requirements, people: list[Profile], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    small = Table.build(people, VOCABULARY)
    drawn_rows = rng.integers(0, len(people), 3 * MANY)
    many = Table.from_columns(VOCABULARY, small.rows(drawn_rows).columns)
    alone = RANKER.rank(opening, small, TODAY)
    points = dict(zip(alone.rows.tolist(), alone.parts.tolist(), strict=True))
    for share in (1.0, 0.5, 0.1):
        keep = rng.random(len(many)) < share
        whole = RANKER.rank(opening, many, TODAY, keep=keep)
        best = RANKER.rank(opening, many, TODAY, keep=keep, top=20)
        assert whole.parts.tolist() == [points[drawn_rows[row]] for row in whole.rows.tolist()]
        assert best.fits.tolist() == whole.fits[:20].tolist()
        assert best.parts.tolist() == [points[drawn_rows[row]] for row in best.rows.tolist()]


def test_columns_that_contradict_themselves_are_refused() -> None:
    person = Profile("one", skills=(drawn.HeldSkill("ekg"), drawn.HeldSkill("venipuncture")))
    columns = Table.build([person], VOCABULARY).columns
    with pytest.raises(ValueError, match=r"skills\.start"):
        Table.from_columns(VOCABULARY, {**columns, "skills.start": np.array([0, 1, 2], dtype=np.int32)})
    with pytest.raises(ValueError, match="skills: the entries of a row must rise"):
        Table.from_columns(VOCABULARY, {**columns, "skills.id": columns["skills.id"][::-1].copy()})
    with pytest.raises(ValueError, match="bits"):
        Table.from_columns(VOCABULARY, {**columns, "bits": columns["bits"][:5]})
    with pytest.raises(ValueError, match="at least one"):
        Table.concat([])


def test_a_row_older_than_its_profile_is_not_explained() -> None:
    person = Profile("one", skills=(drawn.HeldSkill("ekg"),))
    table = Table.build([Profile("one")], VOCABULARY)
    with pytest.raises(ValueError, match="row of one is older than the profile"):
        RANKER.explain(Requirements("o", roles=("rn",)), table, [0], [person], TODAY)
