"""Whether a role may do a task: licence, national floor, the state's rules cell by cell, the scope, review dates."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from matcher.domain import Education, Limits, Place, Profile, Task, Training
from tests.matcher.eligibility.gate_people import (
    FAR,
    LAST,
    TODAY,
    VOCABULARY,
    a_rule,
    asks,
    card,
    law,
    look,
    may,
    opening,
    person,
)

DAY = timedelta(days=1)
NEEDS = [[{"held": ["certified_ma"]}]]
CERTIFIED = card("ccma_nha")
#: Who stands how to NEEDS.
SHOWS = {
    "met": person(CERTIFIED),
    "met-if": person(replace(CERTIFIED, proof="stated")),
    "unknown": person(answered=frozenset({"experience"})),
    "unmet": person(),
}


@pytest.mark.parametrize("confidence", ["high", "medium"])
@pytest.mark.parametrize("shows", SHOWS)
@pytest.mark.parametrize(
    ("effect", "high"),
    [
        ("allow", dict.fromkeys(SHOWS, "allowed")),
        ("deny", dict.fromkeys(SHOWS, "not-delegable")),
        ("conditional", dict.fromkeys(SHOWS, "needs-proof") | {"met": "allowed"}),
        ("require_licence", dict.fromkeys(SHOWS, "needs-proof") | {"met": "allowed", "unmet": "licence-missing"}),
    ],
)
def test_each_cell_of_effect_confidence_and_what_is_shown(effect, high, shows, confidence):
    needs = {"needs": NEEDS} if effect in {"conditional", "require_licence"} else {}
    found = may(law(a_rule(effect=effect, confidence=confidence, **needs)), SHOWS[shows])
    assert (found.status, found.rule) == (high[shows] if confidence == "high" else "needs-proof", "a_rule")


@pytest.mark.parametrize("confidence", ["high", "medium"])
@pytest.mark.parametrize("place", [{"only_in": ["hospital"]}, {"not_in": ["private_practice", "hospital"]}])
def test_where_the_right_ends_it_is_as_denied(place, confidence):
    found = may(law(a_rule(confidence=confidence, **place)))
    assert found.status == ("not-delegable" if confidence == "high" else "needs-proof")


def test_low_confidence_and_inform_decide_nothing_and_are_said():
    found = may(law(a_rule(confidence="low", says="Perhaps"), a_rule(effect="inform", says="By the way")))
    assert (found.status, found.rule) == ("not-reviewed", None)
    assert "Low confidence: Perhaps (a statute, as of Jan 2026)." in found.sentence
    assert "By the way (a statute, as of Jan 2026)." in found.sentence


def test_the_highest_confidence_decides_and_among_its_rules_the_strictest():
    sure, doubtful = a_rule(), a_rule(effect="deny", confidence="medium")
    assert may(law(doubtful, sure)).status == "allowed"
    assert may(law(sure, a_rule(effect="conditional", needs=NEEDS))).rule == "a_rule1"
    assert may(law(sure, a_rule(effect="deny"), doubtful)).status == "not-delegable"


def test_a_rule_binds_who_works_as_one_of_its_roles_and_nobody_else():
    rules = law(a_rule(effect="deny"))
    lead = person(roles=("lead_medical_assistant",))
    assert may(rules, lead, roles=("lead_medical_assistant",)).status == "not-delegable"
    assert may(rules, person(roles=("cna",)), roles=("cna",)).rule is None


@pytest.mark.parametrize(
    ("place", "setting", "status"),
    [
        ({"applies_in": ["hospital"]}, "private_practice", "not-reviewed"),
        ({"applies_in": ["hospital"]}, "hospital", "allowed"),
        ({"exempt_in": ["hospital"]}, "hospital", "not-reviewed"),
        ({"exempt_in": ["hospital"]}, "private_practice", "allowed"),
        ({"applies_in": ["hospital"]}, None, "needs-proof"),
        ({"only_in": ["hospital"]}, None, "needs-proof"),
    ],
)
def test_places_decide_whether_a_rule_exists_and_without_a_setting_it_asks_for_proof(place, setting, status):
    assert may(law(a_rule(**place)), setting=setting).status == status


def test_an_unknown_setting_keeps_another_rule_from_allowing():
    rules = law(a_rule(), a_rule(effect="deny", applies_in=["hospital"]))
    assert may(rules, setting="private_practice").status == "allowed"
    found = may(rules, setting=None)
    assert (found.status, found.rule) == ("needs-proof", "a_rule")
    assert "It depends on the setting" in found.sentence


def test_a_rule_on_delegators_exists_only_where_one_of_them_is_named_and_is_said_where_none_is():
    rules = law(a_rule(), a_rule(effect="deny", binds_delegators=["rn"], says="Not by a nurse"))
    assert may(rules, delegator="physician").status == "allowed"
    assert may(rules, delegator="rn").status == "not-delegable"
    silent = may(rules)
    assert (silent.status, "If delegated otherwise: Not by a nurse." in silent.sentence) == ("allowed", True)


@pytest.mark.parametrize(
    ("stated", "status"),
    [
        ("none", "needs-proof"),
        ("general", "needs-proof"),
        ("direct", "allowed"),
        ("onsite_any_licensed", "allowed"),
        ("onsite", "allowed"),
        (None, "allowed"),
    ],
)
def test_weaker_supervision_than_the_rule_asks_needs_proof(stated, status):
    found = may(law(a_rule(supervision="direct")), supervision=stated)
    assert found.status == status
    assert ("It asks for direct supervision." in found.sentence) == (stated is None)


def test_another_delegator_than_the_rule_names_needs_proof():
    rules = law(a_rule(delegators=["physician"]))
    found = [may(rules, delegator=one).status for one in ("physician", "rn", None)]
    assert found == ["allowed", "needs-proof", "allowed"]


@pytest.mark.parametrize("confidence", ["high", "medium"])
@pytest.mark.parametrize(
    ("effect", "status"),
    [("allow", "allowed"), ("conditional", "allowed"), ("deny", "not-delegable")],
)
def test_a_rule_may_widen_a_scope_and_a_doubtful_deny_never_does(effect, status, confidence):
    found = may(law(a_rule(activity="iv_access", effect=effect, confidence=confidence)), task="iv_start")
    expected = status if confidence == "high" or effect == "deny" else "needs-proof"
    assert (found.status, found.rule) == (expected, "a_rule")


def test_a_national_deny_is_a_floor_but_in_the_states_it_excepts():
    floor = a_rule(id="us_no", activity="iv_med", effect="deny", roles=[], except_states=["MD"])
    rules = law(a_rule(activity="iv_med"), national=(floor,))
    task = next(slug for slug, skill in VOCABULARY.kind("skill").items() if skill.data["scope"] == "iv_med")
    found = may(rules, task=task)
    assert (found.status, found.rule) == ("not-delegable", "us_no")
    excepted = law(a_rule(activity="iv_med"), national=(floor | {"except_states": ["GA"]},))
    assert may(excepted, task=task).status == "allowed"


def test_a_national_rule_for_states_without_one_gives_way_to_the_states_own():
    national = (
        a_rule(id="us", activity="xray", effect="require_licence", roles=[], unless_state_rule=True, needs=NEEDS),
    )
    assert may(law(national=national), person(CERTIFIED), "xray_limited").rule == "us"
    own = law(a_rule(activity="xray", effect="deny"), national=national)
    assert may(own, person(CERTIFIED), "xray_limited").rule == "a_rule"


@pytest.mark.parametrize(
    ("task", "status"),
    [
        ("iv_start", "not-delegable"),
        ("vital_signs", "allowed"),
        ("appointment_scheduling", "allowed"),
        ("assist_exam", "allowed"),
        ("dressing_change", "allowed"),
        ("injections", "not-reviewed"),
    ],
    ids=["outside the scope", "general", "none", "assist", "wound", "direct"],
)
def test_without_a_rule_the_scope_decides(task, status):
    assert (may(law(), task=task).status, may(law(), task=task).rule) == (status, None)


@pytest.mark.parametrize(
    ("changes", "status"),
    [
        ({}, "allowed"),
        ({"confidence": "medium"}, "needs-proof"),
        ({"confidence": "low"}, "not-reviewed"),
        ({"applies_in": ["hospital"]}, "not-reviewed"),
        ({"only_in": ["hospital"]}, "not-reviewed"),
        ({"supervision": "onsite"}, "needs-proof"),
        ({"delegators": ["physician"]}, "needs-proof"),
        ({"review_by": TODAY}, "not-reviewed"),
        ({"review_by": LAST}, "needs-proof"),
        ({"review_by": LAST + DAY}, "allowed"),
    ],
)
def test_a_delegation_law_speaks_of_what_no_rule_is_about_within_the_scope(changes, status):
    rules = law(a_rule(activity="any_clinical", effect="delegable", **changes))
    stated = {"supervision": "general", "delegator": "rn"}
    assert may(rules, **stated).status == status
    assert may(rules, task="iv_start", **stated).status == "not-delegable"


def test_a_delegation_law_bound_to_places_asks_for_proof_without_a_setting():
    rules = law(a_rule(activity="any_clinical", effect="delegable", applies_in=["private_practice"]))
    assert [may(rules, setting=place).status for place in ("private_practice", None)] == ["allowed", "needs-proof"]


@pytest.mark.parametrize(
    ("effect", "due", "within"),
    [
        ("allow", "not-reviewed", "needs-proof"),
        ("conditional", "not-reviewed", "needs-proof"),
        ("deny", "not-delegable", "not-delegable"),
        ("require_licence", "needs-proof", "needs-proof"),
    ],
)
def test_review_dates(effect, due, within):
    needs = {"needs": NEEDS} if effect == "require_licence" else {}
    who = person(CERTIFIED)
    found = {
        by: may(law(a_rule(effect=effect, review_by=by, **needs)), who)
        for by in (TODAY - DAY, TODAY, TODAY + DAY, LAST, LAST + DAY)
    }
    statuses = [one.status for one in found.values()]
    assert statuses[:4] == [due, due, within, within]
    assert statuses[4] == ("not-delegable" if effect == "deny" else "allowed")
    assert ["Review due since" in one.sentence for one in found.values()] == [True, True, False, False, False]


def test_a_licensed_role_works_by_its_licence_in_its_scope():
    nurse = {"roles": ("rn",), "tasks": tuple(map(Task, ("clinical_triage", "diagnosis")))}

    def statuses(*cards) -> list[str]:
        return [task.status for task in look(person(*cards, roles=("rn",)), opening(**nurse)).tasks]

    assert statuses(card("rn_licence", state="GA")) == ["allowed", "not-delegable"]
    assert statuses(card("rn_licence", date(2027, 1, 1), state="GA")) == ["needs-proof", "not-delegable"]
    assert statuses() == ["licence-missing", "not-delegable"]


def test_what_depends_on_the_state_is_not_reviewed_until_a_rule_of_it_binds_the_role():
    who = person(card("lpn_licence", state="GA"), roles=("lpn",))
    assert may(law(), who, "iv_start", roles=("lpn",)).status == "not-reviewed"
    rule = a_rule(activity="iv_access", roles=["lpn"])
    assert may(law(rule), who, "iv_start", roles=("lpn",)).status == "allowed"
    assert may(law(rule), person(roles=("lpn",)), "iv_start", roles=("lpn",)).status == "licence-missing"


def test_the_best_of_several_roles_counts():
    both = person(roles=("cna", "medical_assistant"))
    found = may(law(a_rule()), both, roles=("cna", "medical_assistant"))
    assert (found.status, found.rule) == ("allowed", "a_rule")


def test_roles_not_known_or_not_in_common_are_judged_as_if_held():
    rules = law(a_rule())
    assert may(rules, Profile("p")).status == "allowed"
    assert may(rules, person(roles=("phlebotomist",))).status == "allowed"
    assert may(rules, Profile("p"), roles=()).status == "not-reviewed"


def test_an_opening_without_a_state_has_its_tasks_not_reviewed():
    found = look(person(), opening(tasks=(Task("vital_signs"),), place=Place()))
    assert ([task.status for task in found.tasks], found.lane) == (["not-reviewed"], "not-reviewed")


def test_a_task_nobody_confirmed_blocks_nobody():
    rules = law(a_rule(effect="require_licence", needs=NEEDS))
    read = opening(tasks=(Task("injections", standing="proposed"),))
    assert may(rules).status == "licence-missing"
    assert look(person(), read, rules=rules).tasks[0].status == "needs-proof"


def test_lanes_follow_from_role_musts_and_tasks():
    injects = {"tasks": (Task("injections"),)}
    for rule, lane in (
        (a_rule(), "eligible"),
        (a_rule(effect="conditional", needs=NEEDS), "eligible-if"),
        (a_rule(confidence="low"), "not-reviewed"),
        (a_rule(effect="require_licence", needs=NEEDS), "blocked"),
        (a_rule(effect="deny"), "eligible"),
    ):
        assert look(person(), opening(**injects), rules=law(rule)).lane == lane
    lacking = opening(asks("language", "spanish"), **injects)
    assert look(person(), lacking, rules=law(a_rule(confidence="low"))).lane == "blocked"


def every_clinical(**changes):
    return law(a_rule(activity="any_clinical", **changes))


@pytest.mark.parametrize("shows", SHOWS)
@pytest.mark.parametrize(
    ("effect", "statuses"),
    [
        ("deny", dict.fromkeys(SHOWS, "unmet")),
        ("allow", dict.fromkeys(SHOWS, "met")),
        ("inform", dict.fromkeys(SHOWS, "met")),
        ("require_licence", {one: one for one in SHOWS}),
        ("conditional", {"met": "met", "met-if": "met-if", "unknown": "met-if", "unmet": "met-if"}),
    ],
)
def test_the_role_is_as_good_as_the_states_rules_on_all_clinical_work(effect, statuses, shows):
    needs = {"needs": NEEDS} if effect in {"conditional", "require_licence"} else {}
    found = look(SHOWS[shows], opening(), rules=every_clinical(effect=effect, **needs))
    assert found.role.status == statuses[shows]
    doubtful = look(SHOWS[shows], opening(), rules=every_clinical(effect=effect, confidence="medium", **needs))
    assert doubtful.role.status == "met"


@pytest.mark.parametrize(
    ("effect", "status"), [("conditional", "unknown"), ("require_licence", "met"), ("deny", "unmet")]
)
def test_a_condition_on_the_role_that_is_due_for_review_is_not_known(effect, status):
    needs = {} if effect == "deny" else {"needs": NEEDS}
    due = every_clinical(effect=effect, review_by=TODAY, **needs)
    assert look(SHOWS["met"], opening(), rules=due).role.status == status
    later = every_clinical(effect="conditional", needs=NEEDS, review_by=TODAY + DAY)
    assert look(SHOWS["met"], opening(), rules=later).role.status == "met"


def test_a_conditional_role_is_met_if_by_what_lapses_and_else_by_the_first_day():
    rules = every_clinical(effect="conditional", needs=NEEDS)
    lapsing = look(person(card("ccma_nha", date(2027, 1, 1))), opening(), rules=rules)
    assert lapsing.role.by == date(2027, 1, 1)
    assert look(person(), opening(), rules=rules).role.by == date(2026, 12, 7)


def test_of_two_that_must_both_hold_the_earlier_day_counts_and_of_two_roles_the_later():
    lapsing = person(card("ccma_nha", date(2027, 1, 1)), card("bls_aha", date(2027, 2, 1)))
    both = every_clinical(effect="conditional", needs=[[{"held": ["bls_card"]}, {"held": ["certified_ma"]}]])
    assert look(lapsing, opening(), rules=both).role.by == date(2027, 1, 1)
    nurse = person(
        card("lpn_licence", date(2027, 1, 1), state="GA"),
        card("rn_licence", date(2027, 2, 1), state="GA"),
        roles=("lpn", "rn"),
    )
    assert look(nurse, opening(roles=("lpn", "rn")), rules=law()).role.by == date(2027, 2, 1)


def test_a_role_rule_bound_to_places_asks_for_the_setting_where_none_is_named():
    rules = every_clinical(effect="deny", applies_in=["hospital"])
    found = {
        place: look(person(), opening(setting=place), rules=rules).role for place in ("hospital", "urgent_care", None)
    }
    assert [role.status for role in found.values()] == ["unmet", "met", "met-if"]
    assert found[None].settles == "the facility"


@pytest.mark.parametrize(
    ("effect", "role", "task"),
    [("deny", "unmet", "licence-missing"), ("conditional", "met-if", "needs-proof"), ("allow", "met", "allowed")],
)
def test_a_task_is_never_better_than_its_role(effect, role, task):
    needs = {"needs": NEEDS} if effect == "conditional" else {}
    found = look(person(), opening(tasks=(Task("vital_signs"),)), rules=every_clinical(effect=effect, **needs))
    assert (found.role.status, found.tasks[0].status) == (role, task)


@pytest.mark.parametrize(
    ("need", "shown", "status"),
    [
        ({"programme": ["caahep"]}, {"education": (Education(programme="caahep"),)}, "allowed"),
        ({"programme": ["caahep"]}, {"education": (Education(programme="other"),)}, "needs-proof"),
        ({"programme": "any", "hours": 330}, {"education": (Education(programme="other", hours=330),)}, "allowed"),
        ({"programme": "any", "hours": 330}, {"education": (Education(programme="other", hours=329),)}, "needs-proof"),
        ({"programme": "any", "hours": 330}, {"education": (Education(programme="other"),)}, "needs-proof"),
        ({"training": "vaccine", "hours": 24}, {"training": (Training("vaccine", 24),)}, "allowed"),
        ({"training": "vaccine", "hours": 24}, {"training": (Training("vaccine", 23),)}, "needs-proof"),
        ({"training": "vaccine"}, {"training": (Training("vaccine"),)}, "allowed"),
        ({"training": "vaccine"}, {"training": (Training("injection", 99),)}, "needs-proof"),
    ],
)
def test_programmes_and_trainings_are_shown_by_kind_and_hours(need, shown, status):
    confirmed = {name: tuple(replace(one, standing="confirmed") for one in those) for name, those in shown.items()}
    rules = law(a_rule(effect="conditional", needs=[[need]]))
    assert may(rules, person(**confirmed)).status == status
    assert may(rules, person(**shown)).status == "needs-proof"


def test_one_alternative_is_enough_and_all_of_it_must_be_shown():
    both = [{"held": ["certified_ma"]}, {"training": "vaccine"}]
    rules = law(a_rule(effect="require_licence", needs=[both, [{"programme": ["military"]}]]))
    soldier = person(education=(Education(programme="military", standing="confirmed"),))
    trained = (Training("vaccine", standing="confirmed"),)
    assert may(rules, soldier).status == "allowed"
    assert may(rules, person(CERTIFIED)).status == "licence-missing"
    assert may(rules, person(CERTIFIED, training=trained)).status == "allowed"


def test_any_one_of_those_held_is_enough_licence_or_not():
    rules = law(a_rule(effect="require_licence", needs=[[{"held": ["limited_xray_permit", "certified_ma"]}]]))
    permit = card("limited_xray_permit", state="GA")
    found = [may(rules, who).status for who in (person(CERTIFIED), person(permit), person())]
    assert found == ["allowed", "allowed", "licence-missing"]
    elsewhere = person(replace(permit, state="FL"))
    assert may(rules, elsewhere).status == "licence-missing"


def test_what_has_few_days_left_and_what_an_extension_would_need_is_said_beside():
    found = look(person(card("bls_aha", LAST)), opening(asks("credential", "bls_card"), end=LAST), date(2027, 1, 20))
    assert "BLS (AHA) has 46 days left." in found.notes
    assert found.extension == "An extension to 6 Jun 2027 would need BLS (AHA) renewed by 7 Mar 2027."
    assert found.lane == "eligible"


def test_an_extension_that_what_is_held_covers_is_said_beside():
    held = look(person(card("bls_aha", FAR)), opening(asks("credential", "bls_card"), end=LAST))
    assert held.extension == "An extension to 6 Jun 2027 is covered."
    assert not look(person(card("bls_aha", FAR)), opening(asks("credential", "bls_card"), end=None)).extension
    assert not look(person(card("bls_aha", FAR, proof="stated")), opening(asks("credential", "bls_card"))).extension


def test_an_extension_is_not_spoken_of_to_who_is_blocked_and_ends_with_the_days_stated():
    asked = opening(asks("credential", "bls_card"), asks("credential", "certified_ma"), end=LAST)
    assert look(person(card("bls_aha", LAST)), asked).extension == ""
    until = Limits(available_until=date(2027, 4, 1))
    free = look(person(card("bls_aha", FAR), limits=until), opening(asks("credential", "bls_card"), end=LAST))
    assert free.extension == "An extension to 6 Jun 2027 goes beyond the days stated, until 1 Apr 2027."


def test_what_falls_due_in_an_extension_alone_is_said_beside():
    found = look(person(), opening(asks("credential", "bls_card", due="+4 months"), end=LAST))
    assert found.lane == "eligible"
    assert found.extension.startswith(
        "An extension to 6 Jun 2027 would need more: Healthcare-provider BLS card: none held"
    )


def test_new_york_lets_no_assistant_inject_and_the_person_stays_eligible():
    found = look(person(), opening(tasks=(Task("injections"),), place=Place(state="NY")))
    assert (found.lane, found.tasks[0].status, found.tasks[0].rule) == ("eligible", "not-delegable", "ny_inj")
    assert "NYSED memo" in found.tasks[0].sentence
