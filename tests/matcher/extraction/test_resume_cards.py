"""The cards and licences of a resume: whose they are, until when, and what is left to ask."""

from datetime import date

import pytest

from matcher.extraction import doors
from matcher.extraction.resume import read_doubts
from tests.matcher.extraction.reading import AS_OF, WORDS, doubts, held, read
from web.forms import read_day


def test_a_line_of_a_list_without_bullets_is_a_sentence_of_its_own() -> None:
    lines = "SKILLS\nSupervised staff\nExercises good judgment\nCPR Certified\n"
    wrapped = "SUMMARY\nI have for several years supervised and oriented new aides, who all are\nCPR Certified\n"
    assert [c.type for c in read(lines).credentials] == ["heartsaver"]
    assert read(wrapped).credentials == ()


@pytest.mark.parametrize(
    ("text", "credential"),
    [
        ("CERTIFICATIONS\nCNA\n", "cna_cert"),
        ("Motivated CNA with three years in memory care", "cna_cert"),
        ("EXPERIENCE\nStaff LPN, Smith Village, 2013 - 2015\n", "lpn_licence"),
        ("LICENSES\nRegistered Nurse, Texas, license 848911 (exp. 12/2027)\n", "rn_licence"),
        ("SKILLS\nCPR/BLS certified, phlebotomy\n", "bls_aha"),
        ("CERTIFICATIONS\nBLS - American Red Cross\n", "bls_arc"),
        ("EDUCATION\nPhlebotomy course, CPT exam passed\nCERTIFICATIONS\nCPT\n", "cpt_nha"),
        ("CERTIFICATIONS\nCMA (AAMA)\nEXPERIENCE\nMedical Assistant 2014 - 2016\n", "cma_aama"),
        ("Trained as an EMT and firefighter", "ems_state"),
    ],
)
def test_a_credential_of_this_person_is_read(text: str, credential: str) -> None:
    assert credential in held(text)


@pytest.mark.parametrize(
    "text",
    [
        "EXPERIENCE\nUnit Manager 2014 - 2016\n• Supervised CNAs and LPNs on a 53 bed unit\n",
        "EXPERIENCE\nDirector 2014 - 2016\n• Delegated tasks to a 5 LVN and 4 CNA staff\n",
        "EXPERIENCE\nTrainer 2014 - 2016\n• Led CNA training program and taught BLS\n",
        "SKILLS\nICD-9 and CPT coding, claims\n",
        "EXPERIENCE\nCost Accountant 2014 - 2016\n• Currently preparing for CMA exam; CPA eligible\n",
        "EXPERIENCE\nWarehouse Lead 2014 - 2016\n• Processed return orders (RMA & RTV) for vendors\n",
        "EXPERIENCE\nScientist 2014 - 2016\n• Clustering, PCA and regression\n",
        "EXPERIENCE\nAnalyst 2014 - 2016\n• Bureau of Labor Statistics (BLS) data\n",
        "EXPERIENCE\nMedical Assistant 2014 - 2016\n• Assisted RN with wound care and reported to the LPN\n",
    ],
)  # fmt: skip
def test_other_peoples_credentials_and_other_meanings_are_not_held(text: str) -> None:
    assert held(text) == set()


def test_a_licence_has_its_state_and_day() -> None:
    nurse = read("LICENSES\nRegistered Nurse License, Texas, compact (exp. 12/2027)\n").credentials[0]
    assert (nurse.type, nurse.state, nurse.expires, nurse.compact) == ("rn_licence", "TX", date(2027, 12, 31), True)


@pytest.mark.parametrize(
    ("written", "last"),
    [
        ("03/2027", date(2027, 3, 31)),
        ("Feb 2028", date(2028, 2, 29)),
        ("2027-12", date(2027, 12, 31)),
        ("03/15/2027", date(2027, 3, 15)),
        ("1 March 2027", date(2027, 3, 1)),
    ],
)
def test_a_card_is_good_through_the_month_printed_on_it(written: str, last: date) -> None:
    """As where somebody types it."""
    assert read(f"CERTIFICATIONS\nBLS (AHA), expires {written}\n").credentials[0].expires == last
    assert read_day(written, "last") == last


