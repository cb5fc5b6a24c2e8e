"""What each installation has spent of GitHub's limits on changes: counted here, for every process and over restarts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select

from bot.inbox.recovery_tables import SPENDINGS
from bot.inbox.tables import INSTALLATIONS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.inbox.database import Database

KEPT = timedelta(hours=1)
_ROW = SPENDINGS.c


class Spendings:
    """Counts changes. Everything raises DatabaseUnavailable where the database does not answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def spend(
        self, installation: int, most: Sequence[tuple[timedelta, int]], now: datetime, changes: int = 1
    ) -> datetime | None:
        """Write changes down unless that is more than `most` in one of the spans; then return when there is room."""

        def spend(connection: Connection) -> datetime | None:
            # One at a time for each installation, whatever the database locks by itself.
            connection.execute(select(INSTALLATIONS.c.id).where(INSTALLATIONS.c.id == installation).with_for_update())
            mine = _ROW.installation == installation
            connection.execute(delete(SPENDINGS).where(mine, _ROW.spent_at <= now - KEPT))
            spent = list(connection.execute(select(_ROW.spent_at).where(mine).order_by(_ROW.spent_at)).scalars())
            free = [_free_at([at for at in spent if at > now - span], span, number, changes) for span, number in most]
            if full := [at for at in free if at is not None]:
                return max(full)
            connection.execute(insert(SPENDINGS), [{"installation": installation, "spent_at": now}] * changes)
            return None

        return await self._database.write(spend)

    async def within(self, span: timedelta, now: datetime) -> dict[int, int]:
        """Return how many changes each installation made in the last span."""
        look = select(_ROW.installation, func.count()).where(_ROW.spent_at > now - span).group_by(_ROW.installation)
        rows = await self._database.read(lambda connection: connection.execute(look).all())
        return {int(row[0]): int(row[1]) for row in rows}


def _free_at(spent: Sequence[datetime], span: timedelta, most: int, changes: int) -> datetime | None:
    """Return when so many changes fit beside those of the last span; None where they do now."""
    over = len(spent) + min(changes, most) - most
    return spent[over - 1] + span if over > 0 else None
