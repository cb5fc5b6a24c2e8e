"""The workers: due subjects to the journey, a few at a time, and what came of each back to the queue."""

from __future__ import annotations

import asyncio
import logging
import random
from collections import Counter
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from bot.clock import every
from bot.facts.errors import Advice, Bug, EffectRefused, FactsUnavailable, Moved, Retry, Skip, Wait
from bot.facts.redacted import redacted

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Sequence
    from datetime import datetime

    from bot.clock import Clock
    from bot.facts.repository import Subject
    from bot.inbox.patience import Patience
    from bot.inbox.queue import Claim, Queue

LOG = logging.getLogger(__name__)
IN_HAND: ContextVar[Claim | None] = ContextVar("in_hand", default=None)
"""The claim that a line of the log belongs to; set in the task of the work, None elsewhere."""
GRACE = timedelta(seconds=20)
"""How long what is in hand may take after a stop signal. Giving back the rest takes a moment more, and container
platforms kill after thirty seconds."""
MOST_ALIKE = 2
"""So few hands may all work for one installation."""
BREATHER = timedelta(seconds=5)
"""How long the workers wait after the queue itself failed (a locked database, say)."""
BLINK = timedelta(milliseconds=20)
"""How long they look away from what is due and in the hands of another process at this moment."""


@dataclass(frozen=True, slots=True)
class Chore:
    """Periodic work: `work` runs once each `period`; an error is logged and the next beat tries again.

    With `at_start` it runs at the start, too: a server that is restarted more often than each `period` gets it done.
    """

    name: str
    period: timedelta
    work: Callable[[], Awaitable[None]]
    at_start: bool = False


