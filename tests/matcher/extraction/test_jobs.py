"""Which words of a resume are the title of a job and which are the duties, the places and the honours around it."""

import pytest

from matcher.extraction import doors
from matcher.extraction.titles import understand
from tests.matcher.extraction.reading import WORDS, read

OTHERS = "Barista\n03/2009 - 12/2010\n"  # shows where this person writes her titles


def jobs(text: str) -> list[tuple[str, str, str | None, str | None]]:
    """(title, employer, from, to) in the order of the text."""
    return [(job["text"], job["employer"], job["from"], job["to"]) for job in doors.resume_json(read(text))["jobs"]]


def titles(text: str) -> list[str]:
    return [title for title, *_ in jobs(text)]


@pytest.mark.parametrize(
    "title",
    [
        "Hiring Manager/Recruiting Manager",
        "Admitting Clerk",
        "Caregiver/PCA",
        "Phlebotomist / Medical Assistant",
        "Clinic Administrator/Records Office Move",
        "RN / Asst. Unit Manager and Educator",
        "Flight Medic, Crew Chief",
        "Staff Nurse/Charge Nurse/Night Supervisor/Trainer/Preceptor/Auditor",
        "Nursing Department Chair",
        "President and Founder",
        "Intake, Billing and Records Clerk",
    ],
)
def test_a_title_is_read_whole(title: str) -> None:
    assert titles(f"EXPERIENCE\n{title}\n01/2012 to 05/2015\n• Took calls\n{OTHERS}") == [title, "Barista"]


@pytest.mark.parametrize("duty", ["Hiring and training staff", "Admitting patients", "Managing the front desk team"])
def test_what_somebody_did_is_no_title(duty: str) -> None:
    assert titles(f"EXPERIENCE\nMedical Assistant\n01/2012 to 05/2015\n{duty}\n{OTHERS}") == [
        "Medical Assistant",
        "Barista",
    ]


@pytest.mark.parametrize(
    "line",
    [
        "Our hospital received four awards for Best Coordinator\nand Best Emergency Department in 2011.",
        "Security Clearance obtained March, 2011.",
        "Geriatric Resource Nurse (GRN) certification 2003-2008.",
    ],
)
def test_an_honour_and_a_clearance_are_no_jobs(line: str) -> None:
    assert titles(f"EXPERIENCE\nSecurity Officer\n01/2012 to 05/2015\n{line}\n{OTHERS}") == [
        "Security Officer",
        "Barista",
    ]


@pytest.mark.parametrize(
    "line", ["Company Name Professional ExPerience", "Started nursing there in Med / Surg Unit for two years"]
)
def test_a_caption_and_the_end_of_a_duty_are_no_titles_in_their_place(line: str) -> None:
    text = f"EXPERIENCE\n01/2012 to 05/2015\n{line}\n03/2009 - 12/2010\nBarista\n01/2007 - 02/2008\nCashier\n"
    assert titles(text) == ["Barista", "Cashier"]


def test_a_membership_behind_a_list_of_skills_is_no_job() -> None:
    text = f"SKILLS\nRecruiting, Society for Human Resource Management January 2015 to Present\nEXPERIENCE\n{OTHERS}"
    assert titles(text) == ["Barista"]


@pytest.mark.parametrize(
    ("line", "employer"),
    [
        ("Director of Nursing (Full-time), 01/2012 to 05/2015", ""),
        ("Information Set Coordinator (HEDIS), 01/2012 to 05/2015", ""),
        ("Medical Assistant (Lakeside Clinic), 01/2012 to 05/2015", "Lakeside Clinic"),
    ],
)
def test_what_stands_in_brackets_is_an_employer_where_it_has_a_word_of_one(line: str, employer: str) -> None:
    assert [found[1] for found in jobs(f"EXPERIENCE\n{line}\n• Took calls\n")] == [employer]


def test_a_title_ends_before_what_it_was_done_with() -> None:
    text = f"EXPERIENCE\n04/2015 to 05/2015\nCertified Nursing Assistant with hospice care experience.\n{OTHERS}"
    assert titles(text)[0] == "Certified Nursing Assistant"


@pytest.mark.parametrize(
    ("duty", "end"), [("I am currently working full time.", "present"), ("I worked full time.", None)]
)
def test_a_job_without_an_end_goes_on_where_its_duties_say_so(duty: str, end: str | None) -> None:
    assert [to for *_, to in jobs(f"EXPERIENCE\nSeptember 2015\nHome Healthcare Technician\n{duty}\n")] == [end]


def test_the_second_copy_of_a_history_adds_no_job_under_another_heading() -> None:
    first = "Unit Clerk, 06/2018 to 11/2018\n• Took calls\n• Filed\n"
    other = "Barista, 03/2009 to 12/2010\n• Made coffee\n• Cleaned\n"
    text = f"EXPERIENCE\n{other}{first}WORK HISTORY\n{other}{first.replace('Unit Clerk', 'HOMEWATCH CAREGIVERS')}"
    assert titles(text) == ["Barista", "Unit Clerk"]


