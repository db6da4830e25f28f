"""The rules as data: every one with its source, its references known, a change of any word in the sha."""

from datetime import date

import pytest

from matcher.eligibility.rules import PROGRAMMES, Need, Rules, RulesError, load
from tests.matcher.eligibility.gate_people import VOCABULARY, a_rule

RULES = load()


def test_fifty_states_and_the_national_floor_are_there():
    assert (len(RULES.states), len(RULES.national), len(list(RULES.all()))) == (50, 8, 135)
    assert RULES.credentials == {"ND": "nd_uap", "WA": "wa_ma_c"}


def test_every_rule_has_its_source_and_says_something_of_its_own():
    assert all(rule.says and rule.source and rule.url and rule.as_of for rule in RULES.all())
    assert not any(rule.says.endswith(".") for rule in RULES.all())


def test_only_the_illinois_section_has_a_review_date():
    assert {rule.id: rule.review_by for rule in RULES.all() if rule.review_by} == {"il_del": date(2027, 1, 1)}


def test_needs_are_alternatives_of_things_that_must_all_be_shown():
    needs = next(rule.needs for rule in RULES.states["CA"] if rule.id == "ca_inh")
    assert needs == ((Need(held=("ca_ma_training",)),), (Need(training="inhaled_med", hours=10),))
    anything = next(rule.needs[0][1] for rule in RULES.states["NJ"] if rule.id == "nj_ven")
    assert anything == Need(programme=PROGRAMMES, hours=330)


def test_a_changed_word_changes_the_sha():
    one = Rules.of({"GA": {"rule": [a_rule(says="Yes")]}}, VOCABULARY)
    other = Rules.of({"GA": {"rule": [a_rule(says="No")]}}, VOCABULARY)
    assert one.sha != other.sha


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"activity": "injections"}, "activity does not know 'injections'"),
        ({"effect": "forbid"}, "effect does not know 'forbid'"),
        ({"confidence": "sure"}, "confidence does not know 'sure'"),
        ({"roles": ["nurse"]}, "roles does not know 'nurse'"),
        ({"applies_in": ["clinic"]}, "places does not know 'clinic'"),
        ({"supervision": "remote"}, "supervision does not know 'remote'"),
        ({"needs": [[{"held": ["cma"]}]]}, "held does not know 'cma'"),
        ({"needs": [[{"programme": ["online"]}]]}, "programme does not know 'online'"),
        ({"needs": [[{"training": "cpr"}]]}, "training does not know 'cpr'"),
        ({"needs": [[{"hours": 3}]]}, "a need is held, programme or training"),
        ({"effect": "require_licence"}, "require_licence needs `needs`"),
        ({"effect": "delegable"}, "delegable speaks of any_clinical"),
        ({"activity": "credential"}, "credential only informs"),
        ({"source": ""}, "says, source, url and as_of are all given"),
        ({"review_by": "2027"}, "review_by is a day"),
    ],
)
def test_a_rule_that_cannot_be_is_refused_by_name(changes, problem):
    with pytest.raises(RulesError) as refused:
        Rules.of({"GA": {"rule": [a_rule(**changes)]}}, VOCABULARY)
    assert f"a_rule: {problem}" in str(refused.value)


def test_every_problem_is_named_at_once():
    with pytest.raises(RulesError) as refused:
        Rules.of({"XX": {"rule": [a_rule(), a_rule(effect="forbid")]}}, VOCABULARY)
    assert str(refused.value).splitlines()[1:] == [
        "XX: no such state",
        "a_rule: twice",
        "a_rule: effect does not know 'forbid'",
    ]
