"""A ranking of hand-made people, right by eye."""

import json
from datetime import date

import pytest

from matcher.domain import SECTIONS, Credential, HeldSkill, Job, Profile, Requirement, Requirements, Source, Task
from matcher.ranker import Ranker
from matcher.rankers import starting_ranker
from matcher.table import Table
from matcher.vocabulary import load

TODAY = date(2026, 11, 25)
VOCABULARY = load()
RANKER = Ranker().fit()


def test_who_did_the_work_and_holds_the_card_comes_before_who_did_other_work() -> None:
    line = Source("Medical Assistant, Lakeside Clinic", 10, 44)
    assistant = Profile(
        "assistant",
        jobs=(Job("Medical Assistant", "medical_assistant", begin=date(2019, 1, 1), current=True, source=line),),
        skills=(HeldSkill("venipuncture", 3),),
        credentials=(Credential("ccma_nha", expires=date(2028, 1, 1)),),
    )
    nurse = Profile("nurse", jobs=(Job("RN", "registered_nurse", begin=date(2015, 1, 1), current=True),))
    cashier = Profile(
        "cashier",
        jobs=(Job("Cashier", "retail_sales", begin=date(2015, 1, 1), end=date(2020, 1, 1)),),
        answered=frozenset(SECTIONS),
    )
    opening = Requirements(
        "opening",
        roles=("medical_assistant",),
        tasks=(Task("venipuncture", 8),),
        asked=(Requirement("credential", ("certified_ma",)),),
    )
    people = [cashier, nurse, assistant]
    table = Table.build(people, VOCABULARY)
    ranking = RANKER.rank(opening, table, TODAY)
    assert [table.keys[row] for row in ranking.rows] == ["assistant", "nurse", "cashier"]
    best = RANKER.explain(opening, table, ranking.rows[:1], [assistant], TODAY)[0]
    assert best.fit == ranking.fits[0] == sum(part.points for part in best.parts)
    assert best.parts[0].evidence[0].text == line.text


def test_of_two_jobs_that_earn_the_same_the_later_is_shown_and_nothing_is_named_twice() -> None:
    before = Job("MA", "medical_assistant", specialty="pediatrics", begin=date(2021, 1, 1), end=date(2024, 2, 1))
    now = Job("MA", "medical_assistant", begin=date(2024, 3, 1), current=True)
    opening = Requirements(
        "opening", roles=("medical_assistant",), specialty="pediatrics", asked=(
            Requirement("experience", ("pediatrics",), years=1), Requirement("experience", ("medical_assistant",), years=1),
        ),
    )  # fmt: skip
    match = RANKER.explain(opening, None, [0], [Profile("one", jobs=(before, now))], TODAY)[0]
    said = {part.name: part.sentence for part in match.parts}
    assert said["role"].startswith("Medical assistant (job title), still there."), said
    assert "1 year or more near this role" in said["role"] and said["specialty"].count("ediatrics") == 1, said


def test_nothing_asked_is_no_score() -> None:
    table = Table.build([Profile("one")], VOCABULARY)
    assert RANKER.rank(Requirements("empty", text="words wipe"), table, TODAY).fits.tolist() == [-1]
    match = RANKER.explain(Requirements("empty"), table, [0], [Profile("one")], TODAY)[0]
    assert match.fit is None and all(part.state == "not-needed" for part in match.parts)


def test_a_ranker_reads_back_from_its_file() -> None:
    text = RANKER.to_json()
    assert Ranker.from_json(text).sha == RANKER.sha
    with pytest.raises(ValueError, match="not a ranker file"):
        Ranker.from_json("{}")


def test_the_ranker_that_ships_was_fitted_to_nothing() -> None:
    """Else its file is older than the reviewed data: write `Ranker().fit().labelled(day).to_json()` into it."""
    assert json.loads(starting_ranker().to_json())["learned"] == json.loads(RANKER.to_json())["learned"]
