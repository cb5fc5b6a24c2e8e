"""What an event about an installation does to the tables, however much it names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, event, func, select

from bot.facts.standing import NamedRepository, StandingChange
from bot.inbox.standing import apply_change
from bot.inbox.tables import DEPARTURES
from tests.hand_clock import NOON

if TYPE_CHECKING:
    from bot.facts.standing import Happened
    from bot.inbox.database import Database

MANY = tuple(NamedRepository(number + 1, f"acme/{number}") for number in range(10_000))


async def test_ten_thousand_repositories_are_few_statements(database: Database) -> None:
    """They leave and come back while GitHub, and every other delivery, waits for this transaction."""
    statements: list[str] = []

    def departures(connection: Connection, happened: Happened) -> int:
        apply_change(connection, StandingChange(happened, 1, repositories=MANY), NOON)
        return connection.scalar(select(func.count()).select_from(DEPARTURES)) or 0

    def apply(connection: Connection) -> list[int]:
        event.listen(connection, "before_cursor_execute", lambda _, __, sql, *___: statements.append(sql))
        return [departures(connection, "repositories_removed"), departures(connection, "repositories_added")]

    assert await database.write(apply) == [len(MANY), 0]
    assert len(statements) < len(MANY) / 100
