"""Bring the tables up to date, at every start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from bot.inbox.fleet_schema import upgrade_fleet
from bot.inbox.unavailable import DatabaseUnavailable

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

NEWEST = "0016"
"""The newest migration in bot/inbox/migrations/versions: known here so that a start that has nothing to do does not
import Alembic (a fifth of a second)."""


_LOCK = int.from_bytes(b"onesit")
"""The number of the lock under which PostgreSQL's tables are changed. SQLite's transactions lock the whole file."""


def migrate(engine: Engine) -> None:
    """Run the migrations that are missing, all in one transaction; other processes wait for it.

    Raises DatabaseUnavailable for a database that a newer version of this program has upgraded.
    """
    shared = engine.dialect.name == "postgresql"
    with engine.connect() as connection:
        if _version(connection) == NEWEST and not shared:
            return
    with engine.begin() as connection:
        if shared:
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            connection.execute(text("SET LOCAL statement_timeout = 0"))
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        if _version(connection) != NEWEST:
            _upgrade(connection)
        if shared:
            upgrade_fleet(connection)


def require_newest(engine: Engine) -> None:
    """Raise DatabaseUnavailable unless the tables are those of this program: nothing is changed."""
    with engine.connect() as connection:
        version = _version(connection)
    if version is None:
        raise DatabaseUnavailable("the database has no tables yet: `onesitting serve` makes them at its first start")
    if version != NEWEST:
        says = f"the database is of version {version} and this program of {NEWEST}"
        raise DatabaseUnavailable(
            f"{says}: start the newest version of `onesitting serve` once, it brings it up to date"
        )


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415 - see NEWEST
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", "bot.inbox:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        says = f"the database is of another version of OneSitting ({error}): start the newest version"
        raise DatabaseUnavailable(says) from error
