"""The database: one writer thread whose transactions are shared by whatever arrives together, and readers beside it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.pool import NullPool, QueuePool

from bot.inbox.migrate import migrate, require_newest
from bot.inbox.presence import Presence
from bot.inbox.unavailable import DatabaseUnavailable
from bot.inbox.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable
    from sqlite3 import Connection as SqliteConnection

    from sqlalchemy import Connection, Engine
    from sqlalchemy.pool import ConnectionPoolEntry

T = TypeVar("T")
BUSY_MILLISECONDS = 4_000
"""How long SQLite waits for another process's lock: GitHub gives up on a delivery after 10 s."""


class Database:
    """An open database whose tables are up to date. Close it when done: `await close()`.

    `presence` tells the other processes on the same file that this one is alive.
    """

    def __init__(self, url: str, writing: Engine, reading: Engine, presence: Presence) -> None:
        self.url = url
        self.presence = presence
        self._writer = Writer(writing)
        self._reading = reading

    async def write(self, job: Callable[[Connection], T]) -> T:
        """Run `job` in a transaction and return its result after the commit is on disk.

        Jobs that arrive together share one transaction, each behind its own savepoint. `job` runs in the writer's
        thread. Raises DatabaseUnavailable where nothing was written (locked, full, read-only, closed).
        """
        return await self._writer.write(job)

    @property
    def commits(self) -> int:
        """How many transactions were committed since it was opened: far fewer than writes under load."""
        return self._writer.commits

    async def read(self, job: Callable[[Connection], T]) -> T:
        """Run `job` on a connection that cannot write; raises DatabaseUnavailable."""
        return await asyncio.to_thread(self._read, job)

    def _read(self, job: Callable[[Connection], T]) -> T:
        try:
            with self._reading.connect() as connection:
                return job(connection)
        except SQLAlchemyError as error:
            raise DatabaseUnavailable(f"the database cannot be read: {error.__class__.__name__}") from error

    async def close(self) -> None:
        """Finish what was handed in, then close. Further writes raise DatabaseUnavailable."""
        await asyncio.to_thread(self._writer.close)
        self._reading.dispose()
        self.presence.leave()


def open_database(url: str, *, existing: bool = False, busy_milliseconds: int = BUSY_MILLISECONDS) -> Database:
    """Open the database, make or upgrade its tables, and start its writer.

    `url` is `sqlite:///relative.sqlite3` or `sqlite:////absolute.sqlite3`. With `existing` nothing is made or upgraded:
    for commands beside a server. Raises DatabaseUnavailable where that is not so or the file cannot be used, and says
    why.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise DatabaseUnavailable(
            "DATABASE_URL is not a database address; an example: sqlite:///onesitting.sqlite3"
        ) from None
    if parsed.get_backend_name() != "sqlite" or not parsed.database or parsed.database == ":memory:":
        raise DatabaseUnavailable("DATABASE_URL must name a SQLite file; an example: sqlite:///onesitting.sqlite3")
    if existing and not Path(parsed.database).is_file():
        says = f"there is no database at {Path(parsed.database).absolute()}"
        raise DatabaseUnavailable(f"{says}: set ONESITTING_HOME or DATABASE_URL as the server has them")
    writing = create_engine(parsed, poolclass=NullPool)
    reading = create_engine(parsed, poolclass=QueuePool, pool_size=4, max_overflow=4)

    def prepare(connection: SqliteConnection, _: ConnectionPoolEntry) -> None:
        connection.isolation_level = None  # the driver must not begin transactions of its own
        connection.execute(f"PRAGMA busy_timeout = {busy_milliseconds:d}")

    def prepare_writer(connection: SqliteConnection, _: ConnectionPoolEntry) -> None:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA wal_autocheckpoint = 8000")  # pages: a 32 MB log is copied back in larger strokes

    event.listen(writing, "connect", prepare)
    event.listen(writing, "connect", prepare_writer)
    event.listen(writing, "begin", lambda connection: connection.exec_driver_sql("BEGIN IMMEDIATE"))
    event.listen(reading, "connect", prepare)
    event.listen(reading, "connect", lambda connection, _: connection.execute("PRAGMA query_only = ON"))
    event.listen(reading, "begin", lambda connection: connection.exec_driver_sql("BEGIN"))
    try:
        if existing:
            require_newest(reading)
        else:
            migrate(writing)
        presence = Presence(_file(reading))
    except (SQLAlchemyError, OSError) as error:
        reason = str(error.__cause__ or error.__class__.__name__) if isinstance(error, SQLAlchemyError) else str(error)
        check = "check ONESITTING_HOME and DATABASE_URL, and that the server may write there"
        raise DatabaseUnavailable(f"the database {parsed.database} cannot be used: {reason} ({check})") from error
    return Database(url, writing, reading, presence)


def _file(engine: Engine) -> Path:
    """Return the database's path as SQLite resolved it: every process on the file says the same."""
    with engine.connect() as connection:
        return Path(connection.exec_driver_sql("PRAGMA database_list").one().file)
