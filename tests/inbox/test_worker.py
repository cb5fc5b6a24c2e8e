"""The workers: on a hand-driven clock and a real queue."""

from __future__ import annotations

import asyncio
import logging
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import psycopg
import pytest

from bot.facts.errors import Bug, EffectRefused, FactsUnavailable, Moved, Retry, Skip
from bot.inbox.database import open_database
from bot.inbox.open_queue import open_queue
from bot.inbox.unavailable import DatabaseUnavailable
from bot.inbox.worker import BLINK, Chore, Workers
from tests.hand_clock import HandClock
from tests.homes import IN_POSTGRESQL
from tests.inbox.given import PATIENCE, at, pull_request
from tests.inbox.queue_contract import claimed

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from datetime import datetime

    from bot.facts.repository import Subject
    from bot.inbox.database import Database


class Bench:
    """A queue, a clock, and what the workers were given."""

    def __init__(self, database: Database) -> None:
        self.queue = open_queue(database, PATIENCE, chance=lambda: 1.0)
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
        grace = timedelta(seconds=15)
        workers = Workers(
            self.queue, handle, self.clock, PATIENCE, count=count, grace=grace, chores=chores, chance=lambda: 0.5
        )
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


@IN_POSTGRESQL
async def test_what_another_process_claims_is_not_asked_for_without_end(bench: Bench, url: str) -> None:
    """The row is locked as long as that transaction lasts: the workers look again a blink later."""
    await bench.queue.mark([pull_request()], at(-10))
    with psycopg.connect(url) as other:
        other.execute("SELECT id FROM installations FOR UPDATE")
        async with bench.working(bench.handle):
            await bench.clock.sleeper(at(0) + BLINK)
            other.rollback()
            bench.clock.advance(1)
            assert await bench.seen.get() == pull_request()


async def test_one_hand_is_kept_for_others(bench: Bench) -> None:
    """An installation whose work hangs has all hands but one: another one's pull request is seen at once."""
    gate, theirs = asyncio.Event(), pull_request(1, installation=2)

    async def slow_at_one(subject: Subject) -> None:
        bench.seen.put_nowait(subject)
        if subject.installation == 1:
            await gate.wait()

    bench.clock.advance(10)
    async with bench.working(slow_at_one, count=4) as workers:
        seen = []
        for marks in ([theirs], [pull_request(number) for number in range(2, 7)], [theirs]):
            await bench.queue.mark(marks, at(0))
            workers.wake()
            seen += [(await bench.seen.get()).installation for _ in range(min(len(marks), 3))]
        gate.set()
    assert seen == [2, 1, 1, 1, 2]


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
    """A retry with a time is a rate limit: nothing of this installation is touched until then and, by chance, half a
    minute longer; others go on.
    """
    await bench.work_once(bench.raising(EffectRefused(Retry("rate limit", at(2970)))))
    await bench.queue.mark([pull_request(8), pull_request(9, installation=2)], at(20))
    other = await claimed(bench.queue, 40)
    assert (other.subject.installation, await bench.queue.finish(other, at(41))) == (2, True)
    assert await bench.queue.claim(at(2999)) is None
    assert (await claimed(bench.queue, 3000)).attempt == 1


async def test_a_retry_at_a_past_moment_backs_off(bench: Bench) -> None:
    """A clock that disagrees with GitHub's must not make a hot loop."""
    await bench.work_once(bench.raising(FactsUnavailable(Retry("rate limit", at(3)))))
    assert await bench.queue.next_due() == at(15)


async def test_what_moved_is_left_alone_for_a_window(bench: Bench) -> None:
    """The head moved under us: one window of quiet, whatever events come, and nothing failed."""
    await bench.work_once(bench.raising(EffectRefused(Moved("stale_head"))))
    await bench.queue.mark([pull_request()], at(8))
    assert await bench.queue.next_due() == at(20)
    assert (await claimed(bench.queue, 20)).attempt == 1


