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
