"""`make run` from the inside: a real process, a real port, real signals."""

import os
import random
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, func, inspect, select, text
from sqlalchemy.orm import Session

from models import Candidate, Opening, User

ROOT = Path(__file__).parents[2]
SECRET = "correct-horse-battery-staple-and-more-0123456789"


def free_port() -> int:
    """A port nobody listens at, below those that the system hands out by itself to whatever else runs meanwhile."""
    for port in random.sample(range(20_000, 30_000), 100):
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise AssertionError("no port is free")


def start(folder: Path, **settings: str) -> subprocess.Popen[str]:
    """The server with `folder` as its working directory and its database inside."""
    clean = {
        k: v for k, v in os.environ.items() if not k.startswith("PLACEWELL_") and k not in ("PORT", "DATABASE_URL")
    }
    env = {**clean, "PYTHONPATH": str(ROOT), "DATABASE_URL": f"sqlite:///{folder}/placewell.db", **settings}
    return subprocess.Popen(
        [sys.executable, "-m", "web.serve", "--workers", "2"],
        cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True,
    )  # fmt: skip


def refused(folder: Path, **settings: str) -> str:
    """What a start that must fail says: one line, exit status not 0."""
    process = start(folder, **settings)
    said, _ = process.communicate(timeout=120)
    assert process.returncode not in (0, None)
    lines = said.strip().splitlines()
    assert len(lines) == 1, said
    return lines[0]


def answers(port: int) -> bool:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/readyz", timeout=2) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def wait_until_up(process: subprocess.Popen[str], port: int) -> None:
    for _ in range(600):
        if answers(port):
            return
        assert process.poll() is None, process.stdout and process.stdout.read()
        time.sleep(0.2)
    raise AssertionError("not up")


def end(process: subprocess.Popen[str]) -> str:
    """Ctrl-C, as a terminal sends it: to the whole group. What was printed, once all of it has ended."""
    os.killpg(process.pid, signal.SIGINT)
    said, _ = process.communicate(timeout=60)
    assert process.returncode == 0, said
    return said


def counts(folder: Path) -> dict[str, int]:
    engine = create_engine(f"sqlite:///{folder}/placewell.db")
    with Session(engine) as session:
        return {
            t.__tablename__: session.scalar(select(func.count()).select_from(t)) or 0
            for t in (User, Candidate, Opening)
        }


def test_first_start_fills_the_demo_a_second_doubles_nothing_and_ctrl_c_ends_both_cleanly(tmp_path):
    port = free_port()
    process = start(tmp_path, PLACEWELL_DEMO="1", PORT=str(port))
    wait_until_up(process, port)
    said = end(process)
    assert f"http://127.0.0.1:{port}" in said
    for role in ("admin", "recruiter", "credentialing", "facility", "candidate"):
        assert said.count(f"{role}@example.org") == 1
    before = counts(tmp_path)
    assert before == {"user": 7, "candidate": 400, "opening": 40}
    process = start(tmp_path, PLACEWELL_DEMO="1", PORT=str(port))
    wait_until_up(process, port)
    end(process)
    assert counts(tmp_path) == before
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.rglob("*")}
    assert modes.pop("instance") == 0o700
    assert modes.keys() >= {"secret", "placewell.db"} and set(modes.values()) == {0o600}
    assert not answers(port)


def test_outside_the_demo_nothing_is_seeded(tmp_path):
    port = free_port()
    process = start(tmp_path, PORT=str(port), PLACEWELL_SECRET_KEY=SECRET)
    wait_until_up(process, port)
    assert "example.org" not in end(process)
    assert counts(tmp_path) == {"user": 0, "candidate": 0, "opening": 0}


def test_a_taken_port_is_one_line(tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        assert f"Port {port} is taken" in refused(tmp_path, PLACEWELL_DEMO="1", PORT=str(port))


@pytest.mark.parametrize("port", ["http", "70000"])
def test_what_is_no_port_is_one_line(tmp_path, port):
    assert f"PORT={port} is not a port" in refused(tmp_path, PLACEWELL_DEMO="1", PORT=port)


def test_a_weak_secret_is_refused_outside_the_demo(tmp_path):
    assert "PLACEWELL_SECRET_KEY is weak" in refused(tmp_path, PORT=str(free_port()), PLACEWELL_SECRET_KEY="secret")


def test_a_clock_outside_the_demo_is_refused(tmp_path):
    settings = {"PLACEWELL_SECRET_KEY": SECRET, "PLACEWELL_TODAY": "2026-01-01"}
    assert "PLACEWELL_TODAY" in refused(tmp_path, PORT=str(free_port()), **settings)


def test_a_folder_that_cannot_be_written_is_one_line(tmp_path):
    (tmp_path / "instance").write_text("a file where the folder should be")
    assert "cannot be written" in refused(tmp_path, PLACEWELL_DEMO="1", PORT=str(free_port()))


def test_a_database_that_is_not_there_is_one_line(tmp_path):
    url = f"postgresql://127.0.0.1:{free_port()}/placewell"
    line = refused(tmp_path, PLACEWELL_DEMO="1", PORT=str(free_port()), DATABASE_URL=url)
    assert "cannot be used now" in line and "see that the server of DATABASE_URL runs there" in line
    assert "another Placewell" not in line


def test_a_folder_of_the_database_that_is_not_there_is_one_line(tmp_path):
    url = f"sqlite:///{tmp_path}/nowhere/a.db"
    line = refused(tmp_path, PLACEWELL_DEMO="1", PORT=str(free_port()), DATABASE_URL=url)
    assert "DATABASE_URL must name a SQLite file in a folder that exists" in line


def test_an_address_of_no_database_is_one_line(tmp_path):
    line = refused(tmp_path, PLACEWELL_DEMO="1", PORT=str(free_port()), DATABASE_URL="nonsense")
    assert line.startswith("DATABASE_URL is not the address of a database")


def test_a_database_of_a_newer_version_is_one_line_and_left_alone(tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path}/placewell.db")
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE alembic_version (version_num VARCHAR(32) PRIMARY KEY)"))
        connection.execute(text("INSERT INTO alembic_version VALUES ('of_tomorrow')"))
    assert "migrated by a newer Placewell" in refused(tmp_path, PLACEWELL_DEMO="1", PORT=str(free_port()))
    assert inspect(engine).get_table_names() == ["alembic_version"]


def test_a_database_that_another_process_holds_is_one_line(tmp_path):
    with closing(sqlite3.connect(tmp_path / "placewell.db", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert "another Placewell being started" in refused(tmp_path, PLACEWELL_DEMO="1", PORT=str(free_port()))
