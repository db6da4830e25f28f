"""A resume read: jobs, credentials, schooling, skills, each with the words it stands in."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher import vocabulary
from matcher.domain import Profile
from matcher.extraction import doors
from matcher.extraction.resume import read_doubts, read_resume
from web.forms import read_day

AS_OF = date(2026, 11, 25)
WORDS = vocabulary.load()

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


def read(text: str, as_of: date = AS_OF) -> Profile:
    return read_resume(text, "someone", as_of, WORDS)


def titles(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(job["text"], job["from"], job["to"]) for job in doors.resume_json(read(text))["jobs"]]


def held(text: str) -> set[str]:
    return {credential.type for credential in read(text).credentials}


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


def doubts(text: str, as_of: date = AS_OF) -> list[tuple[str, str, str]]:
    """(part, why, words) in the order of the text."""
    found = sorted(read_doubts(text, as_of, WORDS).items(), key=lambda pair: pair[0][1])
    return [(doubt.part, doubt.why, doubt.words) for _, left in found for doubt in left]


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


def test_a_line_of_a_list_without_bullets_is_a_sentence_of_its_own() -> None:
    lines = "SKILLS\nSupervised staff\nExercises good judgment\nCPR Certified\n"
    wrapped = "SUMMARY\nI have for several years supervised and oriented new aides, who all are\nCPR Certified\n"
    assert [c.type for c in read(lines).credentials] == ["heartsaver"]
    assert read(wrapped).credentials == ()


def test_schools_and_cards_are_no_jobs() -> None:
    text = "EDUCATION\nAssociate of Science in Nursing, Lakeside College, 2012 - 2014\nCERTIFICATIONS\nRegistered Nurse, 2014\n"
    assert titles(text) == []


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


def test_a_nurse_without_a_licence_is_read_by_her_duties() -> None:
    text = "EXPERIENCE\nNurse\nDr. Paul Reyes, 2014 - 2016\n• Roomed patients, took vital signs, gave injections, history taking, EKG\n"
    job = read(text).jobs[0]
    assert (job.family, job.role, job.duties) == (None, None, "medical_assistant")


def test_a_vague_title_is_read_by_its_duties() -> None:
    job = read(
        "EXPERIENCE\nAssistant\nLakeside Clinic, 2014 - 2016\n• Roomed patients, vital signs, injections, EKG, phlebotomy\n"
    ).jobs[0]
    assert job.duties == "medical_assistant"


def test_what_is_wished_for_is_not_held() -> None:
    profile = read("OBJECTIVE\nSeeking a position as a phlebotomist. No experience with EKG yet.\n")
    assert profile.roles == () and profile.skills == ()


def test_a_school_of_a_tongue_is_no_language_and_a_listed_one_is() -> None:
    assert read("EDUCATION\nCherokee High School, 2010\n").languages == ()
    assert [h.slug for h in read("LANGUAGES\nSpanish, Haitian Creole\n").languages] == ["spanish", "haitian creole"]


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
CARD = "CERTIFICATIONS\nBLS (AHA), {}\n"


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


@pytest.mark.parametrize("name", ["Ann Bee, CMA (AAMA)", "Ann Bee, CMA", "Ann Bee, RMA, CMA"])
def test_letters_of_two_trades_behind_a_name_make_no_role_of_one_of_them(name: str) -> None:
    text = f"{name}\nEXPERIENCE\nPhlebotomist, Foo Clinic, 01/2020 - 02/2022\n- Drew blood of patients\n"
    assert "medication_aide" not in {role["slug"] for role in doors.resume_json(read(text))["roles"]}
    (job,) = read("Ann Bee\nEXPERIENCE\nMedication Aide, Foo Home, 01/2020 - 02/2022\n").jobs
    assert job.role == "medication_aide"


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
