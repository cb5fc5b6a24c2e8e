"""A database in PostgreSQL: several writers, each with a transaction of its own; the server commits them together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event
from sqlalchemy.exc import ArgumentError

from bot.inbox.home import Home
from bot.inbox.unavailable import DatabaseUnavailable

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.engine import URL

WRITERS = 4
READERS = 4
"""Connections of each kind; every process has up to five more: one for its presence, the fleet's others."""
LONGEST_STATEMENT = 30_000
"""Milliseconds after which the server gives a statement up: a journey's are done in a few."""
IDLE_TRANSACTION = 60_000
"""Milliseconds after which the server takes the locks of a frozen process away."""
WAIT_SECONDS = 4
"""How long a connection is waited for: GitHub gives up on a delivery after 10 s."""
REACH: dict[str, str | int] = {
    "connect_timeout": 4,
    "keepalives_idle": 30,
    "tcp_user_timeout": 8_000,
    "application_name": "onesitting",
}
"""How the server is reached, where the address does not say otherwise: a network that swallows everything is noticed
(https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS)."""


def postgres_home(url: URL, lock_milliseconds: int, settling: float) -> Home:
    """Return the engines of a database, which must be there. Raises DatabaseUnavailable where the driver is missing.

    `settling`: see bot.inbox.lock_presence.
    """
    writing = writing_engine(url, lock_milliseconds)

    from bot.inbox.lock_presence import LockPresence  # noqa: PLC0415 - needs the driver, which is there by now

    return Home(writing, reading_engine(url), WRITERS, 1, lambda: LockPresence(raw(url), settling))


def writing_engine(url: URL, lock_milliseconds: int) -> Engine:
    """Return the engine of the writers."""
    limits = {
        "lock_timeout": lock_milliseconds,
        "statement_timeout": LONGEST_STATEMENT,
        "idle_in_transaction_session_timeout": IDLE_TRANSACTION,
    }
    counted = {"preserve_rowcount": True}  # an INSERT, too, tells how many rows it made, as it does in SQLite
    return _engine(url, WRITERS, limits, {"target_session_attrs": "read-write"}, execution_options=counted)


def reading_engine(url: URL) -> Engine:
    """Return an engine whose transactions cannot change a row, and each see the database as of one moment."""
    return _engine(
        url,
        READERS,
        {},
        {},
        isolation_level="REPEATABLE READ",
        execution_options={"postgresql_readonly": True},
    )


def raw(url: URL) -> str:
    """Return an address as the driver and procrastinate take it."""
    return url.set(drivername="postgresql").render_as_string(hide_password=False)


def _engine(
    url: URL,
    connections: int,
    limits: dict[str, int],
    reach: dict[str, str | int],
    **options: Any,  # noqa: ANN401 - SQLAlchemy's
) -> Engine:
    try:
        engine = create_engine(
            url,
            connect_args={name: value for name, value in {**REACH, **reach}.items() if name not in url.query},
            pool_size=connections,
            max_overflow=0,
            pool_timeout=WAIT_SECONDS,
            pool_pre_ping=True,
            **options,
        )
    except ArgumentError as error:
        raise DatabaseUnavailable(f"the address of the database cannot be used: {error}") from None
    except ModuleNotFoundError:
        raise DatabaseUnavailable("PostgreSQL needs its driver: install onesitting[postgres]") from None

    from bot.inbox.postgres_connection import prepare  # noqa: PLC0415 - see postgres_home

    event.listen(engine, "connect", lambda connection, _: prepare(connection, limits))
    return engine
