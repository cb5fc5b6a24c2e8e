"""The workers: on a hand-driven clock and a real queue."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.facts.errors import Bug, EffectRefused, FactsUnavailable, Retry, Skip
from bot.inbox.sqlite_queue import SqliteQueue
from bot.inbox.worker import Chore, Workers
from tests.hand_clock import HandClock
from tests.inbox.given import PATIENCE, at, pull_request
from tests.inbox.queue_contract import claimed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable

    from bot.facts.repository import Subject
    from bot.inbox.database import Database


class Bench:
    """A queue, a clock, and what the workers were given."""

    def __init__(self, database: Database) -> None:
        self.queue = SqliteQueue(database, PATIENCE, chance=lambda: 1.0)
        self.clock = HandClock()
        self.seen: asyncio.Queue[Subject] = asyncio.Queue()

    async def handle(self, subject: Subject) -> None:
        """Note the subject: done."""
        self.seen.put_nowait(subject)

    def raising(self, error: Exception) -> Callable[[Subject], Awaitable[None]]:
        """Return a journey that notes the subject and fails."""

        async def handle(subject: Subject) -> None:
            self.seen.put_nowait(subject)
            raise error

        return handle

    def hanging(self, forever: asyncio.Event) -> Callable[[Subject], Awaitable[None]]:
        """Return a journey that notes the subject and waits for the event."""

        async def handle(subject: Subject) -> None:
            self.seen.put_nowait(subject)
            await forever.wait()

        return handle

    @asynccontextmanager
    async def working(
        self, handle: Callable[[Subject], Awaitable[None]], *, count: int = 2, chores: tuple[Chore, ...] = ()
    ) -> AsyncIterator[Workers]:
        """Run workers; at the end stop them and see their run end well."""
        workers = Workers(self.queue, handle, self.clock, count=count, grace=timedelta(seconds=15), chores=chores)
        running = asyncio.ensure_future(workers.run())
        yield workers
        await workers.stop()
        await running

    async def work_once(self, handle: Callable[[Subject], Awaitable[None]]) -> None:
        """Let the pull request become due, be worked on once, and the workers stop."""
        await self.queue.mark([pull_request()], at(0))
        async with self.working(handle):
            await self.clock.sleeper(at(10))
            self.clock.advance(10)
            await self.seen.get()


@pytest.fixture
def bench(database: Database) -> Bench:
    """Return a bench with an empty queue, at noon."""
    return Bench(database)


async def test_a_due_subject_is_worked_on(bench: Bench) -> None:
    """The workers sleep until the window ends, not a moment less, and the queue is idle afterwards."""
    await bench.work_once(bench.handle)
    assert await bench.queue.next_due() is None


async def test_a_mark_wakes_the_workers(bench: Bench) -> None:
    """Workers that wait for nothing hear of the first event and wait for its window."""
    async with bench.working(bench.handle) as workers:
        await bench.queue.mark([pull_request()], at(0))
        workers.wake()
        await bench.clock.sleeper(at(10))
        bench.clock.advance(10)
        assert await bench.seen.get() == pull_request()


async def test_no_more_than_so_many_at_a_time(bench: Bench) -> None:
    """Two workers have two subjects in hand; the third is taken when one of them is done."""
    gate = asyncio.Event()
    bench.clock.advance(10)
    await bench.queue.mark([pull_request(n) for n in (1, 2, 3)], at(0))
    async with bench.working(bench.hanging(gate)):
        await bench.seen.get()
        await bench.seen.get()
        health = await bench.queue.health(at(10))
        assert (health.in_hand, health.due, bench.seen.empty()) == (2, 1, True)
        gate.set()
        assert (await bench.seen.get()).number == 3


async def test_an_unforeseen_error_is_tried_again(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    """A mistake of ours is logged with subject and delivery, and the subject is due again after a pause."""
    await bench.work_once(bench.raising(ZeroDivisionError("a mistake")))
    assert await bench.queue.next_due() == at(15)
    assert "pull_request:101:7 (org1/repo, delivery none): ZeroDivisionError" in caplog.text


async def test_a_retry_without_a_time_backs_off(bench: Bench) -> None:
    """GitHub did not answer: again after the queue's own pause."""
    await bench.work_once(bench.raising(FactsUnavailable(Retry("502"))))
    assert await bench.queue.next_due() == at(15)


async def test_a_rate_limit_pauses_the_installation(bench: Bench) -> None:
    """A retry with a time is a rate limit: nothing of this installation is touched before, and others go on."""
    await bench.work_once(bench.raising(EffectRefused(Retry("rate limit", at(3000)))))
    await bench.queue.mark([pull_request(8), pull_request(9, installation=2)], at(20))
    other = await claimed(bench.queue, 40)
    assert (other.subject.installation, await bench.queue.finish(other, at(41))) == (2, True)
    assert await bench.queue.claim(at(2999)) is None
    assert (await claimed(bench.queue, 3000)).attempt == 1


