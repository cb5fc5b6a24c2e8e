"""The database: migrated at start, one writer, and honest about what it could not write."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import threading
from typing import TYPE_CHECKING

import psycopg
import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from bot.inbox.database import open_database
from bot.inbox.home import EXAMPLES
from bot.inbox.migrate import NEWEST
from bot.inbox.schema import METADATA
from bot.inbox.unavailable import DatabaseUnavailable
from tests.homes import IN_POSTGRESQL, IN_SQLITE

if TYPE_CHECKING:
    from pathlib import Path

    from bot.inbox.database import Database
    from tests.postgres.server import PostgresServer

NOTE = text("INSERT INTO installations (id, served_at) VALUES (:id, 0)")
OTHERS = ("text_words", "procrastinate_")
"""Tables that others make: SQLite's virtual one for words, in its own parts, and those of the fleet."""
COUNT = text("SELECT count(*) FROM installations")


async def test_models_and_migrations_agree(database: Database) -> None:
    """What the migrations made is what the models describe: nothing is left for Alembic to change."""

    def is_described(name: str | None, kind: str, _parents: object) -> bool:
        return kind != "table" or not str(name).startswith(OTHERS)

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


@IN_SQLITE
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


@IN_POSTGRESQL
async def test_readers_see_one_moment(database: Database) -> None:
    """What is committed while a reader reads is not there for it: an export is of one moment."""
    loop = asyncio.get_running_loop()

    def read(connection: Connection) -> list[object]:
        first = connection.execute(COUNT).scalar()
        note = database.write(lambda writing: writing.execute(NOTE, {"id": 1}).rowcount)
        asyncio.run_coroutine_threadsafe(note, loop).result()
        return [first, connection.execute(COUNT).scalar()]

    assert [0, 0] == await database.read(read)


@IN_POSTGRESQL
async def test_names_have_no_bound(database: Database) -> None:
    """A name longer than anybody foresaw loses no row; a NUL, which no text may have there, is kept as U+FFFD."""
    note = "INSERT INTO installations (id, served_at, account) VALUES (1, 0, :account)"
    await database.write(lambda connection: connection.execute(text(note), {"account": "a\x00" + "b" * 1_000}).rowcount)
    look = text("SELECT account FROM installations")
    assert "a\ufffd" + "b" * 1_000 == await database.read(lambda connection: connection.execute(look).scalar())


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
    one, mistake, same, other = (type(result) for result in results)
    assert (mistake, other, {one, same}) == (KeyError, int, {int, DatabaseUnavailable})  # who is first is not said
    assert await database.read(lambda connection: connection.execute(COUNT).scalar()) == 2


@IN_SQLITE
async def test_a_lock_that_ends_is_survived(database: Database, url: str) -> None:
    """Another program holds the file: writing fails, and works again when it lets go."""
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(DatabaseUnavailable, match="locked"):
        await database.write(lambda connection: connection.execute(NOTE, {"id": 1}))
    other.execute("ROLLBACK")
    other.close()
    assert await database.write(lambda connection: connection.execute(NOTE, {"id": 1}).rowcount) == 1


@IN_POSTGRESQL
async def test_a_lock_that_ends_in_postgresql(database: Database, url: str) -> None:
    """Another program holds the table: writing fails, and works again when it lets go."""
    with psycopg.connect(url) as other:
        other.execute("LOCK TABLE installations")
        with pytest.raises(DatabaseUnavailable, match="lock timeout"):
            await database.write(lambda connection: connection.execute(NOTE, {"id": 1}))
    assert await database.write(lambda connection: connection.execute(NOTE, {"id": 1}).rowcount) == 1


@IN_POSTGRESQL
async def test_a_server_that_goes_away_and_returns(database: Database, postgres: PostgresServer) -> None:
    """It is told each time nothing could be written; when the server is back, the first write succeeds."""
    assert await database.write(lambda connection: connection.execute(NOTE, {"id": 1}).rowcount) == 1
    postgres.stop()
    for _ in range(6):
        with pytest.raises(DatabaseUnavailable):
            await database.write(lambda connection: connection.execute(NOTE, {"id": 2}))
    with pytest.raises(DatabaseUnavailable):
        await database.read(lambda connection: connection.execute(COUNT))
    postgres.start()
    assert await database.write(lambda connection: connection.execute(NOTE, {"id": 2}).rowcount) == 1
    assert await database.read(lambda connection: connection.execute(COUNT).scalar()) == 2


@IN_POSTGRESQL
async def test_a_broken_tie_is_tried_again(url: str) -> None:
    """Two transactions wait for each other: PostgreSQL ends one of them, and both are written all the same."""
    database, both = open_database(url), threading.Barrier(2)

    def touch(connection: Connection, first: int, second: int) -> None:
        move = text("UPDATE installations SET served_at = served_at + 1 WHERE id = :id")
        connection.execute(move, {"id": first})
        if not both.broken:
            with contextlib.suppress(threading.BrokenBarrierError):
                both.wait(30)
            both.abort()
        connection.execute(move, {"id": second})

    rows = [{"id": 1}, {"id": 2}]
    await database.write(lambda connection: connection.execute(NOTE, rows).rowcount)
    await asyncio.gather(
        database.write(lambda connection: touch(connection, 1, 2)),
        database.write(lambda connection: touch(connection, 2, 1)),
    )
    served = text("SELECT served_at FROM installations")
    assert [2, 2] == await database.read(lambda connection: list(connection.execute(served).scalars()))
    await database.close()


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
        ("mysql://u:p@h/d", "must name a SQLite file or a PostgreSQL database"),
        ("postgresql://u:p@localhost:9/d", "the database d at localhost cannot be used: connection"),
        ("postgresql://u:p@localhost:5432:9/d", "the port is a number"),
        ("postgresql://u:pw@u:p@localhost/d", "@ is written %40"),
        ("postgresql://u:u:p@ss:word@localhost/d", "@ is written %40"),
        ("postgresql://u:p@localhost/\udcff", "not a database address"),
        ("postgresql://localhost/d?autocommit=true", "autocommit is no option of PostgreSQL"),
        ("postgresql:///d?host=localhost&port=x", "cannot be used: Received non-integer port"),
        ("sqlite://", "must name a SQLite file"),
        ("sqlite://u:p@h/d.sqlite3", "no host and no options"),
        ("sqlite:///d.sqlite3?timeout=soon", "no host and no options"),
        ("sqlite:///file:d?mode=memory&uri=true", "no host and no options"),
        ("sqlite:////nowhere/at/all.sqlite3", "unable to open database file"),
    ],
)
def test_an_unusable_address_is_explained(address: str, says: str) -> None:
    """The message says what is expected, or what the system said; never the password."""
    with pytest.raises(DatabaseUnavailable, match=says) as caught:
        open_database(address)
    assert [part for part in ("u:p", "pw", "word@") if part in str(caught.value).replace(EXAMPLES, "")] == []


def test_a_file_that_is_no_database_is_explained(tmp_path: Path) -> None:
    """Pointing at the wrong file does not harm it."""
    file = tmp_path / "letter.txt"
    file.write_text("Dear Sir, " * 500, encoding="utf-8")
    with pytest.raises(DatabaseUnavailable, match=r"not a database \(check ONESITTING_HOME and DATABASE_URL"):
        open_database(f"sqlite:///{file}")
    assert file.read_text(encoding="utf-8") == "Dear Sir, " * 500