CARD = "CERTIFICATIONS\nBLS (AHA), {}\n"


@pytest.mark.parametrize(
    ("written", "issued", "expires", "left"),
    [
        ("expires 02/30/2027", None, None, [("expires", "no_day", "02/30/2027")]),
        ("exp 13/2027", None, None, [("expires", "no_day", "13/2027")]),
        ("exp 13/27", None, None, [("expires", "no_day", "13/27")]),
        ("02/29/2027", None, None, [("expires", "no_day", "02/29/2027")]),
        ("issued 02/30/2025, expires 05/2027", None, date(2027, 5, 31), [("issued", "no_day", "02/30/2025")]),
        ("exp 31/12/2027", None, date(2027, 12, 31), []),
        ("issued 05/2027 expires 05/2020", None, None, [("expires", "order", "05/2027 expires 05/2020")]),
        ("issued 05/2024 expires 05/2020", None, None, [("expires", "order", "05/2024 expires 05/2020")]),
        ("issued 05/2027, expires 05/2029", None, None, [("issued", "to_come", "05/2027")]),
        ("05/2027 - 05/2020", None, None, [("expires", "order", "05/2027 - 05/2020")]),
        ("05/2024 - 05/2027", date(2024, 5, 1), date(2027, 5, 31), []),
        ("05/2027 (issued 05/2024)", date(2024, 5, 1), date(2027, 5, 31), []),
        ("exp 2026", None, None, [("expires", "year_alone", "2026")]),
        ("exp 2028", None, None, [("expires", "year_alone", "2028")]),
        ("exp 2025", None, date(2025, 12, 31), []),
        ("issued 2026, expires 05/2026", None, date(2026, 5, 31), []),
    ],
)  # fmt: skip
def test_a_card_keeps_only_days_that_can_be_and_quotes_the_others(
    written: str, issued: date | None, expires: date | None, left: list[tuple[str, str, str]]
) -> None:
    text = CARD.format(written)
    (card,) = read(text).credentials
    assert (card.type, card.issued, card.expires) == ("bls_aha", issued, expires)
    assert doubts(text) == left


def test_a_clean_mention_of_a_card_stands_before_a_doubtful_one() -> None:
    text = CARD.format("exp 2027") + "BLS (AHA), expires 05/2027\n"
    assert [c.expires for c in read(text).credentials] == [date(2027, 5, 31)] and doubts(text) == []
    text = "Ann Bee, BLS\n" + CARD.format("exp 2027")
    assert doubts(text) == [("expires", "year_alone", "2027")]


def test_the_days_of_a_job_are_not_those_of_the_card_in_its_title() -> None:
    cards = read("EXPERIENCE\nCertified Nursing Assistant, Foo Home, 05/2015 - 03/2020\n").credentials
    assert cards and {(card.issued, card.expires) for card in cards} == {(None, None)}


SUMMARY = "SUMMARY\nCertified medical assistant with 6 years of experience\n"


MA_JOB = "EXPERIENCE\nCertified Medical Assistant, Foo Clinic, 03/2015 - 05/2019\n- took vital signs\n"


@pytest.mark.parametrize(
    ("text", "types"),
    [
        (SUMMARY + "CERTIFICATIONS\nCCMA (NHA)\n", {"ccma_nha"}),
        (SUMMARY + MA_JOB + "CERTIFICATIONS\nRMA (AMT), expires 05/2027\n", {"rma_amt"}),
        (SUMMARY + "CERTIFICATIONS\nCCMA (NHA)\nRMA (AMT)\n", {"ccma_nha", "rma_amt"}),
        (SUMMARY + "CERTIFICATIONS\nMA-C, Washington\n", {"wa_ma_c"}),
        (SUMMARY + "CERTIFICATIONS\nCertified Medical Assistant (CMA)\n", {"cma_aama"}),
        ("CERTIFICATIONS\nCertified Medical Assistant (AAMA)\n", {"cma_aama"}),
        ("CERTIFICATIONS\nCertified Medical Assistant, American Association of Medical Assistants\n", {"cma_aama"}),
        ("CERTIFICATIONS\nCertified Medical Assistant - NHA\n", {"ccma_nha"}),
    ],
)  # fmt: skip
def test_a_certified_medical_assistant_holds_the_card_that_the_text_lists(text: str, types: set[str]) -> None:
    assert held(text) == types and doubts(text) == []


