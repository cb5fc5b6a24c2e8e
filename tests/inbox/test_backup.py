"""Backup and restore as docs/operations.md tells them, while the server runs, in both homes."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

from sqlalchemy import Connection, insert, select

from bot.inbox.database import open_database
from bot.inbox.deliveries import Inbox
from bot.inbox.schema import METADATA
from tests.homes import IN_POSTGRESQL, IN_SQLITE
from tests.inbox.given import PATIENCE, delivery, pull_request
from tests.inbox.rows import row_of

if TYPE_CHECKING:
    from pathlib import Path

    from bot.inbox.database import Database
    from tests.postgres.server import PostgresServer


async def fill(database: Database) -> None:
    """Put a row into every table."""

    def put(connection: Connection) -> None:
        for table in METADATA.sorted_tables:
            connection.execute(insert(table), row_of(table, 1))

    await database.write(put)


async def works(url: str) -> bool:
    """Return whether every row is there again, and a new delivery is accepted."""
    database = open_database(url)

    def counts(connection: Connection) -> set[int]:
        return {len(connection.execute(select(table)).all()) for table in METADATA.sorted_tables}

    whole = await database.read(counts) == {1}
    taken = await Inbox(database, PATIENCE, lambda: None).accept(delivery("after", pull_request()))
    await database.close()
    return whole and taken


@IN_SQLITE
async def test_a_file_is_backed_up_and_restored(database: Database, url: str, tmp_path: Path) -> None:
    """`.backup` is SQLite's online backup: a copy of one moment, whoever writes."""
    await fill(database)
    copy = tmp_path / "copy.sqlite3"
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as file, closing(sqlite3.connect(copy)) as other:
        file.backup(other)
    shutil.copy(copy, tmp_path / "restored.sqlite3")
    assert await works(f"sqlite:///{tmp_path / 'restored.sqlite3'}")


@IN_POSTGRESQL
async def test_a_server_s_database_is_backed_up_and_restored(
    database: Database, url: str, postgres: PostgresServer, tmp_path: Path
) -> None:
    """With PostgreSQL's own tools, into a database that was just made."""
    await fill(database)
    copy, new = str(tmp_path / "copy.dump"), postgres.url(postgres.create())
    postgres.run("pg_dump", "--format", "custom", "--file", copy, url)
    postgres.run("pg_restore", "--exit-on-error", "--dbname", new, copy)
    assert await works(new)
