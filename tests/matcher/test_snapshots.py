"""A frozen value comes back as it was, and equal values have equal bytes."""

from datetime import date

from matcher.domain import HeldSkill, Job, Limits, Profile, Requirement, Requirements, Source
from matcher.snapshots import canonical, restore, sha

PERSON = Profile(
    key="a",
    jobs=(Job("Medical assistant", begin=date(2020, 1, 1), current=True, source=Source("Medical assistant", 4, 21)),),
    skills=(HeldSkill("venipuncture", level=3),),
    limits=Limits(miles=20, shifts=frozenset({"evening", "weekday_day"})),
    answered=frozenset({"skills"}),
)


def test_a_profile_comes_back_as_it_was():
    assert restore(Profile, canonical(PERSON)) == PERSON


def test_an_opening_with_fractions_and_nested_lists_comes_back_as_it_was():
    asked = Requirement("experience", ("medical_assistant", "cna"), years=1.5, must=False)
    opening = Requirements("o", roles=("medical_assistant",), families=(("front_desk", 60),), asked=(asked,))
    assert restore(Requirements, canonical(opening)) == opening


def test_what_stands_at_its_default_is_left_out_so_that_a_new_field_changes_no_old_hash():
    assert canonical(Requirements("o")) == '{"key":"o"}'


def test_equal_values_have_equal_hashes_and_one_changed_level_another():
    again = restore(Profile, canonical(PERSON))
    other = Profile(**{**PERSON.__dict__, "skills": (HeldSkill("venipuncture", level=2),)})
    assert sha(again) == sha(PERSON) != sha(other)
