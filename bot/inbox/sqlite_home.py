"""A database in a SQLite file: one writer, whose transactions are shared by whatever arrives together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import create_engine, event
from sqlalchemy.pool import QueuePool

from bot.inbox.file_presence import FilePresence
from bot.inbox.home import Home

if TYPE_CHECKING:
    from sqlite3 import Connection as SqliteConnection

    from sqlalchemy import Engine
    from sqlalchemy.engine import URL
    from sqlalchemy.pool import ConnectionPoolEntry

MOST_TOGETHER = 256
"""Jobs in one transaction: a bound on how long the first of them waits for the others."""


def sqlite_home(url: URL, busy_milliseconds: int) -> Home:
    """Return the engines of a file, which may not be there yet."""
    reading = reading_engine(url, busy_milliseconds)
    return Home(writing_engine(url, busy_milliseconds), reading, 1, MOST_TOGETHER, lambda: FilePresence(_file(reading)))


def reading_engine(url: URL, busy_milliseconds: int) -> Engine:
    """Return an engine whose connections cannot change a row."""
    reading = create_engine(url, poolclass=QueuePool, pool_size=4, max_overflow=4)
    _prepare(reading, f"PRAGMA busy_timeout = {busy_milliseconds:d}", "PRAGMA query_only = ON")
    event.listen(reading, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    return reading


def file_of(url: URL) -> Path:
    """Return where an address says that the file is."""
    return Path(url.database or "")


def writing_engine(url: URL, busy_milliseconds: int) -> Engine:
    """Return the engine of the one writer: its transactions hold the file."""
    writing = create_engine(url, poolclass=QueuePool, pool_size=1, max_overflow=0)
    _prepare(
        writing,
        f"PRAGMA busy_timeout = {busy_milliseconds:d}",
        "PRAGMA journal_mode = WAL",
        "PRAGMA synchronous = FULL",
        "PRAGMA cache_size = -16000",  # kilobytes: deliveries flush what is looked up out of the default two megabytes
        "PRAGMA wal_autocheckpoint = 8000",  # pages: a 32 MB log is copied back in larger strokes
    )
    event.listen(writing, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    return writing


def _prepare(engine: Engine, *statements: str) -> None:
    def prepare(connection: SqliteConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver must not begin transactions of its own
        for statement in statements:
            connection.execute(statement)

    event.listen(engine, "connect", prepare)


def _file(engine: Engine) -> Path:
    """Return the database's path as SQLite resolved it: every process on the file says the same."""
    with engine.connect() as connection:
        return Path(connection.exec_driver_sql("PRAGMA database_list").one().file)
