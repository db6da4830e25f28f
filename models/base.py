"""What every table shares: names of constraints, public ids, instants in UTC, the optimistic lock, lists of slugs."""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, datetime
from typing import Any, ClassVar, TypeVar

from sqlalchemy import (
    ARRAY,
    JSON,
    CheckConstraint,
    ColumnElement,
    DateTime,
    Dialect,
    Integer,
    LargeBinary,
    MetaData,
    String,
    any_,
    cast,
    func,
    select,
)
from sqlalchemy.orm import (
    DeclarativeBase,
    InstrumentedAttribute,
    Mapped,
    Session,
    declared_attr,
    mapped_column,
    object_session,
)
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.types import TypeDecorator

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}
P = TypeVar("P", bound="Public")
SLUG = String(64)


class Instant(TypeDecorator[datetime]):
    """A moment, stored in UTC and always read back aware, on SQLite too. A naive datetime is refused (ValueError)."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"{value!r} has no time zone: give the moment in UTC")
        moment = value.astimezone(UTC)
        return moment.replace(tzinfo=None) if dialect.name == "sqlite" else moment

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    metadata = MetaData(naming_convention=NAMES)
    # JSON values are replaced whole: a list changed in place is not noticed.
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: Instant,
        bytes: LargeBinary,
        list[str]: JSON(none_as_null=True),
        list[Any]: JSON(none_as_null=True),
        dict[str, Any]: JSON(none_as_null=True),
    }


def now() -> datetime:
    """The moment a row is made, where the caller gives none."""
    return datetime.now(UTC)


def new_public_id() -> str:
    """12 random URL-safe characters; never a leading dash, which a command line would take for an option."""
    while (drawn := secrets.token_urlsafe(9)).startswith("-"):
        pass
    return drawn


class Public:
    """A row with an address of its own."""

    public_id: Mapped[str] = mapped_column(String(16), unique=True, default=new_public_id)


class Versioned:
    """The optimistic lock: saving a row that changed since it was read raises StaleDataError."""

    version: Mapped[int] = mapped_column()

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.version}


def one_of(column: str, values: Iterable[str]) -> CheckConstraint:
    """CHECK that a column holds one of these words (or nothing, where it may be empty)."""
    return CheckConstraint(f'"{column}" IN ({", ".join(f"{value!r}" for value in values)})', name=column)


def rule(name: str, condition: str) -> CheckConstraint:
    """CHECK under a short name; the convention adds the table's."""
    return CheckConstraint(condition, name=name)


def within(session: Session, column: InstrumentedAttribute[Any], ids: Collection[int]) -> ColumnElement[bool]:
    """`column` is one of `ids`, as one parameter however many they are (databases limit parameters, not arrays)."""
    if session.get_bind().dialect.name == "postgresql":
        return column == any_(cast(list(ids), ARRAY(Integer)))
    return column.in_(select(func.json_each(json.dumps(list(ids))).table_valued("value").c.value))


def touch(row: Versioned) -> None:
    """Move the row's version with the next flush, which fails (StaleDataError) where somebody else moved it meanwhile."""
    session = object_session(row)
    if session is not None and row not in session.new and row not in session.deleted:
        _ = row.version  # loaded again, where a commit made the row forget
        flag_modified(row, "id")


def changed(session: Session) -> Iterator[object]:
    """What the coming flush adds, changes or takes away."""
    yield from session.new
    yield from (row for row in session.dirty if session.is_modified(row))
    yield from session.deleted


def find(session: Session, cls: type[P], public_id: str) -> P | None:
    """The row at this address, or None."""
    return session.scalar(select(cls).where(cls.public_id == public_id))
