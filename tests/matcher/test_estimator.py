"""The ranker as a scikit-learn estimator: scikit-learn's own checks, its contract, and that it learns from what it is given."""

import copy
import pickle
from datetime import date

import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.utils.estimator_checks import check_estimator

from matcher.domain import HeldSkill, Profile, Requirements, Task
from matcher.ranker import Ranker
from matcher.table import Table
from matcher.vocabulary import load

TODAY = date(2026, 11, 25)
VOCABULARY = load()
OPENINGS = [Requirements("o", setting="urgent_care", tasks=(Task("venipuncture", 9),), text="Calm nervous visitors.")]
PEOPLE = [Profile("p", skills=(HeldSkill("ekg", 3),), text="Weighed toddlers.")]

# A ranker learns from openings and people. These checks fit it to an array of numbers, X, or to X and an array y,
NUMBERS = "and see it refuse them: openings must hold Requirements, profiles must hold Profile"
WORDS = "and want the refusal to speak of numbers: it speaks of openings and profiles"
NOT_MET = {
    "check_fit_score_takes_y": NUMBERS,
    "check_estimators_overwrite_params": NUMBERS,
    "check_dont_overwrite_parameters": NUMBERS,
    "check_estimators_fit_returns_self": NUMBERS,
    "check_readonly_memmap_input": NUMBERS,
    "check_n_features_in_after_fitting": NUMBERS,
    "check_n_features_in": NUMBERS,
    "check_estimators_dtypes": NUMBERS,
    "check_dtype_object": NUMBERS,
    "check_pipeline_consistency": NUMBERS,
    "check_estimators_pickle": NUMBERS,
    "check_f_contiguous_array_estimator": NUMBERS,
    "check_methods_sample_order_invariance": NUMBERS,
    "check_methods_subset_invariance": NUMBERS,
    "check_dict_unchanged": NUMBERS,
    "check_fit_idempotent": NUMBERS,
    "check_fit_check_is_fitted": NUMBERS,
    "check_fit2d_predict1d": NUMBERS,
    "check_positive_only_tag_during_fit": NUMBERS,
    "check_complex_data": WORDS,
    "check_estimators_nan_inf": WORDS,
    "check_estimator_sparse_tag": WORDS,
    "check_estimator_sparse_array": WORDS,
    "check_estimator_sparse_matrix": WORDS,
    "check_fit2d_1sample": WORDS,
    "check_fit2d_1feature": WORDS,
    "check_estimators_empty_data_messages": "and none at all: no openings is no mistake, the reviewed data are learned alone",
}


@pytest.fixture(scope="module")
def results() -> list[dict]:
    return check_estimator(Ranker(), on_fail=None, on_skip=None)


def test_it_meets_scikit_learns_checks_but_for_those_that_need_arrays(results: list[dict]):
    failed = {result["check_name"] for result in results if result["status"] == "failed"}
    assert failed == set(NOT_MET)
    assert {result["check_name"] for result in results if result["status"] == "passed"} >= {
        *("check_estimator_cloneable", "check_no_attributes_set_in_init", "check_parameters_default_constructible"),
        *("check_get_params_invariance", "check_set_params", "check_do_not_raise_errors_in_init_or_set_params"),
        *("check_estimators_unfitted", "check_estimator_repr", "check_valid_tag_types", "check_mixin_order"),
    }


def test_those_it_does_not_meet_fail_for_the_reason_given(results: list[dict]):
    """Else a check that began to fail for another reason would hide behind the one said."""
    refused = 0
    for result in results:
        reason, error = NOT_MET.get(result["check_name"], ""), result["exception"]
        if reason == NUMBERS:
            refused += 1
            while error.__cause__ or error.__context__:
                error = error.__cause__ or error.__context__
            assert isinstance(error, ValueError), result
            assert "must hold Requirements" in str(error) or "must hold Profile" in str(error), result
        elif reason == WORDS:
            assert isinstance(error, AssertionError), result
    assert refused >= 19


# What those checks would have seen, with openings and people


