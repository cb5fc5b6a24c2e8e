"""The fleet on one PostgreSQL: procrastinate brings the workers of all processes to the table at the right moments.

What is due, and whose turn it is, stands in the table of subjects alone: a job of procrastinate says "look", and a job
that is lost costs a moment, nothing else. Each chore, too, is a job: one process of the fleet does it at each beat. It
has a queue of its own, so that a version that does not know it leaves it to the one that does.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

import procrastinate
from procrastinate.exceptions import AlreadyEnqueued, ConnectorException, UniqueViolation
from procrastinate.jobs import DEFAULT_QUEUE, Status

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Coroutine, Iterable

    from bot.clock import Clock
    from bot.inbox.worker import Chore

LOG = logging.getLogger(__name__)
POLLED = 1.0
"""Seconds between two looks for jobs whose moment has come; jobs that are due at once are told of at once."""
BEAT, STALLED = 10.0, 30.0
"""Seconds between two signs of life of a process, and without one until its jobs are given to another."""
GRACE = 10.0
"""Seconds that a chore may still take after a stop signal."""
FAREWELL = 2.0
"""Seconds that a stop waits for a database which may be away: what cannot be written down there lapses by itself."""
BREATHER = 2.0
COUNTED = 2.0
"""Seconds between two looks at how many processes work."""
CONNECTIONS = 3
AT_A_TIME = 8

WORKERS = (
    "SELECT count(*) AS workers FROM procrastinate_workers "
    "WHERE last_heartbeat > now() - make_interval(secs => %(seconds)s)"
)


class Workers(Protocol):
    """What the fleet wants of the workers in this process."""

    @property
    def full(self) -> bool:
        """Whether every hand has something to do."""
        ...

    def wake(self) -> None:
        """Look at the queue again."""
        ...


class Fleet:
    """This process in the fleet. `address` is the database's; `run` serves until `stop`.

    A chore that is to be done `at_start` is also done whenever a process has found the database, at first or again.
    """

    def __init__(self, address: str, clock: Clock, workers: Workers, chores: Iterable[Chore]) -> None:
        self._clock = clock
        self._workers = workers
        self.workers = 1
        """How many processes of the fleet work, as far as is known."""
        self._rung = 0
        self._ringing: set[asyncio.Task[None]] = set()
        self._running: asyncio.Task[None] | None = None
        self._stopping = False
        connector = procrastinate.PsycopgConnector(
            conninfo=address,
            kwargs={"connect_timeout": 4, "application_name": "onesitting fleet"},
            min_size=1,
            max_size=CONNECTIONS,
        )
        self._app = procrastinate.App(connector=connector, periodic_defaults={"max_delay": 600})
        self._look = self._app.task(name="look")(self._looked)
        self._chores = tuple(chores)
        for chore in self._chores:
            self._do_on_each_beat(chore)
        self._app.periodic(cron="* * * * *")(self._app.task(name="stalled")(self._look_for_the_gone))

    def ring(self, moment: datetime) -> None:
        """Bring a worker to the table at a moment; call it in the event loop. Once a second is enough.

        Where the bell cannot be rung the workers come by themselves a little later (bot.inbox.worker.Workers).
        """
        second = int(moment.timestamp())
        if second != self._rung:
            self._rung = second
            task = asyncio.ensure_future(self._ring(second))
            self._ringing.add(task)
            task.add_done_callback(self._ringing.discard)

    async def run(self, *, works: bool) -> None:
        """Be reachable and, where this process `works`, do what the bell and the chores ask for; until `stop`."""
        logging.getLogger("procrastinate").setLevel(logging.WARNING)  # it tells of every job
        while not self._stopping:  # a stop that meets a broken connection comes out as that error
            try:
                async with self._app.open_async():
                    await self._among_others(self._serve() if works else asyncio.Event().wait())
            except Exception as error:  # noqa: BLE001 - the fleet outlives a database that goes away
                LOG.warning("the fleet is out of reach, trying again: %s", error.__cause__ or type(error).__name__)
            await asyncio.sleep(BREATHER)

    def start(self, *, works: bool) -> None:
        """Run in the background; end it with `stop`."""
        self._running = asyncio.ensure_future(self.run(works=works))

    async def stop(self) -> None:
        """Let what rings ring and what is being done end, then be gone, also while the database is away."""
        self._stopping = True
        if self._ringing:
            await asyncio.wait(self._ringing, timeout=FAREWELL)
        left = {*self._ringing, *([self._running] if self._running is not None else ())}
        for seconds in (GRACE + FAREWELL, FAREWELL, FAREWELL):  # each step of a goodbye would wait half a minute
            for task in left:
                task.cancel()
            if left:
                _, left = await asyncio.wait(left, timeout=seconds)

    async def take_over(self) -> None:
        """Give the jobs of processes that are gone to others.

        Where the same chore waits already, the one that was left is put away instead: what it holds back can begin.
        """
        manager = self._app.job_manager
        for job in await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED):
            try:
                await manager.retry_job(job)
            except UniqueViolation:
                await manager.finish_job(job, Status.FAILED, delete_job=True)

    async def _among_others(self, serving: Coroutine[None, None, object]) -> None:
        counting = asyncio.ensure_future(self._count())
        try:
            await serving
        finally:
            counting.cancel()

    async def _count(self) -> None:
        while True:
            with contextlib.suppress(ConnectorException):  # away: whoever serves notices, too
                found = await self._app.connector.execute_query_one_async(WORKERS, seconds=STALLED)
                self.workers = max(1, int(found["workers"]))
            await asyncio.sleep(COUNTED)

    async def _serve(self) -> None:
        for chore in self._chores:
            if chore.at_start:
                await self._begin(chore)
        await self._app.run_worker_async(
            queues=[DEFAULT_QUEUE, *(chore.name for chore in self._chores)],
            concurrency=AT_A_TIME,
            install_signal_handlers=False,
            delete_jobs="always",
            fetch_job_polling_interval=POLLED,
            shutdown_graceful_timeout=GRACE,
            update_heartbeat_interval=BEAT,
            stalled_worker_timeout=STALLED,
            worker_middleware=[_end_heard],
        )

    async def _ring(self, second: int) -> None:
        at = datetime.fromtimestamp(second + 1, UTC)
        try:
            await self._look.configure(schedule_at=at, queueing_lock=f"look {second}").defer_async()
        except AlreadyEnqueued:
            return
        except Exception as error:  # noqa: BLE001 - see ring
            LOG.warning("the bell was not rung, workers come by themselves: %s", type(error).__name__)

    async def _begin(self, chore: Chore) -> None:
        task = self._app.tasks[chore.name]
        with contextlib.suppress(AlreadyEnqueued):  # another process that started now will have it done
            await task.defer_async(timestamp=int(self._clock.now().timestamp()))

    async def _looked(self) -> None:
        if self._workers.full:
            self.ring(self._clock.now() + timedelta(seconds=1))  # for somebody who has a hand free
        else:
            self._workers.wake()

    async def _look_for_the_gone(self, timestamp: int) -> None:  # noqa: ARG002 - procrastinate gives the beat
        await self.take_over()

    def _do_on_each_beat(self, chore: Chore) -> None:
        async def do(timestamp: int) -> None:  # noqa: ARG001 - procrastinate gives the beat
            await chore.work()

        name = chore.name
        task = self._app.task(name=name, queue=name, lock=name, queueing_lock=name)(do)
        self._app.periodic(cron=cron(chore.period))(task)


async def _end_heard(work: Callable[[], Awaitable[object]], _context: object, _worker: object) -> object:
    """Do a job, and say so where its end cannot be written down, which procrastinate's worker leaves unheard."""
    if (task := asyncio.current_task()) is not None:
        task.add_done_callback(_hear)
    return await work()


def _hear(job: asyncio.Task[object]) -> None:
    if not job.cancelled() and (error := job.exception()) is not None:
        says = error.__cause__ or type(error).__name__
        LOG.warning(
            "the end of a job was not written down, it will be put away as one of a process that is gone: %s", says
        )


def cron(period: timedelta) -> str:
    """Return the beat as cron says it, seconds last; raises ValueError where it does not divide the larger unit."""
    seconds = int(period.total_seconds())
    for unit, whole, says in ((1, 60, "* * * * * */{}"), (60, 60, "*/{} * * * *"), (3600, 24, "0 */{} * * *")):
        if seconds % unit == 0 and seconds // unit < whole and whole % (seconds // unit) == 0:
            return says.format(seconds // unit)
    raise ValueError(f"not a beat of a clock: {period}")