@pytest.mark.parametrize("text", [SUMMARY, MA_JOB, "CERTIFICATIONS\nCertified Medical Assistant\n"])
def test_a_certified_medical_assistant_of_no_body_is_a_question(text: str) -> None:
    (left,) = read_doubts(text, AS_OF, WORDS).values()
    assert [(d.part, d.why, d.words.lower()) for d in left] == [("type", "no_body", "certified medical assistant")]
    assert {"cma_aama", "ccma_nha", "rma_amt", "ncma_ncct"} <= set(left[0].senses)


def test_days_beside_the_plain_words_are_those_of_the_card_that_is_meant() -> None:
    (card,) = read("Ann Bee, CCMA\nCERTIFICATIONS\nCertified Medical Assistant, expires 05/2027\n").credentials
    assert (card.type, card.expires) == ("ccma_nha", date(2027, 5, 31))


CARDS = "Maria Example\nMedical Assistant\n\nCERTIFICATIONS\n{}\n"


@pytest.mark.parametrize(
    ("line", "issued", "expires"),
    [
        ("BLS (AHA), lapsed 04/2023", None, date(2023, 4, 30)),
        ("BLS (AHA) - expired 03/2024", None, date(2024, 3, 31)),
        ("BLS (expired on 3/9/2024)", None, date(2024, 3, 9)),
        ("BLS: 03/2024 (expired)", None, date(2024, 3, 31)),
        ("BLS lapsed in 2022", None, date(2022, 12, 31)),
        ("BLS, renewal due 04/2026", None, date(2026, 4, 30)),
        ("BLS, expiring March 2026", None, date(2026, 3, 31)),
        ("BLS - 02/2026 expiration", None, date(2026, 2, 28)),
        ("BLS, issued 06/2022, expired 06/2024", date(2022, 6, 1), date(2024, 6, 30)),
        ("BLS 06/2022 - 06/2024", date(2022, 6, 1), date(2024, 6, 30)),
        ("BLS (AHA) (Jan 2021 to Jan 2023)", date(2021, 1, 1), date(2023, 1, 31)),
        ("BLS | 03/2023 | 03/2025", date(2023, 3, 1), date(2025, 3, 31)),
        ("BLS expired 03/2024; BLS renewed 05/2026, exp 05/2028", date(2026, 5, 1), date(2028, 5, 31)),
        ("BLS, expires at the end of 2026", None, None),
        ("BLS, never expired", None, None),
        ("BLS - renewal pending, expires 12/2026", None, date(2026, 12, 31)),
        ("BLS (pending renewal), exp. 02/2026", None, date(2026, 2, 28)),
        ("BLS course 01/2026 - 02/2026", date(2026, 1, 1), None),
    ],
)
def test_what_has_ended_has_its_last_day_and_no_first(line: str, issued: date | None, expires: date | None) -> None:
    (card,) = read(CARDS.format(line)).credentials
    assert (card.type, card.issued, card.expires) == ("bls_aha", issued, expires)


def test_a_licence_keeps_its_state_beside_the_span_of_its_days() -> None:
    card, *_ = read(CARDS.format("LPN License NV #88213 active 02/2022 - 02/2024") + MA_JOB).credentials
    assert (card.state, card.issued, card.expires) == ("NV", date(2022, 2, 1), date(2024, 2, 29))


def test_a_span_beside_a_course_of_the_education_is_no_term_of_a_card() -> None:
    cards = read("EDUCATION\nCertified Nursing Assistant, Lake College, 08/2017 - 08/2018\n").credentials
    assert {card.expires for card in cards} == {None}


