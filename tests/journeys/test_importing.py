"""The commands on a folder of texts: imported, published, ranked, decided, replayed. The demo's own files, and one's own."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from sqlalchemy import select

from matcher import vocabulary
from models import Candidate, Document, Facility, Opening
from tests.journeys.agency import TODAY, Agency, command, copied, served
from tests.journeys.visitor import Visitor
from web.demo.agency import draw_facility
from web.demo.openings import draw_opening
from web.demo.people import draw_person
from web.demo.texts import LAYOUTS, posting_text, resume_docx, resume_text

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]

EVAL = os.environ.get("PLACEWELL_EVAL")
SEED = 11


def write_demo_texts(folder: Path) -> None:
    """Twelve resumes, a third of them Word files, and two postings, as the demo writes them."""
    words = vocabulary.load()
    (folder / "candidates").mkdir()
    (folder / "openings").mkdir()
    for number in range(12):
        person = draw_person(number, SEED, words, TODAY)
        if number % 3:
            text = resume_text(person, words, number % LAYOUTS)
            (folder / "candidates" / f"{number}.txt").write_text(text)
        else:
            (folder / "candidates" / f"{number}.docx").write_bytes(resume_docx(person, words))
    for number in (1, 5):
        facility = draw_facility(number, SEED, words)
        text = posting_text(draw_opening(number, SEED, facility, words, TODAY), facility, words)
        (folder / "openings" / f"{number}.txt").write_text(text)


@pytest.fixture
def texts(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    if request.param == "demo":
        write_demo_texts(tmp_path)
        return tmp_path
    if not EVAL:
        pytest.skip(
            "PLACEWELL_EVAL names no folder with candidates/ and openings/: only the demo's own files were tried"
        )
    return Path(EVAL)


@pytest.mark.parametrize("texts", ["demo", "PLACEWELL_EVAL"], indirect=True)
def test_a_folder_of_texts_is_imported_published_ranked_decided_and_replayed(
    visitor: Visitor, seeded: str, texts: Path, tmp_path: Path
) -> None:
    """Postings imported twice are stored once; then the last posting is published, its best person shortlisted and the list replayed."""
    database = copied(seeded, tmp_path / "agency.db")
    resumes, postings = (sorted((texts / kind).iterdir()) for kind in ("candidates", "openings"))
    with Agency("", database).session() as session:
        place = session.scalars(select(Facility).order_by(Facility.id)).first()
        assert place
        place_id, known = place.public_id, len(session.scalars(select(Candidate.id)).all())
    posting_words = ("openings", "import", str(texts / "openings"), "--facility", place_id)
    for words in (("resumes", "import", str(texts / "candidates")), posting_words, posting_words):
        done = command(database, *words)
        assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.count("known already") == len(postings)
    with Agency("", database).session() as session:
        assert len(session.scalars(select(Candidate.id)).all()) == known + len(resumes)
        newest = session.scalars(
            select(Opening).join(Document, Document.opening_id == Opening.id).order_by(Opening.id.desc())
        ).first()
        assert newest and newest.status == "draft"
        path = f"/openings/{newest.public_id}"
    with served(database) as agency:
        reader = Visitor(visitor.driver, agency.address)
        reader.sign_in("recruiter")
        reader.open(f"{path}/asks")
        for task in reader.all(".task-row"):
            reader.choose("Keep", task)
        reader.press("Publish")
        assert reader.path.startswith(path) and "/asks" not in reader.path, reader.words
        name = reader.all("li.person .person-name a")[0].text
        reader.follow(f"Decide about {name}")
        panel = reader.all("form.decide")[0]
        reader.choose("Shortlist", panel)
        reader.fill("Main reason", "Strong in the role", panel)
        reader.press("Save", panel)
        reader.follow("Frozen shortlists")
        link = reader.all("table a")[0]
        number = link.text
        reader.click(link)
        assert reader.sees(name)
    done = command(database, "shortlist", "replay", number)
    assert (done.returncode, done.stdout.splitlines()[0]) == (0, "equal"), done.stdout + done.stderr
