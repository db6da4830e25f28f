"""Settings for a candidate: the same fit from the same functions, and a card in words."""

from datetime import date

import pytest

from matcher.domain import HeldSkill, Job, Profile, Requirements, Task
from matcher.ranker import Ranker
from matcher.settings import character, ranked_cards, requirements_for
from matcher.table import Table
from matcher.vocabulary import UnknownSlug, load

TODAY = date(2026, 11, 25)
VOCABULARY = load()
RANKER = Ranker().fit()
PERSON = Profile(
    "ana",
    jobs=(Job("MA", "medical_assistant", begin=date(2020, 1, 1), current=True, setting="urgent_care"),),
    skills=tuple(HeldSkill(slug, 3) for slug in ("vital_signs", "poc_testing", "patient_flow", "fast_paced")),
)


def test_every_setting_has_a_card_and_the_one_she_works_in_comes_first() -> None:
    cards = ranked_cards(PERSON, "medical_assistant", "CA", RANKER, TODAY, VOCABULARY)
    assert {card.setting for card in cards} == set(VOCABULARY.kind("setting"))
    assert cards[0].setting == "urgent_care"
    assert [card.match.fit for card in cards] == sorted((card.match.fit for card in cards), reverse=True)
    best = cards[0]
    assert best.character == character("urgent_care", VOCABULARY) and "A fast pace." in best.character
    assert "Vital signs" in best.asks
    assert best.day and all(block.skills for block in best.day)
    assert best.pay_sentence == "$50,900 a year on average in California. BLS OEWS (public domain), May 2023."
    assert best.missing and all(item.state in ("missing", "not-seen") for item in best.missing)


def test_every_setting_has_a_day_filled_with_what_the_role_does_there() -> None:
    cards = ranked_cards(PERSON, "medical_assistant", None, RANKER, TODAY, VOCABULARY)
    assert all(card.day for card in cards)
    assert all(card.pay is None and card.pay_sentence == "" for card in cards)
    clinic = next(card for card in cards if card.setting == "outpatient_clinic")
    assert {block.label: block.skills for block in clinic.day}["Early appointments"][0] == "Room patients"
    # an aide does more of a nursing home's day than a medical assistant does
    home = [
        next(c for c in ranked_cards(PERSON, role, None, RANKER, TODAY, VOCABULARY) if c.setting == "long_term_care")
        for role in ("medical_assistant", "cna")
    ]
    assert len(home[0].day) < len(home[1].day)


def test_only_tasks_within_the_scope_of_the_role_are_asked() -> None:
    clinic = requirements_for("outpatient_clinic", "medical_receptionist", "NY", VOCABULARY)
    scopes = VOCABULARY.get("role", "medical_receptionist").data["scope"]
    assert clinic.tasks
    assert all(VOCABULARY.get("skill", task.slug).data["scope"] in scopes for task in clinic.tasks)
    with pytest.raises(UnknownSlug):
        requirements_for("moon", "medical_receptionist", "NY", VOCABULARY)


def test_candidates_for_a_setting_and_settings_for_a_candidate_are_one_fit() -> None:
    asked = requirements_for("urgent_care", "medical_assistant", "CA", VOCABULARY, RANKER.profiles)
    table = Table.build([PERSON, Profile("blank")], VOCABULARY)
    ranking = RANKER.rank(asked, table, TODAY)
    card = ranked_cards(PERSON, "medical_assistant", "CA", RANKER, TODAY, VOCABULARY)[0]
    assert ranking.rows[0] == 0 and ranking.fits[0] == card.match.fit
    assert ranking.parts[0].tolist() == [part.points for part in card.match.parts]


def test_a_setting_whose_openings_ask_only_phlebotomy_ranks_who_draws_blood_first() -> None:
    openings = [Requirements(f"o{n}", setting="telehealth", tasks=(Task("venipuncture", 10),)) for n in range(200)]
    drawer = Profile("drawer", skills=(HeldSkill("venipuncture", 4),))
    caller = Profile("caller", skills=(HeldSkill("phone_management", 4), HeldSkill("telehealth_support", 4)))
    table = Table.build([drawer, caller], VOCABULARY)
    asked = Requirements("any", setting="telehealth")
    before = [table.keys[row] for row in RANKER.rank(asked, table, TODAY).rows]
    after = [table.keys[row] for row in Ranker().fit(openings).rank(asked, table, TODAY).rows]
    assert before == ["caller", "drawer"]
    assert after == ["drawer", "caller"]
