"""What a resume denies, wishes for or says of somebody else is not held."""

import pytest

from tests.matcher.extraction.reading import read


def test_what_is_wished_for_is_not_held() -> None:
    profile = read("OBJECTIVE\nSeeking a position as a phlebotomist. No experience with EKG yet.\n")
    assert profile.roles == () and profile.skills == ()


def test_a_school_of_a_tongue_is_no_language_and_a_listed_one_is() -> None:
    assert read("EDUCATION\nCherokee High School, 2010\n").languages == ()
    assert [h.slug for h in read("LANGUAGES\nSpanish, Haitian Creole\n").languages] == ["spanish", "haitian creole"]


@pytest.mark.parametrize(
    "line",
    [
        "Unable to give injections",
        "I don't give injections",
        "Lack of practice in phlebotomy",
        "Needs more training in EKG",
        "EKG: no",
        "Injections (none)",
        "EKG - 0 years",
        "Phlebotomy (would like to learn)",
        "No phlebotomy or EKG",
        "No Cerner experience",
        "Unfamiliar with Epic",
        "Everything but phlebotomy",
        "Phlebotomy was not part of the work",
        "EKGs not performed",
        "Blood draws and EKGs were performed by the nurses",
        "Injections are given by our providers",
        "Sat beside the nurse who gave injections",
        "Shadowed a technician during EKGs",
        "Observed the phlebotomist draw blood",
        "I do not speak Tagalog",
        "No Spanish",
        "Spanish: none",
        "Learning Spanish",
        "Used a phone interpreter for Spanish-speaking patients",
        "Roomed Russian-speaking patients through an interpreter",
        "Scribed for the surgeon, who speaks Mandarin",
        "Jane Roe, RN, DNP, fluent in Tagalog",
    ],
)
def test_a_skill_that_is_denied_or_that_another_has_is_not_held(line: str) -> None:
    profile = read(f"Maria Example\nMedical Assistant\nReno, NV 89501\n\nSKILLS\n{line}\n")
    found = {item.slug for item in (*profile.skills, *profile.languages, *profile.systems)}
    assert found <= {"rooming"}


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("EKG - no errors in two years", {"ekg"}),
        ("Not only EKG but phlebotomy", {"ekg", "venipuncture"}),
        ("Observed and documented vital signs", {"vital_signs"}),
        ("Injections ordered by the physician", {"injections"}),
        ("Spanish interpreter, fluent in Spanish", {"spanish"}),
        ("EKGs done by hand", {"ekg"}),
    ],
)
def test_other_words_of_denial_leave_a_skill(line: str, wanted: set[str]) -> None:
    profile = read(f"Maria Example\nMedical Assistant\nReno, NV 89501\n\nSKILLS\n{line}\n")
    assert {item.slug for item in (*profile.skills, *profile.languages)} >= wanted


def test_the_languages_of_a_reference_are_not_the_person_s() -> None:
    profile = read("Maria Example\nSKILLS\nFluent in Spanish\n\nREFERENCES\nJane Roe\nSpeaks Tagalog and English\n")
    assert [language.slug for language in profile.languages] == ["spanish"]


def levels(line: str) -> list[str | None]:
    return [study.level for study in read(f"Maria Example\nMedical Assistant\n\nEDUCATION\n{line}\n").education]


@pytest.mark.parametrize(
    "line",
    [
        "MSN (in progress), expected May 2029",
        "BSN, Lake College, anticipated 2028",
        "BSN, 2029",
        "BSN, Lake College\nExpected May 2028",
        "BSN, Lake College, 2024 - Present",
        "Bachelor's degree, dropped out 2017",
        "Medical Assistant certificate - not completed",
        "40 credits towards an associate degree",
        "Currently enrolled in an LPN program",
        "Attended Lake High School, never graduated",
        "Lake High School dropout",
        "I do not have a high school diploma",
        "Phlebotomy course, in progress",
        "No degree",
    ],
)
def test_schooling_that_was_not_finished_is_not_held(line: str) -> None:
    assert levels(line) == []


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Associate degree 2019, pursuing a bachelor's degree", ["associate"]),
        ("High School Diploma 2016, BSN in progress", ["hs_or_ged"]),
        ("MSN, expected 2028; Bachelor of Arts, 2019", ["bachelor"]),
        ("Some college, no degree", ["some_college"]),
        ("Lake College, coursework in biology, no degree", ["some_college"]),
        ("GED, 2011", ["hs_or_ged"]),
        ("Bachelor of Science in Nursing, Lake College, 2014 - 2018", ["bachelor"]),
    ],
)
def test_schooling_that_was_finished_stands_beside_what_was_not(line: str, wanted: list[str]) -> None:
    assert levels(line) == wanted
