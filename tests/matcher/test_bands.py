"""Ties shown as ties: law 13."""

import pytest

from matcher.bands import assign


def test_nobody_is_no_band() -> None:
    assert assign([], []) == []


def test_equal_people_share_a_band_and_a_clear_lead_does_not() -> None:
    assert assign([8000, 8000, 5000], [[8000, 0], [8000, 0], [5000, 0]]) == [1, 1, 2]


def test_a_tenth_of_one_part_decides_who_joins() -> None:
    # 30 hundredths behind: a tenth of a difference of 300 in one part is just enough, of 299 is not
    assert assign([8000, 7970], [[5000, 3000], [4700, 3270]]) == [1, 1]
    assert assign([8000, 7970], [[5000, 3000], [4701, 3269]]) == [1, 2]


def test_a_band_is_measured_from_its_first_not_from_the_one_before() -> None:
    # each is within a tenth of the one before, the third not of the first
    fits, parts = [8000, 7980, 7960], [[5000, 3000], [4800, 3180], [5000, 2960]]
    assert assign(fits[1:], parts[1:]) == [1, 1]
    assert assign(fits, parts) == [1, 1, 2]


def test_a_list_that_rises_is_refused() -> None:
    with pytest.raises(ValueError, match="must not rise"):
        assign([1, 2], [[1], [2]])


def test_what_the_rule_says_is_what_moving_the_weight_does() -> None:
    # b is 30 behind and 400 better in part two; a tenth more weight there brings it level, and the order turns
    a, b = [5000, 3000], [4570, 3400]
    assert assign([sum(a), sum(b)], [a, b]) == [1, 1]
    moved = [x[0] + x[1] * 1.1 for x in (a, b)]
    assert moved[1] >= moved[0]
