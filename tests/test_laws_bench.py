"""What `make bench-laws` changes in a resume, and that it tells when a score moves."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from bench import perturb
from bench.laws import Bench, Law, measure
from bench.perturb import Resume
from matcher.extraction.resume import read_resume
from matcher.ranker import Ranker
from matcher.texts import read_texts
from matcher.vocabulary import load

DAY = date(2021, 7, 1)
WORDS = load()
RESUME = """Summary
She runs a calm front desk, a mother of two.
Experience
Medical Assistant
Lakeside Clinic
01/2019 to Current
Roomed patients, did an EKG daily and venipuncture.
Women's health visits with her team.
Education
Certificate in Medical Assisting, Lakeside College, 2015
Skills
EKG, Vital signs
"""


def resume(text: str = RESUME) -> Resume:
    return Resume.of(text, read_resume(text, "one", DAY, WORDS), WORDS)


def test_a_skill_is_said_in_every_other_way_and_a_title_never() -> None:
    versions = [perturb.aliases(resume(), WORDS, turn)[1] for turn in range(8)]
    assert any("did an ECG daily" in text and "\nECG, " in text for text in versions)
    assert any("and phlebotomy." in text for text in versions)
    assert all(
        "\nMedical Assistant\nLakeside Clinic\n" in text and "Certificate in Medical" in text for text in versions
    )


def test_sections_move_whole_and_what_stands_above_them_stays() -> None:
    first, backwards, last_first = perturb.orders(resume("Jo Roe\n" + RESUME))
    assert [text.split("\n", 1)[0] for text in (first, backwards, last_first)] == ["Jo Roe"] * 3
    heads = ("Summary", "Experience", "Education", "Skills")
    told = [sorted(heads, key=lambda head: text.index(f"\n{head}\n")) for text in (first, backwards, last_first)]
    assert told == [
        ["Summary", "Experience", "Education", "Skills"],
        ["Skills", "Education", "Experience", "Summary"],
        ["Skills", "Summary", "Experience", "Education"],
    ]
    assert "Skills\nEKG, Vital signs\n\nEducation\nCertificate" in backwards
    assert perturb.orders(resume("Medical Assistant\n01/2019 to Current\n")) == []


def test_gendered_words_turn_about_but_for_those_of_a_specialty() -> None:
    her, his, other = perturb.genders(resume())
    assert her.endswith(
        "She is a mother of two girls and was chosen sorority sister of the year; her husband is a veteran.\n"
    )
    assert his.endswith(
        "He is a father of two boys and was chosen fraternity brother of the year; his wife is a veteran.\n"
    )
    assert "He runs a calm front desk, a father of two." in other and "Women's health visits with his team." in other


def test_the_year_of_graduation_moves_and_no_other_year() -> None:
    assert [text.split("Lakeside College, ")[1][:4] for text in perturb.graduated(resume(), DAY)] == [
        "2015",
        "2006",
        "2020",
    ]
    assert all("01/2019 to Current" in text for text in perturb.graduated(resume(), DAY))
    assert perturb.graduated(resume(RESUME.replace("2015", "expected 2022")), DAY) == []


def test_a_law_counts_what_moved_and_a_gain_only_what_fell() -> None:
    before = np.array([[500, 100], [500, 100], [0, 0]])
    after = np.array([[500, 100], [480, 160], [700, 0]])
    same, gain = Law("same"), Law("gain")
    same.hold("a", before, after)
    gain.hold("a", before, after, falls_only=True)
    assert (same.pairs, same.moved, same.largest) == (3, 2, 700)
    assert (gain.pairs, gain.moved, gain.largest, gain.who) == (3, 1, 20, {"a": 20})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (
        (
            "openings/o.txt",
            "Medical Assistant\nRequirements:\nCertified Medical Assistant (CMA) required.\nEKG and phlebotomy.\n",
        ),
        ("candidates/one.txt", RESUME),
        ("candidates/two.txt", "Experience\nTruck Driver\nFast Freight Inc\n01/2012 to 03/2015\nDrove trucks.\n"),
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    return tmp_path


def test_every_law_is_measured_on_every_pair(folder: Path) -> None:
    people = {path.stem: path.read_text() for path in sorted((folder / "candidates").iterdir())}
    asked, profiles = read_texts({"o": (folder / "openings" / "o.txt").read_text()}, people, DAY, WORDS)
    done: list[int] = []
    laws = {law.name: law for law in measure(Bench(asked, Ranker().fit(), DAY, WORDS), profiles, done.append)}
    assert done == [1, 2]
    assert laws["a credential more"].pairs == 2 * len(WORDS.credential_types)
    assert (
        laws["a job of the work asked more"].pairs == 2 * 2
    )  # one family taken in full, two spans of time, two people
    assert laws["another name"].pairs == 2 * (len(perturb.NAMES) - 1)
    assert laws["year of graduation"].pairs == 2  # the driver names no school
    assert {name: law.moved for name, law in laws.items()} == dict.fromkeys(laws, 0)


def test_the_command_says_each_law_on_a_line(folder: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench.laws", str(folder), "--as-of", "2021-07-01"],
        capture_output=True,
        text=True,
        cwd=Path(__file__).parents[1],
        env=os.environ,
        timeout=120,
    )
    assert done.returncode == 0 and done.stderr == "", done.stderr
    head, _, *laws = done.stdout.splitlines()
    assert head.startswith("1 openings x 2 candidates")
    assert len(laws) == 9 and all(line.split()[-2:] == ["0", "0.00"] for line in laws)
