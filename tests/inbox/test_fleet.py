"""The fleet: whoever rings brings a worker of some process, and each beat of a chore is one process's.

Real processes share a real database: what is waited for here happens within a second or two, whenever that is.
"""

from __future__ import annotations

import asyncio
import gc
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from procrastinate.exceptions import AppNotOpen
from psycopg import AsyncConnection
from sqlalchemy import text

from bot.clock import SystemClock
from bot.inbox.database import driver_address
from bot.inbox.fleet import Fleet, cron
from bot.inbox.worker import Chore
from tests.burst.patience import eventually
from tests.homes import IN_POSTGRESQL

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.inbox.database import Database
    from tests.postgres.server import PostgresServer

CLOCK = SystemClock()
SECOND = timedelta(seconds=1)
BEAT = text(
    "SELECT (args->>'timestamp')::bigint FROM procrastinate_jobs WHERE task_name = 'sweep' AND status = 'doing'"
)
LEFT = text(
    "INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args, status) VALUES "
    "('default', 'sweep', 'sweep', 'sweep', '{}', 'doing'), ('default', 'sweep', 'sweep', 'sweep', '{}', 'todo'), "
    "('default', 'prune', 'prune', 'prune', '{}', 'doing')"
)
JOBS = text("SELECT task_name, status::text FROM procrastinate_jobs ORDER BY task_name")
CUT_OFF = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() "
    "AND wait_event_type = 'Lock' AND query LIKE '%finish_job%'"
)
NEWER = text(
    "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status) VALUES ('words', 'words', '{}', 'todo')"
)
UNDONE = text("SELECT count(*) FROM procrastinate_jobs WHERE status = 'doing'")


class Crew:
    """The workers of a process: who is woken is seen."""

    def __init__(self, woken: asyncio.Queue[Crew], *, full: bool = False) -> None:
        self.full = full
        self._woken = woken

    def wake(self) -> None:
        """Be seen."""
        self._woken.put_nowait(self)


@asynccontextmanager
async def fleet(url: str, *crews: Crew, chores: tuple[Chore, ...] = ()) -> AsyncIterator[Fleet]:
    """Run a process for each crew; yield one that only rings."""
    members = [Fleet(driver_address(url), CLOCK, crew, chores) for crew in crews]
    for member in members:
        member.start(works=True)
    ringer = Fleet(driver_address(url), CLOCK, crews[0], ())
    ringer.start(works=False)
    yield ringer
    for member in (ringer, *members):
        await member.stop()


async def heard(ringer: Fleet, woken: asyncio.Queue[Crew]) -> Crew:
    """Ring until somebody comes: whoever rings may not have reached the database yet."""
    while True:
        ringer.ring(CLOCK.now())
        try:
            return await asyncio.wait_for(woken.get(), 1)
        except TimeoutError:
            continue


@IN_POSTGRESQL
async def test_a_ring_brings_a_worker(url: str) -> None:
    """Of some process, when the moment has come."""
    woken: asyncio.Queue[Crew] = asyncio.Queue()
    crews = (Crew(woken), Crew(woken))
    async with fleet(url, *crews) as ringer:
        assert await heard(ringer, woken) in crews


@IN_POSTGRESQL
async def test_who_works_is_counted(url: str) -> None:
    """By everybody; whoever only rings works on nothing, and who is gone is counted no more."""
    members = [Fleet(driver_address(url), CLOCK, Crew(asyncio.Queue()), ()) for _ in range(3)]
    for member, works in zip(members, (True, True, False), strict=True):
        member.start(works=works)

    async def is_seen(workers: int, by: list[Fleet]) -> bool:
        return {workers} == {member.workers for member in by}

    await eventually(lambda: is_seen(2, members), "two were not counted")
    await members[0].stop()
    await eventually(lambda: is_seen(1, members[1:]), "the one that is left was not counted")
    for member in members:
        await member.stop()


@IN_POSTGRESQL
async def test_who_has_no_hand_free_passes_it_on(url: str) -> None:
    """The ring is not lost in a process that could do nothing."""
    woken: asyncio.Queue[Crew] = asyncio.Queue()
    free = Crew(woken)
    async with fleet(url, Crew(woken, full=True), free) as ringer:
        assert free == await heard(ringer, woken)


@IN_POSTGRESQL
async def test_each_beat_of_a_chore_is_one_process_s(url: str, database: Database) -> None:
    """Two processes have the same chore: it is not done twice."""
    beats: asyncio.Queue[int] = asyncio.Queue()
    woken: asyncio.Queue[Crew] = asyncio.Queue()

    async def sweep() -> None:
        await beats.put(await database.read(lambda connection: connection.execute(BEAT).scalar_one()))

    async with fleet(url, Crew(woken), Crew(woken), chores=(Chore("sweep", SECOND, sweep),)):
        assert 4 == len({await beats.get() for _ in range(4)})


