"""The families of work that serve an opening: of its title, of what it says counts, of what its kind takes anyway."""

import pytest

from tests.matcher.extraction.reading import posting


def families(text: str) -> dict[str, int]:
    return dict(posting(text).families)


def test_a_training_opening_says_so_and_experience_it_accepts_becomes_families() -> None:
    found = posting(
        "Phlebotomist\nNo experience necessary, we will train. Experience in customer service or a medical office is a plus."
    )
    assert found.will_train
    assert {"customer_service", "medical_receptionist"} <= {family for family, _ in found.families}
    assert dict(found.families)["phlebotomist"] == 100


def test_a_house_in_the_title_is_no_role_and_a_line_of_work_in_brackets_is_taken() -> None:
    assert posting("CNA - Skilled Nursing and Rehab\nRequirements:\nCNA certification required.").roles == ("cna",)
    families = dict(posting("Patient Service Agent (Contact Center)\nResponsibilities:\nAnswer phones.").families)
    assert families["medical_call_center"] == 90 and families["medical_receptionist"] == 100


def test_work_two_levels_below_stands_in_for_no_manager() -> None:
    lines = "Practice Manager - Eye Clinic\nRequirements:\n3 years of medical office experience."
    assert dict(posting(lines).families) == {"practice_manager": 100}


def test_an_opening_that_trains_whoever_comes_accepts_who_cares_for_people_and_one_that_does_not_accepts_none() -> None:
    lines = "Medical Assistant{}\nRequirements:\nHigh school diploma or GED.\nBLS within 30 days of hire."
    families = dict(posting(lines.format(" - Entry Level, We Train")).families)
    assert families["medical_assistant"] == 100 and families["nurse_aide"] == 85 and families["food_service"] == 50
    assert dict(posting(lines.format("")).families) == {"medical_assistant": 100}


def test_the_subject_of_a_degree_is_no_experience_that_counts() -> None:
    text = (
        "Unit Clerk\nRequirements:\nA degree in nursing or a related field, or equivalent experience in registration."
    )
    assert "registered_nurse" not in dict(posting(text).families)


@pytest.mark.parametrize(
    ("line", "not_of"),
    [
        ("One year of experience in a physician office.", "physician"),
        ("Six months of hospital or nursing home experience.", "registered_nurse"),
        ("One year of experience in a hospital or nursing facility.", "registered_nurse_specialty"),
        ("Caregiver background check, whatever your experience.", "caregiver"),
    ],
)
def test_a_house_is_not_the_work_of_those_it_is_named_after(line: str, not_of: str) -> None:
    assert not_of not in families(f"Ward Clerk\nRequirements:\n{line}")


def test_experience_as_somebody_counts_as_theirs() -> None:
    found = families("Ward Clerk\nRequirements:\nExperience as a caregiver or in a nursing home.")
    assert {"caregiver", "nurse_aide"} <= set(found)
