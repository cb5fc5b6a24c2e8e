"""Deliveries that no attempt has brought to us: found on walks through GitHub's list, asked for again one by one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update

from bot.facts.recovery import Walk
from bot.inbox.marks import insert
from bot.inbox.recovery_tables import MISSED, WALKS
from bot.inbox.tables import DELIVERIES, NEVER

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.facts.checkup import Sent
    from bot.inbox.database import Database

KEPT = timedelta(days=3)
"""GitHub makes another attempt within three days of the delivery, and not later."""
AGAIN_AFTER = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=6), timedelta(hours=24))
"""How long after each request the next one follows, where nothing has arrived; then it is given up."""
_ROW, _WALK = MISSED.c, WALKS.c


class Missed:
    """Keeps what was missed. Everything raises DatabaseUnavailable where the database does not answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def turn(self, name: str, now: datetime, until: datetime) -> Walk | None:
        """Return how far the walk of this name has come; None where it is not due: of several processes one walks.

        Nobody else gets it before `until`.
        """

        def take(connection: Connection) -> Walk | None:
            new = insert(connection.dialect.name, WALKS).values(name=name, next_at=NEVER, seen=0, top=0, cursor="")
            connection.execute(new.on_conflict_do_nothing())
            due = update(WALKS).where(_WALK.name == name, _WALK.next_at <= now).values(next_at=until)
            if connection.execute(due).rowcount == 0:
                return None
            row = connection.execute(select(WALKS).where(_WALK.name == name)).one()
            return Walk(row.seen, row.top, row.cursor)

        return await self._database.write(take)

    async def walked(self, name: str, walk: Walk) -> None:
        """Keep how far the walk has come."""
        keep = update(WALKS).where(_WALK.name == name).values(seen=walk.seen, top=walk.top, cursor=walk.cursor)
        await self._database.write(lambda connection: connection.execute(keep).rowcount)

    async def rest(self, name: str, until: datetime) -> None:
        """Let nobody walk before `until`."""
        keep = update(WALKS).where(_WALK.name == name).values(next_at=until)
        await self._database.write(lambda connection: connection.execute(keep).rowcount)

    async def note(self, failed: Sequence[Sent], taken: Sequence[str], now: datetime) -> int:
        """Keep which deliveries failed, and forget those that were taken (GUIDs); returns how many are new.

        What is stored has arrived, whatever GitHub was answered.
        """
        rows = {
            one.guid: {"guid": one.guid, "installation": one.installation, "attempt": one.id, "sent_at": one.at}
            for one in sorted(failed, key=lambda one: one.id)
        }

        def keep(connection: Connection) -> int:
            connection.execute(delete(MISSED).where(_ROW.guid.in_(list(taken))))
            arrived = select(DELIVERIES.c.guid).where(DELIVERIES.c.guid.in_(list(rows)))
            here = set(connection.execute(arrived).scalars())
            known = set(connection.execute(select(_ROW.guid).where(_ROW.guid.in_(list(rows)))).scalars())
            for guid, row in rows.items():
                if guid in here:
                    continue
                new = insert(connection.dialect.name, MISSED).values(**row, asks=0, next_at=now)
                newest = {"attempt": new.excluded.attempt}
                connection.execute(new.on_conflict_do_update(index_elements=["guid"], set_=newest))
            return len(rows.keys() - here - known)

        return await self._database.write(keep)

    async def take(self, now: datetime) -> tuple[str, int] | None:
        """Return GUID and attempt of the oldest delivery to be asked for now; it is written down as asked for.

        What another process takes at this moment is left to it.
        """

        def take(connection: Connection) -> tuple[str, int] | None:
            arrived = select(DELIVERIES.c.guid).where(DELIVERIES.c.guid == _ROW.guid).exists()
            over = (_ROW.sent_at < now - KEPT) | arrived | (_ROW.asks > len(AGAIN_AFTER))
            connection.execute(delete(MISSED).where(_ROW.next_at <= now, over))
            due = select(MISSED).where(_ROW.next_at <= now).order_by(_ROW.sent_at, _ROW.attempt).limit(1)
            row = connection.execute(due.with_for_update(skip_locked=True)).first()
            if row is None:
                return None
            pause = AGAIN_AFTER[min(row.asks, len(AGAIN_AFTER) - 1)]
            asked = update(MISSED).where(_ROW.guid == row.guid)
            connection.execute(asked.values(asks=row.asks + 1, next_at=now + pause))
            return row.guid, row.attempt

        return await self._database.write(take)

    async def give_back(self, guid: str, at: datetime) -> None:
        """Ask for it at `at`: this time GitHub did not listen."""
        later = update(MISSED).where(_ROW.guid == guid).values(next_at=at, asks=_ROW.asks - 1)
        await self._database.write(lambda connection: connection.execute(later).rowcount)

    async def give_up(self, guid: str) -> None:
        """Forget one that GitHub does not send any more."""
        await self._database.write(lambda connection: connection.execute(delete(MISSED).where(_ROW.guid == guid)))

    async def waiting(self) -> int:
        """Return how many deliveries are missed at present."""
        look = select(func.count()).select_from(MISSED)
        return int(await self._database.read(lambda connection: connection.execute(look).scalar_one()))