@IN_POSTGRESQL
async def test_a_chore_is_done_at_the_start(url: str) -> None:
    """Its beat may be hours away, and every process of the fleet down at each of them."""
    done: asyncio.Queue[None] = asyncio.Queue()
    woken: asyncio.Queue[Crew] = asyncio.Queue()

    async def prune() -> None:
        await done.put(None)

    async with fleet(url, Crew(woken), chores=(Chore("prune", timedelta(hours=6), prune, at_start=True),)):
        await done.get()


@IN_POSTGRESQL
async def test_a_chore_that_fails_is_done_again(url: str) -> None:
    """On its next beat."""
    done: asyncio.Queue[None] = asyncio.Queue()
    woken: asyncio.Queue[Crew] = asyncio.Queue()

    async def sweep() -> None:
        await done.put(None)
        raise OSError("no room")

    async with fleet(url, Crew(woken), chores=(Chore("sweep", SECOND, sweep),)):
        for _ in range(2):
            await done.get()


@IN_POSTGRESQL
async def test_a_chore_that_a_killed_process_left_holds_nothing_back(url: str, database: Database) -> None:
    """Where the next beat waits already the one that was left is put away; where none waits it is done again."""
    await database.write(lambda connection: connection.execute(LEFT))
    member = Fleet(driver_address(url), CLOCK, Crew(asyncio.Queue()), ())
    member.start(works=False)
    while True:
        try:
            await member.take_over()
            break
        except AppNotOpen:
            await asyncio.sleep(0)
    await member.stop()
    rows = await database.read(lambda connection: connection.execute(JOBS).all())
    assert [("prune", "todo"), ("sweep", "todo")] == [tuple(row) for row in rows]


@IN_POSTGRESQL
async def test_a_chore_of_another_version_is_left_to_it(url: str, database: Database) -> None:
    """Two versions run side by side, and the newer one does something that this one does not know."""
    woken: asyncio.Queue[Crew] = asyncio.Queue()
    await database.write(lambda connection: connection.execute(NEWER).rowcount)
    async with fleet(url, Crew(woken)) as ringer:
        await heard(ringer, woken)
    rows = await database.read(lambda connection: connection.execute(JOBS).all())
    assert ("words", "todo") in [tuple(row) for row in rows]


@IN_POSTGRESQL
async def test_the_fleet_outlives_its_database(url: str, database: Database, postgres: PostgresServer) -> None:
    """The server goes away and returns: whoever rings is heard again."""
    woken: asyncio.Queue[Crew] = asyncio.Queue()
    crew = Crew(woken)
    async with fleet(url, crew) as ringer:
        await heard(ringer, woken)
        while await database.read(lambda connection: connection.execute(UNDONE).scalar_one()):
            continue
        postgres.stop()
        ringer.ring(CLOCK.now())
        postgres.start()
        assert crew == await heard(ringer, woken)


@IN_POSTGRESQL
async def test_a_stop_ends_while_the_database_is_away(url: str, postgres: PostgresServer) -> None:
    """Nobody can be told goodbye: the process ends all the same, and what rings is heard of no more."""
    woken: asyncio.Queue[Crew] = asyncio.Queue()
    member = Fleet(driver_address(url), CLOCK, Crew(woken), ())
    member.start(works=True)
    await heard(member, woken)
    postgres.stop()
    member.ring(CLOCK.now() - timedelta(seconds=9))
    await member.stop()
    postgres.start()
    assert [task for task in map(repr, asyncio.all_tasks()) if "Fleet." in task] == []


@IN_POSTGRESQL
async def test_a_job_whose_end_cannot_be_written_down_is_no_loose_end(
    url: str, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """The connection breaks in the middle of it: whoever runs the jobs does not hear the error, so that we must."""
    loose: list[str] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, context: loose.append(str(context)))

    async def sweep() -> None:
        await beside.execute("LOCK TABLE procrastinate_jobs IN SHARE ROW EXCLUSIVE MODE")

    async with (
        await AsyncConnection.connect(driver_address(url)) as beside,
        fleet(url, Crew(asyncio.Queue()), chores=(Chore("sweep", SECOND, sweep),)),
    ):
        while not await database.write(lambda connection: connection.execute(CUT_OFF).all()):
            continue
        await beside.rollback()
    gc.collect()
    assert loose == []
    assert "the end of a job was not written down" in caplog.text


@pytest.mark.parametrize(
    ("period", "says"),
    [
        (timedelta(seconds=15), "* * * * * */15"),
        (timedelta(minutes=1), "*/1 * * * *"),
        (timedelta(minutes=10), "*/10 * * * *"),
        (timedelta(hours=6), "0 */6 * * *"),
    ],
)
def test_a_period_is_a_beat(period: timedelta, says: str) -> None:
    """As cron says it."""
    assert says == cron(period)


@pytest.mark.parametrize("period", [timedelta(seconds=7), timedelta(minutes=90), timedelta(days=1)])
def test_what_no_clock_beats_is_refused(period: timedelta) -> None:
    """A beat that would stumble at the full hour."""
    with pytest.raises(ValueError, match="not a beat"):
        cron(period)
