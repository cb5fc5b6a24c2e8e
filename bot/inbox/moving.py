"""Moving a database from SQLite to PostgreSQL: every table, in one transaction, counted on both sides.

What is interrupted leaves nothing behind, so that it can simply be begun again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, bindparam, func, insert, select, text

from bot.inbox import postgres_home, sqlite_home
from bot.inbox.file_presence import FilePresence
from bot.inbox.home import address
from bot.inbox.migrate import hold_lock, migrate, require_newest
from bot.inbox.schema import METADATA

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sqlalchemy import Column, Connection, Engine, Table
    from sqlalchemy.engine import URL
    from sqlalchemy.types import TypeEngine

AT_A_TIME = 20
"""Rows in memory: a delivery may have 25 MB."""
BUSY_MILLISECONDS = 4_000


class MoveRefused(Exception):  # noqa: N818 - named after what happened
    """Nothing was moved; the message says why and what to do."""


def move_database(origin: str, destination: str, tell: Callable[[str, int], None]) -> None:
    """Copy every row; `tell` hears of each table when it is copied, with how many rows it has.

    Raises MoveRefused, DatabaseUnavailable, or SQLAlchemyError where a database breaks off.
    """
    source, target = _addresses(origin, destination)
    reading = sqlite_home.writing_engine(source, BUSY_MILLISECONDS)  # it holds the file: nobody writes meanwhile
    writing = postgres_home.writing_engine(target, BUSY_MILLISECONDS)
    try:
        require_newest(reading)
        migrate(writing)
        _move(reading, writing, tell)
    finally:
        reading.dispose()
        writing.dispose()


def _addresses(origin: str, destination: str) -> tuple[URL, URL]:
    source, target = address(origin, "--from"), address(destination, "--to")
    if source.get_backend_name() != "sqlite" or target.get_backend_name() != "postgresql":
        raise MoveRefused("a database is moved from SQLite to PostgreSQL: --from sqlite:///... --to postgresql://...")
    file = sqlite_home.file_of(source)
    if not file.is_file():
        raise MoveRefused(f"there is no database at {file.absolute()}")
    _refuse_where_a_server_runs(file)
    return source, target


def _refuse_where_a_server_runs(file: Path) -> None:
    presence = FilePresence(file.resolve())
    others = presence.present() - {presence.token}
    presence.leave()
    if others:
        raise MoveRefused(f"a server runs on {file}: stop it first, what it took in meanwhile would stay behind")


def _move(reading: Engine, writing: Engine, tell: Callable[[str, int], None]) -> None:
    with reading.begin() as source, writing.begin() as target:
        hold_lock(target)
        for table in METADATA.sorted_tables:
            if count := _count(target, table):
                says = f"the database to move to is not empty: {count:,} rows in {table.name}"
                raise MoveRefused(f"{says}; name an empty one")
        for table in METADATA.sorted_tables:
            try:
                _copy(source, target, table)
            except (ValueError, OverflowError) as error:  # a text that is no JSON, a moment of no year
                raise MoveRefused(f"{table.name} has a row that cannot be read ({error}): nothing was moved") from None
            there, here = _count(source, table), _count(target, table)
            if there != here:
                raise MoveRefused(f"{table.name} has {there:,} rows, and {here:,} arrived: nothing was moved")
            tell(table.name, here)


def _count(connection: Connection, table: Table) -> int:
    return connection.execute(select(func.count()).select_from(table)).scalar_one()


def _copy(source: Connection, target: Connection, table: Table) -> None:
    values = {column.name: bindparam(column.name, type_=_exact(column)) for column in table.columns}
    statement = insert(table).values(**values)
    rows = source.execute(select(table).order_by(*table.primary_key).execution_options(yield_per=AT_A_TIME))
    for some in rows.mappings().partitions():
        target.execute(statement, [dict(row) for row in some])
    numbered = table.autoincrement_column
    if numbered is not None:
        words = "SELECT setval(pg_get_serial_sequence(:table, :column), coalesce(max({}), 0) + 1, false) FROM {}"
        ask = text(words.format(numbered.name, table.name))
        target.execute(ask, {"table": table.name, "column": numbered.name})


def _exact(column: Column[Any]) -> TypeEngine[Any]:
    """Return the type under which a missing value stays one: JSON has a null of its own."""
    return JSON(none_as_null=True) if isinstance(column.type, JSON) else column.type
