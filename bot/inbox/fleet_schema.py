"""The tables of procrastinate, beside ours: made and upgraded by its own statements, in our migration's transaction."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import text

if TYPE_CHECKING:
    from sqlalchemy import Connection

_SAYS = text("SELECT obj_description(to_regclass('procrastinate_jobs'), 'pg_class')")


def upgrade_fleet(connection: Connection) -> None:
    """Make the tables, or bring them up to the installed procrastinate; nothing where they are.

    A comment on its table of jobs names the last of its migrations that was run.
    """
    from procrastinate.schema import SchemaManager  # noqa: PLC0415 - part of onesitting[postgres]

    migrations = sorted(Path(SchemaManager.get_migrations_path()).glob("*.sql"))
    newest = migrations[-1].name
    known = connection.execute(_SAYS).scalar()
    if known == newest:
        return
    if known is None:
        _run(connection, SchemaManager.get_schema())
    for migration in migrations:
        if known is not None and migration.name > known:
            _run(connection, migration.read_text(encoding="utf-8"))
    _run(connection, f"COMMENT ON TABLE procrastinate_jobs IS '{newest}'")


def _run(connection: Connection, statements: str) -> None:
    """Run statements as they stand: a driver that is given no parameters leaves their per cent signs alone."""
    cursor = connection.connection.cursor()
    cursor.execute(statements)
    cursor.close()
