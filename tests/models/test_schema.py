"""The migrations make what the tables say, on both databases, and take it away again."""

import warnings
from datetime import UTC, datetime

import pytest
from alembic import command
from sqlalchemy import CheckConstraint, MetaData, create_engine, insert, inspect, text
from sqlalchemy.exc import DBAPIError

from models import Base, schema, triggers


def test_the_migrated_database_is_what_the_code_says(engine):
    assert schema.current(engine) == schema.head() == "0006"
    assert schema.check(engine) == []


def test_alembic_itself_finds_nothing_to_do(engine):
    with schema._migrating(engine) as config, warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*expression-based index.*")
        command.check(config)


def test_up_down_and_up_again(empty):
    assert schema.current(empty) is None
    schema.upgrade(empty)
    assert set(inspect(empty).get_table_names()) == {*Base.metadata.tables, "alembic_version"}
    schema.downgrade(empty)
    assert inspect(empty).get_table_names() == ["alembic_version"]
    assert schema.current(empty) is None
    schema.upgrade(empty)
    schema.upgrade(empty)
    assert schema.check(empty) == []


def test_what_was_not_ticked_was_not_said_and_a_yes_is_kept_both_ways(empty):
    schema.upgrade(empty, "0004")

    def said() -> list[object]:
        with empty.connect() as connection:
            return [row[0] for row in connection.execute(text("SELECT will_train FROM opening ORDER BY id"))]

    there = MetaData()
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*expression-based index.*")
        there.reflect(empty, only=["opening"])
    place = {
        "name": "A",
        "address": "",
        "city": "",
        "specialties": [],
        "time_zone": "UTC",
        "version": 1,
        "public_id": "a",
    }
    plain = {"facility_id": 1, "title": "MA", "roles": [], "families": [], "shifts": [], "pay_unit": "hour"}
    plain |= {
        "positions": 1,
        "status": "open",
        "notes": "",
        "created_at": datetime(2026, 1, 1, tzinfo=UTC),
        "version": 1,
    }
    with empty.begin() as connection:
        connection.execute(insert(there.tables["facility"]).values(**place))
        for key, trains in (("yes", True), ("no", False)):
            connection.execute(insert(there.tables["opening"]).values(**plain, will_train=trains, public_id=key))
    schema.upgrade(empty)
    assert said() == [True, None] and schema.check(empty) == []
    with empty.begin() as connection:
        connection.execute(text("UPDATE opening SET will_train = FALSE WHERE public_id = 'no'"))
    schema.downgrade(empty, "0004")
    assert said() == [True, False]
    schema.upgrade(empty)
    assert said() == [True, None]


def test_a_migration_that_fails_leaves_nothing_behind(empty):
    with empty.begin() as connection:
        connection.execute(text("CREATE TABLE training (id INTEGER)"))
    with pytest.raises(DBAPIError, match="training"):
        schema.upgrade(empty)
    assert inspect(empty).get_table_names() == ["training"]


def test_check_names_what_is_missing(empty):
    schema.upgrade(empty)
    with empty.begin() as connection:
        connection.execute(text("DROP TABLE preference"))
        on = " ON decision" if empty.dialect.name == "postgresql" else ""
        connection.execute(text(f"DROP TRIGGER decision_kept{on}"))
    table, trigger = schema.check(empty)
    assert "add_table" in table
    assert "preference" in table
    assert trigger == "trigger decision_kept is missing"


def test_every_check_of_the_code_is_in_the_database(engine):
    there = inspect(engine)
    seen = 0
    for table in Base.metadata.sorted_tables:
        found = {check["name"]: check["sqltext"] for check in there.get_check_constraints(table.name)}
        wanted = {c.name: str(c.sqltext) for c in table.constraints if isinstance(c, CheckConstraint)}
        assert set(found) == set(wanted), table.name
        if engine.dialect.name == "sqlite":  # PostgreSQL writes a condition in its own words
            assert found == wanted
        seen += len(wanted)
    assert seen > 60


def test_both_databases_have_the_same_triggers_and_postgresql_those_against_emptying():
    more = {f"{table}_not_emptied" for table in triggers.INSERT_ONLY}
    assert set(triggers.statements("postgresql")) == set(triggers.statements("sqlite")) | more


@pytest.mark.parametrize("pragma, value", [("foreign_keys", 1), ("journal_mode", "wal"), ("busy_timeout", 10000)])
def test_sqlite_is_set_up_on_every_connection(sqlite, pragma, value):
    engine = create_engine(sqlite.copy())
    for _ in range(2):
        with engine.connect() as connection:
            assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar() == value
        engine.dispose()
