"""The door in front of a real database that cannot write: 503, and nothing that was answered 202 is missing."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.inbox.database import open_database
from bot.inbox.deliveries import Inbox
from bot.inbox.patience import Patience
from tests.ingress.given import House

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.inbox.database import Database


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """Return a database that waits 50 ms for a lock."""
    opened = open_database(f"sqlite:///{tmp_path / 'inbox.sqlite3'}", busy_milliseconds=50)
    yield opened
    await opened.close()


@pytest.fixture
def house(database: Database) -> House:
    """Return the door of a house with a real inbox."""
    return House(Inbox(database, Patience(), lambda: None).accept)


async def test_a_locked_database(house: House, tmp_path: Path) -> None:
    """Another program holds the file: 503; it lets go: the same delivery is accepted."""
    other = sqlite3.connect(tmp_path / "inbox.sqlite3", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    assert (await house.deliver()).status_code == 503
    other.execute("ROLLBACK")
    other.close()
    assert (await house.deliver()).status_code == 202


async def test_a_full_disk(house: House, database: Database) -> None:
    """SQLite finds no page for the row: 503, and a redelivery is accepted when there is room again."""
    await database.write(lambda connection: connection.exec_driver_sql("PRAGMA max_page_count = 1"))
    statuses = [(await house.deliver(x_github_delivery=f"full-{n}")).status_code for n in range(40)]
    assert 503 in statuses
    again = [(await house.deliver(x_github_delivery=f"full-{n}")).status_code for n in range(40)]
    assert again == [202] * 40


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
    count = text("SELECT count(*) FROM deliveries")
    assert await database.read(lambda connection: connection.execute(count).scalar()) == 1
