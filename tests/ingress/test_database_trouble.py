"""The door in front of a real database that cannot write: 503, and nothing that was answered 202 is missing."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy import text

from bot.inbox.database import open_database
from bot.inbox.deliveries import Inbox
from bot.inbox.patience import Patience
from tests.homes import IN_POSTGRESQL, IN_SQLITE
from tests.ingress.given import House

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.inbox.database import Database
    from tests.postgres.server import PostgresServer

FULL = """
CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER full_disk BEFORE INSERT ON {table} EXECUTE FUNCTION full_disk()
"""
KEPT = text("SELECT count(*) FROM deliveries")


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """Return a database that waits 50 ms for a lock."""
    opened = open_database(url, busy_milliseconds=50)
    yield opened
    await opened.close()


@pytest.fixture
def house(database: Database) -> House:
    """Return the door of a house with a real inbox."""
    return House(Inbox(database, Patience(), lambda: None).accept)


async def kept(database: Database) -> int:
    """Return how many deliveries are on disk."""
    return int(await database.read(lambda connection: connection.execute(KEPT).scalar_one()))


@IN_SQLITE
async def test_a_locked_database(house: House, url: str) -> None:
    """Another program holds the file: 503; it lets go: the same delivery is accepted."""
    other = sqlite3.connect(url.removeprefix("sqlite:///"), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert (await house.deliver()).status_code == 503
    other.execute("ROLLBACK")
    other.close()
    assert (await house.deliver()).status_code == 202


@IN_POSTGRESQL
async def test_a_locked_table(house: House, url: str) -> None:
    """Somebody alters the table by hand, say: 503; they are done: the same delivery is accepted."""
    with psycopg.connect(url) as other:
        other.execute("LOCK TABLE deliveries")
        assert (await house.deliver()).status_code == 503
    assert (await house.deliver()).status_code == 202


@IN_SQLITE
async def test_a_full_disk(house: House, database: Database) -> None:
    """SQLite finds no page for the row: 503, and a redelivery is accepted when there is room again."""
    await database.write(lambda connection: connection.exec_driver_sql("PRAGMA max_page_count = 1"))
    statuses = [(await house.deliver(x_github_delivery=f"full-{n}")).status_code for n in range(40)]
    assert 503 in statuses
    again = [(await house.deliver(x_github_delivery=f"full-{n}")).status_code for n in range(40)]
    assert again == [202] * 40


@IN_POSTGRESQL
@pytest.mark.parametrize("table", ["deliveries", "subjects", "causes"])
async def test_a_full_server(house: House, database: Database, table: str) -> None:
    """There is room for a part at most, and so nothing is there: 503, until there is room again."""
    await database.write(lambda connection: connection.exec_driver_sql(FULL.format(table=table)))
    assert (503, 0) == ((await house.deliver()).status_code, await kept(database))
    await database.write(lambda connection: connection.exec_driver_sql(f"DROP TRIGGER full_disk ON {table}"))
    assert (202, 1) == ((await house.deliver()).status_code, await kept(database))


@IN_POSTGRESQL
async def test_a_server_that_only_answers_readers(house: House, database: Database, url: str) -> None:
    """A standby after a failover, or one whose disk an operator protects: 503, until it takes writes again."""
    with psycopg.connect(url, autocommit=True) as operator:
        operator.execute("DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database() || "
                         "' SET default_transaction_read_only = on'; END $$")  # fmt: skip
        operator.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                         "WHERE datname = current_database() AND pid <> pg_backend_pid()")  # fmt: skip
        assert (503, 0) == ((await house.deliver()).status_code, await kept(database))
        operator.execute("DO $$ BEGIN EXECUTE 'ALTER DATABASE ' || current_database() || "
                         "' RESET default_transaction_read_only'; END $$")  # fmt: skip
    assert (202, 1) == ((await house.deliver()).status_code, await kept(database))


@IN_POSTGRESQL
async def test_a_server_that_is_away(house: House, database: Database, postgres: PostgresServer) -> None:
    """503 as long as it is; then the same delivery is accepted, and kept once."""
    assert (await house.deliver()).status_code == 202
    postgres.stop()
    away = [(await house.deliver(x_github_delivery=f"away-{n}")).status_code for n in range(6)]
    postgres.start()
    back = [(await house.deliver(x_github_delivery=f"away-{n}")).status_code for n in range(6)]
    assert ([503] * 6, [202] * 6, 7) == (away, back, await kept(database))


@IN_SQLITE
async def test_a_read_only_database(house: House, database: Database) -> None:
    """The file system turned read-only under the server: 503."""
    await database.write(lambda connection: connection.exec_driver_sql("PRAGMA query_only = ON"))
    assert (await house.deliver()).status_code == 503


async def test_a_closed_database(house: House, database: Database) -> None:
    """The server is stopping: 503, never a false 202."""
    await database.close()
    assert (await house.deliver()).status_code == 503


async def test_a_redelivery_is_202(house: House, database: Database) -> None:
    """GitHub sends the same GUID again: accepted, and kept once."""
    assert [(await house.deliver()).status_code for _ in range(2)] == [202, 202]
    assert await kept(database) == 1
