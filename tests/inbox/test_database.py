"""The database: migrated at start, one writer, and honest about what it could not write."""

from __future__ import annotations

import asyncio
import sqlite3
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.inbox.database import open_database
from bot.inbox.migrate import NEWEST
from bot.inbox.schema import METADATA
from bot.inbox.unavailable import DatabaseUnavailable

if TYPE_CHECKING:
    from pathlib import Path

    from bot.inbox.database import Database

NOTE = text("INSERT INTO installations (id, served_at) VALUES (:id, 0)")
COUNT = text("SELECT count(*) FROM installations")


async def test_models_and_migrations_agree(database: Database) -> None:
    """What the migrations made is what the models describe: nothing is left for Alembic to change."""

    def is_described(name: str | None, kind: str, _parents: object) -> bool:
        return kind != "table" or not str(name).startswith("text_words")  # a virtual table, in SQLite's own parts

    options = {"include_name": is_described}
    difference = await database.read(
        lambda connection: compare_metadata(MigrationContext.configure(connection, opts=options), METADATA)
    )
    assert difference == []


def test_the_newest_migration_is_known() -> None:
    """The number that spares a start the import of Alembic is the number of the newest file."""
    config = Config()
    config.set_main_option("script_location", "bot.inbox:migrations")
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [NEWEST]


async def test_opening_again_keeps_everything(url: str) -> None:
    """A second start finds the tables as the first left them."""
    first = open_database(url)
    await first.write(lambda connection: connection.execute(NOTE, {"id": 1}).rowcount)
    await first.close()
    second = open_database(url)
    assert await second.read(lambda connection: connection.execute(COUNT).scalar()) == 1
    await second.close()


async def test_a_newer_database_is_left_alone(url: str) -> None:
    """A database that a newer version upgraded is not touched, and the message says what to start."""
    first = open_database(url)
    await first.write(lambda connection: connection.execute(text("UPDATE alembic_version SET version_num='9999'")))
    await first.close()
    with pytest.raises(DatabaseUnavailable, match="start the newest version"):
        open_database(url)


async def test_writes_are_on_disk(database: Database) -> None:
    """The log is WAL and every commit waits for the disk: synchronous FULL is 2."""

    def modes(connection: Connection) -> tuple[object, object]:
        ask = connection.exec_driver_sql
        return ask("PRAGMA journal_mode").scalar(), ask("PRAGMA synchronous").scalar()

    assert await database.write(modes) == ("wal", 2)


async def test_readers_cannot_write(database: Database) -> None:
    """There is one writer; whoever reads cannot change a row by accident."""
    with pytest.raises(DatabaseUnavailable):
        await database.read(lambda connection: connection.execute(NOTE, {"id": 1}))


async def test_one_bad_job_does_not_spoil_its_neighbours(database: Database) -> None:
    """Jobs that share a transaction fail alone: each has its own savepoint."""

    def broken(connection: Connection) -> None:
        connection.execute(NOTE, {"id": 3})
        raise KeyError("a mistake")

    def doubled(connection: Connection) -> int:
        return connection.execute(NOTE, {"id": 1}).rowcount

    results = await asyncio.gather(
        database.write(lambda connection: connection.execute(NOTE, {"id": 1}).rowcount),
        database.write(broken),
        database.write(doubled),
        database.write(lambda connection: connection.execute(NOTE, {"id": 2}).rowcount),
        return_exceptions=True,
    )
    assert [type(result) for result in results] == [int, KeyError, DatabaseUnavailable, int]
    assert await database.read(lambda connection: connection.execute(COUNT).scalar()) == 2


async def test_a_lock_that_ends_is_survived(database: Database, url: str) -> None:
    """Another program holds the file: writing fails, and works again when it lets go."""
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseUnavailable, match="locked"):
        await database.write(lambda connection: connection.execute(NOTE, {"id": 1}))
    other.execute("ROLLBACK")
    other.close()
    assert await database.write(lambda connection: connection.execute(NOTE, {"id": 1}).rowcount) == 1


async def test_a_closed_database_says_so(url: str) -> None:
    """After closing, nothing is silently dropped."""
    database = open_database(url)
    await database.close()
    await database.close()
    with pytest.raises(DatabaseUnavailable, match="closed"):
        await database.write(lambda connection: connection.execute(NOTE, {"id": 1}))


@pytest.mark.parametrize(
    ("address", "says"),
    [
        ("nonsense", "not a database address"),
        ("postgresql://u:p@h/d", "must name a SQLite file"),
        ("sqlite://", "must name a SQLite file"),
        ("sqlite:////nowhere/at/all.sqlite3", "unable to open database file"),
    ],
)
def test_an_unusable_address_is_explained(address: str, says: str) -> None:
    """The message says what is expected, or what the system said; never the password."""
    with pytest.raises(DatabaseUnavailable, match=says) as caught:
        open_database(address)
    assert "u:p" not in str(caught.value)


def test_a_file_that_is_no_database_is_explained(tmp_path: Path) -> None:
    """Pointing at the wrong file does not harm it."""
    file = tmp_path / "letter.txt"
    file.write_text("Dear Sir, " * 500, encoding="utf-8")
    with pytest.raises(DatabaseUnavailable, match=r"not a database \(check ONESITTING_HOME and DATABASE_URL"):
        open_database(f"sqlite:///{file}")
    assert file.read_text(encoding="utf-8") == "Dear Sir, " * 500
