"""The demo agency on a real web server of its own: a small one, made by the product's own commands, the clock fixed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

from models import schema
from web.demo import store
from web.demo.forward import write_forward

TODAY = date(2026, 11, 24)
CANDIDATES = 60
ROOT = Path(__file__).parents[2]
PASSWORDS = {role: (email, password) for role, email, password in store.sign_ins()}
SLOW = 60  # seconds after which a server that does not answer never will


@dataclass(frozen=True)
class Agency:
    """A served agency: where, and its database."""

    address: str
    database: str

    @contextmanager
    def session(self) -> Iterator[Session]:
        """The database beside the server. What a test changes here it commits itself."""
        engine = create_engine(self.database)
        with Session(engine) as session:
            yield session
        engine.dispose()


def settings(database: str, today: date = TODAY) -> dict[str, str]:
    """The environment of a process that serves or commands the agency."""
    return {
        **os.environ,
        "DATABASE_URL": database,
        "PLACEWELL_DEMO": "1",
        "PLACEWELL_TODAY": today.isoformat(),
        "PLACEWELL_SECRET_KEY": "a secret of the journeys and of nothing else",
    }


def seed(file: Path) -> str:
    """The address of a new SQLite database with the agency in it."""
    database = f"sqlite:///{file}"
    engine = create_engine(database)
    schema.upgrade(engine)
    with Session(engine) as session:
        store.seed(session, CANDIDATES, seed=1, as_of=TODAY)
        write_forward(session, TODAY)
        session.commit()
    engine.dispose()
    return database


def copied(database: str, file: Path) -> str:
    """The address of a copy of a SQLite database that nobody is writing to."""
    shutil.copy(database.removeprefix("sqlite:///"), file)
    return f"sqlite:///{file}"


def command(database: str, *words: str, today: date = TODAY) -> subprocess.CompletedProcess[str]:
    """`flask --app wsgi <words>` in a fresh process."""
    return subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", *words],
        cwd=ROOT, env=settings(database, today), capture_output=True, text=True, timeout=300,
    )  # fmt: skip


@contextmanager
def served(database: str, today: date = TODAY) -> Iterator[Agency]:
    """The agency behind gunicorn on a free port, while the block runs."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    server = subprocess.Popen(
        [
            sys.executable, "-m", "gunicorn", "wsgi:app", "--bind", f"127.0.0.1:{port}", "--workers", "1",
            "--worker-class", "gthread", "--threads", "4", "--no-control-socket", "--log-level", "warning",
            "--graceful-timeout", "2",
        ],
        cwd=ROOT, env=settings(database, today),
    )  # fmt: skip
    try:
        wait_for(address, server)
        yield Agency(address, database)
    finally:
        server.terminate()
        server.wait()


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    """Until the server answers. Raises RuntimeError where it ended or does not."""
    why: object = ""
    for _ in range(SLOW * 10):
        if server.poll() is not None:
            break
        try:
            with urlopen(f"{address}/readyz", timeout=SLOW):
                return
        except URLError as error:
            why = error
            time.sleep(0.1)
    raise RuntimeError(f"the server at {address} does not answer: {why}; it ended with {server.poll()}")
