"""The gate beside the oracle on 24,000 drawn cases, and how often each clause was met."""

from __future__ import annotations

import functools
from collections import Counter
from datetime import date

import pytest

from tests.gate_oracle import coverage
from tests.gate_oracle.compare import differences, smallest
from tests.gate_oracle.days import after, months_after
from tests.gate_oracle.draw import draw

pytestmark = pytest.mark.xdist_group("oracle")  # one process, which judges each case once

SEED = 9
CHUNKS = 4
CASES = 24_000


@functools.cache
def clauses_met(chunk: int) -> Counter[str]:
    """How often the oracle met each clause in the cases of a chunk, in all of which the gate agrees with it."""
    counts: Counter[str] = Counter()
    for number in range(chunk * CASES // CHUNKS, (chunk + 1) * CASES // CHUNKS):
        case, met = draw(SEED, number), set[str]()
        found = differences(case, met.add)
        assert not found, f"{found}\nsmallest: {smallest(case)}"
        counts.update(met)
    return counts


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_gate_and_oracle_agree_on_every_drawn_case(chunk: int) -> None:
    assert clauses_met(chunk)


def test_the_drawn_cases_meet_every_clause_and_every_cell_of_the_table() -> None:
    counts: Counter[str] = Counter()
    for chunk in range(CHUNKS):
        counts.update(clauses_met(chunk))
    print(f"{CASES:,} cases\n{coverage.table(counts)}")
    assert not coverage.unlisted(counts)
    assert not coverage.missing(counts, coverage.LEAST)


def test_days_are_walked_and_months_clipped() -> None:
    assert after(date(2028, 2, 28), 2).isoformat() == "2028-03-01"
    assert months_after(date(2026, 11, 30), 3).isoformat() == "2027-02-28"
    assert months_after(date(2027, 1, 31), 1).isoformat() == "2027-02-28"
    assert months_after(date(2027, 1, 31), 13).isoformat() == "2028-02-29"
    assert months_after(date(2027, 2, 28), 1).isoformat() == "2027-03-28"


def test_a_case_drawn_twice_is_the_same() -> None:
    assert [draw(SEED, number) for number in range(200)] == [draw(SEED, number) for number in range(200)]
