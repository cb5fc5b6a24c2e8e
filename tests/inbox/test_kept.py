"""What is kept of an installation can be taken along and deleted, whichever table it is in."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, insert, select, update

from bot.facts.standing import NamedRepository, StandingChange
from bot.inbox.belongings import of_installation, of_repository
from bot.inbox.kept import count_rows, known_installations, rows_of
from bot.inbox.purge import purge_installation, purge_repository
from bot.inbox.recovery_tables import MISSED, SPENDINGS, SWEEPS, WALKS
from bot.inbox.schema import METADATA, WEEKLY
from bot.inbox.setup_tables import APP, SETUPS
from bot.inbox.standing import apply_change
from bot.inbox.tables import DELIVERIES, INSTALLATIONS
from tests.homes import IN_SQLITE
from tests.inbox.given import at
from tests.inbox.rows import row_of, value

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.inbox.database import Database

OF_NOBODY = {APP.name, SETUPS.name, WALKS.name}
"""Tables that keep nothing of any installation: whoever adds one says so here."""
TABLES = [table for table in METADATA.sorted_tables if table.name not in OF_NOBODY]
EVERY = {table.name for table in TABLES}
WHOLE = {DELIVERIES, INSTALLATIONS, MISSED, SWEEPS, SPENDINGS, *WEEKLY}
OF_ALL = {table.name for table in WHOLE}
"""Tables whose rows are of an installation and of no one repository."""


@pytest.fixture
async def filled(database: Database) -> Database:
    """Return a database with one row of each of two installations in every table."""

    def fill(connection: Connection) -> None:
        for table in TABLES:
            for installation in (1, 2):
                connection.execute(insert(table), row_of(table, installation))

    await database.write(fill)
    return database


async def left(database: Database, installation: int) -> set[str]:
    """Return the tables with a row of an installation."""
    return set(await database.read(lambda connection: count_rows(connection, installation)))


def test_every_table_says_whose_its_rows_are() -> None:
    """A new table has an `installation`, or is named as one that keeps nothing of anybody."""
    assert EVERY == {table.name for table, _ in of_installation(1)}


def test_every_table_can_be_told_apart_by_repository() -> None:
    """All but those that are named as the whole installation's."""
    assert EVERY - OF_ALL == {table.name for table, _ in of_repository(1)}


async def test_an_export_has_every_row_of_every_table_and_of_nobody_else(filled: Database) -> None:
    """As JSON, with the table's name."""
    lines = await filled.read(lambda connection: [json.dumps(row) for row in rows_of(connection, 1)])
    rows = {row["table"]: row["row"] for row in map(json.loads, lines)}
    assert (len(lines), set(rows)) == (len(EVERY), EVERY)
    assert {table.name: set(table.c.keys()) for table in TABLES} == {name: set(row) for name, row in rows.items()}
    assert "x2" not in "".join(lines)


async def test_an_export_can_be_read_without_this_program(filled: Database) -> None:
    """Moments are ISO dates, a delivery is what GitHub sent."""
    rows = {row["table"]: row["row"] for row in await filled.read(lambda connection: list(rows_of(connection, 1)))}
    delivery = rows["deliveries"]
    assert isinstance(delivery, dict)
    assert (delivery["body"], delivery["received_at"]) == ('{"a": "ä"}', at(0).isoformat())


async def test_a_purge_leaves_nothing_and_takes_nothing_of_others(filled: Database) -> None:
    """It says how many rows of which table."""
    assert dict.fromkeys(EVERY, 1) == await purge_installation(filled, 1)
    assert (await left(filled, 1), await left(filled, 2)) == (set(), EVERY)


@IN_SQLITE
async def test_a_purge_takes_the_full_text_index_along(filled: Database) -> None:
    """The words are nowhere any more."""
    index = METADATA.tables["texts"].c.id
    words = "INSERT INTO text_words (rowid, home, title, body) VALUES (1, 'h', 'password', 'lost')"
    await filled.write(lambda connection: connection.exec_driver_sql(words).rowcount)
    await purge_installation(filled, 1)
    count = "SELECT count(*) FROM text_words"
    assert 0 == await filled.read(lambda connection: connection.exec_driver_sql(count).scalar_one())
    assert 1 == await filled.read(lambda connection: connection.scalar(select(func.count()).select_from(index.table)))


async def test_a_repository_is_purged_from_every_table(filled: Database) -> None:
    """What is the whole installation's stays."""
    assert len(EVERY - OF_ALL) == await purge_repository(filled, 1, 101)
    assert OF_ALL == await left(filled, 1)
    assert EVERY == await left(filled, 2)


async def test_a_transfer_takes_along_what_is_of_the_repository(filled: Database) -> None:
    """Whatever table it is in; what is unique by its installation stays with that one."""
    change = StandingChange("repository_transferred", 2, repositories=(NamedRepository(101, "zeta/shop"),))
    uninstalled = update(INSTALLATIONS).values(deleted_at=None)
    await filled.write(lambda connection: connection.execute(uninstalled).rowcount)
    await filled.write(lambda connection: apply_change(connection, change, at(0)))
    assert OF_ALL | {"departures", "notices", "reminders"} == await left(filled, 1)
    names = select(METADATA.tables["turns"].c.full_name).order_by("id")
    assert ["zeta/shop", "x2"] == await filled.read(lambda connection: list(connection.scalars(names)))


async def test_more_rows_than_one_transaction_takes_are_all_deleted(database: Database) -> None:
    """A key of several columns is no hindrance."""
    ticks = METADATA.tables["ticks"]
    row = {column.name: value(column, 1) for column in ticks.columns}
    many = [{**row, "number": number} for number in range(1_201)]
    await database.write(lambda connection: connection.execute(insert(ticks), many).rowcount)
    assert {"ticks": 1_201} == {name: count for name, count in (await purge_installation(database, 1)).items() if count}


async def test_an_installation_is_known_with_its_standing(filled: Database) -> None:
    """Uninstalled is the last word."""
    known = await filled.read(known_installations)
    assert ["1 (x1, uninstalled)", "2 (x2, uninstalled)"] == [str(one) for one in known]
