"""The only clock: what time it is, and waiting for a moment."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

LONGEST_NAP = timedelta(seconds=30)
"""After this long the time is looked at again, so that a corrected system clock is noticed."""


class Clock(Protocol):
    """Everything that depends on time is given one of these; tests drive theirs by hand."""

    def now(self) -> datetime:
        """Return the present moment, in UTC."""
        ...

    async def sleep_until(self, moment: datetime) -> None:
        """Return at `moment` (at once where it has passed)."""
        ...


class SystemClock:
    """The machine's clock; waiting itself runs on the monotonic one."""

    def now(self) -> datetime:
        """Return the present moment, in UTC."""
        return datetime.now(UTC)

    async def sleep_until(self, moment: datetime) -> None:
        """Return at `moment` (at once where it has passed)."""
        while (left := moment - self.now()) > timedelta(0):  # noqa: ASYNC110 - time is what is waited for
            await asyncio.sleep(min(left, LONGEST_NAP).total_seconds())


async def every(clock: Clock, period: timedelta, work: Callable[[], Awaitable[None]]) -> None:
    """Run `work` once each `period`, for ever; the first time one period from now.

    A run that takes longer than the period, or a machine that slept, makes up for nothing: the next run is on the next
    beat still to come. An exception of `work` ends the timer: whoever starts it decides what an error means.
    """
    due = clock.now() + period
    while True:
        await clock.sleep_until(due)
        await work()
        due += period * max(1, (clock.now() - due) // period + 1)