async def test_a_retry_at_a_past_moment_backs_off(bench: Bench) -> None:
    """A clock that disagrees with GitHub's must not make a hot loop."""
    await bench.work_once(bench.raising(FactsUnavailable(Retry("rate limit", at(3)))))
    assert await bench.queue.next_due() == at(15)


async def test_a_skip_is_done(bench: Bench) -> None:
    """The pull request is gone: nothing is left to do."""
    await bench.work_once(bench.raising(FactsUnavailable(Skip("gone"))))
    assert await bench.queue.next_due() is None
    assert await bench.queue.parked() == ()


async def test_a_bug_is_parked_at_once(bench: Bench) -> None:
    """What GitHub will refuse every time waits for a person."""
    await bench.work_once(bench.raising(EffectRefused(Bug("422: body is too long"))))
    assert [parked.error for parked in await bench.queue.parked()] == ["422: body is too long"]


async def test_long_work_keeps_its_claim(bench: Bench) -> None:
    """The claim is renewed every twenty seconds while the work goes on."""
    gate = asyncio.Event()
    bench.clock.advance(10)
    await bench.queue.mark([pull_request()], at(0))
    async with bench.working(bench.hanging(gate)):
        await bench.seen.get()
        for second in (30, 50, 70, 90):
            await bench.clock.sleeper(at(second))
            bench.clock.advance(20)
        await bench.clock.sleeper(at(110))
        assert await bench.queue.claim(at(100)) is None
        gate.set()
    assert await bench.queue.next_due() is None


async def test_a_lost_claim_stops_the_work(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    """Somebody else has the subject: the same thing must not be said twice."""
    bench.clock.advance(10)
    await bench.queue.mark([pull_request()], at(0))
    async with bench.working(bench.hanging(asyncio.Event()), count=1):
        await bench.seen.get()
        await bench.clock.sleeper(at(30))
        await claimed(bench.queue, 70)
        bench.clock.advance(20)
    assert "the claim lapsed, the work is stopped" in caplog.text
    assert (await bench.queue.health(at(71))).in_hand == 1


async def test_stopping_waits_for_what_is_in_hand(bench: Bench) -> None:
    """Work that ends within the grace period is finished, and nothing new is begun."""
    gate = asyncio.Event()
    bench.clock.advance(10)
    await bench.queue.mark([pull_request(1), pull_request(2)], at(0))
    async with bench.working(bench.hanging(gate), count=1) as workers:
        await bench.seen.get()
        stopping = asyncio.ensure_future(workers.stop())
        await bench.clock.sleeper(at(25))
        gate.set()
        await stopping
    assert bench.seen.empty()
    assert (await claimed(bench.queue, 10)).subject.number == 2


async def test_stopping_gives_back_what_takes_too_long(bench: Bench) -> None:
    """After the grace period the work is interrupted; it is due at once and the attempt does not count."""
    bench.clock.advance(10)
    await bench.queue.mark([pull_request()], at(0))
    async with bench.working(bench.hanging(asyncio.Event())) as workers:
        await bench.seen.get()
        stopping = asyncio.ensure_future(workers.stop())
        await bench.clock.sleeper(at(25))
        bench.clock.advance(15)
        await stopping
    assert (await claimed(bench.queue, 25)).attempt == 1


async def test_a_start_takes_back_what_a_crash_left(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    """The last run ended in the middle of a subject: it is worked on without waiting for a lease."""
    caplog.set_level(logging.WARNING)
    await bench.queue.mark([pull_request()], at(0))
    await claimed(bench.queue, 10)
    bench.clock.advance(11)
    async with bench.working(bench.handle):
        assert await bench.seen.get() == pull_request()
    assert "1 subjects were in hand when the last run ended" in caplog.text


async def test_a_chore_survives_its_errors(bench: Bench, caplog: pytest.LogCaptureFixture) -> None:
    """Periodic work runs on the same clock; an error is logged and the next beat tries again."""

    async def sweep() -> None:
        raise OSError("no room")

    async with bench.working(bench.handle, chores=(Chore("sweep", timedelta(minutes=1), sweep),)):
        for minute in (60, 120):
            await bench.clock.sleeper(at(minute))
            bench.clock.advance(60)
        await bench.clock.sleeper(at(180))
    assert caplog.text.count("sweep: OSError") == 2


async def test_a_database_that_fails_is_tried_again(bench: Bench, database: Database) -> None:
    """The queue cannot be written for a moment: the workers wait a breath and go on."""
    bench.clock.advance(10)
    await bench.queue.mark([pull_request()], at(0))
    await database.write(lambda connection: connection.exec_driver_sql("PRAGMA query_only = ON"))
    async with bench.working(bench.handle):
        await bench.clock.sleeper(at(15))
        bench.clock.advance(5)
        assert await bench.seen.get() == pull_request()
