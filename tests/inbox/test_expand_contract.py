"""Two versions run side by side while one replaces the other: a migration only adds what the older needs not know."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

from bot.inbox.database import open_database
from bot.inbox.home import address
from bot.inbox.migrate import NEWEST, THOUSANDS
from bot.inbox.unavailable import DatabaseUnavailable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection

CONFIG = Config()
CONFIG.set_main_option("script_location", "bot.inbox:migrations")
CONFIG.set_main_option("path_separator", "os")
REVISIONS = [script.revision for script in ScriptDirectory.from_config(CONFIG).walk_revisions()][::-1]


class Column(NamedTuple):
    """A column as the database tells it; whoever does not know it can write `needless` ones all the same."""

    name: str
    type: str
    needless: bool


class Shape(NamedTuple):
    """The columns of each table, and what has to be unique."""

    columns: dict[str, set[Column]]
    unique: dict[str, set[str]]


def shape(connection: Connection) -> Shape:
    """Look at what is there."""
    look = inspect(connection)
    tables = [name for name in look.get_table_names() if not name.startswith("text_words")]
    columns = {
        table: {
            Column(str(each["name"]), str(each["type"]), bool(each["nullable"] or each["default"]))
            for each in look.get_columns(table)
        }
        for table in tables
    }
    unique = {table: {str(index["name"]) for index in look.get_indexes(table) if index["unique"]} for table in tables}
    return Shape(columns, unique)


@pytest.fixture
def shapes(bare_url: str) -> list[tuple[str, Shape]]:
    """Return how the database looks after each migration, in order."""
    engine = create_engine(address(bare_url))
    found = []
    for revision in REVISIONS:
        with engine.begin() as connection:
            CONFIG.attributes["connection"] = connection
            command.upgrade(CONFIG, revision)
        with engine.connect() as connection:
            found.append((revision, shape(connection)))
    engine.dispose()
    return found


def broken(old: Shape, new: Shape) -> Iterator[str]:
    """Yield what a program that knows the old shape would miss or could not write any more."""
    for table, columns in old.columns.items():
        now = new.columns.get(table, set())
        yield from (f"{table}.{gone.name}" for gone in columns - now)
        yield from (f"{table}.{added.name}" for added in now - columns if not added.needless)
        yield from (f"{table}: {index}" for index in new.unique.get(table, set()) - old.unique[table])


def test_a_migration_only_adds(shapes: list[tuple[str, Shape]]) -> None:
    """Within a thousand: no column goes or changes, a new one may be left out, and nothing more has to be unique."""
    steps = pairwise(shapes)
    same = ((name, old, new) for (before, old), (name, new) in steps if before[0] == name[0])
    assert {} == {name: found for name, old, new in same if (found := list(broken(old, new)))}


def test_what_is_taken_away_is_seen() -> None:
    """The rule finds a dropped column, one that must be written, another type, and a new unique index."""
    old = Shape({"turns": {Column("a", "TEXT", needless=False), Column("b", "TEXT", needless=True)}}, {"turns": set()})
    new = Shape({"turns": {Column("a", "INTEGER", needless=False)}}, {"turns": {"ix"}})
    assert {"turns.a", "turns.b", "turns: ix"} == set(broken(old, new))


@pytest.mark.parametrize(("version", "starts"), [(f"{THOUSANDS[-1]}999", True), ("9001", False)])
async def test_a_version_starts_on_what_a_newer_one_only_added_to(url: str, *, version: str, starts: bool) -> None:
    """And leaves it as it is; where something was taken away, it refuses before it touches anything."""
    first = open_database(url)
    newer = text("UPDATE alembic_version SET version_num = :version")
    await first.write(lambda connection: connection.execute(newer, {"version": version}).rowcount)
    await first.close()
    for existing in (False, True):
        if starts:
            await open_database(url, existing=existing).close()
        else:
            with pytest.raises(DatabaseUnavailable, match="newest version"):
                open_database(url, existing=existing)
    look = text("SELECT version_num FROM alembic_version")
    engine = create_engine(address(url))
    with engine.connect() as connection:
        assert version == connection.execute(look).scalar()
    engine.dispose()


def test_the_newest_migration_is_of_a_thousand_that_is_known() -> None:
    """Else this program would refuse the database that it made."""
    assert NEWEST[0] in THOUSANDS
