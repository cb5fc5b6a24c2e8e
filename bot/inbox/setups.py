"""The secrets of a setup: the link that the server printed, and the state that travels to GitHub and back.

Kept as SHA-256 digests, good for an hour, compared in constant time. A state is good once: whoever claims it has it.
"""

from __future__ import annotations

import hmac
from dataclasses import asdict
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from sqlalchemy import insert, select, update

from bot.facts.registration import SetupChoice
from bot.inbox.setup_tables import SETUPS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime
    from typing import Literal

    from sqlalchemy import Row

    from bot.facts.registration import Fate
    from bot.inbox.database import Database

LIVES = timedelta(hours=1)
"""Also how long GitHub's code is good."""
REMEMBERED = timedelta(days=1)
"""How long what has expired is told apart from what never was."""
_ROW = SETUPS.c


class Setups:
    """Everything raises DatabaseUnavailable where the database does not answer."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def open_link(self, secret: str, now: datetime) -> None:
        """Let a link with this secret be good from now on."""
        row = {"digest": _digest(secret), "kind": "link", "choice": None, "expires_at": now + LIVES}
        await self._database.write(lambda connection: connection.execute(insert(SETUPS), row).rowcount)

    async def link(self, secret: str, now: datetime) -> Fate:
        """Return what a link with this secret is worth; it may be opened more than once."""
        return _fate(await self._find("link", secret), now)

    async def begin(self, state: str, choice: SetupChoice, now: datetime) -> None:
        """Let a state be good from now on for what was chosen."""
        row = {"digest": _digest(state), "kind": "state", "choice": asdict(choice), "expires_at": now + LIVES}
        await self._database.write(lambda connection: connection.execute(insert(SETUPS), row).rowcount)

    async def claim(self, state: str, now: datetime) -> tuple[Fate, SetupChoice | None]:
        """Return what a state is worth, and where it was good what was chosen: it is used from now on."""
        row = await self._find("state", state)
        fate = _fate(row, now)
        if row is None or fate != "good":
            return fate, None
        use = update(SETUPS).where(_ROW.digest == row.digest, _ROW.used_at.is_(None)).values(used_at=now)
        first = await self._database.write(lambda connection: connection.execute(use).rowcount == 1)
        return ("good", SetupChoice(**row.choice)) if first else ("used", None)

    async def release(self, state: str) -> None:
        """Let a claimed state be good again: GitHub had not been asked, or had not answered."""
        free = update(SETUPS).where(_ROW.digest == _digest(state)).values(used_at=None)
        await self._database.write(lambda connection: connection.execute(free).rowcount)

    async def _find(self, kind: Literal["link", "state"], secret: str) -> Row[tuple[object, ...]] | None:
        look = select(SETUPS).where(_ROW.kind == kind)
        rows: Sequence[Row[tuple[object, ...]]] = await self._database.read(
            lambda connection: connection.execute(look).all()
        )
        digest = _digest(secret)
        same = [row for row in rows if hmac.compare_digest(row.digest, digest)]
        return same[0] if same else None


def _digest(secret: str) -> str:
    return sha256(secret.encode(errors="replace")).hexdigest()


def _fate(row: Row[tuple[object, ...]] | None, now: datetime) -> Fate:
    if row is None:
        return "unknown"
    if row.used_at is not None:
        return "used"
    return "good" if now < row.expires_at else "expired"