async def test_what_moves_each_time_is_asked_for_less_and_less(bench: Bench) -> None:
    """A reading that never agrees with itself does not eat the hour's calls; once it did, the count starts anew."""
    outcomes: list[Exception | None] = [FactsUnavailable(Moved("again")) for _ in range(4)]
    outcomes[2:2] = [None]

    async def handle(_: Subject) -> None:
        if (error := outcomes.pop(0)) is not None:
            raise error

    workers, pauses = Workers(bench.queue, handle, bench.clock, PATIENCE), []
    while outcomes:
        await bench.queue.mark([pull_request()], bench.clock.now())
        due = await bench.queue.next_due()
        assert due is not None
        pauses.append((due - bench.clock.now()).total_seconds())
        bench.clock.advance(pauses[-1])
        await workers.work_off()
    assert pauses == [10, 10, 20, 10, 10]


@pytest.mark.parametrize("head_start", [0, 0.2, 2.6, 5, 7.4, 9.8])
async def test_fifty_pushes_are_two_looks_in_every_phase(bench: Bench, head_start: float) -> None:
    """Whenever the first look falls into ten seconds of pushes, the second one sees the last head."""
    looks: list[float] = []
    start, burst = at(head_start), timedelta(seconds=10)

    async def handle(_: Subject) -> None:
        looks.append((bench.clock.now() - start).total_seconds())
        if bench.clock.now() < start + burst:
            raise FactsUnavailable(Moved("the head moved"))

    workers = Workers(bench.queue, handle, bench.clock, PATIENCE)
    await bench.queue.mark([pull_request()], at(0))  # opened a little before
    bench.clock.advance(head_start)
    for step in range(1, 200):
        if bench.clock.now() < start + burst:
            await bench.queue.mark([pull_request()], bench.clock.now())
        await workers.work_off()
        bench.clock.advance((start + step * burst / 50 - bench.clock.now()).total_seconds())
    assert len(looks) <= 2
    assert looks[-1] >= 10


async def test_work_off_empties_what_is_due(bench: Bench) -> None:
    """By hand, one after the other, the oldest first; what is not due yet stays."""
    await bench.queue.mark([pull_request(2)], at(-2))
    await bench.queue.mark([pull_request(1)], at(-1))
    await bench.queue.mark([pull_request(3)], at(5))
    bench.clock.advance(10)
    assert await Workers(bench.queue, bench.handle, bench.clock, PATIENCE).work_off() == 2
    assert [bench.seen.get_nowait().number for _ in range(2)] == [2, 1]
    assert await bench.queue.next_due() == at(15)


async def test_work_off_takes_in_what_the_work_makes_due(bench: Bench) -> None:
    """What became due while something else was in hand is of this moment, too."""

    async def handle(subject: Subject) -> None:
        if subject.number == 1:
            await bench.queue.mark([pull_request(2)], at(0))

    await bench.queue.mark([pull_request(1)], at(0))
    bench.clock.advance(10)
    assert await Workers(bench.queue, handle, bench.clock, PATIENCE).work_off() == 2


async def test_work_off_goes_on_after_an_error(bench: Bench) -> None:
    """What failed waits for its next attempt and is not tried on the spot; the others are worked on."""

    async def handle(subject: Subject) -> None:
        bench.seen.put_nowait(subject)
        if subject.number == 1:
            raise ZeroDivisionError

    await bench.queue.mark([pull_request(1), pull_request(2)], at(0))
    bench.clock.advance(10)
    assert await Workers(bench.queue, handle, bench.clock, PATIENCE).work_off() == 2
    assert (bench.seen.qsize(), await bench.queue.next_due()) == (2, at(15))


async def test_work_off_hands_back_what_is_interrupted(bench: Bench) -> None:
    """Cancelled in the middle, the journey is cancelled with it, and the subject is due at once."""
    bench.clock.advance(10)
    await bench.queue.mark([pull_request()], at(0))
    workers = Workers(bench.queue, bench.hanging(asyncio.Event()), bench.clock, PATIENCE)
    working = asyncio.ensure_future(workers.work_off())
    await bench.seen.get()
    working.cancel()
    await asyncio.wait({working})
    assert (working.cancelled(), (await claimed(bench.queue, 10)).attempt) == (True, 1)


async def test_work_off_tells_where_the_queue_fails(bench: Bench, database: Database) -> None:
    """Whoever drives the queue by hand sees the error of the database itself."""
    await database.write(lambda connection: connection.exec_driver_sql("ALTER TABLE subjects RENAME TO gone"))
    with pytest.raises(DatabaseUnavailable):
        await Workers(bench.queue, bench.handle, bench.clock, PATIENCE).work_off()


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


