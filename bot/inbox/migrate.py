"""Bring the tables up to date, at every start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import inspect, text

from bot.inbox.fleet_schema import upgrade_fleet
from bot.inbox.unavailable import DatabaseUnavailable

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

NEWEST = "0018"
"""The newest migration in bot/inbox/migrations/versions: known here so that a start that has nothing to do does not
import Alembic (a fifth of a second)."""


THOUSANDS = ("0",)
"""Migrations of the same thousand only add, so that two versions of this program run side by side while one replaces
the other: each starts also on a database that a newer version has upgraded within a thousand that is named here.

To take something away, release a version that does not use it and names the next thousand here, too; the migration,
the first of that thousand, comes with the version after it.
"""
_LOCK = int.from_bytes(b"onesit")
"""The number of the lock under which PostgreSQL's tables are changed. SQLite's transactions lock the whole file."""


def migrate(engine: Engine) -> None:
    """Run the migrations that are missing, all in one transaction; other processes wait for it.

    A newer version of this program may have upgraded it already: see THOUSANDS. Raises DatabaseUnavailable where that
    one did more than add.
    """
    shared = engine.dialect.name == "postgresql"
    with engine.connect() as connection:
        if _is_usable(_version(connection)) and not shared:
            return
    with engine.begin() as connection:
        if shared:
            hold_lock(connection)
        if not _is_usable(_version(connection)):
            _upgrade(connection)
        if shared:
            upgrade_fleet(connection)


def hold_lock(connection: Connection) -> None:
    """Let every other process that would change PostgreSQL's tables wait until the transaction ends, however long."""
    connection.execute(text("SET LOCAL lock_timeout = 0"))
    connection.execute(text("SET LOCAL statement_timeout = 0"))
    connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


def require_newest(engine: Engine) -> None:
    """Raise DatabaseUnavailable unless the tables can be used by this program: nothing is changed."""
    with engine.connect() as connection:
        version = _version(connection)
    if version is None:
        raise DatabaseUnavailable("the database has no tables yet: `onesitting serve` makes them at its first start")
    if not _is_usable(version):
        says = f"the database is of version {version} and this program of {NEWEST}"
        raise DatabaseUnavailable(
            f"{says}: start the newest version of `onesitting serve` once, it brings it up to date"
        )


def _is_usable(version: str | None) -> bool:
    return version is not None and version >= NEWEST and version[0] in THOUSANDS


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
