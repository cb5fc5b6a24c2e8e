"""The checkup's steps beside the server's database."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import datetime

from bot.checkup.steps import step
from bot.facts.checkup import Check
from bot.inbox.checkup import check_changes, check_missed, check_notices, check_paused, check_queue
from bot.inbox.database import Database, open_database
from bot.inbox.queue_rows import check_rows
from bot.inbox.unavailable import DatabaseUnavailable
from bot.settings import SettingsError, read_database

ANSWERS = Check("database", "ok", "it answers, and its tables are of this version")


@asynccontextmanager
async def memory(environ: Mapping[str, str], found: list[Check]) -> AsyncIterator[Database | None]:
    """Open the database as it is, and add to `found` how that went; None where it cannot be used."""
    database = None
    try:
        database = open_database(read_database(environ)[0], existing=True)
        found.append(ANSWERS)
    except (DatabaseUnavailable, SettingsError) as error:
        found.append(Check("database", "missing", str(error)))
    try:
        yield database
    finally:
        if database:
            await database.close()


async def database_checks(database: Database, now: datetime) -> list[Check]:
    """Return how the queue stands, who is paused and what is told."""
    return [
        *await step("queue", lambda: check_queue(database, now)),
        *await step("paused", lambda: check_paused(database, now)),
        *await step("changes", lambda: check_changes(database, now)),
        *await step("missed", lambda: check_missed(database)),
        *await step("notice", lambda: check_notices(database)),
    ]


async def queue_checks(database: Database, now: datetime) -> list[Check]:
    """Return how the queue stands, row by row, and who is paused until when."""
    return [
        *await step("queue", lambda: check_queue(database, now)),
        *await step("paused", lambda: check_paused(database, now)),
        *await step("queue", lambda: check_rows(database, now)),
    ]
