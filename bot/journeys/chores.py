"""What has to be done from time to time, whatever happens on GitHub."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.inbox.purge import purge_departed
from bot.inbox.related import keep_missing
from bot.inbox.retention import prune
from bot.inbox.worker import Chore
from bot.journeys.recovery import CENSUS, ROUND

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.clock import Clock
    from bot.inbox.database import Database
    from bot.inbox.mondays import Mondays
    from bot.inbox.queue import Queue
    from bot.inbox.teacher import Teacher
    from bot.inbox.timekeeper import Timekeeper
    from bot.journeys.recovery import Recovery

LEASES = timedelta(seconds=15)
PRUNING = timedelta(hours=6)
LEARNING = timedelta(minutes=10)
CLOCKS = timedelta(minutes=1)
MONDAYS = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Chores:
    """The parts that chores are about; `wake` tells the workers that something is due."""

    clock: Clock
    wake: Callable[[], None]
    database: Database
    queue: Queue
    teacher: Teacher
    timekeeper: Timekeeper
    mondays: Mondays
    recovery: Recovery
    grace: timedelta

    def every(self) -> tuple[Chore, ...]:
        """Return each with its beat."""
        return (
            Chore("leases", LEASES, self._take_back),
            Chore("pruning", PRUNING, self._prune, at_start=True),
            Chore("learning", LEARNING, self._learn, at_start=True),
            Chore("clocks", CLOCKS, self._turn_clocks, at_start=True),
            Chore("mondays", MONDAYS, self._look_at_calendar, at_start=True),
            Chore("deliveries", ROUND, self._recover, at_start=True),
            Chore("installations", CENSUS, self._count_installations, at_start=True),
        )

    async def _take_back(self) -> None:
        if await self.queue.recover(self.clock.now()):
            self.wake()

    async def _prune(self) -> None:
        await prune(self.database, self.clock.now())
        await purge_departed(self.database, self.clock.now(), self.grace)

    async def _learn(self) -> None:
        while await self.database.write(keep_missing):
            continue
        await self.teacher.fit_due(self.clock.now())

    async def _turn_clocks(self) -> None:
        if await self.timekeeper.mark_due(self.clock.now()):
            self.wake()

    async def _look_at_calendar(self) -> None:
        if await self.mondays.mark_due(self.clock.now()):
            self.wake()

    async def _recover(self) -> None:
        await self.recovery.deliveries(self.clock.now())
        self.wake()  # once a round: another process may have marked something

    async def _count_installations(self) -> None:
        if await self.recovery.installations(self.clock.now()):
            self.wake()
