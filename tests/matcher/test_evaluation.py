"""The measures of a ranking, on lists short enough to check by hand."""

import math

import pytest

from matcher.evaluation import measure, ndcg, over_openings, pairwise, read_judgments

GRADES = {"best": 3.0, "good": 2.0, "none": 0.0}


def test_the_right_order_is_worth_one_and_the_reverse_less():
    assert ndcg({"best": 3, "good": 2, "none": 1}, GRADES) == 1
    reverse = (0 + 3 / math.log2(3) + 7 / 2) / (7 + 3 / math.log2(3))
    assert ndcg({"best": 1, "good": 2, "none": 3}, GRADES) == pytest.approx(reverse)


def test_a_constant_score_earns_the_worst_order_and_half_the_pairs():
    constant = dict.fromkeys(GRADES, 1.0)
    assert ndcg(constant, GRADES) == ndcg({"best": 1, "good": 2, "none": 3}, GRADES)
    assert pairwise(constant, GRADES) == 0.5


def test_pairs_less_than_one_grade_apart_do_not_count():
    assert pairwise({"a": 1, "b": 2}, {"a": 2.0, "b": 1.5}) is None
    assert pairwise({"a": 1, "b": 2, "c": 0}, {"a": 2.0, "b": 1.5, "c": 0.0}) == 1


def test_only_judged_candidates_count_and_a_missing_one_ranks_last():
    assert ndcg({"stranger": 9, "best": 3, "good": 2}, GRADES) == 1
    assert ndcg({"good": 2, "none": 1}, GRADES) < 1


def test_an_opening_without_any_good_candidate_says_nothing():
    assert ndcg({"a": 1}, {"a": 0.0}) is None
    with pytest.raises(ValueError, match="no opening"):
        over_openings([None])


def test_the_interval_holds_the_mean_and_is_the_same_twice():
    figure = over_openings([0.2, 0.4, 0.9, 1.0])
    assert figure.low <= figure.mean <= figure.high
    assert figure == over_openings([0.2, 0.4, 0.9, 1.0])
    assert measure({"o": {"best": 3, "good": 2, "none": 1}}, {"o": GRADES})[1].mean == 1


def test_a_grade_outside_the_scale_names_its_line(tmp_path):
    path = tmp_path / "qrels.tsv"
    path.write_text("opening\tcandidate\tgrade_a\tgrade_b\no\tc\t1\t2\no\td\t4\t0\n")
    with pytest.raises(ValueError, match="line 3: a grade is 0, 1, 2 or 3, not 4, 0"):
        read_judgments(path)
    path.write_text("opening\tcandidate\tgrade_a\tgrade_b\no\tc\t1\t2\n")
    assert read_judgments(path) == {"o": {"c": 1.5}}
