"""The ranker in use: put to use by an admin, taken back, and what lists make of it."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from matcher.rankers import fit_ranker, starting_ranker
from models import RankerUse, Shortlist
from tests.web.conftest import signed_in
from tests.web.small_agency import Agency, write_small_agency
from web.db import db

DAY = date(2026, 11, 25)
ADMIN = "admin@agency.example"
SHIPS = starting_ranker().sha[:12]


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Two rankers as `train` writes them: all for the role, all for recency."""
    made = []
    for part in ("role", "recency"):
        weights = {**dict.fromkeys(starting_ranker().part_weights, 0.0), part: 100.0}
        made.append(tmp_path / f"{part}.json")
        made[-1].write_text(fit_ranker((), (), DAY, weights).to_json(), "utf-8")
    return made


def run(app: Flask, *words: object) -> tuple[int, str]:
    said = app.test_cli_runner().invoke(args=["ranker", *map(str, words)])
    return said.exit_code, said.output


def in_use(app: Flask) -> str:
    return run(app, "show")[1].splitlines()[0]


def parts_of(client: FlaskClient, agency: Agency) -> str:
    """What the list says that its fits are made of."""
    said = re.search(r"Left to right: ([^<]*)", client.get(agency.list).text)
    assert said
    return " ".join(said[1].split())


def test_lists_are_made_with_the_ranker_put_to_use_until_it_is_taken_back(both: Flask, files: list[Path]) -> None:
    agency, (role, recency) = write_small_agency(both), files
    recruiter = signed_in(both, "recruiter")
    shipped = parts_of(recruiter, agency)
    assert in_use(both).startswith(f"in use: {SHIPS} (the one that ships); role 42, skills 28")
    assert run(both, "activate", role, "--by", ADMIN)[0] == 0
    assert parts_of(recruiter, agency) == "role 100"
    assert run(both, "activate", recency, "--by", ADMIN)[0] == 0
    assert parts_of(recruiter, agency) == "recency 100"
    for said in ("role 100", shipped):
        assert run(both, "rollback", "--by", ADMIN)[0] == 0
        assert parts_of(recruiter, agency) == said
    code, said = run(both, "rollback", "--by", ADMIN)
    assert code == 2 and "there is none before it to go back to" in said
    shown = json.loads(run(both, "show", "--json")[1])
    assert [(one["act"], one["by"], one["ships"]) for one in shown["history"]] == [
        ("activate", ADMIN, False), ("activate", ADMIN, False), ("rollback", ADMIN, False), ("rollback", ADMIN, True),
    ]  # fmt: skip
    assert shown["in_use"]["ships"] and shown["in_use"]["weights"]["role"] == 42


def test_what_was_shown_before_is_not_decided_on_and_what_was_frozen_replays(
    app: Flask, agency: Agency, recruiter: FlaskClient, files: list[Path]
) -> None:
    sent = {"candidate": agency.people["Cal"], "verdict": "shortlist", "reason": "strong_skills", "words": ""}

    def shown() -> dict[str, str]:
        page = recruiter.get(f"{agency.list}?decide={agency.people['Cal']}").text
        found = re.search(r'name="shown" value="(.*?)"', page)
        assert found
        return {**sent, "shown": found[1]}

    assert recruiter.post(f"{agency.list}/decide", data=shown()).status_code == 303
    stale = {**shown(), "verdict": "pass", "reason": "too_far"}
    assert run(app, "activate", files[0], "--by", ADMIN)[0] == 0
    answer = recruiter.post(f"{agency.list}/decide", data=stale)
    assert answer.status_code == 409 and "ranker" in answer.text
    with app.app_context():
        frozen = db.session.scalars(select(Shortlist)).one().public_id
    said = app.test_cli_runner().invoke(args=["shortlist", "replay", frozen])
    assert said.exit_code == 0
    first, note = said.output.splitlines()
    assert first == "equal" and note.startswith(f"Frozen with ranker {SHIPS}; the active one is ")
    assert (
        recruiter.post(f"{agency.list}/decide", data={**shown(), "verdict": "pass", "reason": "too_far"}).status_code
        == 303
    )
    with app.app_context():
        kept = [frozen.ranker_sha for frozen in db.session.scalars(select(Shortlist).order_by(Shortlist.id))]
    assert kept == [starting_ranker().sha, json.loads(run(app, "show", "--json")[1])["in_use"]["sha256"]]


def spoilt(**changes: Any) -> str:
    """The shipped file with the values of some tables changed."""
    said = json.loads(starting_ranker().to_json())
    for table, values in changes.items():
        (said["learned"] if table in said["learned"] else said)[table].update(values)
    return json.dumps(said)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("{", "holds no ranker"),
        ("[]", "holds no ranker"),
        (json.dumps({"format": 2}), "format is 2"),
        (spoilt(weights={"role": -1}), "weights: role is -1, a whole number from 0 to 100000 is needed"),
        (spoilt(weights={"role": "42"}), "weights: role is '42'"),
        (spoilt(weights={"charm": 10}), "its parts are"),
        (spoilt(skills={"juggling": 50}), "there is no skill 'juggling'"),
        (spoilt(profiles={"hospital": 7}), "profiles of 'hospital' is no table"),
        (spoilt(profiles={"moon": {}}), "there is no setting 'moon'"),
        (spoilt(weights=dict.fromkeys(starting_ranker().part_weights, 0)), "weights: all are 0"),
        (spoilt(params={"weights": "abc"}), "holds no ranker"),
        (spoilt(params={"weights": 5}), "holds no ranker"),
        (spoilt(card={"figures": {"x": float("nan")}}), "NaN is no number"),
        (spoilt(card={"made": "\ud800"}), "holds no ranker"),
        ("[" * 100_000, "holds no ranker"),
        (spoilt(card={"vocabulary": "0" * 64}), "made with another vocabulary (000000000000)"),
        (starting_ranker().to_json(), f"Ranker {SHIPS} is in use already"),
    ],
)
def test_a_file_that_is_no_ranker_to_use_is_refused_and_nothing_is_kept(
    app: Flask, tmp_path: Path, text: str, why: str
) -> None:
    file = tmp_path / "ranker.json"
    file.write_text(text, "utf-8")
    code, said = run(app, "activate", file, "--by", ADMIN)
    assert code == 2 and why in " ".join(said.split()), said
    assert in_use(app).startswith(f"in use: {SHIPS}")
    with app.app_context():
        assert db.session.scalars(select(RankerUse)).all() == []


@pytest.mark.parametrize("who", ["recruiter@agency.example", "nobody@agency.example", ""])
def test_it_is_an_admins_act(app: Flask, files: list[Path], who: str) -> None:
    for words in (("activate", files[0]), ("rollback",)):
        code, said = run(app, *words, "--by", who)
        assert code == 2 and "No admin signs in with" in said


def test_without_a_name_it_is_nobodys_act(app: Flask, files: list[Path]) -> None:
    assert run(app, "activate", files[0])[0] == 2
