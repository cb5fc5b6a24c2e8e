"""A clock that stands still until a test moves it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)


class HandClock:
    """A `bot.clock.Clock` driven by hand: `advance` wakes whoever waits for a moment that has come."""

    def __init__(self, now: datetime = NOON) -> None:
        self._now = now
        self._sleepers: list[tuple[datetime, asyncio.Future[None]]] = []
        self._changed = asyncio.Event()

    def now(self) -> datetime:
        """Return the moment the hands point at."""
        return self._now

    async def sleep_until(self, moment: datetime) -> None:
        """Return when the hands have been moved to `moment` or past it."""
        if moment <= self._now:
            await asyncio.sleep(0)
            return
        sleeper = (moment, asyncio.get_running_loop().create_future())
        self._sleepers.append(sleeper)
        self._changed.set()
        try:
            await sleeper[1]
        finally:
            self._sleepers.remove(sleeper)

    def advance(self, seconds: float) -> None:
        """Move the hands on and wake whoever waited for that."""
        self._now += timedelta(seconds=seconds)
        for moment, future in self._sleepers:
            if moment <= self._now and not future.done():
                future.set_result(None)

    async def sleeper(self, moment: datetime) -> None:
        """Return as soon as somebody waits for exactly `moment`."""
        while all(waited != moment or future.done() for waited, future in self._sleepers):
            self._changed.clear()
            await self._changed.wait()