@pytest.mark.parametrize(
    "line",
    [
        "RN License, Nevada, inactive",
        "LPN license (revoked)",
        "RN license - voluntarily surrendered in 2020",
        "RN License | Nevada | #4471 | issued 05/2015 | Suspended",
        "RN license suspended until 05/2027",
        "BLS - expired",
        "BLS and ACLS lapsed",
        "CCMA - no longer current, not renewed",
        "CCMA: did not renew",
        "RMA (AMT): in progress",
        "RMA (AMT) | pending",
        "CCMA (awaiting exam results)",
        "CMA (AAMA), expected June 2027",
        "CMA (AAMA) exam June 2027",
        "CCMA exam scheduled for 03/2027",
        "ACLS (scheduled March 2027)",
        "ACLS class scheduled",
        "BLS - will take before start",
        "BLS - pending renewal",
        "Applied for LPN license in Nevada",
        "RN license application sent, Nevada",
        "Awaiting LPN license, Nevada",
        "In progress: RMA (AMT)",
        "Expired certifications: BLS, ACLS",
        "No ACLS",
        "No BLS or ACLS",
        "PALS: none",
        "Not yet certified in ACLS",
        "I do not have an LPN license",
        "Needs PALS renewal",
        "Taking ACLS in spring",
        "CNA (not currently active)",
    ],
)
def test_what_is_no_more_or_not_yet_held_is_not_held(line: str) -> None:
    assert held(CARDS.format(line)) == set()


def test_what_the_list_denies_the_letters_behind_a_name_do_not_give() -> None:
    assert held("Ann Bee, CCMA\n\nCERTIFICATIONS\nCCMA (NHA) - in progress\nRMA (AMT)\n") == {"rma_amt"}
    (card,) = read("Ann Bee, RN\n\nLICENSES\nRN License, Ohio, inactive\nRN License, Texas, exp 05/2028\n").credentials
    assert (card.state, card.expires) == ("TX", date(2028, 5, 31))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("SUMMARY\nMy LPN license in Nevada expired on 06/30/2021. I let my BLS card lapse.\n", [("lpn_licence", date(2021, 6, 30))]),
        ("SUMMARY\nI gave up and surrendered my RN license.\n", []),
        (CARDS.format("BLS, ACLS (expired)"), [("bls_aha", None)]),
        (CARDS.format("CCMA, RMA - pending"), [("ccma_nha", None)]),
        (CARDS.format("RN License (no restrictions), BLS exp 05/2027"), [("rn_licence", None), ("bls_aha", date(2027, 5, 31))]),
        (CARDS.format("RN License No. 848911, never suspended"), [("rn_licence", None)]),
        (CARDS.format("Certified Medical Assistant (CMA), active since 2019"), [("cma_aama", None)]),
        ("EXPERIENCE\nLPN, Smith Village, 2013 - 2015\n• Discarded expired drugs, filed pending orders\n", [("lpn_licence", None)]),
        (CARDS.format("BLS, scheduled patients, expired supplies"), [("bls_aha", None)]),
    ],
)  # fmt: skip
def test_a_word_of_denial_speaks_of_the_credential_before_it_alone(
    text: str, wanted: list[tuple[str, date | None]]
) -> None:
    assert [(card.type, card.expires) for card in read(text).credentials] == wanted


@pytest.mark.parametrize("name", ["Ann Bee, CMA (AAMA)", "Ann Bee, CMA", "Ann Bee, RMA, CMA"])
def test_letters_of_two_trades_behind_a_name_make_no_role_of_one_of_them(name: str) -> None:
    text = f"{name}\nEXPERIENCE\nPhlebotomist, Foo Clinic, 01/2020 - 02/2022\n- Drew blood of patients\n"
    assert "medication_aide" not in {role["slug"] for role in doors.resume_json(read(text))["roles"]}
    (job,) = read("Ann Bee\nEXPERIENCE\nMedication Aide, Foo Home, 01/2020 - 02/2022\n").jobs
    assert job.role == "medication_aide"
