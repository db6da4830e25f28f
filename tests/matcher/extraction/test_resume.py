"""A resume read: jobs, credentials, schooling, skills, each with the words it stands in."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.extraction import doors
from matcher.extraction.resume import read_resume
from tests.matcher.extraction.reading import AS_OF, WORDS, doubts, read

RESUME = """\
Maria Example, CCMA
Boston, MA 02114

PROFESSIONAL SUMMARY
Medical assistant with six years in busy clinics. Bilingual: fluent in Spanish.

EXPERIENCE
Lead Medical Assistant                         March 2021 - Present
Harbor Dermatology Clinic, Boston, MA
• Roomed patients and took vital signs; charted in Epic.
• Trained and supervised 4 CNAs and an LPN.
Front Desk Receptionist                        06/2017 to 02/2021
Target Optical
• Scheduled appointments and collected copays.

EDUCATION
Medical Assistant Diploma, Bunker Hill Community College, June 2020
High School Diploma, 2016

CERTIFICATIONS
CCMA (NHA), expires 05/2027
BLS, American Heart Association, issued 03/2025, exp. 03/2027
"""


def titles(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(job["text"], job["from"], job["to"]) for job in doors.resume_json(read(text))["jobs"]]


def test_a_whole_resume_is_read() -> None:
    profile = read(RESUME)
    lead, desk = profile.jobs
    assert (lead.title, lead.role, lead.begin, lead.current) == (
        "Lead Medical Assistant",
        "lead_medical_assistant",
        date(2021, 3, 1),
        True,
    )
    assert lead.employer == "Harbor Dermatology Clinic" and lead.specialty == "dermatology"
    assert (desk.title, desk.begin, desk.end, desk.employer) == (
        "Front Desk Receptionist",
        date(2017, 6, 1),
        date(2021, 2, 1),
        "Target Optical",
    )
    assert [(c.type, c.issued, c.expires) for c in profile.credentials] == [
        ("ccma_nha", None, date(2027, 5, 31)),
        ("bls_aha", date(2025, 3, 1), date(2027, 3, 31)),
    ]
    assert [(e.level, e.family, e.finished) for e in profile.education] == [
        ("ma_certificate", "medical_assistant", date(2020, 6, 1)),
        ("hs_or_ged", None, date(2016, 7, 1)),
    ]
    skills = {skill.slug: skill for skill in profile.skills}
    assert skills["vital_signs"].last_used == AS_OF and skills["copay_collection"].last_used == date(2021, 2, 1)
    assert [h.slug for h in profile.languages] == ["spanish"] and [h.slug for h in profile.systems] == ["epic"]
    assert (profile.home.zip, profile.home.state) == ("02114", "MA")


def test_everything_read_is_proposed_and_nothing_is_answered() -> None:
    profile = read(RESUME)
    facts = [
        *profile.jobs,
        *profile.skills,
        *profile.credentials,
        *profile.education,
        *profile.languages,
        *profile.systems,
    ]
    assert len(facts) > 10 and {fact.standing for fact in facts} == {"proposed"}
    assert profile.answered == frozenset() and {c.proof for c in profile.credentials} == {"stated"}


LAYOUTS = {
    "dates behind the title": "EXPERIENCE\nMedical Scribe, 01/2015 - 02/2016\nLakeside Clinic\n",
    "dates before the title": "EXPERIENCE\nJanuary 2015 to February 2016 Medical Scribe\nLakeside Clinic\n",
    "dates above": "EXPERIENCE\nJan 2015 – Feb 2016\nLakeside Clinic\nMedical Scribe\n",
    "dates below": "EXPERIENCE\nMedical Scribe\nLakeside Clinic, Reno, NV\nJan. 2015 - Feb. 2016\n",
    "dates over two lines": "EXPERIENCE\nJanuary 2015\nto February 2016\nMedical Scribe\nLakeside Clinic\n",
    "dates in a margin": "EXPERIENCE\n2015-01 – 2016-02\tMedical Scribe\n\tLakeside Clinic\n",
    "bars": "EXPERIENCE\nMedical Scribe | Lakeside Clinic | 1/2015 - 2/2016\n",
    "employer first": "EXPERIENCE\nLakeside Clinic, Reno, NV — Medical Scribe — Jan '15 - Feb '16\n",
    "labels": "WORK HISTORY\nJob Title: Medical Scribe\nEmployer: Lakeside Clinic\nDates: 01/2015 to 02/2016\n",
    "no heading": "Sam Example\n\nMedical Scribe at Lakeside Clinic\nJanuary 2015 until February 2016\n",
    "no employer": "Employment\nMedical Scribe, Jan 2015 through Feb 2016\n",
    "garbled dashes": "Experience\nMedical Scribe Company Name â€“ City , State\n01/2015 â€“ 02/2016\n",
}  # fmt: skip


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_title_and_its_days_are_found_in_every_layout(layout: str) -> None:
    assert titles(LAYOUTS[layout] + "• Typed notes during visits\n") == [("Medical Scribe", "2015-01", "2016-02")]


def test_a_strange_title_is_taken_from_the_place_where_the_others_stand() -> None:
    text = "EXPERIENCE\nMedical Assistant\n01/2019 - 02/2020\nVibe Curator\n03/2017 - 12/2018\n• Answered phones\nPhlebotomist\n01/2016 - 02/2017\n"
    assert [title for title, _, _ in titles(text)] == ["Medical Assistant", "Vibe Curator", "Phlebotomist"]


def test_dates_are_as_precise_as_they_are_written() -> None:
    assert titles("EXPERIENCE\nBarista 2014 - 2015\nCashier, July 2012 to Current\nServer, Summer 2010 - 2011\n") == [
        ("Barista", "2014", "2015"),
        ("Cashier", "2012-07", "present"),
        ("Server", "2010-06", "2011"),
    ]


def test_present_in_an_old_document_is_its_newest_day() -> None:
    text = "EXPERIENCE\nCashier, 02/2012 to Current\nBarista, 01/2010 - 05/2014\n"
    cashier = read(text).jobs[0]
    assert (cashier.end, cashier.current) == (date(2014, 5, 1), False)
    assert read(text, as_of=date(2016, 1, 1)).jobs[0].current


def test_an_end_before_the_begin_is_no_end() -> None:
    assert read("EXPERIENCE\nMedical Scribe, 05/2019 - 03/2018\n").jobs[0].end is None


def test_a_resume_pasted_twice_is_read_once() -> None:
    once, twice = read(RESUME), read(RESUME + "\n" + RESUME)
    assert twice.jobs == once.jobs and len(twice.credentials) == len(once.credentials)
    assert [e.level for e in twice.education] == [e.level for e in once.education]


def test_whichever_copy_of_a_job_comes_first_its_likelier_title_and_what_both_say_count() -> None:
    first = "EXPERIENCE\nLakeside Union 03/2015 - 06/2018\nDrew blood.\n"
    second = "EXPERIENCE\nUnit Clerk 03/2015 - 06/2018\nEKGs.\n"
    above = "EXPERIENCE\nCashier 01/2012 - 02/2015\n"
    one, other = (read(f"{above}{a}{above}{b}") for a, b in ((first, second), (second, first)))
    for found in (one, other):
        assert [job.title for job in found.jobs] == ["Cashier", "Unit Clerk"]
        assert {s.slug: s.last_used for s in found.skills} == dict.fromkeys(("venipuncture", "ekg"), date(2018, 6, 1))


def test_schools_and_cards_are_no_jobs() -> None:
    text = "EDUCATION\nAssociate of Science in Nursing, Lakeside College, 2012 - 2014\nCERTIFICATIONS\nRegistered Nurse, 2014\n"
    assert titles(text) == []


def test_a_nurse_without_a_licence_is_read_by_her_duties() -> None:
    text = "EXPERIENCE\nNurse\nDr. Paul Reyes, 2014 - 2016\n• Roomed patients, took vital signs, gave injections, history taking, EKG\n"
    job = read(text).jobs[0]
    assert (job.family, job.role, job.duties) == (None, None, "medical_assistant")


def test_a_vague_title_is_read_by_its_duties() -> None:
    job = read(
        "EXPERIENCE\nAssistant\nLakeside Clinic, 2014 - 2016\n• Roomed patients, vital signs, injections, EKG, phlebotomy\n"
    ).jobs[0]
    assert job.duties == "medical_assistant"


@pytest.mark.parametrize(
    "line", ["Associate of Science: Nursing, 2015\nRegistered Nursing", "Pre-Nursing RN, Harbor College"]
)
def test_the_subject_of_nursing_is_no_licence(line: str) -> None:
    assert read(f"EDUCATION\n{line}\n").credentials == ()


@pytest.mark.parametrize(
    "line",
    [
        "Honor Society of Nursing: Member",
        "American Association of Critical-Care Nurses",
        "Nursing Student Council: Class Representative",
    ],
)
def test_what_somebody_belongs_to_is_no_job(line: str) -> None:
    text = f"EXPERIENCE\nCrew Member\nHarbor Cafe, 2012 - 2014\n\nAFFILIATIONS\n{line}\n2014 - 2016\n"
    assert titles(text) == [("Crew Member", "2012", "2014")]


def test_right_to_left_emoji_and_endless_names_are_read() -> None:
    text = "N" * 10_000 + "\nمساعد طبي 🩺\nEXPERIENCE\nMedical Scribe, Zoë's Clinic, 01/2015 - 02/2016 🎉\n"
    assert titles(text) == [("Medical Scribe", "2015-01", "2016-02")]


PIECES = st.sampled_from(
    [*RESUME.splitlines(), "İstanbul Clinic, Medical Assistant, 2014 - 2015", "â€¢ EKG â€“ ICD-9", "\u2028", "CNA\u00a0🩺", "RN - 04/31/2014", "Bachelor of Science", "Languages: Spanish, Thai"]
)  # fmt: skip


def test_every_fact_quotes_the_text_exactly() -> None:
    """Counted inside the one test, so that it holds whichever worker runs it."""
    drawn = {"texts": 0, "facts": 0}

    @settings(max_examples=150, deadline=None)
    @given(
        st.lists(st.one_of(PIECES, st.text(max_size=40)), max_size=25),
        st.sampled_from(["\n", "\r\n", " ", "\t", "\n\n"]),
    )
    def law(pieces: list[str], between: str) -> None:
        text = between.join(pieces)
        profile = read(text)
        facts = [
            *profile.jobs,
            *profile.skills,
            *profile.credentials,
            *profile.education,
            *profile.languages,
            *profile.systems,
            *profile.roles,
        ]
        drawn["texts"] += 1
        drawn["facts"] += len(facts)
        for fact in facts:
            assert fact.source is not None and fact.source.text
            assert text[fact.source.start : fact.source.end] == fact.source.text
        for job in profile.jobs:
            assert job.title == job.source.text and job.employer in text

    law()
    assert drawn["texts"] >= 100 and drawn["facts"] >= 150


@pytest.mark.parametrize("begin", ["March 2020", "2026"])
def test_a_job_to_the_present_is_current_where_nothing_later_tells_the_age_of_the_text(begin: str) -> None:
    text = f"EXPERIENCE\nMedical Assistant, Foo Clinic\n{begin} - Present\nEDUCATION\nMedical Assistant Certificate, 2018\n"
    (job,) = read_resume(text, "one", AS_OF, WORDS).jobs
    assert job.current and job.end is None and job.begin is not None


def test_the_present_of_an_old_resume_is_its_own() -> None:
    text = "EXPERIENCE\nMedical Assistant, Foo Clinic\n01/2012 - Present\nCERTIFICATIONS\nBLS (AHA), issued 06/2014\n"
    (job,) = read_resume(text, "one", AS_OF, WORDS).jobs
    assert not job.current and job.end is not None and job.end.year == 2014
    assert doubts(text) == [("end", "stale", "06/2014")]
    assert doubts(text, date(2016, 6, 1)) == []


def test_the_days_of_a_job_that_cannot_be_say_nothing_of_the_age_of_a_resume() -> None:
    text = "EXPERIENCE\nMedical Assistant, Foo Clinic\n01/2012 - Present\nMedical Scribe, Bar Clinic\nAugust 2025 - March 2011\n"
    text += "CERTIFICATIONS\nBLS (AHA), issued 06/2014\n"
    assert [(job.end, job.current) for job in read(text).jobs] == [(date(2014, 6, 1), False), (None, False)]
    assert doubts(text) == [("end", "stale", "06/2014"), ("end", "order", "August 2025 - March 2011")]


def test_a_year_of_graduation_settles_nothing_of_a_job() -> None:
    text = (
        "EXPERIENCE\nMedical Assistant, Foo Clinic\n01/2012 - Present\nEDUCATION\nMedical Assistant Certificate, {}\n"
    )
    jobs = [read(text.format(year)).jobs[0] for year in (1998, 2014, 2024)]
    assert {(job.begin, job.end, job.current) for job in jobs} == {(date(2012, 1, 1), None, True)}


def test_what_stands_under_another_heading_is_of_no_job_above_it() -> None:
    job = "EXPERIENCE\nCashier\nFoo Store\n01/2019 - 03/2020\nSold shoes.\n"
    (skill,) = read(f"{job}VOLUNTEER EXPERIENCE\nTook vital signs.\n").skills
    assert (skill.slug, skill.last_used) == ("vital_signs", None)


def test_the_words_above_a_heading_say_nothing_of_what_stands_below() -> None:
    above = "REGISTERED NURSE, SUPERVISOR\nSKILLS\nCNA, clients, wound care\n"
    assert not [card for card in read(above).credentials if card.type.startswith("cna")]


def test_the_words_of_an_address_of_mail_are_a_name() -> None:
    assert read("Jo Roe\nmar.roe@example.org\n").skills == ()


JOB = "EXPERIENCE\nMedical Assistant, Foo Clinic, {}\n- took vital signs\n"


@pytest.mark.parametrize(
    ("written", "begin", "end", "left"),
    [
        ("13/2020 - 45/2099", None, None, [("begin", "no_day", "13/2020"), ("end", "no_day", "45/2099")]),
        ("02/30/2020 - 05/2021", None, date(2021, 5, 1), [("begin", "no_day", "02/30/2020")]),
        ("March 2020 - June 31, 2021", date(2020, 3, 1), None, [("end", "no_day", "June 31, 2021")]),
        ("2020-02-45 to 2021-05", None, date(2021, 5, 1), [("begin", "no_day", "2020-02-45")]),
        ("2020-13-01 to 2021-05", None, date(2021, 5, 1), [("begin", "no_day", "2020-13-01")]),
        ("13-2020 - 45.2099", None, None, [("begin", "no_day", "13-2020"), ("end", "no_day", "45.2099")]),
        ("May 13/2020 - June 15-2021", date(2020, 5, 13), date(2021, 6, 15), []),
        ("00/2020", None, None, [("begin", "no_day", "00/2020")]),
        ("45 June 2020 - 05/2021", None, date(2021, 5, 1), [("begin", "no_day", "45 June 2020")]),
        ("31/04/2020 - 05/2021", None, date(2021, 5, 1), [("begin", "no_day", "31/04/2020")]),
        ("15/03/2020 - 05/2021", date(2020, 3, 15), date(2021, 5, 1), []),
        ("01/2030 - 05/2031", None, None, [("begin", "to_come", "01/2030")]),
        ("01/2030", None, None, [("begin", "to_come", "01/2030")]),
        ("2027", None, None, [("begin", "to_come", "2027")]),
        ("03/2020 - 12/2030", date(2020, 3, 1), None, [("end", "to_come", "12/2030")]),
        ("05/2019 - 03/2018", date(2019, 5, 1), None, [("end", "order", "05/2019 - 03/2018")]),
        ("2019 - 2015", date(2019, 7, 1), None, [("end", "order", "2019 - 2015")]),
        ("08/2016 - 2016", date(2016, 8, 1), date(2016, 8, 1), []),
        ("2016 - 03/2016", date(2016, 1, 1), date(2016, 3, 1), []),
        ("03/2011 - 03/25/11", date(2011, 3, 1), date(2011, 3, 25), []),
    ],
)  # fmt: skip
def test_a_job_keeps_only_days_that_can_be_and_quotes_the_others(
    written: str, begin: date | None, end: date | None, left: list[tuple[str, str, str]]
) -> None:
    text = JOB.format(written)
    (job,) = read(text).jobs
    assert (job.title, job.begin, job.end, job.current) == ("Medical Assistant", begin, end, False)
    assert doubts(text) == left
    (said,) = doors.resume_json(read(text))["jobs"]
    assert (said["from"] is None, said["to"] is None) == (begin is None, end is None)


def test_a_job_that_begins_after_today_is_not_going_on_and_one_of_no_day_is() -> None:
    (job,) = read(JOB.format("01/2030 - Present")).jobs
    assert (job.begin, job.end, job.current) == (None, None, False)
    assert doubts(JOB.format("01/2030 - Present")) == [("begin", "to_come", "01/2030")]
    assert doubts(JOB.format("01/2030 - Present"), date(2030, 2, 1)) == []
    (job,) = read(JOB.format("13/2020 - Present")).jobs
    assert (job.begin, job.current) == (None, True)


@pytest.mark.parametrize(
    ("head", "row"),
    [
        ("Certification\tIssued\tExpires", "RMA (AMT)\t06/2022\t06/2027"),
        ("License  |  Issue date  |  Expiration date", "RMA (AMT)  |  06/2022  |  06/2027"),
        ("Certificate     Status     Issued     Expires", "RMA (AMT)     active     06/2022     06/2027"),
    ],
)
def test_the_rows_of_a_table_of_credentials_are_no_jobs(head: str, row: str) -> None:
    text = f"Maria Example\nReno, NV 89501\n{head}\n{row}\nCPT (NHA)\tin progress\t\n\nMedical Assistant, Foo Clinic\t01/2020 - 02/2022\n"
    profile = read(text)
    assert [(c.type, c.issued, c.expires) for c in profile.credentials] == [
        ("rma_amt", date(2022, 6, 1), date(2027, 6, 30))
    ]
    assert [(job.title, job.employer) for job in profile.jobs] == [("Medical Assistant", "Foo Clinic")]


def test_the_days_of_a_licence_are_no_job_where_no_job_is_told() -> None:
    profile = read("LICENSES\nLPN License NV #88213 active 02/2022 - 02/2024\n")
    assert profile.jobs == () and [c.expires for c in profile.credentials] == [date(2024, 2, 29)]
