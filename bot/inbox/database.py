"""The database: what writes it, what reads it, and opening it with its tables up to date."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from sqlalchemy.exc import SQLAlchemyError

from bot.inbox import postgres_home, sqlite_home
from bot.inbox.home import address
from bot.inbox.migrate import migrate, require_newest
from bot.inbox.unavailable import DatabaseUnavailable
from bot.inbox.writer import Writer

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine import URL

    from bot.inbox.home import Home
    from bot.inbox.presence import Presence

T = TypeVar("T")
BUSY_MILLISECONDS = 4_000
"""How long another process's lock is waited for: GitHub gives up on a delivery after 10 s."""
SETTLING_SECONDS = 10.0


class Database:
    """An open database whose tables are up to date. Close it when done: `await close()`.

    `dialect` is "sqlite" or "postgresql". `presence` tells the other processes on it that this one is alive.
    """

    def __init__(self, url: str, home: Home, presence: Presence) -> None:
        self.url = url
        self.dialect = home.reading.dialect.name
        self.presence = presence
        self._writer = Writer(home.writing, home.writers, home.together)
        self._reading = home.reading

    async def write(self, job: Callable[[Connection], T]) -> T:
        """Run `job` in a transaction and return its result after the commit is on disk.

        `job` runs in a thread. It may share its transaction with others that arrived with it, each behind its own
        savepoint, and it is run again where PostgreSQL broke a deadlock: it must do nothing but its statements. Raises
        DatabaseUnavailable where nothing was written (locked, full, read-only, away, closed).
        """
        return await self._writer.write(job)

    @property
    def commits(self) -> int:
        """How many transactions were committed since it was opened: in SQLite far fewer than writes under load."""
        return self._writer.commits

    async def read(self, job: Callable[[Connection], T]) -> T:
        """Run `job` on a connection that cannot write, as of one moment; raises DatabaseUnavailable."""
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
        await asyncio.to_thread(self.presence.leave)


def open_database(
    url: str,
    *,
    existing: bool = False,
    busy_milliseconds: int = BUSY_MILLISECONDS,
    settling_seconds: float = SETTLING_SECONDS,
) -> Database:
    """Open the database, make or upgrade its tables, and start its writers.

    `url` is `sqlite:///relative.sqlite3`, `sqlite:////absolute.sqlite3` or `postgresql://user:password@host/name`. With
    `existing` nothing is made or upgraded: for commands beside a server. `settling_seconds` is how long a PostgreSQL
    server has to be up before it is believed about which processes are gone. Raises DatabaseUnavailable where the
    database cannot be used, and says why; never with the password.
    """
    parsed = address(url)
    file = Path(parsed.database or "")
    if existing and parsed.get_backend_name() == "sqlite" and not file.is_file():
        says = f"there is no database at {file.absolute()}"
        raise DatabaseUnavailable(f"{says}: set ONESITTING_HOME or DATABASE_URL as the server has them")
    if parsed.get_backend_name() == "postgresql":
        home = postgres_home.postgres_home(parsed, busy_milliseconds, settling_seconds)
    else:
        home = sqlite_home.sqlite_home(parsed, busy_milliseconds)
    try:
        _bring_up_to_date(home.reading if existing else home.writing, existing=existing)
        presence = home.arrive()
    except DatabaseUnavailable:
        home.close()
        raise
    except (SQLAlchemyError, OSError) as error:
        home.close()
        raise DatabaseUnavailable(_unusable(parsed, error)) from error
    return Database(url, home, presence)


def reading_engine(url: str) -> Engine:
    """Return an engine that cannot change a row, for a process beside the server. Raises DatabaseUnavailable."""
    parsed = address(url)
    if parsed.get_backend_name() == "postgresql":
        return postgres_home.reading_engine(parsed)
    return sqlite_home.reading_engine(parsed, BUSY_MILLISECONDS)


def driver_address(url: str) -> str:
    """Return the address of a PostgreSQL database as its driver takes it, with the password."""
    return postgres_home.raw(address(url))


def _bring_up_to_date(engine: Engine, *, existing: bool) -> None:
    if existing:
        require_newest(engine)
    else:
        migrate(engine)


def _unusable(url: URL, error: Exception) -> str:
    reason = str(error.__cause__ or error.__class__.__name__) if isinstance(error, SQLAlchemyError) else str(error)
    if url.get_backend_name() == "sqlite":
        check = "check ONESITTING_HOME and DATABASE_URL, and that the server may write there"
        return f"the database {url.database} cannot be used: {reason} ({check})"
    check = "check DATABASE_URL, and that this machine may connect there"
    where = f"{url.database} at {url.host or url.query.get('host', 'the local socket')}"
    return f"the database {where} cannot be used: {reason.strip()} ({check})"
