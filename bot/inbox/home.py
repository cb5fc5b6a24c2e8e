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
_ESCAPES = "the port is a number; in a user or password @ is written %40, : %3A and / %2F"
_OF_THE_DRIVER = frozenset({"autocommit", "conninfo", "context", "cursor_factory", "prepare_threshold", "row_factory"})
"""What the driver would take for arguments of its own: with one of them no transaction would be one any more."""


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

    `named` is what it was given as. `postgres://` is what some platforms write for `postgresql://`. What is refused is
    not quoted: a password may have ended up in any part of it.
    """
    try:
        url.encode()  # an environment may hold bytes that are no text
        parsed = make_url(url)
    except (ArgumentError, ValueError):
        says = f"{named} is not a database address; for example {EXAMPLES}"
        raise DatabaseUnavailable(f"{says} ({_ESCAPES})") from None
    if parsed.drivername in ("postgres", "postgresql", "postgresql+psycopg"):
        return _of_postgresql(parsed, named)
    if parsed.drivername == "sqlite" and parsed.database and parsed.database != ":memory:":
        if parsed.host or parsed.query:
            raise DatabaseUnavailable(f"{named}: the address of a SQLite file has no host and no options behind a ?")
        return parsed
    raise DatabaseUnavailable(f"{named} must name a SQLite file or a PostgreSQL database; for example {EXAMPLES}")


def _of_postgresql(parsed: URL, named: str) -> URL:
    if "@" in (parsed.host or ""):
        raise DatabaseUnavailable(f"{named} has an @ too many before its host: {_ESCAPES}")
    if unknown := _OF_THE_DRIVER & parsed.query.keys():
        raise DatabaseUnavailable(f"{named}: {min(unknown)} is no option of PostgreSQL's addresses")
    return parsed.set(drivername="postgresql+psycopg")
