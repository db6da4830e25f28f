"""`rules diff`: other rule data in a copied folder, what they change and whom they move; nothing is written."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner

from matcher.eligibility.rules import load, restore
from matcher.vocabulary import DATA
from matcher.vocabulary import load as load_vocabulary
from tests.web.small_agency import write_small_agency

NEW = """
[[rule]]
id = "ny_new"
activity = "any_clinical"
effect = "require_licence"
roles = ["medical_assistant"]
needs = [[{ held = ["certified_ma"] }]]
says = "A rule made for a test"
confidence = "high"
source = "No statute"
url = "example.com"
as_of = "2026-11"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(DATA / "rules", tmp_path / "rules"))


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


def test_the_same_rules_are_the_same(runner: FlaskCliRunner, folder: Path) -> None:
    said = runner.invoke(args=["rules", "diff", "--data", str(folder)])
    assert (said.exit_code, said.stdout) == (0, "The rules are the same.\n")
    again = runner.invoke(args=["rules", "diff"])  # nothing was ever frozen
    assert (again.exit_code, again.stdout) == (0, "The rules are the same.\n")


def test_a_rule_added_changed_and_removed_is_named_field_by_field(runner: FlaskCliRunner, folder: Path) -> None:
    (folder / "UT.toml").unlink()
    georgia = folder / "GA.toml"
    georgia.write_text(georgia.read_text("utf-8").replace('supervision = "general"', 'supervision = "onsite"'), "utf-8")
    illinois = folder / "IL.toml"
    illinois.write_text(illinois.read_text("utf-8").replace("review_by = 2027-01-01\n", ""), "utf-8")
    lines = runner.invoke(args=["rules", "diff", "--data", str(folder)]).stdout.splitlines()
    assert lines[:4] == [
        "changed ga_inj",
        "  supervision: general -> onsite",
        "changed il_del",
        "  review_by: 2027-01-01 -> -",
    ]
    assert "removed ut_vac" in lines
    back = runner.invoke(args=["rules", "diff", "--against", str(folder)]).stdout.splitlines()
    assert "added ut_vac" in back
    assert "  supervision: onsite -> general" in back


def test_the_openings_and_people_it_moves_are_named_before_and_after(
    app: Flask, runner: FlaskCliRunner, folder: Path
) -> None:
    agency = write_small_agency(app)
    with (folder / "NY.toml").open("a", encoding="utf-8") as file:
        file.write(NEW)
    said = runner.invoke(args=["rules", "diff", "--data", str(folder)])
    assert said.exit_code == 0, said.stderr
    assert "added ny_new" in said.stdout
    assert f"opening {agency.opening} " in said.stdout
    assert f"  person {agency.people['Ana']} lane: eligible -> blocked\n" in said.stdout
    assert f"  person {agency.people['Eve']} lane: eligible-if -> blocked\n" in said.stdout
    assert said.stdout.endswith("Rules that differ: 1; open openings judged otherwise: 1.\n")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (NEW.replace("any_clinical", "magic"), "ny_new: activity does not know 'magic'"),
        (NEW + NEW, "ny_new: twice"),
        (NEW.replace("says =", "sais ="), "sais"),
        ("[[rule\n", "NY.toml"),
    ],
)
def test_data_that_contradict_themselves_are_refused_by_name(
    runner: FlaskCliRunner, folder: Path, text: str, problem: str
) -> None:
    with (folder / "NY.toml").open("a", encoding="utf-8") as file:
        file.write(text)
    said = runner.invoke(args=["rules", "diff", "--data", str(folder)])
    assert said.exit_code == 1
    assert problem in said.stderr


def test_frozen_rules_come_back_as_they_were() -> None:
    again = restore(load().text, load_vocabulary())
    assert (again.text, again.sha) == (load().text, load().sha)
    assert [rule.review_by for rule in again.all()] == [rule.review_by for rule in load().all()]
