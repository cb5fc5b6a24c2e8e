"""Where the app's credentials are kept: one row, sealed with the server's key, and whoever keeps first has won."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, select

from bot.facts.registration import RegisteredApp
from bot.inbox.marks import insert
from bot.inbox.setup_tables import APP, SETUPS

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from bot.inbox.database import Database
    from bot.vault import Vault

_PURPOSE = "app"


@dataclass(frozen=True, slots=True)
class StoredApp:
    """What is kept of the app. `app` is None where it cannot be had here.

    That is where the credentials were shown once instead (not `sealed`), or where the server's key does not open them.
    """

    id: int
    name: str
    public_url: str
    registered_at: datetime
    sealed: bool
    app: RegisteredApp | None


class AppHome:
    """Everything raises DatabaseUnavailable where the database does not answer."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    async def stored(self, now: datetime) -> StoredApp | None:
        """Return the app, None where none was registered yet."""
        row = await self._database.read(lambda connection: connection.execute(select(APP)).one_or_none())
        if row is None:
            return None
        opened = self._vault.open(_PURPOSE, row.sealed, now) if row.sealed is not None else None
        app = RegisteredApp(**json.loads(opened)) if opened is not None else None
        return StoredApp(row.id, row.name, row.public_url, row.registered_at, row.sealed is not None, app)

    async def keep(self, app: RegisteredApp, public_url: str, now: datetime, *, sealed: bool) -> bool:
        """Keep the app, with its credentials or without; False where another one is kept already.

        The setup is over then: links are worth nothing any more.
        """
        sealing = self._vault.seal(_PURPOSE, json.dumps(asdict(app)).encode(), now) if sealed else None
        row = {"id": app.id, "name": app.name, "public_url": public_url, "sealed": sealing, "registered_at": now}

        def write(connection: Connection) -> bool:
            first = insert(connection.dialect.name, APP).values(place=1, **row).on_conflict_do_nothing()
            if connection.execute(first).rowcount != 1:
                return False
            connection.execute(delete(SETUPS).where(SETUPS.c.kind == "link"))
            return True

        return await self._database.write(write)

    async def forget(self) -> bool:
        """Forget the app, so that another one can be set up; False where there was none."""
        return await self._database.write(lambda connection: connection.execute(delete(APP)).rowcount == 1)
