"""Who touched which box of a checklist last: GitHub shows whether it is ticked, and its event said by whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import func, select

from bot.facts.ticks import Tick
from bot.inbox.marks import insert
from bot.inbox.tables import TICKS

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection

    from bot.facts.repository import Subject
    from bot.facts.ticks import Ticking
    from bot.inbox.database import Database

_ROW = TICKS.c
_KEY = ("repository", "number", "item")


class Ticks:
    """Gives ticks back. Everything raises DatabaseUnavailable where the database does not answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def ticks(self, on: Subject) -> tuple[Tick, ...]:
        """Return the last act on each box of a pull request, the first one first."""
        look = select(TICKS).where(_about(on)).order_by(_ROW.at, _ROW.item)
        rows = await self._database.read(lambda connection: connection.execute(look).all())
        return tuple(Tick(row.item, row.ticked, row.by, row.by_id, row.at) for row in rows)

    async def touched(self, on: Subject, since: datetime) -> int:
        """Return how many boxes of a pull request people touched since then; those that bots touched do not count."""
        people = (_about(on), _ROW.at > since, _ROW.by.not_like("%[bot]"))
        look = select(func.count()).select_from(TICKS).where(*people)
        return int(await self._database.read(lambda connection: connection.execute(look).scalar_one()))


def keep_ticking(connection: Connection, ticking: Ticking) -> None:
    """Keep what an edit did to the boxes, inside the transaction of its delivery; of two acts the later one stays."""
    where = {"installation": ticking.installation, "repository": ticking.repository, "number": ticking.number}
    rows = [
        {**where, "item": tick.item, "ticked": tick.ticked, "by": tick.by, "by_id": tick.by_id, "at": tick.at}
        for tick in ticking.ticks
    ]
    statement = insert(connection.dialect.name, TICKS)
    newest = {name: statement.excluded[name] for name in ("installation", "ticked", "by", "by_id", "at")}
    later = statement.excluded.at >= _ROW.at
    connection.execute(statement.on_conflict_do_update(index_elements=list(_KEY), set_=newest, where=later), rows)


def _about(on: Subject) -> ColumnElement[bool]:
    return (_ROW.repository == on.repository) & (_ROW.number == on.number)
