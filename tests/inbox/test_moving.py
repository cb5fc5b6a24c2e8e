"""A database is moved whole or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import psycopg
import pytest
from sqlalchemy import Connection, insert, select

from bot.cli.main import run
from bot.inbox.database import Database, open_database
from bot.inbox.moving import MoveRefused, move_database
from bot.inbox.schema import METADATA
from tests.homes import IN_POSTGRESQL
from tests.inbox.rows import row_of

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = IN_POSTGRESQL
MANY = 50
Rows = dict[str, list[tuple[object, ...]]]


def nothing(_table: str, _rows: int) -> None:
    """Hear nothing."""


@pytest.fixture
async def origin(tmp_path: Path) -> str:
    """Return the address of a SQLite database with rows in every table, some with nothing where nothing may be."""
    address = f"sqlite:///{tmp_path / 'origin.sqlite3'}"
    database = open_database(address)

    def fill(connection: Connection) -> None:
        for table in METADATA.sorted_tables:
            for installation in range(1, MANY):
                connection.execute(insert(table), row_of(table, installation))
            least = {column.name: None for column in table.columns if column.nullable and not column.primary_key}
            connection.execute(insert(table), {**row_of(table, MANY), **least})

    await database.write(fill)
    await database.close()
    return address


async def rows(database: Database) -> Rows:
    """Return every row of every table."""

    def read(connection: Connection) -> Rows:
        looks = ((table, select(table).order_by(*table.primary_key)) for table in METADATA.sorted_tables)
        return {table.name: [tuple(row) for row in connection.execute(look)] for table, look in looks}

    return await database.read(read)


async def everything(url: str) -> Rows:
    """Return what is in a database."""
    database = open_database(url)
    found = await rows(database)
    await database.close()
    return found


async def test_every_row_arrives_as_it_was(origin: str, url: str) -> None:
    """Of every table there is, and what is numbered is numbered on behind the last."""
    told: list[tuple[str, int]] = []
    move_database(origin, url, lambda table, count: told.append((table, count)))
    assert await everything(origin) == await everything(url)
    assert [(table.name, MANY) for table in METADATA.sorted_tables] == told


async def test_numbers_go_on_behind_the_last(origin: str, url: str) -> None:
    """A new row does not meet an old one's number, in whichever table."""
    move_database(origin, url, nothing)
    database = open_database(url)

    def numbered(connection: Connection) -> set[int]:
        tables = [table for table in METADATA.sorted_tables if table.autoincrement_column is not None]
        rows = ({name: each for name, each in row_of(table, MANY + 1).items() if name != "id"} for table in tables)
        made = (insert(table).values(row).returning(table.c.id) for table, row in zip(tables, rows, strict=True))
        return {connection.execute(one).scalar_one() for one in made}

    assert {MANY + 1} == await database.write(numbered)
    await database.close()


async def test_a_database_that_is_not_empty_is_refused(origin: str, url: str) -> None:
    """Nothing in it is touched."""
    move_database(origin, url, nothing)
    before = await everything(url)
    with pytest.raises(MoveRefused, match="not empty: 50 rows in"):
        move_database(origin, url, nothing)
    assert before == await everything(url)


async def test_what_breaks_off_leaves_nothing_and_can_be_begun_again(origin: str, url: str) -> None:
    """A power cut in the middle."""

    def cut(table: str, _rows: int) -> None:
        if table == "subjects":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        move_database(origin, url, cut)
    assert {0} == {len(each) for each in (await everything(url)).values()}
    move_database(origin, url, nothing)
    assert await everything(origin) == await everything(url)


async def test_a_server_that_runs_is_not_moved(origin: str, url: str) -> None:
    """What it takes in meanwhile would stay behind."""
    running = open_database(origin)
    with pytest.raises(MoveRefused, match="a server runs on"):
        move_database(origin, url, nothing)
    await running.close()


async def test_what_is_missing_is_noticed(origin: str, url: str) -> None:
    """A table that swallows rows: nothing is moved."""
    rule = "CREATE FUNCTION nil() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'"
    with closing(psycopg.connect(url, autocommit=True)) as connection:
        connection.execute(rule)
        connection.execute("CREATE TRIGGER nil BEFORE INSERT ON turns FOR EACH ROW EXECUTE FUNCTION nil()")
    with pytest.raises(MoveRefused, match="turns has 50 rows, and 0 arrived: nothing was moved"):
        move_database(origin, url, nothing)
    assert {0} == {len(each) for each in (await everything(url)).values()}


@pytest.mark.parametrize(
    "damage", ["UPDATE installations SET permissions = '{'", "UPDATE installations SET told_at = -4611686018427387904"]
)
async def test_a_row_that_cannot_be_read_is_said(origin: str, url: str, damage: str) -> None:
    """A damaged file: which table it is in, and nothing is moved."""
    with closing(sqlite3.connect(origin.removeprefix("sqlite:///"), isolation_level=None)) as connection:
        connection.execute(damage)
    with pytest.raises(MoveRefused, match="installations has a row that cannot be read"):
        move_database(origin, url, nothing)
    assert {0} == {len(each) for each in (await everything(url)).values()}


async def test_the_command_says_what_it_did(origin: str, url: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each table with its rows, and what to do next."""
    assert 0 == run(["move-database", "--from", origin, "--to", url])
    said = capsys.readouterr().out.splitlines()
    assert {f"{table}: 50" for table in METADATA.tables} <= set(said)
    assert "Set DATABASE_URL to the new address" in said[-1]


@pytest.mark.parametrize(
    ("origin", "says"),
    [
        ("postgresql://a@b/c", "a database is moved from SQLite to PostgreSQL"),
        ("sqlite:///nowhere.sqlite3", "there is no database at"),
    ],
)
def test_what_cannot_be_moved_is_said(origin: str, says: str, url: str, capsys: pytest.CaptureFixture[str]) -> None:
    """With exit code 2."""
    assert 2 == run(["move-database", "--from", origin, "--to", url])
    assert says in capsys.readouterr().err
