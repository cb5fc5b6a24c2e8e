"""Who has the app, by our tables: held against GitHub's list, and brought in line with it where events were lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select, update

from bot.facts.standing import StandingChange
from bot.inbox.standing import apply_change
from bot.inbox.tables import INSTALLATIONS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime
    from typing import Any

    from sqlalchemy import Connection, Row

    from bot.facts.checkup import Granted
    from bot.inbox.database import Database


class Census:
    """Reads and mends standings. Everything raises DatabaseUnavailable where the database does not answer.

    Only what is known to be of `app` is taken for uninstalled: to another app GitHub says of each that it is not there.
    """

    def __init__(self, database: Database, app: int) -> None:
        self._database = database
        self._app = app

    async def news(self, granted: Sequence[Granted]) -> tuple[StandingChange, ...]:
        """Return what GitHub's list says that no event has told."""
        rows = await self._known()
        return tuple(change for one in granted for change in _news(one, rows.get(one.id)))

    async def unlisted(self, granted: Sequence[Granted]) -> tuple[int, ...]:
        """Return the installations that are thought to have the app and are not in GitHub's list."""
        return tuple(row.id for row in await self._missing(granted) if row.app == self._app)

    async def strange(self, granted: Sequence[Granted]) -> tuple[int, ...]:
        """Return the installations that are not in GitHub's list and belong to another app, as far as is known."""
        return tuple(row.id for row in await self._missing(granted) if row.app != self._app)

    async def claim(self, granted: Sequence[Granted]) -> None:
        """Keep whose installations these are: GitHub's list is of our app alone."""
        rows = await self._known()
        numbers = [one.id for one in granted if one.id in rows and rows[one.id].app != self._app]
        ours = update(INSTALLATIONS).where(INSTALLATIONS.c.id.in_(numbers)).values(app=self._app)
        if numbers:
            await self._database.write(lambda connection: connection.execute(ours).rowcount)

    async def apply(self, changes: Sequence[StandingChange], now: datetime) -> None:
        """Let changes take effect, as if their events had come."""

        def apply(connection: Connection) -> None:
            for change in changes:
                apply_change(connection, change, now)

        if changes:
            await self._database.write(apply)

    async def _missing(self, granted: Sequence[Granted]) -> list[Row[Any]]:
        there = {one.id for one in granted}
        rows = await self._known()
        return [row for number, row in sorted(rows.items()) if number not in there and row.deleted_at is None]

    async def _known(self) -> dict[int, Row[Any]]:
        rows = await self._database.read(lambda connection: connection.execute(select(INSTALLATIONS)).all())
        return {row.id: row for row in rows}


def _news(one: Granted, row: Row[Any] | None) -> Iterator[StandingChange]:
    permissions = tuple(sorted(one.permissions.items()))
    if row is not None and row.deleted_at is not None:
        return  # a number is never given out again: a deletion is the last word
    if row is not None and row.told_at and one.told_at and row.told_at > one.told_at:
        return  # an event of after the list was made
    if row is None or not row.account:
        yield StandingChange("installed", one.id, one.told_at, one.account, permissions)
    elif row.permissions is not None and dict(row.permissions) != dict(one.permissions):
        yield StandingChange("permitted", one.id, one.told_at, one.account, permissions)
    was_suspended = row is not None and row.suspended_at is not None
    if one.suspended != was_suspended:
        yield StandingChange("suspended" if one.suspended else "unsuspended", one.id, one.told_at, one.account)
