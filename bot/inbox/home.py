"""Where a database lives: the engines that write and read it, and who else is there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.inbox.unavailable import DatabaseUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Engine
    from sqlalchemy.engine import URL

    from bot.inbox.presence import Presence

EXAMPLES = "sqlite:///onesitting.sqlite3 or postgresql://user:password@host/onesitting"


@dataclass(frozen=True, slots=True)
class Home:
    """The engines of a database.

    `writers` threads write at a time; each takes up to `together` jobs that wait into one transaction. `arrive` says
    that this process is there; call it when the tables are known to be usable.
    """

    writing: Engine
    reading: Engine
    writers: int
    together: int
    arrive: Callable[[], Presence]

    def close(self) -> None:
        """Close every connection that is not in use."""
        self.writing.dispose()
        self.reading.dispose()


def address(url: str, named: str = "DATABASE_URL") -> URL:
    """Return a database's address with its driver; raises DatabaseUnavailable for one that is of no home of ours.

    `named` is what it was given as. `postgres://` is what some platforms write for `postgresql://`.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise DatabaseUnavailable(f"{named} is not a database address; for example {EXAMPLES}") from None
    if parsed.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
        return parsed.set(drivername="postgresql+psycopg")
    if parsed.drivername == "sqlite" and parsed.database and parsed.database != ":memory:":
        return parsed
    raise DatabaseUnavailable(f"{named} must name a SQLite file or a PostgreSQL database; for example {EXAMPLES}")
