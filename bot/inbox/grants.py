"""What was told last of an installation's permissions: every process sees here that its tokens are of before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from bot.inbox.tables import INSTALLATIONS

if TYPE_CHECKING:
    from datetime import datetime

    from bot.inbox.database import Database


class Grant(NamedTuple):
    """What an account granted, as pairs like ("checks", "write"), and when GitHub changed the installation last."""

    told_at: datetime | None = None
    permissions: tuple[tuple[str, str], ...] = ()


class Grants:
    """Reads grants. Raises DatabaseUnavailable where the database does not answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, installation: int) -> Grant:
        """Return the grant of an installation; one that nothing was told of has an empty one."""
        columns = (INSTALLATIONS.c.told_at, INSTALLATIONS.c.permissions)
        look = select(*columns).where(INSTALLATIONS.c.id == installation)
        row = await self._database.read(lambda connection: connection.execute(look).one_or_none())
        return Grant() if row is None else Grant(row.told_at, tuple(sorted((row.permissions or {}).items())))
