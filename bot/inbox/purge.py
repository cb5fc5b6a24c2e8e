"""Deleting what was kept for an installation or a repository: on demand, and by itself after the grace period."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select

from bot.inbox.belongings import about, of_installation, of_repository
from bot.inbox.retention import delete_rows
from bot.inbox.tables import DECISIONS, DEPARTURES, INSTALLATIONS

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from sqlalchemy import Connection

    from bot.inbox.database import Database

_DEPARTURE = DEPARTURES.c


async def purge_installation(database: Database, installation: int) -> dict[str, int]:
    """Delete every row of an installation, its own last; returns how many by table. Raises DatabaseUnavailable."""
    return {table.name: await delete_rows(database, table, mine) for table, mine in of_installation(installation)}


async def purge_repository(database: Database, installation: int, repository: int) -> int:
    """Delete what an installation has of one repository; returns how many rows. Raises DatabaseUnavailable."""
    total = 0
    for table, here in of_repository(repository):
        total += await delete_rows(database, table, (table.c.installation == installation) & here)
    return total


async def purge_departed(database: Database, now: datetime, grace: timedelta) -> int:
    """Delete what belongs to installations and repositories that left more than `grace` ago; returns how many rows.

    A repository that something happened in since it left is there again, whatever events were lost: it stays.
    """

    def gone(connection: Connection) -> tuple[list[int], list[tuple[int, int, datetime]]]:
        uninstalled = select(INSTALLATIONS.c.id).where(INSTALLATIONS.c.deleted_at <= now - grace)
        departed = select(DEPARTURES).where(_DEPARTURE.departed_at <= now - grace)
        rows = [(row.installation, row.repository, row.departed_at) for row in connection.execute(departed)]
        return list(connection.execute(uninstalled).scalars()), rows

    installations, departures = await database.read(gone)
    total = 0
    for installation in installations:
        total += sum((await purge_installation(database, installation)).values())
    for installation, repository, departed_at in departures:
        back = partial(_is_back, installation=installation, repository=repository, since=departed_at)
        if await database.write(back):
            continue
        total += await purge_repository(database, installation, repository)
    return total


def _is_back(connection: Connection, installation: int, repository: int, since: datetime) -> bool:
    here = (DECISIONS.c.installation == installation, about(DECISIONS.c.subject, repository))
    back = connection.execute(select(func.max(DECISIONS.c.decided_at)).where(*here)).scalar_one()
    if back is None or back <= since:
        return False
    which = (_DEPARTURE.installation == installation, _DEPARTURE.repository == repository)
    connection.execute(delete(DEPARTURES).where(*which))
    return True
