"""Deleting what was kept for an installation or a repository: on demand, and by itself after the grace period."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, or_, select

from bot.inbox.retention import delete_rows
from bot.inbox.schema import FEEDBACK, WEEKLY
from bot.inbox.tables import (
    COMMANDS,
    DECISIONS,
    DELIVERIES,
    DEPARTURES,
    EFFECTS,
    GOOD_RULES,
    INSTALLATIONS,
    NOTICES,
    SUBJECTS,
    TICKS,
)

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from sqlalchemy import ColumnElement, Connection

    from bot.inbox.database import Database

_KINDS = ("pull_request", "issue", "merge_group", "commit", "comment", "history", "report", "digest")
_DEPARTURE = DEPARTURES.c


async def purge_installation(database: Database, installation: int) -> int:
    """Delete every row of an installation, its own last; returns how many. Raises DatabaseUnavailable."""
    total = 0
    for table in (DELIVERIES, SUBJECTS, DECISIONS, EFFECTS, *FEEDBACK, *WEEKLY):
        total += await delete_rows(database, table, table.c.installation == installation)

    def forget(connection: Connection) -> int:
        kept = (DEPARTURES, NOTICES, GOOD_RULES, COMMANDS, TICKS)
        rows = sum(connection.execute(delete(one).where(one.c.installation == installation)).rowcount for one in kept)
        return rows + connection.execute(delete(INSTALLATIONS).where(INSTALLATIONS.c.id == installation)).rowcount

    return total + await database.write(forget)


async def purge_repository(database: Database, installation: int, repository: int) -> int:
    """Delete what an installation has of one repository; returns how many rows. Raises DatabaseUnavailable.

    Deliveries are not sorted by repository: they go by age (bot.inbox.retention).
    """
    total = 0
    for table, key in ((SUBJECTS, SUBJECTS.c.key), (DECISIONS, DECISIONS.c.subject), (EFFECTS, EFFECTS.c.subject)):
        total += await delete_rows(database, table, (table.c.installation == installation) & _about(key, repository))
    for table in FEEDBACK:
        here = (table.c.installation == installation) & (table.c.repository == repository)
        total += await delete_rows(database, table, here)

    def forget(connection: Connection) -> int:
        kept = (DEPARTURES, NOTICES, GOOD_RULES, COMMANDS, TICKS)
        here = [(one, one.c.installation == installation, one.c.repository == repository) for one in kept]
        return sum(connection.execute(delete(one).where(*which)).rowcount for one, *which in here)

    return total + await database.write(forget)


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
        total += await purge_installation(database, installation)
    for installation, repository, departed_at in departures:
        back = partial(_is_back, installation=installation, repository=repository, since=departed_at)
        if await database.write(back):
            continue
        total += await purge_repository(database, installation, repository)
    return total


def _is_back(connection: Connection, installation: int, repository: int, since: datetime) -> bool:
    here = (DECISIONS.c.installation == installation, _about(DECISIONS.c.subject, repository))
    back = connection.execute(select(func.max(DECISIONS.c.decided_at)).where(*here)).scalar_one()
    if back is None or back <= since:
        return False
    which = (_DEPARTURE.installation == installation, _DEPARTURE.repository == repository)
    connection.execute(delete(DEPARTURES).where(*which))
    return True


def _about(key: ColumnElement[str], repository: int) -> ColumnElement[bool]:
    return or_(*(key.startswith(f"{kind}:{repository}:", autoescape=True) for kind in _KINDS))
