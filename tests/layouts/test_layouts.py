"""The test set itself: enough layouts, whole truth, nothing true that is not printed, and a scorer that can fail."""

import io
import re
import zipfile
from functools import cache
from html import unescape

import pytest

from tests.layouts import LAYOUTS
from tests.layouts.canvas import CANVAS
from tests.layouts.docx import DOCX
from tests.layouts.html import HTML
from tests.layouts.people import ANCHOR, LEVELS, draw
from tests.layouts.score import dates_agree, score, titles_agree
from tests.layouts.style import Rendered
from tests.layouts.text import TEXT


@cache
def rendered(name: str, seed: int) -> Rendered:
    return LAYOUTS[name].render(f"{name}/{seed}")


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).casefold()


def printed(name: str, content: str | bytes) -> str:
    """What a document says, without its looks. Text of a garbled document is put right first."""
    if isinstance(content, bytes):
        content = zipfile.ZipFile(io.BytesIO(content)).read("word/document.xml").decode()
        content = re.sub(r"<mc:Fallback>.*?</mc:Fallback>", "", content)
        content = re.sub(r"</w:p>|<w:br/>|<w:tab/>", " ", content)
    if name in HTML or name in DOCX:
        content = unescape(re.sub(r"<[^>]+>", "" if name in DOCX else " ", content))
    return folded(content.encode("cp1252").decode() if "garbled" in name else content)


def read_back(truth: dict) -> list[dict]:
    return [{"text": job["title"], "from": job["begin"], "to": job["end"]} for job in truth["jobs"]]


def test_there_are_more_than_sixty_layouts_of_every_kind() -> None:
    assert len(LAYOUTS) == len(TEXT) + len(HTML) + len(DOCX) + len(CANVAS)
    assert len(TEXT) >= 60 and len(HTML) >= 20 and len(DOCX) >= 20
    assert sum(layout.columns == "two" for layout in LAYOUTS.values()) >= 10


@pytest.mark.parametrize("name", [*TEXT, *HTML, *DOCX])
def test_every_title_and_date_of_the_truth_is_printed(name: str) -> None:
    for seed in range(3 if name in TEXT else 1):
        content, truth = rendered(name, seed)
        text = printed(name, content)
        for job in truth.jobs:
            for piece in (job.title, *job.printed):
                assert folded(piece) in text, (name, seed, piece)
        for held in truth.credentials:
            assert folded(held) in text, (name, seed, held)


@pytest.mark.parametrize("name", LAYOUTS)
def test_the_truth_is_whole(name: str) -> None:
    truth = rendered(name, 0).truth
    jobs = [job for job in truth.jobs if job.kind == "job"]
    assert 2 <= len(jobs) <= 7
    assert truth.education in (*LEVELS, None)
    for job in jobs:
        assert job.title
        if job.printed:
            assert re.fullmatch(r"\d{4}(-\d\d)?", job.begin or "")
            assert re.fullmatch(r"\d{4}(-\d\d)?|present", job.end or "")
            assert (job.begin or "") <= (job.end or "")  # "present" is after every year
        else:
            assert job.begin is job.end is None


@pytest.mark.parametrize("name", [*TEXT, *HTML, *CANVAS])
def test_a_seed_gives_the_same_document_each_time(name: str) -> None:
    assert LAYOUTS[name].render(f"{name}/0") == rendered(name, 0)


def test_the_same_seed_draws_the_same_person_and_others_draw_others() -> None:
    assert draw("a") == draw("a")
    people = [draw(str(seed)) for seed in range(200)]
    assert len({person.stints for person in people}) == 200
    assert len({stint.title for person in people for stint in person.stints}) > 150
    assert all(stint.begin < (stint.end or ANCHOR) <= ANCHOR for person in people for stint in person.stints)
    assert any(stint.employer is None for person in people for stint in person.stints)


def test_a_perfect_reading_scores_one_everywhere() -> None:
    for name in TEXT:
        truth = rendered(name, 0).truth.to_json()
        assert set(score(truth, read_back(truth)).figures().values()) == {1.0}, name


def test_broken_readings_lose_what_they_broke() -> None:
    truth = {
        "jobs": [
            {"title": "Medical Assistant", "begin": "2019-03", "end": "present", "kind": "job"},
            {"title": "Cashier", "begin": "2015", "end": "2017", "kind": "job"},
            {"title": "Hospital Volunteer", "begin": "2014", "end": "2014", "kind": "volunteer"},
        ]
    }
    right = [
        {"title": "MEDICAL ASSISTANT", "from": "2019-03", "to": "present"},
        {"title": "Cashier", "from": "2015-06", "to": "2017"},
    ]
    volunteer = {"title": "Hospital volunteer", "from": "2014", "to": "2014"}
    assert set(score(truth, right).figures().values()) == {1.0}
    assert set(score(truth, [*right, volunteer]).figures().values()) == {1.0}
    nothing = score(truth, []).figures()
    assert (nothing["recall"], nothing["precision"]) == (0.0, 1.0)
    twice = score(truth, right * 2).figures()
    assert (twice["title precision"], twice["recall"]) == (0.5, 1.0)
    swapped = [{**right[0], "from": "2015", "to": "2017"}, {**right[1], "from": "2019-03", "to": "present"}]
    assert score(truth, swapped).figures()["title recall"] == 1.0
    assert score(truth, swapped).figures()["dates recall"] == score(truth, swapped).figures()["recall"] == 0.0
    undated = score(truth, [{"title": "Cashier", "from": None, "to": None}]).figures()
    assert (undated["title precision"], undated["dates precision"], undated["dates recall"]) == (1.0, 1.0, 0.0)
    school = score(truth, [*right, {"title": "Associate of Science", "from": "2012", "to": "2014"}])
    assert round(school.figures()["title precision"], 2) == 0.67


def test_of_two_jobs_with_one_title_each_is_matched_by_its_dates() -> None:
    jobs = [{"title": "LPN", "begin": year, "end": str(int(year) + 1), "kind": "job"} for year in ("2011", "2014")]
    read = [{"title": "LPN", "from": job["begin"], "to": job["end"]} for job in reversed(jobs)]
    assert score({"jobs": jobs}, read).right == 2


@pytest.mark.parametrize(
    ("one", "other", "agree"),
    [
        ("Certified Nursing Assistant (CNA)", "Certified nursing assistant", True),
        ("Server/Bartender", "SERVER - BARTENDER", True),
        ("Medical Assistant II", "Medical Assistant", True),
        ("Nurse", "Nurse Manager", False),
        ("Medical Assistant", "Medical Assistant, Larkmoor Family Medicine", False),
        ("Cashier", "", False),
    ],
)
def test_titles_agree_with_their_surroundings_folded(one: str, other: str, agree: bool) -> None:
    assert titles_agree(one, other) is titles_agree(other, one) is agree


def test_dates_agree_to_the_precision_printed() -> None:
    assert dates_agree("2014", "2014-03") and dates_agree("2014-03", "2014-03") and dates_agree(None, None)
    assert not dates_agree("2014-03", "2014") and not dates_agree("2014-03", "2014-04")
    assert not dates_agree("present", None) and not dates_agree(None, "2014") and not dates_agree("2014", "present")
