"""`quality` and `train` on a small folder of invented texts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask.testing import FlaskCliRunner

from matcher.training import learn_weights
from web import create_app

OPENING = "Medical Assistant\nRequirements:\nHigh school diploma required.\nRoom patients and take vital signs.\n"
PEOPLE = {
    "ma": "Experience\nMedical Assistant\nLakeside Clinic\n01/2019 to Current\nRoomed patients, took vital signs.\n",
    "driver": "Experience\nTruck Driver\nFast Freight Inc\n01/2019 to Current\nDrove trucks.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("openings", "candidates"):
        (tmp_path / name).mkdir()
    (tmp_path / "openings" / "o1.txt").write_text(OPENING)
    for key, text in PEOPLE.items():
        (tmp_path / "candidates" / f"{key}.txt").write_text(text)
    (tmp_path / "qrels.tsv").write_text("opening\tcandidate\tgrade_a\no1\tma\t3\no1\tdriver\t0\n")
    return tmp_path


@pytest.fixture
def runner() -> FlaskCliRunner:
    return create_app({"TESTING": True}).test_cli_runner()


def test_quality_says_that_the_medical_assistant_stands_before_the_driver(runner: FlaskCliRunner, folder: Path) -> None:
    done = runner.invoke(args=["quality", "--judgments", str(folder), "--json", "--as-of", "2021-07-01"])
    assert done.exit_code == 0, done.output
    figures = json.loads(done.stdout)["figures"]
    assert figures["Placewell"]["ndcg"]["mean"] == figures["Placewell"]["pairwise"]["mean"] == 1.0
    assert set(figures) == {"Placewell", "TF-IDF", "BM25", "random"}


def test_train_proposes_a_ranker_that_quality_can_compare(runner: FlaskCliRunner, folder: Path) -> None:
    out = folder / "proposed.json"
    done = runner.invoke(args=["train", "--judgments", str(folder), "--out", str(out), "--as-of", "2021-07-01"])
    assert done.exit_code == 0, done.output
    assert (
        "leave one opening out" not in json.loads(out.read_text())["card"]["figures"]
    )  # one opening leaves none to learn from
    again = runner.invoke(args=["quality", "--judgments", str(folder), "--against", str(out), "--as-of", "2021-07-01"])
    assert again.exit_code == 0 and "o1: into the first ten -; out -" in again.output


def test_a_folder_without_judgments_is_named(runner: FlaskCliRunner, folder: Path) -> None:
    (folder / "qrels.tsv").unlink()
    done = runner.invoke(args=["quality", "--judgments", str(folder)])
    assert done.exit_code == 2 and "holds no qrels.tsv" in done.output


def test_nothing_is_learned_from_equal_grades() -> None:
    with pytest.raises(ValueError, match="nothing to learn from"):
        learn_weights([])


def test_a_run_into_a_folder_that_is_not_there_is_refused_before_anything_is_read(
    runner: FlaskCliRunner, folder: Path
) -> None:
    places = ["--openings", str(folder / "openings"), "--candidates", str(folder / "candidates")]
    done = runner.invoke(args=["rank-texts", *places, "--run", str(folder / "nowhere" / "run.txt")])
    assert (
        done.exit_code == 2
        and "cannot be written (No such file or directory)" in done.output
        and "Traceback" not in done.output
    )