class Workers:
    """Runs `handle` on due subjects, `count` at a time, until stopped.

    `more` is called when every hand is full: another process may have one free. Where other processes mark subjects,
    the queue is looked at once in `longest_nap` at least, whether or not anybody wakes us.

    `handle` may raise FactsUnavailable or EffectRefused, whose advice is followed; whatever else it raises is logged
    and tried again later. `patience` must be the queue's: a claim is renewed at a third of its lease. On `stop` what is
    in hand has `grace` to finish; then it is interrupted and given back. `chance` gives numbers from 0 to 1 that spread
    the ends of pauses.
    """

    def __init__(
        self,
        queue: Queue,
        handle: Callable[[Subject], Awaitable[None]],
        clock: Clock,
        patience: Patience,
        *,
        count: int = 4,
        grace: timedelta = GRACE,
        chores: Sequence[Chore] = (),
        chance: Callable[[], float] = random.random,
        more: Callable[[], None] = lambda: None,
        longest_nap: timedelta | None = None,
    ) -> None:
        self._queue = queue
        self._handle = handle
        self._clock = clock
        self._count = count
        self._patience = patience
        self._grace = grace
        self._chores = tuple(chores)
        self._chance = chance
        self._more = more
        self._longest_nap = longest_nap
        self._awake = asyncio.Event()
        self._stopping = asyncio.Event()
        self._stopped = asyncio.Event()
        self._in_hand: dict[asyncio.Task[None], int] = {}
        """Who works, and for which installation."""
        self._met: set[int] = set()
        self._moved: dict[str, int] = {}
        """How often in a row each subject moved under us."""

    @property
    def full(self) -> bool:
        """Whether every hand has something to do."""
        return len(self._in_hand) >= self._count

    def wake(self) -> None:
        """Look at the queue again: something was marked. Call it in the event loop."""
        self._awake.set()

    async def run(self) -> None:
        """Take back what a crash left in hand, then work until `stop`; a cancelled run gives back what it held."""
        timers = [asyncio.ensure_future(self._attend(chore)) for chore in self._chores]
        try:
            recovered = False
            while not self._stopping.is_set():
                recovered = recovered or await self._attempt("crash recovery", self._recover) is None
                if not recovered or await self._attempt("the queue", self._round) is not None:
                    await self._wait(self._clock.now() + BREATHER)
            await self._drain()
        finally:
            left = {*timers, *self._in_hand}
            for task in left:
                task.cancel()
            await asyncio.gather(*left, return_exceptions=True)
            self._stopped.set()

    async def stop(self) -> None:
        """Take nothing new; return when what was in hand is finished or given back."""
        self._stopping.set()
        self._awake.set()
        await self._stopped.wait()

    async def work_off(self) -> int:
        """Work on what is due now, one subject after the other; how many it was. For driving the queue by hand."""
        count = 0
        while (claim := await self._queue.claim(self._clock.now())) is not None:
            await asyncio.ensure_future(self._work(claim))
            count += 1
        return count

    async def _recover(self) -> None:
        self._awake.clear()
        if count := await self._queue.recover(self._clock.now()):
            LOG.warning("%d subjects were in hand when the last run ended: due again", count)

    async def _round(self) -> None:
        """Fill the free hands, then wait until something is due, marked or finished."""
        self._awake.clear()
        while not (self.full or self._stopping.is_set()):
            busy = self._busy()
            claim = await self._queue.claim(self._clock.now(), busy)
            if claim is None:
                due = await self._queue.next_due(busy)
                await self._wait(self._sooner(due and max(due, self._clock.now() + BLINK)))
                return
            task = asyncio.ensure_future(self._work(claim))
            self._in_hand[task] = claim.subject.installation
            self._met.add(claim.subject.installation)
            task.add_done_callback(self._laid_down)
        self._more()
        self._awake.clear()  # who is told may wake us as well: there is nothing to be woken for before a hand is free
        await self._wait(None)

    def _busy(self) -> frozenset[int]:
        """Return the installation that has every hand but one: the last is for others, however slow its work is.

        Where there were no others so far, nobody is waited for.
        """
        if len(self._met) == 1 or self._count <= MOST_ALIKE:
            return frozenset()
        hands = Counter(self._in_hand.values())
        return frozenset(one for one, count in hands.items() if count >= self._count - 1)

    def _sooner(self, moment: datetime | None) -> datetime | None:
        if self._longest_nap is None:
            return moment
        latest = self._clock.now() + self._longest_nap
        return latest if moment is None else min(moment, latest)

    def _laid_down(self, task: asyncio.Task[None]) -> None:
        self._in_hand.pop(task, None)
        self._awake.set()

    async def _wait(self, moment: datetime | None) -> None:
        """Return when somebody wakes us or, where there is one, at `moment`; at once when we are to stop."""
        if self._stopping.is_set():
            return
        signs = {asyncio.ensure_future(self._awake.wait())}
        if moment is not None:
            signs.add(asyncio.ensure_future(self._sleep_until(moment)))
        try:
            await asyncio.wait(signs, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for sign in signs:
                sign.cancel()

    async def _sleep_until(self, moment: datetime) -> Literal[True]:
        await self._clock.sleep_until(moment)
        return True

    async def _drain(self) -> None:
        grace = asyncio.ensure_future(self._clock.sleep_until(self._clock.now() + self._grace))
        try:
            while self._in_hand and not grace.done():
                await asyncio.wait({grace, *self._in_hand}, return_when=asyncio.FIRST_COMPLETED)
        finally:
            grace.cancel()

    async def _work(self, claim: Claim) -> None:
        IN_HAND.set(claim)
        name = f"{claim.subject.key} ({claim.subject.full_name}, delivery {claim.delivery or 'none'})"
        working = asyncio.ensure_future(self._attempt(name, lambda: self._handle(claim.subject)))
        keeping = asyncio.ensure_future(self._keep(claim, working, name))
        try:
            advice = await working
        except asyncio.CancelledError:
            working.cancel()
            await asyncio.wait({working})
            LOG.warning("%s: interrupted, given back", name)
            now = self._clock.now()
            await self._attempt(name, lambda: self._queue.reschedule(claim, now, "interrupted", now))
            self._more()
            if _is_cancelled():  # and not only the work, because its claim lapsed
                raise
        else:
            await self._attempt(name, lambda: self._settle(claim, advice, name))
        finally:
            keeping.cancel()

    async def _keep(self, claim: Claim, working: asyncio.Task[Advice | None], name: str) -> None:
        """Renew the claim while the work lasts; stop the work when somebody else has it, or may have it."""
        until = claim.until

        async def renew() -> None:
            nonlocal until
            now = self._clock.now()
            until = now + self._patience.lease if await self._queue.renew(claim, now) else now

        while True:
            await self._clock.sleep_until(self._clock.now() + self._patience.lease / 3)
            await self._attempt(name, renew)
            if until <= self._clock.now():  # also where the database did not answer for as long
                LOG.warning("%s: the claim lapsed, the work is stopped", name)
                working.cancel()

    async def _settle(self, claim: Claim, advice: Advice | None, name: str) -> None:
        now, key = self._clock.now(), claim.subject.key
        moved = self._moved.pop(key, 0)
        if advice is None or isinstance(advice, Skip):
            LOG.info("%s: %s", name, "done" if advice is None else f"skipped: {advice.reason}")
            await self._queue.finish(claim, now)
        elif isinstance(advice, Bug):
            LOG.error("%s: parked, a person has to look: %s", name, advice.reason)
            await self._queue.park(claim, advice.reason, now)
        elif isinstance(advice, Moved):
            self._moved[key] = moved + 1
            at = now + self._patience.hold(moved + 1)
            LOG.info("%s: left alone until %s: %s", name, at.isoformat(), advice.reason)
            await self._queue.reschedule(claim, at, advice.reason, now)
        elif isinstance(advice, Wait):
            at = self._patience.resume(max(advice.at, now), now, self._chance())
            LOG.info("%s: waits until %s: %s", name, at.isoformat(), advice.reason)
            await self._queue.reschedule(claim, at, advice.reason, now)
        elif advice.at is None or advice.at <= now:
            LOG.warning("%s: attempt %d failed: %s", name, claim.attempt, advice.reason)
            await self._queue.fail(claim, advice.reason, now, away=advice.away)
        else:
            # Only GitHub's rate limits name a time, and those are the whole installation's.
            at = self._patience.resume(advice.at, now, self._chance())
            LOG.warning("%s: its installation is paused until %s: %s", name, at.isoformat(), advice.reason)
            await self._queue.pause(claim.subject.installation, at)
            await self._queue.reschedule(claim, at, advice.reason, now)

    async def _attend(self, chore: Chore) -> None:
        async def work() -> None:
            await self._attempt(chore.name, chore.work)

        if chore.at_start:
            await work()
        await every(self._clock, chore.period, work)

    async def _attempt(self, name: str, work: Callable[[], Awaitable[object]]) -> Advice | None:
        """Do the work; None where it went well, else what to do about it. The one broad `except` of the house."""
        try:
            await work()
        except (FactsUnavailable, EffectRefused) as error:
            return error.advice
        except Exception as error:
            LOG.exception("%s: %s", name, type(error).__name__)
            return Retry(redacted(f"{type(error).__name__}: {error}"))
        return None


def _is_cancelled() -> bool:
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
