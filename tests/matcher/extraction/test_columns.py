"""The reading order of pages: columns one after the other, margins of dates and tables left in their rows."""

from matcher.extraction.columns import flow
from matcher.extraction.documents import text_of
from tests.matcher.extraction.files import lines, pdf

SIDEBAR = """\
                              Sam Example
SKILLS                        EXPERIENCE
EKG                           Medical Scribe
Epic                          01/2019 - 02/2020
Phlebotomy                    Typed notes during visits and kept charts
Spanish                       Medical Assistant
                              03/2020 - Present
"""


def test_a_sidebar_is_read_after_what_runs_from_page_to_page() -> None:
    second = "Barista\n2015 - 2016"
    assert flow([SIDEBAR, second]).split("\n\n")[0].splitlines()[:2] == ["Sam Example", "EXPERIENCE"]
    text = flow([SIDEBAR, second])
    assert text.index("Medical Assistant") < text.index("Barista") < text.index("SKILLS") < text.index("Spanish")


def test_dates_at_the_right_and_in_a_margin_stay_with_their_titles() -> None:
    page = "EXPERIENCE\n" + "".join(
        f"{title}                              {when}\nDid this and that\nAnd more of it\n"
        for title, when in (("Scribe", "2015 - 2016"), ("Barista", "2013 - 2014"), ("Cashier", "2011 - 2012"))
    )
    assert "Scribe    2015 - 2016" in flow([page])
    margin = "EXPERIENCE\n" + "".join(f"{when}          {title}\n" for title, when in (("Scribe", "2015 - 2016"),) * 5)
    assert flow([margin]).count("2015 - 2016    Scribe") == 5


def test_words_set_apart_on_a_stretched_page_are_words_and_ligatures_are_letters() -> None:
    assert (
        flow(["Licensed  Practical   Nurse  at  the  of\ufb01ce          2019"])
        == "Licensed Practical Nurse at the office    2019"
    )


def test_two_columns_of_a_real_page_are_read_one_after_the_other() -> None:
    left = lines("Skills", "EKG", "Epic", "Phlebotomy", "Spanish", x=60)
    right = lines(
        "Experience", "Medical Scribe", "01/2019 - 02/2020", "Typed notes for two providers", "Kept charts", x=300
    )
    rows = [piece for pair in zip(left, right, strict=True) for piece in pair]
    words = text_of(pdf([rows]), "a.pdf").split()
    assert words.index("Experience") < words.index("charts") < words.index("Skills") < words.index("Spanish")


def test_narrow_words_that_stand_close_are_set_apart_as_the_file_writes_them() -> None:
    rows = [
        *lines("MEDICAL WORK AMONG MANY WOMEN AND MEN", "WOMEN AND MEN WHO WORK"),
        (72, 700, "Clinical"),
        (110, 700, "Assistant"),
    ]
    assert text_of(pdf([rows]), "a.pdf").splitlines()[-1] == "Clinical Assistant"


TABLE = """\
Employment
From         To           Company              Job Title
05/2025      Present      Yarrow Memorial      Medical Laboratory
                          Hospital             Technician

10/2022      07/2023      Foxglen Academy      Training
                                               Assistant
"""
GOES_ON = """\
                           Department          Aide

01/2020      02/2021      Briar Clinic         Barista
Education
High School Diploma
"""


def test_a_row_of_a_table_of_jobs_is_one_line_on_this_page_and_the_next() -> None:
    lines = [line for line in flow([TABLE, GOES_ON]).splitlines() if line]
    assert lines == [
        "Employment",
        "From    To    Company    Job Title",
        "05/2025    Present    Yarrow Memorial Hospital    Medical Laboratory Technician",
        "10/2022    07/2023    Foxglen Academy    Training Assistant",
        "Department    Aide",
        "01/2020    02/2021    Briar Clinic    Barista",
        "Education",
        "High School Diploma",
    ]


def test_a_line_of_plain_words_is_no_head_of_a_table() -> None:
    page = "Position    Employer    Skills\nNurse       Clinic      EKG\n            of Reno\n"
    assert "Nurse    Clinic    EKG" in flow([page]) and "Clinic of Reno" not in flow([page])


def test_a_second_column_of_work_comes_before_what_stands_under_the_first() -> None:
    left = ["Scribe", "2015 - 2016", "Typed notes", "Kept charts", "Filed", "Education", "High School"]
    right = ["Barista", "2013 - 2014", "Made coffee", "Swept", "Closed", "", ""]
    text = flow(["Experience\n" + "\n".join(f"{a:<30}{b}".rstrip() for a, b in zip(left, right, strict=True))])
    assert text.index("Filed") < text.index("Barista") < text.index("Closed") < text.index("Education")


def test_days_and_duties_at_the_right_stay_with_their_titles() -> None:
    left = ["Scribe", "Lakeside Clinic", "", "", "Barista", "Corner Shop", "", "", "Education", "GED, 2008 - 2009"]
    right = ["2015 - 2016", "Typed notes", "Kept charts", "", "2013 - 2014", "Made coffee", "Swept", "", "", ""]
    text = flow(["\n".join(f"{a:<30}{b}".rstrip() for a, b in zip(left, right, strict=True))])
    assert "Scribe    2015 - 2016" in text and "Barista    2013 - 2014" in text
