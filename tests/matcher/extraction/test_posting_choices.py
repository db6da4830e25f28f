"""What "or" and a marked list join in a posting: one requirement, or a question."""

import pytest

from tests.matcher.extraction.reading import asked, posting


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Active LPN or RN license in Nevada.", [("licence", ("lpn_licence", "rn_licence"), True)]),
        ("Must hold an LPN/LVN or RN license.", [("licence", ("lpn_licence", "rn_licence"), True)]),
        ("LPN or RN license preferred.", [("licence", ("lpn_licence", "rn_licence"), False)]),
        ("OR RN license required.", [("licence", ("rn_licence",), True)]),
        ("RMA (AMT) or LPN license required.", [("credential", (), True)]),
        ("LPN or certified medical assistant, CCMA required.", [("credential", (), True)]),
        ("Licensed LPN or an MA required; BLS preferred.", [("licence", (), True), ("credential", ("bls_card",), False)]),
        ("Associate degree or at least 3 years of experience in billing.", [("education", (), True)]),
        ("MA certificate or 1 year of experience required.", [("education", (), True)]),
        ("High school diploma or GED and 1 year of experience.", [("education", ("hs_or_ged",), True), ("experience", (), True)]),
        ("Certified in one of these (ACLS, PALS, NRP or equivalent).", [("credential", ("acls_card", "pals_card"), True)]),
        ("RN license and BLS or ACLS required.", [("licence", ("rn_licence",), True), ("credential", ("bls_card", "acls_card"), True)]),
    ],
)  # fmt: skip
def test_either_of_two_is_one_requirement_and_across_kinds_a_question(
    line: str, wanted: list[tuple[str, tuple[str, ...], bool]]
) -> None:
    assert sorted(asked(line)) == sorted(wanted)


def test_a_body_in_brackets_does_not_part_the_alternatives() -> None:
    text = "Medical Assistant\n\nRequirements:\nCMA (AAMA), RMA or CCMA required; Spanish is a plus."
    asked = {(a.kind, a.any_of, a.must) for a in posting(text).asked}
    assert asked == {("credential", ("cma_aama", "certified_ma"), True), ("language", ("spanish",), False)}


def test_where_one_of_several_ways_in_is_enough_no_role_is_asked_for_the_card_of_another() -> None:
    text = """\
Clinic Support - MA, LPN or RN
Requirements:
Any one of these:
Certified Medical Assistant (CMA or RMA)
LPN license
RN license
All: current BLS.
"""
    found = posting(text)
    assert set(found.roles) == {"medical_assistant", "lpn", "rn"}
    assert [(r.kind, r.any_of) for r in found.asked if r.kind != "skill"] == [("credential", ("bls_card",))]


def test_experience_in_one_of_several_things_is_one_requirement() -> None:
    line = "One year of experience in phlebotomy, EKG or medical billing."
    found = [r for r in posting("Medical Assistant\nRequirements:\n" + line).asked if r.kind == "skill"]
    assert [(r.any_of, r.must) for r in found] == [(("venipuncture", "ekg", "medical_billing"), True)]


LIST = """\
Emergency Department Technician
Requirements:
One of the following: (a) a current {first}; {second}.
Current BLS card.
"""


@pytest.mark.parametrize(
    ("first", "second", "wanted"),
    [
        ("RN license", "or (b) an active LPN license", ("licence", ("rn_licence", "lpn_licence"), True)),
        ("RN license", "(b) an active LPN license; or (c) a student in good standing", ("licence", (), True)),
        ("RN license", "or (b) a CMA (AAMA) certification", ("licence", (), True)),
    ],
)
def test_a_marked_list_of_which_one_is_enough_asks_for_one(
    first: str, second: str, wanted: tuple[str, tuple[str, ...], bool]
) -> None:
    found = posting(LIST.format(first=first, second=second)).asked
    cards = [(r.kind, r.any_of, r.must) for r in found if r.kind in ("licence", "credential")]
    assert cards == [wanted, ("credential", ("bls_card",), True)]


@pytest.mark.parametrize(
    "text",
    [
        "One of the following: (a) CMA (AAMA) or (b) RMA (AMT). BLS card required.",
        "We need one of the following: (a) CMA (AAMA) or (b) RMA (AMT). BLS card required.",
        "One of the following:\n(a) CMA (AAMA)\n(b) RMA (AMT)\nBLS card required.",
        "One of these\n- (a) CMA (AAMA)\n- (b) RMA (AMT)\n- BLS card required.",
    ],
)
def test_a_marked_list_ends_where_its_last_way_does(text: str) -> None:
    found = posting(f"Medical Assistant\nRequirements:\n{text}").asked
    assert [(r.kind, r.any_of) for r in found] == [
        ("credential", ("cma_aama", "rma_amt")),
        ("credential", ("bls_card",)),
    ]


def test_marks_without_a_choice_are_musts_each() -> None:
    text = "Our nurses work any of these shifts: days or nights. Requirements are (a) RN license; (b) BLS card; (c) ACLS card."
    found = posting(f"Clinic Nurse\nRequirements:\n{text}").asked
    assert {r.any_of for r in found} == {("rn_licence",), ("bls_card",), ("acls_card",)}