async def test_work_ends_with_its_claim_where_the_database_is_away(
    bench: Bench, database: Database, caplog: pytest.LogCaptureFixture
) -> None:
    """Whether somebody else has it by then cannot be asked: to go on might say everything twice."""
    bench.clock.advance(10)
    await bench.queue.mark([pull_request()], at(0))
    async with bench.working(bench.hanging(asyncio.Event())):
        await bench.seen.get()
        await database.write(lambda connection: connection.exec_driver_sql("ALTER TABLE subjects RENAME TO gone"))
        for seconds in (30, 50, 70):
            await bench.clock.sleeper(at(seconds))
            bench.clock.advance(20)
        await bench.clock.sleeper(at(75))
    assert "the claim lapsed, the work is stopped" in caplog.text


async def test_full_hands_are_told(database: Database) -> None:
    """Another process may have one free; what is woken in vain comes back in a while."""
    bench, told, gate = Bench(database), asyncio.Event(), asyncio.Event()
    nap = timedelta(seconds=15)
    hanging = bench.hanging(gate)
    workers = Workers(bench.queue, hanging, bench.clock, PATIENCE, count=1, more=told.set, longest_nap=nap)
    running = asyncio.ensure_future(workers.run())
    await bench.clock.sleeper(at(15))
    assert (False, False) == (workers.full, told.is_set())
    await bench.queue.mark([pull_request()], at(0))
    bench.clock.advance(15)
    await told.wait()
    assert workers.full
    gate.set()
    await workers.stop()
    await running


async def test_full_hands_rest_whoever_they_tell(database: Database) -> None:
    """The bell for the others is heard here, too: nobody spins until a hand is free."""
    bench, told, gate = Bench(database), asyncio.Event(), asyncio.Event()
    times: list[bool] = []

    def tell() -> None:
        times.append(workers.full)
        workers.wake()
        told.set()

    workers = Workers(bench.queue, bench.hanging(gate), bench.clock, PATIENCE, count=1, more=tell)
    await bench.queue.mark([pull_request()], at(-10))
    running = asyncio.ensure_future(workers.run())
    await told.wait()
    for _ in range(20):
        await asyncio.sleep(0)
    assert times == [True]
    gate.set()
    await workers.stop()
    await running


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


async def test_a_start_takes_back_what_a_crash_left(bench: Bench, url: str, caplog: pytest.LogCaptureFixture) -> None:
    """The last run ended in the middle of a subject: it is worked on without waiting for a lease."""
    caplog.set_level(logging.WARNING)
    crashed = open_database(url)
    await bench.queue.mark([pull_request()], at(0))
    await claimed(open_queue(crashed, PATIENCE), 10)
    await crashed.close()
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


async def test_a_chore_at_the_start_runs_at_once_and_then_on_its_beat(bench: Bench) -> None:
    """A server that is restarted more often than the period gets it done all the same."""
    done: asyncio.Queue[datetime] = asyncio.Queue()

    async def sweep() -> None:
        await done.put(bench.clock.now())

    async with bench.working(bench.handle, chores=(Chore("sweep", timedelta(hours=6), sweep, at_start=True),)):
        first = await done.get()
        await bench.clock.sleeper(at(6 * 3600))
        bench.clock.advance(6 * 3600)
        assert [first, await done.get()] == [at(0), at(6 * 3600)]


async def test_a_database_that_fails_is_tried_again(bench: Bench, database: Database) -> None:
    """The queue cannot be written for a moment: the workers wait a breath and go on."""
    bench.clock.advance(10)
    await bench.queue.mark([pull_request()], at(0))
    bad = "ALTER TABLE subjects RENAME TO gone", "ALTER TABLE gone RENAME TO subjects"
    await database.write(lambda connection: connection.exec_driver_sql(bad[0]))
    async with bench.working(bench.handle):
        await bench.clock.sleeper(at(15))
        await database.write(lambda connection: connection.exec_driver_sql(bad[1]))
        bench.clock.advance(5)
        assert await bench.seen.get() == pull_request()
