"""Law 14 where it is judged: whom a facility will not have again is blocked on every way through the matcher."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import strategies as st

from matcher.counterfactual import what_would_change, what_would_open
from matcher.domain import Profile, Requirements
from matcher.eligibility.block import LANES, judge_people
from matcher.eligibility.judge import Gate
from matcher.eligibility.people import People
from matcher.ranker import Ranker
from matcher.shortlist import Ranked, rank_candidates, replay, verdicts
from matcher.snapshots import canonical, restore, sha
from matcher.table import Table
from matcher.vocabulary import load
from tests.matcher import drawn
from tests.matcher.drawn import TODAY
from tests.matcher.test_laws import exercised

VOCABULARY = load()
RANKER = Ranker().fit()


def ranked(asked: Requirements, people: list[Profile]) -> tuple[Ranked, Gate]:
    gate = Gate(asked, TODAY, VOCABULARY)
    return rank_candidates(asked, people, Table.build(people, VOCABULARY), RANKER, gate, TODAY), gate


@pytest.mark.parametrize("held", ["one by one", "many at once"])
def test_law_14_whom_a_facility_bars_is_blocked_and_nobody_else_moves(held: str) -> None:
    """Exercised where somebody who could be ranked is barred."""

    def law(opening: Requirements, people: list[Profile], bars: list[bool]) -> bool:
        crowd = [replace(one, key=f"p{n}") for n, one in enumerate(people)]
        barred = frozenset(one.key for one, bar in zip(crowd, bars, strict=False) if bar)
        closed = replace(opening, barred=barred)
        gates = Gate(opening, TODAY, VOCABULARY), Gate(closed, TODAY, VOCABULARY)
        if held == "one by one":
            before, after = ([gate.judge(one).lane for one in crowd] for gate in gates)
        else:
            columns = People.build(crowd, VOCABULARY)
            before, after = ([LANES[n] for n in judge_people(gate, columns).lanes] for gate in gates)
        assert after == ["blocked" if one.key in barred else lane for one, lane in zip(crowd, before, strict=True)]
        return before != after

    exercised(
        law,
        opening=drawn.openings(),
        people=st.lists(drawn.profiles(), min_size=3, max_size=6),
        bars=st.lists(st.booleans(), min_size=3, max_size=6),
    )


def test_law_14_no_list_no_weight_and_no_change_leads_round_a_bar() -> None:
    """The list leaves her out, whatever counts; nothing that would change is offered; a replay says the same."""

    def law(opening: Requirements, people: list[Profile], weights: dict[str, int]) -> bool:
        crowd = [replace(one, key=f"p{n}") for n, one in enumerate(people)]
        free = Gate(opening, TODAY, VOCABULARY).judge(crowd[0]).lane != "blocked"
        asked = replace(opening, barred=frozenset({"p0"}))
        gate = Gate(asked, TODAY, VOCABULARY)
        found = rank_candidates(asked, crowd, Table.build(crowd, VOCABULARY), RANKER, gate, TODAY, weights or None)
        row = found.find("p0")
        assert row is not None and row in found.blocked and row.fit is None and row.eligibility.barred
        assert "p0" not in {one.candidate for one in found.rows}
        assert what_would_change(found, row, gate) == [] == what_would_open([(row, gate)])
        again = restore(Requirements, canonical(asked))
        assert again == asked
        frozen = replay(again, [(row.profile, None, None)], RANKER, Gate(again, TODAY, VOCABULARY), TODAY)
        assert frozen[0].statement() == row.statement() and verdicts(row.eligibility)["barred"] is True
        return free

    exercised(
        law,
        opening=drawn.openings(),
        people=st.lists(drawn.profiles(), min_size=2, max_size=4),
        weights=st.dictionaries(st.sampled_from(("role", "skills")), st.integers(1, 100)),
    )


def test_where_nobody_is_barred_what_was_frozen_before_keeps_its_name() -> None:
    """An opening without a bar has the hash it had before there were any, and a row says nothing of bars."""
    asked = Requirements("o", roles=("medical_assistant",))
    assert "barred" not in canonical(asked)
    assert sha(asked) != sha(replace(asked, barred=frozenset({"p"})))
    assert "barred" not in verdicts(Gate(asked, TODAY, VOCABULARY).judge(Profile("p")))


def test_a_bar_does_not_lapse_with_the_days() -> None:
    asked = Requirements("o", begin=TODAY, end=TODAY + timedelta(days=90), barred=frozenset({"p"}))
    for later in (0, 30, 89):
        judged = Gate(asked, TODAY + timedelta(days=later), VOCABULARY).judge(Profile("p"))
        assert (judged.lane, judged.extension) == ("blocked", "")
