"""The database brought to the shape of the tables, and held against it. Alembic, without an ini file."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from models import triggers
from models.base import Base

SCRIPTS = Path(__file__).parent / "migrations"


def _config(connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    return config


@contextmanager
def _migrating(engine: Engine) -> Iterator[Config]:
    """One transaction. SQLite rebuilds a table to alter it, so its foreign keys are checked at the end instead."""
    with engine.connect().execution_options(sqlite_begin="IMMEDIATE") as connection:
        driver = connection.connection.dbapi_connection
        sqlite = connection.dialect.name == "sqlite"
        if sqlite:
            driver.execute("PRAGMA foreign_keys=OFF")  # type: ignore[union-attr]
        try:
            with connection.begin():
                yield _config(connection)
                if sqlite and (broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all()):
                    raise RuntimeError(f"the migration leaves rows that refer to nothing: {broken[:5]}")
        finally:
            if sqlite:
                driver.execute("PRAGMA foreign_keys=ON")  # type: ignore[union-attr]


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database to a revision; nothing happens where it is there already."""
    with _migrating(engine) as config:
        command.upgrade(config, revision)


def downgrade(engine: Engine, revision: str = "base") -> None:
    """Take the database back to a revision; `base` is empty."""
    with _migrating(engine) as config:
        command.downgrade(config, revision)


def head() -> str | None:
    """The newest revision the code knows."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def known() -> set[str]:
    """Every revision the code knows."""
    return {script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()}


def current(engine: Engine) -> str | None:
    """The revision the database is at, None for an empty one."""
    with engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def check(engine: Engine) -> list[str]:
    """How the database differs from the tables and triggers of the code; empty = not at all."""
    with engine.connect() as connection, warnings.catch_warnings():
        # SQLite cannot show the index on lower(email); the tests see it refuse instead.
        warnings.filterwarnings("ignore", message=".*expression-based index.*")
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        differences = [str(difference) for difference in compare_metadata(context, Base.metadata)]
        there = triggers.present(connection)
        wanted = triggers.statements(connection.dialect.name)
    differences += [f"trigger {name} is missing" for name in wanted if name not in there]
    return differences + [f"trigger {name} is not known" for name in there if name not in wanted]


def draft(engine: Engine, message: str) -> None:
    """Write a migration file from how the tables differ from a migrated database; read it before it is kept."""
    with _migrating(engine) as config:
        command.revision(config, message, autogenerate=True)
