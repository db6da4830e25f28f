"""Columns: what is built, joined and chosen reads as the people it came from."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from matcher.domain import Profile, Requirements
from matcher.ranker import Ranker
from matcher.reads import bounds
from matcher.scan import FEW, scored
from matcher.table import Table
from matcher.vocabulary import load
from tests.matcher import drawn
from tests.matcher.drawn import TODAY
from web.demo import columns as demo

VOCABULARY = load()
RANKER = Ranker().fit()
SOME = settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
people = st.lists(drawn.profiles(), min_size=4, max_size=12)


def same(one: Table, other: Table) -> bool:
    return all(np.array_equal(column, other.columns[name]) for name, column in one.columns.items())


@SOME
@given(people=people)
def test_tables_joined_and_chosen_again_are_the_table_built(people: list[Profile]) -> None:
    table = Table.build(people, VOCABULARY)
    halves = Table.build(people[:2], VOCABULARY), Table.build(people[2:], VOCABULARY)
    assert same(Table.concat(halves), table)
    assert same(Table.concat([table.rows([i]) for i in range(len(people))]), table)
    assert same(table.rows([2, 0]), Table.build([people[2], people[0]], VOCABULARY))
    assert same(table.rows([2, 0, 1]).rows([1, 0]), Table.build([people[0], people[2]], VOCABULARY))
    assert same(Table.from_columns(VOCABULARY, table.columns), table)


@SOME
@given(opening=drawn.openings(), people=people, seed=st.integers(0, 10**6))
def test_many_rows_pruned_or_not_give_the_points_of_each_alone(
    opening: Requirements, people: list[Profile], seed: int
) -> None:
    rng = np.random.default_rng(seed)
    small = Table.build(people, VOCABULARY)
    drawn_rows = rng.integers(0, len(people), 60 * FEW)
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


def test_most_rows_are_never_read_and_no_bound_is_below_its_points() -> None:
    """A bound is loose, never low, and tight enough to leave most people of a large table unread."""
    candidates = Table.build(demo.people(1200, 5, VOCABULARY, TODAY), VOCABULARY)
    shares = []
    for opening in demo.openings(25, 5, VOCABULARY, TODAY):
        plan = RANKER.plan(opening, TODAY, VOCABULARY)
        everyone = np.arange(len(candidates))
        rows, parts = scored(plan, candidates, everyone, None)
        assert (bounds(candidates, plan) >= parts.sum(axis=0)).all()
        fits = parts.sum(axis=0, dtype=int)
        some, of_some = scored(plan, candidates, everyone, 10)
        assert sorted(of_some.sum(axis=0, dtype=int))[-10:] == sorted(fits)[-10:]
        shares.append(len(some) / len(rows))
    assert sorted(shares)[12] < 0.2, shares


def test_columns_that_contradict_themselves_are_refused() -> None:
    person = Profile("one", skills=(drawn.HeldSkill("ekg"), drawn.HeldSkill("venipuncture")))
    columns = Table.build([person], VOCABULARY).columns
    entries, beyond = columns["entries"], columns["entries"].copy()
    beyond[0, 0] = 30_000
    for wrong, said in (
        ({"start": np.array([0, 1, 2], dtype=np.int32)}, "start: 3 offsets"),
        ({"start": columns["start"] * 2}, "start: offsets must rise from 0 to the number"),
        ({"waiting": columns["waiting"][:0]}, "waiting: shape"),
        ({"entries": entries[::-1].copy()}, "skills: the entries of a row must rise"),
        ({"entries": beyond[:1], "start": np.minimum(columns["start"], 1)}, "skills: ids: numbers from 0"),
    ):
        with pytest.raises(ValueError, match=said):
            Table.from_columns(VOCABULARY, {**columns, **wrong})
    with pytest.raises(ValueError, match="bits"):
        Table.from_columns(VOCABULARY, {**columns, "bits": columns["bits"][:, :5]})
    with pytest.raises(ValueError, match="at least one"):
        Table.concat([])


def test_a_row_older_than_its_profile_is_not_explained() -> None:
    person = Profile("one", skills=(drawn.HeldSkill("ekg"),))
    table = Table.build([Profile("one")], VOCABULARY)
    with pytest.raises(ValueError, match="row of one is older than the profile"):
        RANKER.explain(Requirements("o", roles=("rn",)), table, [0], [person], TODAY)
