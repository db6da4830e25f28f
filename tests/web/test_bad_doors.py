"""The command line given what it cannot use: one line that says so and what would be right, the exit code of wrong usage or
of refused inputs, never a traceback."""

from __future__ import annotations

import json
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import create_engine, text

from matcher.vocabulary import DATA
from models import schema
from tests.conftest import Postgresql, Sqlite
from tests.web.test_serve import free_port
from web import create_app
from web.config import SettingError, check_database, database_engine

ROOT = Path(__file__).parents[2]
BINARY = b"\x89PNG\r\n\x1a\n\x00\xff\xb5\x1f" * 40
DAY = ("--as-of", "2026-11-25")
NEVER_READ = Path("/proc/self/mem")  # whoever asks, reading it from its beginning fails


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Judgments of one pair, and files that no door can use."""
    for name in ("openings", "candidates"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "one.txt").write_text("Medical Assistant\n")
    (tmp_path / "qrels.tsv").write_text("opening\tcandidate\tgrade_a\none\tone\t3\n")
    (tmp_path / "binary").write_bytes(BINARY)
    return tmp_path


def said(runner: FlaskCliRunner, *words: object, code: int = 2) -> str:
    """The line of the error, once the exit code is as it should be."""
    done = runner.invoke(args=[str(word) for word in words])
    assert done.exit_code == code, (done.output, done.exception)
    assert done.exception is None or isinstance(done.exception, SystemExit)
    line: str = done.stderr.strip().splitlines()[-1] if done.stderr else done.stdout.strip()
    return line


@pytest.fixture
def runner() -> Iterator[FlaskCliRunner]:
    """Commands on an application whose database nobody asks."""
    yield create_app({"TESTING": True, "DATABASE_URL": "sqlite:////nowhere/a.db"}).test_cli_runner()


@pytest.mark.parametrize(("name", "why"), [("openings", "Is a directory"), ("none", "No such file")])
def test_cases_that_are_no_file_of_text(runner: FlaskCliRunner, folder: Path, name: str, why: str) -> None:
    line = said(runner, "eligibility", "check", folder / name)
    assert why in line and str(folder / name) in line


def test_a_line_that_is_no_text_is_an_error_of_its_own_and_the_rest_go_on(runner: FlaskCliRunner, folder: Path) -> None:
    cases = (ROOT / "docs" / "gate.jsonl").read_bytes().splitlines(keepends=True)[:2]
    half = cases[0].replace(b'"1"', b'"\\ud8001"', 1)
    (folder / "cases").write_bytes(b"".join([b"\xef\xbb\xbf", *cases, b"\xb5\n", half, *cases]))
    done = runner.invoke(args=["eligibility", "check", str(folder / "cases")])
    results = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 1 and len(results) == 6
    assert results[2]["error"] == "line 3 is not text in UTF-8. Give a file of cases, one JSON object a line."
    assert results[:2] == results[4:] and "error" not in results[0]
    assert results[3] == {**results[0], "id": "\ud800" + results[0]["id"]}


@pytest.mark.skipif(not NEVER_READ.exists(), reason="a file that fails when read, to root too, is in /proc alone")
def test_a_file_that_cannot_be_read_is_named(runner: FlaskCliRunner, folder: Path, app: Flask) -> None:
    assert f"{NEVER_READ} cannot be read" in said(runner, "eligibility", "check", NEVER_READ)
    assert f"{NEVER_READ} cannot be read" in said(runner, "quality", "--judgments", folder, "--ranker", NEVER_READ)
    (folder / "candidates" / "two.txt").symlink_to(NEVER_READ)
    imported = app.test_cli_runner().invoke(args=["resumes", "import", str(folder / "candidates")])
    refused = imported.stdout.splitlines()
    assert imported.exit_code == 1, imported.output
    assert refused[1] == "two.txt\trefused\ttwo.txt could not be read: Input/output error."
    assert refused[0].startswith("one.txt\t") and len(refused) == 2
    rules = Path(shutil.copytree(DATA / "rules", folder / "rules"))
    (rules / "GA.toml").unlink()
    (rules / "GA.toml").symlink_to(NEVER_READ)
    assert said(runner, "rules", "diff", "--data", rules, code=1).startswith("GA.toml cannot be read")


def test_rules_that_are_no_text_are_named(runner: FlaskCliRunner, folder: Path) -> None:
    (folder / "GA.toml").write_bytes(BINARY)
    assert said(runner, "rules", "diff", "--data", folder, code=1) == (
        "GA.toml is not text in UTF-8: a file of rules is TOML"
    )
    (folder / "GA.toml").unlink()
    (folder / "GA.toml").mkdir()
    assert said(runner, "rules", "diff", "--data", folder, code=1) == (
        "GA.toml cannot be read (Is a directory): a file of rules is TOML"
    )


@pytest.mark.parametrize("command", ["quality", "train"])
def test_judgments_that_are_none_are_named(runner: FlaskCliRunner, folder: Path, command: str) -> None:
    words = [
        command,
        "--judgments",
        folder,
        "--as-of",
        "2026-11-24",
        *(["--out", folder / "ranker.json"] if command == "train" else []),
    ]
    judgments = folder / "qrels.tsv"
    judgments.write_bytes(BINARY)
    assert f"{judgments} is no tab-separated text in UTF-8" in said(runner, *words)
    judgments.write_text("")
    assert f"{judgments} holds no judgments: wanted the columns opening, candidate" in said(runner, *words)
    judgments.unlink()
    judgments.mkdir()
    assert f"{judgments} cannot be read (Is a directory): wanted a file of tab-separated text" in said(runner, *words)
    judgments.rmdir()
    judgments.write_text("opening\tcandidate\tgrade_a\none\tone\t3\n")
    shutil.rmtree(folder / "openings")
    (folder / "openings").write_text("a file where the folder should be")
    assert f"{folder / 'openings'} cannot be read (Not a directory): name a folder of documents" in said(runner, *words)


def test_judgments_that_tell_nothing_apart_are_named(runner: FlaskCliRunner, folder: Path) -> None:
    line = said(runner, "quality", "--judgments", folder, "--as-of", "2026-11-24")
    assert f"{folder / 'qrels.tsv'}: no opening has judged pairs" in line


def test_a_ranker_that_is_none_is_named(runner: FlaskCliRunner, folder: Path) -> None:
    line = said(runner, "quality", "--judgments", folder, "--ranker", folder / "binary")
    assert f"{folder / 'binary'} is not text in UTF-8" in line
    (folder / "list.json").write_text("[1, 2]")
    assert f"{folder / 'list.json'} is no ranker" in said(
        runner, "quality", "--judgments", folder, "--ranker", folder / "list.json"
    )


@pytest.mark.parametrize("place", ["nowhere/out", "binary/out", "/proc/out"])
def test_a_result_that_cannot_be_written_is_refused_before_anything_is_read(
    runner: FlaskCliRunner, folder: Path, place: str
) -> None:
    texts = ["--openings", folder / "openings", "--candidates", folder / "candidates"]
    for words in (
        ["rank-texts", *texts, "--run", folder / place],
        ["rank-texts", *texts, "--run", folder / "run", "--explain", folder / place],
        ["train", "--judgments", folder, "--out", folder / place],
    ):
        line = said(runner, *words)
        assert f"{folder / place} cannot be written (" in line and "name a file in a folder that takes one" in line
    assert not (folder / "run").exists()


def test_a_result_that_can_be_written_is_not_touched_before_its_time(runner: FlaskCliRunner, folder: Path) -> None:
    kept = folder / "kept"
    kept.write_text("of yesterday")
    texts = ["--openings", folder / "openings", "--candidates", folder / "nowhere"]
    said(runner, "rank-texts", *texts, "--run", kept, "--explain", folder / "explained")
    assert kept.read_text() == "of yesterday" and not (folder / "explained").exists()


def test_two_files_of_one_name_are_not_one_candidate(runner: FlaskCliRunner, folder: Path) -> None:
    for name in ("two.txt", "two.TXT", "a b.txt"):
        (folder / "candidates" / name).write_text("Medical Assistant\n")
    run = folder / "run"
    texts = ["--openings", folder / "openings", "--candidates", folder / "candidates"]
    done = runner.invoke(args=["rank-texts", *map(str, texts), "--run", str(run), *DAY])
    assert done.exit_code == 1 and "two.txt: another file here has the same name before its ending" in done.stderr
    assert sorted(line.split(" ")[2] for line in run.read_text().splitlines()) == ["a%20b", "one", "two"]
    assert "each a file of its own" in said(runner, "rank-texts", *texts, "--run", run, "--explain", run)


def test_a_file_that_is_not_there_is_said_in_its_place(runner: FlaskCliRunner, folder: Path) -> None:
    good = str(folder / "candidates" / "one.txt")
    done = runner.invoke(
        args=["extract", str(folder / "none.txt"), str(folder), good, "--kind", "resume", "--json", *DAY]
    )
    first, second, third = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 1 and "error" not in third
    assert first == {"id": "none", "error": "none.txt could not be opened: No such file or directory."}
    assert second["error"].endswith("could not be opened: Is a directory.")


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("nonsense", "DATABASE_URL is not the address of a database"),
        ("postgresql://agency:hush@host:port/x", "DATABASE_URL is not the address of a database"),
        ("sqlite://", "DATABASE_URL names a database in memory"),
        ("sqlite:///:memory:", "DATABASE_URL names a database in memory"),
        ("mysql://agency:hush@127.0.0.1/x", "DATABASE_URL names a database of the kind mysql"),
        (
            "postgresql+asyncpg://agency:hush@127.0.0.1/x",
            "DATABASE_URL names a database of the kind postgresql+asyncpg",
        ),
    ],
)
def test_an_address_of_no_database_we_know(capsys: pytest.CaptureFixture[str], address: str, why: str) -> None:
    with pytest.raises(SettingError) as refused:
        create_app({"TESTING": True, "DATABASE_URL": address})
    line = capsys.readouterr().err
    assert refused.value.code == 2 and line == f"{refused.value}\n"
    assert line.startswith(why) and "sqlite:////folder/placewell.db or postgresql://" in line and "hush" not in line


STORED = (
    ["shortlist", "replay", "abc"],
    ["resumes", "import", "candidates"],
    ["openings", "import", "openings", "--facility", "abc"],
    ["demo", "seed"],
    ["rules", "diff"],
)


def each_says(address: str, folder: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """What every door that opens the store says of the address: the same line."""
    monkeypatch.chdir(folder)
    app = create_app({"TESTING": True, "DATABASE_URL": address})
    lines = set()
    for words in STORED:
        done = app.test_cli_runner().invoke(args=words)
        assert done.exit_code == 2 and not done.stdout, (words, done.output, done.exception)
        assert done.stderr.count("\n") == 1, done.stderr
        lines.add(done.stderr)
    database_engine(app).dispose()
    (line,) = lines
    return str(line)


def test_a_server_that_is_not_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = each_says(f"postgresql://agency:hush@127.0.0.1:{free_port()}/placewell", folder, monkeypatch)
    assert "cannot be used now" in line and "see that the server of DATABASE_URL runs there" in line
    assert "hush" not in line and "another Placewell" not in line


def test_a_file_that_is_not_there_is_not_made(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = each_says(f"sqlite:///{folder}/a.db", folder, monkeypatch)
    assert "There is no database" in line and "python -m web.serve" in line and "DATABASE_URL" in line
    assert not (folder / "a.db").exists()


def test_a_file_that_is_no_database(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = each_says(f"sqlite:///{folder}/binary", folder, monkeypatch)
    assert "file is not a database" in line and "DATABASE_URL must name" in line


def test_a_file_that_another_process_holds(sqlite: Sqlite, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = folder / "held.db"
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        monkeypatch.setattr("models.engine.PRAGMAS", ("busy_timeout=1", "journal_mode=WAL"))
        line = each_says(f"sqlite:///{file}", folder, monkeypatch)
    assert "is another Placewell being started on it?" in line


def test_a_database_without_its_tables_or_of_an_older_or_newer_version(
    backend: Sqlite | Postgresql, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = backend.empty()
    engine = create_engine(address)
    with engine.begin() as connection:  # SQLite makes the file
        connection.execute(text("CREATE TABLE other (id INTEGER)"))
    line = each_says(address, folder, monkeypatch)
    assert "is not migrated to this version" in line and "python -m web.serve" in line
    schema.upgrade(engine)
    app = create_app({"TESTING": True, "DATABASE_URL": address})
    check_database(app)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'of_tomorrow'"))
    assert "was migrated by a newer Placewell (of_tomorrow)" in each_says(address, folder, monkeypatch)
    engine.dispose()
    database_engine(app).dispose()
    backend.drop(address)


def process(*words: str, **settings: str) -> subprocess.CompletedProcess[str]:
    clean = {k: v for k, v in os.environ.items() if not k.startswith("PLACEWELL_")}
    return subprocess.run(
        [sys.executable, "-m", *words], cwd=ROOT, env={**clean, **settings}, capture_output=True, text=True, timeout=120
    )


def test_a_command_says_it_in_one_line_too() -> None:
    done = process("flask", "--app", "wsgi", "shortlist", "replay", "abc", DATABASE_URL="nonsense")
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"DATABASE_URL is not the address of a database: [^\n]*\n", done.stderr)


def test_gunicorn_ends_at_a_setting_that_cannot_be_run_with() -> None:
    words = [
        "gunicorn",
        "wsgi:app",
        "--bind",
        f"127.0.0.1:{free_port()}",
        "--no-control-socket",
        "--log-level",
        "critical",
    ]
    done = process(*words, DATABASE_URL="mysql://h/x", PLACEWELL_DEMO="1", PLACEWELL_SECRET_KEY="a secret of a test")
    assert done.returncode == 3 and "Traceback" not in done.stderr
    assert done.stderr.count("DATABASE_URL names a database of the kind mysql") == 1


def test_a_sqlite_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    engine = create_engine(f"sqlite:///{tmp_path}/a.db")
    before = os.umask(0o022)
    try:
        with engine.begin() as connection:
            connection.execute(text("CREATE TABLE one (id INTEGER)"))
            made = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()}
    finally:
        os.umask(before)
    engine.dispose()
    assert made == {"a.db": 0o600, "a.db-wal": 0o600, "a.db-shm": 0o600}


def test_a_sqlite_file_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    file = tmp_path / "a.db"
    file.touch(0o640)
    with create_engine(f"sqlite:///{file}").begin() as connection:
        connection.execute(text("CREATE TABLE one (id INTEGER)"))
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
