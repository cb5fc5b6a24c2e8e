"""The queue keeps its contract in both homes, and what hangs on the processes that hold its leases."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import literal, text
from sqlalchemy.dialects import sqlite

from bot.facts.standing import StandingChange
from bot.inbox.database import open_database
from bot.inbox.open_queue import open_queue
from bot.inbox.sqlite_queue import fairest
from bot.inbox.standing import apply_change
from bot.inbox.table_queue import waited_longest, whose_turn
from tests.homes import IN_POSTGRESQL, IN_SQLITE
from tests.inbox.given import PATIENCE, at, pull_request
from tests.inbox.queue_contract import QueueContract, claimed

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.inbox.database import Database
    from bot.inbox.queue import Queue


@pytest.fixture
def queue(database: Database) -> Queue:
    """Return an empty queue whose jitter is fixed."""
    return open_queue(database, PATIENCE, chance=lambda: 1.0)


class TestQueue(QueueContract):
    """Everything of the contract."""


async def claimed_and_lost(url: str, seconds: float) -> None:
    """Claim in another process, as it were, and let that end."""
    other = open_database(url)
    await claimed(open_queue(other, PATIENCE), seconds)
    await other.close()


async def test_the_leases_of_the_dead_are_not_waited_for(queue: Queue, url: str) -> None:
    """What a process held that is gone is due at once, and counts as that, with its age."""
    await queue.mark([pull_request(1), pull_request(2)], at(0))
    await claimed_and_lost(url, 10)
    await claimed(queue, 10)
    assert await queue.recover(at(11)) == 1
    health = await queue.health(at(15))
    assert (health.due, health.in_hand, health.age.total_seconds()) == (1, 1, 4)
    assert (await claimed(queue, 15)).attempt == 2


async def test_a_suspended_installation_does_not_count_as_paused(queue: Queue, database: Database) -> None:
    """A pause that only its owner ends would ring an alert that nobody here can answer."""
    await queue.pause(1, at(100))
    suspended, uninstalled = StandingChange("suspended", 2), StandingChange("uninstalled", 3)
    await database.write(lambda connection: apply_change(connection, suspended, at(0)))
    await database.write(lambda connection: apply_change(connection, uninstalled, at(0)))
    assert (await queue.health(at(50))).paused_installations == 1


async def test_what_kills_its_process_each_time_is_parked(queue: Queue, url: str) -> None:
    """The process comes back at once and takes its work back; the third time the subject waits for a person."""
    await queue.mark([pull_request()], at(0))
    for second in (10, 11, 12):
        await claimed_and_lost(url, second)
        assert await queue.recover(at(second)) == 1
    (parked,) = await queue.parked()
    assert "broke off 3 times" in parked.error
    assert await queue.next_due() is None


async def test_an_event_after_a_crash_is_not_a_second_look(queue: Queue, url: str) -> None:
    """What was taken back is due; events before it is claimed again are seen by that one look."""
    await queue.mark([pull_request()], at(0))
    await claimed_and_lost(url, 10)
    await queue.mark([pull_request()], at(11))
    await queue.recover(at(12))
    await queue.mark([pull_request()], at(13))
    assert await queue.finish(await claimed(queue, 14), at(15))
    assert await queue.next_due() is None


async def test_jitter_spreads_a_retry_over_its_half(database: Database) -> None:
    """Subjects that failed together do not come back together: 2.5 s to 5 s after the first failure."""
    queue = open_queue(database, PATIENCE, chance=lambda: 0.0)
    await queue.mark([pull_request()], at(0))
    await queue.fail(await claimed(queue, 10), "broken", at(10))
    assert await queue.next_due() == at(12.5)


async def test_an_endless_error_is_cut(queue: Queue) -> None:
    """An error may quote a whole page: the row keeps its beginning."""
    await queue.mark([pull_request()], at(0))
    await queue.park(await claimed(queue, 10), "x" * 100_000, at(10))
    assert len((await queue.parked())[0].error) == 2_000


@IN_SQLITE
async def test_the_fairest_is_found_by_index(database: Database) -> None:
    """A claim does not read every row that is due: ten thousand of them after an outage would make it crawl."""
    statement = str(fairest(at(0)).compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    rows = await database.read(lambda connection: connection.exec_driver_sql("EXPLAIN QUERY PLAN " + statement).all())
    steps = [row[-1] for row in rows]
    assert "SEARCH subjects USING INDEX ix_subjects_installation_due_at (installation=? AND due_at<?)" in steps
    assert [step for step in steps if step.startswith("SCAN subjects")] == []


@IN_POSTGRESQL
async def test_the_fairest_is_found_by_index_in_postgresql(database: Database) -> None:
    """Both of its questions can be answered without reading every row that is due."""

    def plans(connection: Connection) -> str:
        connection.execute(text("SET LOCAL enable_seqscan = off"))
        asked = (whose_turn(at(0)), waited_longest(literal(1), at(0)))
        dialect = connection.dialect
        words = (str(one.compile(dialect=dialect, compile_kwargs={"literal_binds": True})) for one in asked)
        return "\n".join(row[0] for one in words for row in connection.exec_driver_sql("EXPLAIN " + one))

    plan = await database.read(plans)
    assert 2 == plan.count("using ix_subjects_installation_due_at")
    assert "ix_installations_served_at" in plan


@IN_POSTGRESQL
async def test_workers_do_not_wait_for_each_other(queue: Queue, url: str) -> None:
    """While one holds the rows of its claim, another serves the next installation: here ten at the same moment."""
    others = [open_database(url) for _ in range(4)]
    await queue.mark([pull_request(1, installation) for installation in range(1, 11)], at(0))
    queues = [open_queue(each, PATIENCE) for each in others]
    claims = await asyncio.gather(*(each.claim(at(10)) for each in queues for _ in range(8)))
    more = [claim for claim in claims if claim is not None]
    while (claim := await queue.claim(at(10))) is not None:
        more.append(claim)
    assert list(range(1, 11)) == sorted(claim.subject.installation for claim in more)
    for each in others:
        await each.close()
