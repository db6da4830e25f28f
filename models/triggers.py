"""What constraints cannot say, as triggers on SQLite and PostgreSQL alike: insert-only tables, and what a new row may say.

The one place of their text. Migrations create them from here (on SQLite a rebuilt table loses its own), and
`models.schema.check` compares a database with it. A refusal is an IntegrityError on both.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, text

#: table -> the candidate an old row concerns; None = nobody, so that the row is never deleted.
INSERT_ONLY: Mapping[str, str | None] = {
    "credential": "OLD.candidate_id",
    "verification": "(SELECT candidate_id FROM credential WHERE id = OLD.credential_id)",
    "snapshot": "OLD.candidate_id",
    "shortlist": None,
    "entry": "OLD.candidate_id",
    "decision": "(SELECT candidate_id FROM entry WHERE id = OLD.entry_id)",
}

#: name -> (table, what refuses a new row, the sentence)
NEW_ROW: Mapping[str, tuple[str, str, str]] = {
    "credential_supersedes_own": (
        "credential",
        "EXISTS (SELECT 1 FROM credential c WHERE c.id = NEW.supersedes AND c.candidate_id <> NEW.candidate_id)",
        "a credential supersedes a row of the same candidate",
    ),
    # The owner of today; who owned her before is known once the history of owners is kept.
    "verification_not_by_owner": (
        "verification",
        "EXISTS (SELECT 1 FROM credential JOIN candidate ON candidate.id = credential.candidate_id"
        ' WHERE credential.id = NEW.credential_id AND candidate.owner_id = NEW."by")',
        "who recruits a candidate does not verify her credentials",
    ),
    # The row itself and every row it corrects or confirms.
    "verification_not_by_enterer": (
        "verification",
        "EXISTS (WITH RECURSIVE line (entered_by, supersedes) AS ("
        "SELECT entered_by, supersedes FROM credential WHERE id = NEW.credential_id"
        " UNION ALL SELECT c.entered_by, c.supersedes FROM credential c JOIN line ON c.id = line.supersedes)"
        ' SELECT 1 FROM line WHERE entered_by = NEW."by")',
        "who entered a credential does not verify it",
    ),
}


def _erased(table: str) -> str:
    concerned = INSERT_ONLY[table]
    if concerned is None:
        return "FALSE"
    return f"EXISTS (SELECT 1 FROM candidate WHERE id = {concerned} AND erased_at IS NOT NULL)"  # noqa: S608 - constants


def _kept(table: str) -> str:
    if INSERT_ONLY[table] is None:
        return f"a row of {table} is never deleted"
    return f"a row of {table} is deleted only once its candidate is erased"


def statements(dialect: str) -> dict[str, str]:
    """Trigger name -> the DDL that creates it, for "sqlite" or "postgresql"."""
    write = {"sqlite": _sqlite, "postgresql": _postgresql}[dialect]
    made = {}
    for table in INSERT_ONLY:
        made[f"{table}_insert_only"] = write(
            f"{table}_insert_only", table, "UPDATE", "TRUE", f"{table} is insert-only: add a row instead"
        )
        made[f"{table}_kept"] = write(f"{table}_kept", table, "DELETE", f"NOT {_erased(table)}", _kept(table))
    for name, (table, refused, sentence) in NEW_ROW.items():
        made[name] = write(name, table, "INSERT", refused, sentence)
    return made


def _sqlite(name: str, table: str, act: str, refused: str, sentence: str) -> str:
    return f"CREATE TRIGGER {name} BEFORE {act} ON {table} WHEN {refused} BEGIN SELECT RAISE(ABORT, '{sentence}'); END"


def _postgresql(name: str, table: str, act: str, refused: str, sentence: str) -> str:
    row = "OLD" if act == "DELETE" else "NEW"
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {refused} THEN"
        f" RAISE EXCEPTION '{sentence}' USING ERRCODE = 'restrict_violation'; END IF; RETURN {row}; END $$;"
        f" CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def create(connection: Connection) -> None:
    """All triggers that are not there yet."""
    there = present(connection)
    for name, ddl in statements(connection.dialect.name).items():
        if name not in there:
            connection.exec_driver_sql(ddl)


def drop(connection: Connection) -> None:
    for name, table in present(connection).items():
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql(f"DROP TRIGGER {name} ON {table}")
            connection.exec_driver_sql(f"DROP FUNCTION {name}()")
        else:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")


def present(connection: Connection) -> dict[str, str]:
    """Trigger name -> table, as the database has them."""
    if connection.dialect.name == "postgresql":
        query = "SELECT tgname, relname FROM pg_trigger JOIN pg_class c ON c.oid = tgrelid WHERE NOT tgisinternal"
    else:
        query = "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'"
    return {row[0]: row[1] for row in connection.execute(text(query))}
