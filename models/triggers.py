"""What constraints cannot say, as triggers on SQLite and PostgreSQL alike: insert-only tables, what a new row may say, and
the history of owners, which is kept whoever writes.

The one place of their text. Migrations create them from here (on SQLite a rebuilt table loses its own), and
`models.schema.check` compares a database with it. A refusal is an IntegrityError on both.
"""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, inspect, text

#: table -> the candidate an old row concerns; None = nobody, so that the row is never deleted.
INSERT_ONLY: Mapping[str, str | None] = {
    "credential": "OLD.candidate_id",
    "verification": "(SELECT candidate_id FROM credential WHERE id = OLD.credential_id)",
    "snapshot": "OLD.candidate_id",
    "shortlist": None,
    "ranker_use": None,
    "entry": "OLD.candidate_id",
    "decision": "(SELECT candidate_id FROM entry WHERE id = OLD.entry_id)",
    "owner_history": "OLD.candidate_id",
}

#: table -> the columns that may change, and do in no other case, when a person finds two records to be one person's (or
#: finds that they are not after all): whose the row is, and which of two copies of a document it was read from.
MERGED: Mapping[str, tuple[str, ...]] = {"credential": ("candidate_id", "document_id")}

#: The other columns of such a table; SQLite passes over those of a version to come.
REST: Mapping[str, tuple[str, ...]] = {
    "credential": (
        *("id", "public_id", "type", "body", "number", "state", "issued", "expires", "compact", "revoked_at"),
        *("revoked_why", "entered_by", "entered_at", "supersedes", "standing", "span_start", "span_end", "text"),
    )
}
MERGING = (
    "EXISTS (SELECT 1 FROM candidate WHERE (id = OLD.candidate_id AND merged_into = NEW.candidate_id)"
    " OR (id = NEW.candidate_id AND merged_into = OLD.candidate_id))"
    " AND (COALESCE(NEW.document_id, 0) = COALESCE(OLD.document_id, 0) OR EXISTS (SELECT 1 FROM document a"
    " JOIN document b ON b.sha256 = a.sha256 WHERE a.id = NEW.document_id AND b.id = OLD.document_id))"
)

#: name -> (table, what refuses a new row, the sentence)
NEW_ROW: Mapping[str, tuple[str, str, str]] = {
    "credential_supersedes_own": (
        "credential",
        "EXISTS (SELECT 1 FROM credential c WHERE c.id = NEW.supersedes AND c.candidate_id <> NEW.candidate_id)",
        "a credential supersedes a row of the same candidate",
    ),
    "verification_not_by_owner": (
        "verification",
        "EXISTS (SELECT 1 FROM credential c JOIN candidate p ON c.candidate_id IN (p.id, p.merged_into)"
        " JOIN owner_history h ON h.candidate_id = p.id"
        ' WHERE c.id = NEW.credential_id AND h.owner_id = NEW."by")',
        "who recruits a candidate, or ever did, does not verify her credentials",
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


#: name -> the act on a candidate after which her owner is noted in owner_history, whoever wrote it.
OWNER_KEPT: Mapping[str, str] = {"candidate_first_owner": "INSERT", "candidate_next_owner": "UPDATE"}


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
    made: dict[str, str] = {}
    for table in INSERT_ONLY:
        made |= _unchanged(dialect, table)
        made[f"{table}_kept"] = write(f"{table}_kept", table, "DELETE", f"NOT {_erased(table)}", _kept(table))
        if dialect == "postgresql":  # which empties a table without looking at its rows; SQLite has no such statement
            made[f"{table}_not_emptied"] = _postgresql_emptied(table)
    for name, act in OWNER_KEPT.items():
        made[name] = {"sqlite": _sqlite_owner, "postgresql": _postgresql_owner}[dialect](name, act)
    for name, (table, refused, sentence) in NEW_ROW.items():
        made[name] = write(name, table, "INSERT", refused, sentence)
    return made


def _unchanged(dialect: str, table: str) -> dict[str, str]:
    """What refuses to change a row; in a table of MERGED, any change but the one of a merge."""
    write = {"sqlite": _sqlite, "postgresql": _postgresql}[dialect]
    name, merged, sentence = f"{table}_insert_only", f"{table}_merged", f"{table} is insert-only: add a row instead"
    if table not in MERGED:
        return {name: write(name, table, "UPDATE", "TRUE", sentence)}
    free = ", ".join(MERGED[table])
    if dialect == "postgresql":
        rest = f"'{{{free}}}'::text[]"
        whole = write(name, table, "UPDATE", f"to_jsonb(NEW) - {rest} <> to_jsonb(OLD) - {rest}", sentence)
    else:
        listed = ", ".join(f'"{column}"' for column in REST[table])
        whole = write(name, table, f"UPDATE OF {listed}", "TRUE", sentence)
    return {name: whole, merged: write(merged, table, f"UPDATE OF {free}", f"NOT ({MERGING})", sentence)}


def _sqlite(name: str, table: str, act: str, refused: str, sentence: str) -> str:
    return f"CREATE TRIGGER {name} BEFORE {act} ON {table} WHEN {refused} BEGIN SELECT RAISE(ABORT, '{sentence}'); END"


def _postgresql(name: str, table: str, act: str, refused: str, sentence: str) -> str:
    row = "OLD" if act == "DELETE" else "NEW"
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF {refused} THEN"
        f" RAISE EXCEPTION '{sentence}' USING ERRCODE = 'restrict_violation'; END IF; RETURN {row}; END $$;"
        f" CREATE TRIGGER {name} BEFORE {act} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def _postgresql_emptied(table: str) -> str:
    name = f"{table}_not_emptied"
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
        f" RAISE EXCEPTION '{table} is never emptied' USING ERRCODE = 'restrict_violation'; END $$;"
        f" CREATE TRIGGER {name} BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {name}()"
    )


def _sqlite_owner(name: str, act: str) -> str:
    other = " AND NEW.owner_id IS NOT OLD.owner_id" if act == "UPDATE" else ""
    return (
        f"CREATE TRIGGER {name} AFTER {act} ON candidate WHEN NEW.owner_id IS NOT NULL{other} BEGIN"  # noqa: S608 - constants
        " INSERT INTO owner_history (candidate_id, owner_id, since)"
        " VALUES (NEW.id, NEW.owner_id, strftime('%Y-%m-%d %H:%M:%f000', 'now')); END"
    )


def _postgresql_owner(name: str, act: str) -> str:
    other = " AND NEW.owner_id IS DISTINCT FROM OLD.owner_id" if act == "UPDATE" else ""
    return (
        f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"  # noqa: S608 - constants
        f" IF NEW.owner_id IS NOT NULL{other} THEN INSERT INTO owner_history (candidate_id, owner_id, since)"
        " VALUES (NEW.id, NEW.owner_id, now()); END IF; RETURN NEW; END $$;"
        f" CREATE TRIGGER {name} AFTER {act} ON candidate FOR EACH ROW EXECUTE FUNCTION {name}()"
    )


def create(connection: Connection) -> None:
    """All triggers that are not there yet; on a way to the newest revision, those whose tables are made already."""
    there, tables = present(connection), set(inspect(connection).get_table_names())
    later = {"owner_history", "ranker_use"} - tables
    for name, ddl in statements(connection.dialect.name).items():
        if name not in there and not any(table in ddl for table in later):
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
