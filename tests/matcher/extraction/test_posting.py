"""A posting read: what it asks, how strictly, by when, and what of its text asks nothing."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.domain import Pay
from matcher.extraction.doors import posting_json
from tests.matcher.extraction.reading import asked, of_kind, posting

POSTING = """\
Medical Assistant or LPN - Dermatology
Harbor Dermatology Clinic
Boston, MA 02114

About us
Our clinic is proud of its certified nurses and asks 5 years of patience of nobody.

Responsibilities:
Room patients, take vital signs and perform EKG testing.
Assist the Registered Nurse; document visits in Epic.

Requirements:
High school diploma or GED required.
CMA, RMA or CCMA within 6 months of hire.
At least one (1) year of experience in a medical office.
BLS required; ACLS preferred.
Bilingual in Spanish a plus, but not required.

Pay: $21.50 - $26.00 per hour
Schedule: Monday to Friday, day shift, no weekends. Full-time. Starts January 4, 2027.
Benefits:
401(k), dental insurance, $2,000 sign-on bonus
We are an equal opportunity employer.
"""


def test_a_whole_posting_is_read() -> None:
    opening = posting(POSTING)
    assert opening.title == "Medical Assistant or LPN - Dermatology"
    assert opening.roles == ("medical_assistant", "lpn") and opening.specialty == "dermatology"
    assert (opening.place.state, opening.place.zip) == ("MA", "02114")
    assert opening.pay == Pay(2150, 2600, "hour") and opening.employment_type == "full_time"
    assert opening.shifts == {"weekday_day"} and opening.begin == date(2027, 1, 4)
    assert {"vital_signs", "ekg"} <= {task.slug for task in opening.tasks}
    told = [(r.kind, r.any_of, r.must, r.years, r.due) for r in opening.asked if r.kind != "skill"]
    assert told == [
        ("system", ("epic",), False, None, "start"),
        ("education", ("hs_or_ged",), True, None, "start"),
        ("credential", ("certified_ma",), True, None, "+6 months"),
        ("experience", ("medical_office_assistant", "private_practice", "medical_receptionist"), True, 1.0, "start"),
        ("credential", ("bls_card",), True, None, "start"),
        ("credential", ("acls_card",), False, None, "start"),
        ("language", ("spanish",), False, None, "start"),
    ]


def test_everything_read_is_proposed_with_its_words() -> None:
    opening = posting(POSTING)
    for item in (*opening.asked, *opening.tasks):
        assert item.standing == "proposed" and item.source is not None
        assert POSTING[item.source.start : item.source.end] == item.source.text


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Associate's degree required, bachelor's degree preferred.", [("education", ("associate",), True), ("education", ("bachelor",), False)]),
        ("Preferred: Associate degree.", [("education", ("associate",), False)]),
        ("Associate degree or equivalent combination of education and experience.", [("education", ("associate", "on_the_job"), True)]),
        ("High school diploma or equivalent.", [("education", ("hs_or_ged",), True)]),
        ("Current RN or LPN license required.", [("licence", ("rn_licence", "lpn_licence"), True)]),
        ("Certified Medical Assistants given priority.", [("credential", ("certified_ma",), False)]),
        ("CMA (AAMA) required.", [("credential", ("cma_aama",), True)]),
        ("BLS card from the American Heart Association required.", [("credential", ("bls_aha",), True)]),
        ("Certification as a nursing assistant at time of hire.", [("credential", ("nurse_aide",), True)]),
        ("Valid driver's license required.", [("licence", (), True)]),
        ("Fluent in Spanish or Haitian Creole required.", [("language", ("spanish", "haitian creole"), True)]),
        ("Proof of COVID-19 vaccination is required.", [("vaccination", ("covid",), True)]),
        ("Medical Assistent Certification required.", [("credential", ("certified_ma",), True)]),
        ("Bachelor's degree required, master's favored.", [("education", ("bachelor",), True), ("education", ("master",), False)]),
        ("BLS is encouraged, not required.", [("credential", ("bls_card",), False)]),
        ("English required, we have patients who speak Creole.", [("language", ("english",), True)]),
        ("CMA or RMA, pref., not req'd", [("credential", ("certified_ma",), False)]),
        ("Medical Assistant certification is not required but is definitely a plus.", [("credential", ("certified_ma",), False)]),
        ("BLS req'd, ACLS a +", [("credential", ("bls_card",), True), ("credential", ("acls_card",), False)]),
        ("The ideal candidate holds a CNA certification and has at least a year of experience.", [("experience", ("cna",), False), ("credential", ("nurse_aide",), False)]),
        ("BLS required, ACLS not required but a plus.", [("credential", ("bls_card",), True), ("credential", ("acls_card",), False)]),
        ("We do not require a CMA, but BLS is a must.", [("credential", ("bls_card",), True)]),
        ("Must pass a criminal background check and hold a BLS card.", [("credential", ("bls_card",), True)]),
        ("Pay commensurate with experience, BLS required.", [("credential", ("bls_card",), True)]),
        ("Able to provide proof of flu vaccination.", [("vaccination", ("flu",), True)]),
        ("Certification preferred.", [("credential", (), False)]),
        ("Influenza vaccination is one of our conditions of employment.", [("vaccination", ("flu",), True)]),
    ],
)  # fmt: skip
def test_a_line_asks_what_it_says(line: str, wanted: list[tuple[str, tuple[str, ...], bool]]) -> None:
    assert asked(line) == wanted


@pytest.mark.parametrize(
    "line",
    [
        "No certification, registration or licensure required.",
        "Certification not required.",
        "Reports to the Registered Nurse and the LPN supervisor.",
        "Works under the direction of a registered nurse (RN).",
        "Applicants may claim exemption from the vaccine requirement for medical or religious reasons.",
        "We will assist candidates with obtaining a state license.",
        "All qualified applicants will be considered without regard to race, religion, sex or national origin.",
        "We have cared for this town for over 30 years.",
        "You must be 18 years of age.",
        "CMA I: $18.25 / hour, BLS instructors $19.00 / hour",
        "Tuition reimbursement for a bachelor's degree.",
        "Administer flu vaccine and COVID vaccine.",
        "Vitals, med list and pre-med teaching.",
        "Sorry, we cannot substitute CMA for this.",
        "After a year we sponsor your CCMA exam.",
        "Students, CNAs and new graduates are all fine.",
        "A clinical license is neither required nor expected.",
        "$17.00 in training, $18.00 on your own, $19.50 with certification.",
        "Patient registration in a hospital.",
        "LPN's will not be considered for this position.",
        "Our case managers are partnered with an MSW.",
        "Licensure/Certification: None required.",
        "You don't need to be a certified coder.",
        "We have clients who speak Spanish and Russian.",
        "If you hold a CNA we help you get the other card.",
        "Are you an EMT, CNA or LPN ready to see it all?",
        "You will be obtaining pre-certification for the surgeon's codes.",
        "Must clear the family care safety registry and the background check.",
        "The vocational nurse gives nursing care to detainees under supervision of RN/provider.",
        "Harbor Clinic is an EEO/AA employer.",
        "We do not require certification; we do require a big heart.",
        "Not CPR certified yet? We'll get you certified in your first week.",
        "Experience may be substituted for schooling on a year-for-year basis.",
        "Reports to: RN Supervisor / Director of Nursing",
        "You will work beside our MAs, two LPNs and a nurse practitioner.",
        "Oversees LPNs and CNAs on the unit.",
        "Hourly range $19.50 - $26.75; placement on the scale reflects years of CNA or MA experience.",
        "Reviews immunization records (MMR, Tdap, varicella) for compliance.",
        "Three years of supervising medical assistants is not asked.",
    ],
)
def test_what_asks_nothing_is_no_requirement(line: str) -> None:
    assert asked(line) == []


@pytest.mark.parametrize(
    ("line", "years", "must"),
    [
        ("2+ years of direct patient care experience", 2.0, True),
        ("Two to three years' experience in a physician practice", 2.0, True),
        ("Six (6) months experience in a medical field", 0.5, True),
        ("1-2 years of work experience, preferably in an ambulatory setting.", 1.0, True),
        ("Preferred: 1 year of previous experience", 1.0, False),
        ("Four (4) years of experience including one year of experience in public health", 4.0, True),
        ("One year chairside experience req., pedo a plus!", 1.0, True),
        ("Six months of recent back-office experience, urgent care preferred", 0.5, True),
        ("2-3 yrs phlebotomy exp. incl. geriatric draws", 2.0, True),
    ],
)
def test_years_are_read_as_they_are_asked(line: str, years: float, must: bool) -> None:
    found = of_kind(posting("Clinic Helper Wanted Today.\n" + line), "experience")
    assert [(r.years, r.must) for r in found] == [(years, must)]


def test_a_title_of_one_licensed_role_asks_for_its_licence() -> None:
    assert [r.any_of for r in of_kind(posting("Registered Nurse - Night Shift\nMercy Hospital"), "licence")] == [
        ("rn_licence",)
    ]
    assert of_kind(posting("Medical Assistant or Registered Nurse\nMercy Hospital"), "licence") == []


def test_the_door_prints_tasks_as_requirements_too() -> None:
    printed = posting_json(posting("Clinic Helper Wanted Today.\nPerforms venipuncture and skin puncture."))
    assert {tuple(r["any_of"]) for r in printed["requirements"]} >= {("venipuncture",), ("capillary_puncture",)}


def test_every_requirement_quotes_the_text_exactly() -> None:
    """Counted inside the one test, so that it holds whichever worker runs it."""
    drawn = {"texts": 0, "facts": 0}

    @settings(max_examples=120, deadline=None)
    @given(
        st.lists(st.one_of(st.sampled_from(POSTING.splitlines()), st.text(max_size=40)), max_size=25),
        st.sampled_from(["\n", " ", "\r\n\r\n"]),
    )
    def law(pieces: list[str], between: str) -> None:
        text = between.join(pieces)
        opening = posting(text)
        drawn["texts"] += 1
        for item in (*opening.asked, *opening.tasks):
            drawn["facts"] += 1
            assert item.source is not None and text[item.source.start : item.source.end] == item.source.text != ""

    law()
    assert drawn["texts"] >= 80 and drawn["facts"] >= 60


def named(line: str) -> set[tuple[str, tuple[str, ...], bool]]:
    """All that one line under the requirements asks."""
    printed = posting_json(posting(f"Clinic Helper Wanted Today.\nRequirements\n- {line}\n"))["requirements"]
    return {(r["kind"], tuple(r["any_of"]), r["must"]) for r in printed}


@pytest.mark.parametrize(
    "line",
    [
        "You will not draw blood or perform EKGs.",
        "This role does not administer vaccines.",
        "No venipuncture.",
        "No injections or EKGs.",
        "No experience needed with Cerner.",
        "No prior experience required in phlebotomy or EKG.",
        "We will train you in phlebotomy and EKG.",
        "Willing to teach venipuncture.",
        "More than 25 years of experience caring for patients of the region.",
        "40 years of experience.",
        "Ten years of combined experience in our practice.",
    ],
)
def test_what_the_work_is_not_or_teaches_is_not_asked(line: str) -> None:
    assert named(line) == set()


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("Applicants without ACLS will not be considered.", {("credential", ("acls_card",), True)}),
        ("Vital signs, including but not limited to pulse oximetry.", {("skill", ("vital_signs",), True), ("skill", ("pulse_oximetry",), True)}),
        ("Will train new medical assistants in phlebotomy.", {("skill", ("venipuncture",), True)}),
        ("High school diploma or equivalent; bachelor's degree preferred.", {("education", ("hs_or_ged",), True), ("education", ("bachelor",), False)}),
        ("LPN license or eligibility to obtain one.", {("licence", (), True)}),
        ("BLS card, or the ability to get one within 60 days of hire.", {("credential", ("bls_card",), True)}),
        ("Able to obtain CPR within 60 days.", {("credential", ("first_aid_card", "bls_card"), True), ("skill", ("cpr_skill",), False)}),
        ("Flu vaccine required each year.", {("vaccination", ("flu",), True)}),
        ("At least two (2) years.", {("experience", (), True)}),
        ("Minimum of six months", {("experience", (), True)}),
        ("Physical and 2 step PPD within the year.", {("vaccination", ("tb_test",), True)}),
        ("Ability to place and read a PPD.", {("skill", ("tb_test_placement",), True)}),
        ("Proof of immunizations.", set()),
        ("10-panel drug screen upon offer.", set()),
        ("RDMS or RVT.", {("credential", (), True)}),
        ("LMSW or LCSW license.", {("licence", (), True)}),
        ("Reports to the RDN.", set()),
        ("Assist RDN and LCSW with patients.", set()),
        ("2 years as a dental assistant.", {("experience", (), True)}),
        ("At least 18 months as a pharmacy technician.", {("experience", ("pharmacy_technician",), True)}),
        ("Graduate of an accredited surgical technology program.", {("education", (), True)}),
        ("Medical terminology is great but we teach it.", {("skill", ("medical_terminology",), False)}),
    ],
)  # fmt: skip
def test_a_requirement_is_a_must_where_the_words_make_it_one(
    line: str, wanted: set[tuple[str, tuple[str, ...], bool]]
) -> None:
    assert named(line) == wanted


def test_a_firm_of_associates_asks_for_no_degree() -> None:
    text = "Medical Assistant\nHarbor Skin & Laser Associates\nRequirements:\nHigh school diploma or GED."
    assert [r.any_of for r in of_kind(posting(text), "education")] == [("hs_or_ged",)]


def test_what_the_work_is_done_with_is_asked_as_a_must_only_where_it_is_to_be_known() -> None:
    text = "Medical Assistant\nDuties:\nDocument visits in Epic.\nRequirements:\nExperience with Athena required."
    assert [(r.any_of, r.must) for r in of_kind(posting(text), "system")] == [
        (("epic",), False),
        (("athenahealth",), True),
    ]


@pytest.mark.parametrize("heading", ["You will:", "We're looking for:", "What it takes", "You need:"])
def test_what_stands_under_the_employers_own_words_for_a_heading_is_read(heading: str) -> None:
    text = f"Medical Assistant\nWho we are:\nA clinic of the valley.\n{heading}\n• Chart in NextGen\n• Draw blood\n"
    found = posting(text)
    assert {*(t.slug for t in found.tasks), *(s for r in found.asked for s in r.any_of)} >= {"venipuncture", "nextgen"}


def test_a_line_alone_asks_unless_it_names_a_job() -> None:
    found = posting("Active LPN/LVN or RN license. Associate degree pref.").asked
    assert [(r.kind, r.any_of, r.must) for r in found] == [
        ("licence", ("lpn_licence", "rn_licence"), True),
        ("education", ("associate",), False),
    ]
    assert posting("Medical Assistant or Phlebotomist").asked == ()