def test_the_whole_span_at_a_house_is_no_job_beside_those_held_there() -> None:
    text = (
        "EXPERIENCE\nYarrow Hospice, Toledo, OH    Sep 2011 - Aug 2019\n  ICU Registered Nurse, Nov 2014 - Aug 2019\n"
    )
    text += "  • Changed dressings\n  Home Health Nurse, Sep 2011 - Nov 2014\n  • Drove\nBarista, 2009 - 2010\n"
    assert jobs(text) == [
        ("ICU Registered Nurse", "Yarrow Hospice", "2014-11", "2019-08"),
        ("Home Health Nurse", "Yarrow Hospice", "2011-09", "2014-11"),
        ("Barista", "", "2009", "2010"),
    ]


def test_a_margin_s_end_may_be_broken_in_its_middle() -> None:
    text = "EXPERIENCE\nJune 2021 - August    Web Developer\n2022    Bank of Penhallow\nMarch 2020 -    Barista\nMay 2021    Made coffee\n"
    assert [(title, begin, end) for title, _, begin, end in jobs(text)] == [
        ("Web Developer", "2021-06", "2022-08"),
        ("Barista", "2020-03", "2021-05"),
    ]


def test_a_caption_in_a_margin_begins_its_section() -> None:
    text = f"EXPERIENCE\n{OTHERS}CERTIFICATIONS    Certified Professional Coder - 2011\nPharmacy Technician - 2012\n"
    assert titles(text) == ["Barista"]


def test_the_bullet_of_a_plain_text_font_is_one() -> None:
    assert titles(f"EXPERIENCE\n{OTHERS}\x7f Named Employee of the Month, April 2010\n") == ["Barista"]


@pytest.mark.parametrize(
    ("title", "family"),
    [
        ("PTA - Home Health", "therapy_assistant"),  # the letters are the job, what follows is where
        ("HHA - Visiting Nurse Service", "home_health_aide"),
        ("CMA - Certified Medication Aide", "medication_aide"),  # but for letters that mean two things
        ("PA-C, Hospitalist", "physician_assistant"),
        ("Physician's Assistant", "physician_assistant"),
        ("LVN Student", "nursing_student"),
        ("Student Health Nurse", "registered_nurse"),
        ("Patient Services Rep II", "medical_receptionist"),
        ("Sr. Scrub Tech", "surgical_technologist"),
        ("Pharmacy Asst", "pharmacy_technician"),
    ],
)
def test_letters_and_short_forms_name_a_job(title: str, family: str | None) -> None:
    assert understand(title, WORDS).family == family


def test_who_helps_a_physician_is_none() -> None:
    assert understand("Dermatologist's Assistant", WORDS).family == "medical_assistant"
    assert understand("Dermatologist", WORDS).family == "physician"


@pytest.mark.parametrize(
    ("title", "family", "second"),
    [
        ("Customer Service Representative & Claims Processor", "customer_service", "medical_claims"),
        ("Medical Assistant/Casting Technician", "orthopedic_technician", "medical_assistant"),
        ("Patient Care Technician / Unit Secretary", "patient_care_technician", "unit_clerk"),
        ("Medical Assistant / Medical Assistant II", "medical_assistant", None),  # one job
        ("Assistant / Office Manager", "office_manager_general", None),  # "assistant" says no work
        ("Clinical Supervisor / Registered Nurse", "registered_nurse", None),  # a licence says what somebody is
        ("Medical Billing and Coding", "medical_billing", None),  # one name of a work
    ],
)
def test_a_title_of_two_jobs_counts_as_both(title: str, family: str, second: str | None) -> None:
    job = read(f"EXPERIENCE\n{title}\nHarbor Clinic, 2014 - 2016\n• Took calls\n").jobs[0]
    assert (job.title, job.family, job.duties) == (title, family, second)


@pytest.mark.parametrize(
    ("headline", "title", "family"),
    [
        ("Licensed Practical Nurse", "Wound Care Nurse", "lpn"),  # worked beside registered nurses, is none
        ("Licensed Practical Nurse", "Dialysis Nurse", "lpn"),
        ("Licensed Practical Nurse", "Registered Nurse", "registered_nurse"),
        ("Registered Nurse", "LPN- Wound Care Nurse", "lpn"),
        ("Registered Nurse", "Wound Care Nurse", "registered_nurse"),
    ],
)
def test_a_nurse_is_what_her_title_or_else_her_licence_says(headline: str, title: str, family: str) -> None:
    text = f"{headline}\nEXPERIENCE\n{title}\nHarbor Clinic, 2014 - 2016\n• Worked with registered nurses and RNs\n"
    assert read(text).jobs[0].family == family
