"""Decisions as judgments: `quality --decisions` and `train --decisions`, from frozen lists alone."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matcher import judgments
from matcher.domain import Job, Profile, Requirements
from matcher.judgments import ENOUGH_OPENINGS, ENOUGH_VERDICTS, Move
from matcher.snapshots import canonical
from models import Candidate, Decision, Entry, Opening, Shortlist, Snapshot, User
from models.snapshot import keep
from tests.builders import MOMENT, make_candidate, make_entry, make_opening, make_shortlist, make_user, save
from web.db import db, saving
from web.services.judgment import judge_decisions

DAY = date(2026, 11, 25)
WORK = {
    "ma": Job("Medical Assistant", "medical_assistant", begin=date(2022, 1, 1), current=True),
    "aide": Job("Nurse Aide", "nurse_aide", begin=date(2021, 1, 1), end=date(2023, 1, 1)),
    "clerk": Job("Receptionist", "medical_receptionist", begin=date(2015, 1, 1), end=date(2017, 1, 1)),
    "driver": Job("Truck Driver", "driver", begin=date(2012, 1, 1), end=date(2014, 1, 1)),
}


def freeze(session: Session, opening: Opening, by: User, people: dict[str, Candidate], fits: dict[str, int]) -> Any:
    """A frozen list of the opening on DAY: name -> its entry, each person as her work makes her."""
    asked = Requirements(opening.public_id, roles=("medical_assistant",))
    frozen = make_shortlist(
        session, opening, by, as_of=DAY, requirements_sha=keep(session, "requirements", canonical(asked))
    )
    found = {}
    for place, (name, fit) in enumerate(fits.items(), 1):
        profile = Profile(people[name].public_id, jobs=(WORK[name],) if name in WORK else ())
        sha = keep(session, "profile", canonical(profile), people[name].id)
        found[name] = make_entry(session, frozen, people[name], position=place, band=place, fit=fit, profile_sha=sha)
    return found


def decide(session: Session, entry: Any, by: User, verdict: str, minutes: int = 0) -> None:
    reason, words = ("", "Ask.") if verdict == "note" else ("strong_role", "")
    made = MOMENT + timedelta(minutes=minutes)
    save(session, Decision(entry_id=entry.id, verdict=verdict, reason=reason, words=words, by=by.id, at=made))


@pytest.fixture
def decided(app: Flask) -> Flask:
    """One opening: the assistant put forward (passed over first), the aide shortlisted, the clerk only shown, the driver passed."""
    with app.app_context(), saving() as session:
        by, opening = make_user(session), make_opening(session)
        people = {name: make_candidate(session) for name in WORK}
        first = freeze(session, opening, by, people, {"driver": 9000, "ma": 8000, "aide": 700, "clerk": 600})
        decide(session, first["ma"], by, "pass")
        decide(session, first["driver"], by, "pass")
        decide(session, first["clerk"], by, "note")
        second = freeze(session, opening, by, people, {"ma": 8100, "aide": 700, "clerk": 600})
        decide(session, second["ma"], by, "put-forward", minutes=5)
        decide(session, second["aide"], by, "shortlist", minutes=6)
    return app


def test_the_latest_verdict_is_the_grade_and_who_was_only_shown_has_one(decided: Flask) -> None:
    with decided.app_context():
        judged = judge_decisions(db.session)
        [case] = judged.cases
        names = {profile.key: name for profile in case.profiles for name in WORK if profile.jobs == (WORK[name],)}
    assert {names[key]: grade for key, grade in case.grades.items()} == {"ma": 3, "aide": 2, "clerk": 1, "driver": 0}
    assert judged.verdicts == 3 and case.as_of == DAY
    assert {names[key]: fit for key, fit in judged.shown[case.key].items()} == {
        "ma": 8100, "aide": 700, "clerk": 600, "driver": 9000,
    }  # fmt: skip


def test_who_was_erased_or_blocked_is_left_out(decided: Flask) -> None:
    with decided.app_context(), saving() as session:
        by, kept = make_user(session), session.scalars(select(Shortlist)).all()[-1]
        known = session.scalars(select(Entry)).first()
        assert known
        erased = make_entry(session, kept, make_candidate(session), profile_sha="f" * 64)
        unranked = {"position": None, "band": None, "fit": None, "profile_sha": known.profile_sha}
        blocked = make_entry(session, kept, make_candidate(session), lane="blocked", **unranked)
        for entry in (erased, blocked):
            decide(session, entry, by, "pass")
        assert len(judge_decisions(session).cases[0].grades) == len(WORK)


def test_quality_on_decisions_stands_beside_what_was_shown(decided: Flask) -> None:
    done = decided.test_cli_runner().invoke(args=["quality", "--decisions", "--json"])
    assert done.exit_code == 0, done.output
    said = json.loads(done.stdout)
    figures = {name: one["pairwise"]["mean"] for name, one in said["figures"].items()}
    # as shown: of six pairs the driver stood above three he should have stood below; the ranker puts all six right
    assert figures == {"Placewell": 1.0, "as shown": 0.5}
    assert list(said["by_role"]["Placewell"]) == ["Medical assistant"]
    assert said["by_role"]["Placewell"]["Medical assistant"]["ndcg"]["openings"] == 1


def test_two_rankers_are_compared_by_who_moves(decided: Flask, tmp_path: Path) -> None:
    other = tmp_path / "other.json"
    from_start = json.loads((Path(judgments.__file__).parent / "data" / "ranker.json").read_text("utf-8"))
    from_start["learned"]["weights"] = dict.fromkeys(from_start["learned"]["weights"], 0) | {"languages": 100}
    other.write_text(json.dumps(from_start))
    done = decided.test_cli_runner().invoke(args=["quality", "--decisions", "--against", str(other)])
    assert done.exit_code == 0, done.output
    assert "against, by role" in done.output and ": into the first ten -; out -; " in done.output


def test_moves_are_places_and_the_first_ten_a_door() -> None:
    before = {f"p{n:02}": 100.0 - n for n in range(1, 13)}
    moved = judgments.moved(before, {**before, "p12": 99.5})
    assert moved.enters == ["p12"] and moved.leaves == ["p10"]
    assert moved.moves[0] == Move("p12", 12, 1) and len(moved.moves) == 12
    assert judgments.moved(before, before).moves == []


def test_too_few_decisions_are_no_ground_to_learn_from(decided: Flask, tmp_path: Path) -> None:
    out = tmp_path / "ranker.json"
    done = decided.test_cli_runner().invoke(args=["train", "--decisions", "--out", str(out)])
    assert done.exit_code == 2 and not out.exists()
    assert "holds 3 verdicts of ranked people and 1 openings" in " ".join(done.output.split())
    assert "at least 110 verdicts (ten for each of the 11 weights" in " ".join(done.output.split())


def test_enough_decisions_make_a_proposal_and_change_nothing(app: Flask, tmp_path: Path) -> None:
    with app.app_context(), saving() as session:
        by = make_user(session)
        many = -(-ENOUGH_VERDICTS // (ENOUGH_OPENINGS * len(WORK)))
        for _ in range(ENOUGH_OPENINGS):
            opening = make_opening(session)
            for _ in range(many):
                people = {name: make_candidate(session) for name in WORK}
                for name, entry in freeze(session, opening, by, people, dict.fromkeys(WORK, 5000)).items():
                    decide(session, entry, by, {"ma": "put-forward", "aide": "shortlist"}.get(name, "pass"))
    out = tmp_path / "ranker.json"
    done = app.test_cli_runner().invoke(args=["train", "--decisions", "--out", str(out), "--as-of", "2026-11-25"])
    assert done.exit_code == 0, done.output
    assert "is a proposal; the ranker in use is unchanged" in done.stderr
    proposed = json.loads(out.read_text("utf-8"))
    assert proposed["card"]["figures"]["openings"] == ENOUGH_OPENINGS
    assert proposed["learned"]["weights"]["role"] > proposed["learned"]["weights"]["languages"]
    with app.app_context():
        kept = select(func.count()).select_from(Snapshot).where(Snapshot.body == out.read_text("utf-8"))
        assert db.session.scalar(kept) == 0


@pytest.mark.parametrize(
    "args", [["quality"], ["train", "--out", "{out}"], ["quality", "--decisions", "--judgments", "{out}"]]
)
def test_one_source_is_named(app: Flask, tmp_path: Path, args: list[str]) -> None:
    done = app.test_cli_runner().invoke(
        args=[one.format(out=tmp_path if "--judgments" in args else tmp_path / "r") for one in args]
    )
    assert done.exit_code == 2 and "Name one source" in done.output


def test_no_decisions_are_nothing_to_measure(app: Flask) -> None:
    done = app.test_cli_runner().invoke(args=["quality", "--decisions"])
    assert done.exit_code == 2 and "holds no decisions" in done.output