def test_a_clone_has_the_parameters_and_nothing_learned():
    ranker = Ranker({"role": 30, "skills": 20.5}, shrink=7).fit(OPENINGS, PEOPLE)
    other = clone(ranker)
    assert other.get_params() == ranker.get_params() == {"weights": {"role": 30, "skills": 20.5}, "shrink": 7}
    assert vars(other).keys() == {"weights", "shrink"}
    assert other.fit(OPENINGS, PEOPLE).sha == ranker.sha


def test_fit_returns_the_ranker_and_adds_only_attributes_that_end_in_an_underscore():
    ranker = Ranker({"role": 30}, shrink=7)
    before = copy.deepcopy(vars(ranker))
    openings, people = copy.deepcopy((OPENINGS, PEOPLE))
    assert ranker.fit(openings, people) is ranker
    assert (openings, people) == (OPENINGS, PEOPLE)
    assert {name: value for name, value in vars(ranker).items() if not name.endswith("_")} == before
    assert vars(ranker).keys() > before.keys()
    assert all(name.endswith("_") for name in vars(ranker).keys() - before.keys())


@pytest.mark.parametrize(
    "use",
    [
        lambda ranker, table: ranker.rank(OPENINGS[0], table, TODAY),
        lambda ranker, table: ranker.explain(OPENINGS[0], table, [0], PEOPLE, TODAY),
        lambda ranker, table: ranker.plan(OPENINGS[0], TODAY, VOCABULARY),
        lambda ranker, table: ranker.profiles,
        lambda ranker, table: ranker.to_json(),
        lambda ranker, table: ranker.labelled(TODAY),
    ],
    ids=["rank", "explain", "plan", "profiles", "to_json", "labelled"],
)
def test_a_ranker_that_learned_nothing_says_so(use):
    table = Table.build(PEOPLE, VOCABULARY)
    with pytest.raises(NotFittedError):
        use(Ranker(), table)
    use(Ranker().fit(), table)


def test_a_second_fit_forgets_the_first_and_a_pickle_keeps_what_was_learned():
    ranker = Ranker().fit(OPENINGS, PEOPLE)
    assert pickle.loads(pickle.dumps(ranker)).sha == ranker.sha  # noqa: S301
    assert Ranker().fit().fit(OPENINGS, PEOPLE).sha == ranker.sha
    assert ranker.fit().sha == Ranker().fit().sha


def order(ranker: Ranker, opening: Requirements, people: list[Profile]) -> list[str]:
    table = Table.build(people, VOCABULARY)
    ranking = ranker.rank(opening, table, TODAY)
    assert len(set(ranking.fits)) == len(people)  # no order by name
    return [table.keys[row] for row in ranking.rows]


def test_what_a_settings_openings_ask_decides_who_suits_it():
    """One says nothing but the setting: whoever can do what its other openings asked comes first."""
    people = [
        Profile("drawer", skills=(HeldSkill("venipuncture", 4),)),
        Profile("tracer", skills=(HeldSkill("ekg", 4),)),
    ]
    for skill, expected in (("venipuncture", ["drawer", "tracer"]), ("ekg", ["tracer", "drawer"])):
        past = [Requirements(f"o{n}", setting="telehealth", tasks=(Task(skill, 10),)) for n in range(200)]
        assert order(Ranker().fit(past), Requirements("any", setting="telehealth"), people) == expected


def test_the_skill_that_fewer_people_have_counts_for_more():
    """One opening asks two skills alike, and two people have one each: the rarer one comes first."""
    people = [
        Profile("drawer", skills=(HeldSkill("venipuncture", 4),)),
        Profile("tracer", skills=(HeldSkill("ekg", 4),)),
    ]
    opening = Requirements("both", tasks=(Task("venipuncture", 5), Task("ekg", 5)))
    for common, expected in (("ekg", ["drawer", "tracer"]), ("venipuncture", ["tracer", "drawer"])):
        others = [Profile(f"p{n}", skills=(HeldSkill(common, 3),)) for n in range(200)]
        assert order(Ranker().fit(profiles=others), opening, people) == expected
