"""The inbox: nothing is accepted that is not on disk, and nothing is accepted twice."""

from __future__ import annotations

import asyncio
import os
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from bot.inbox.database import open_database
from bot.inbox.deliveries import Inbox
from bot.inbox.open_queue import open_queue
from bot.inbox.retention import prune
from bot.inbox.unavailable import DatabaseUnavailable
from tests.homes import IN_POSTGRESQL, IN_SQLITE
from tests.inbox.given import PATIENCE, at, delivery, pull_request
from tests.inbox.queue_contract import claimed, exhausted

if TYPE_CHECKING:
    from bot.inbox.database import Database
    from bot.inbox.queue import Queue

ROWS = text("SELECT count(*) FROM deliveries")


@pytest.fixture
def inbox(database: Database) -> Inbox:
    """Return an inbox that wakes nobody."""
    return Inbox(database, PATIENCE, lambda: None)


@pytest.fixture
def queue(database: Database) -> Queue:
    """Return the queue of the same database."""
    return open_queue(database, PATIENCE, chance=lambda: 1.0)


async def test_a_delivery_is_kept_and_its_subjects_are_due(inbox: Inbox, queue: Queue) -> None:
    """One transaction: the raw body can be read back, and the subject is due one window later."""
    assert await inbox.accept(delivery("guid-1", pull_request(), body=b'{"a": "\xc3\xa4"}'))
    kept = await inbox.find("guid-1")
    assert kept == delivery("guid-1", body=b'{"a": "\xc3\xa4"}')
    assert (await claimed(queue, 10)).delivery == "guid-1"


async def test_an_unknown_delivery_is_not_found(inbox: Inbox) -> None:
    """What was never accepted, or was pruned, is None."""
    assert await inbox.find("guid-1") is None


async def test_a_redelivery_does_nothing(inbox: Inbox, queue: Queue) -> None:
    """The GUID was there before and all is well: no second evaluation."""
    await inbox.accept(delivery("guid-1", pull_request()))
    await queue.finish(await claimed(queue, 10), at(11))
    assert not await inbox.accept(delivery("guid-1", pull_request(), seconds=20))
    assert await queue.next_due() is None


async def test_a_redelivery_reopens_what_failed(inbox: Inbox, queue: Queue) -> None:
    """The subject is parked: redelivery is how a person says "try again"."""
    await inbox.accept(delivery("guid-1", pull_request()))
    await exhausted(queue, "broken")
    assert not await inbox.accept(delivery("guid-1", pull_request(), seconds=500))
    assert (await claimed(queue, 500)).attempt == 1


async def test_the_same_guid_at_the_same_moment_is_kept_once(inbox: Inbox, database: Database) -> None:
    """Two requests with one GUID in one batch: one of them is the new one."""
    twice = await asyncio.gather(*(inbox.accept(delivery("guid-1", pull_request())) for _ in range(2)))
    assert sorted(twice) == [False, True]
    assert await database.read(lambda connection: connection.execute(ROWS).scalar()) == 1


async def test_together_each_keeps_its_own_body(inbox: Inbox) -> None:
    """Bodies of every size in one batch, among them a GUID that was there before: each comes back as it was sent."""
    await inbox.accept(delivery("guid-3", body=b"the first"))
    bodies = {f"guid-{n}": os.urandom(n * n) for n in range(20)}
    fresh = await asyncio.gather(*(inbox.accept(delivery(guid, body=body)) for guid, body in bodies.items()))
    kept = {guid: await inbox.find(guid) for guid in bodies}
    assert fresh == [guid != "guid-3" for guid in bodies]
    assert {**bodies, "guid-3": b"the first"} == {guid: each.body for guid, each in kept.items() if each is not None}


async def test_what_arrives_together_shares_a_commit(inbox: Inbox, database: Database) -> None:
    """A hundred deliveries at once wait for the disk a few times, not a hundred times."""
    before = database.commits
    await asyncio.gather(*(inbox.accept(delivery(f"guid-{n}", pull_request(n))) for n in range(1, 101)))
    assert await database.read(lambda connection: connection.execute(ROWS).scalar()) == 100
    assert database.commits - before <= (3 if database.dialect == "sqlite" else 20)


async def test_workers_are_woken_after_the_commit(database: Database) -> None:
    """Whoever is woken finds the row."""
    woken = asyncio.Event()
    inbox = Inbox(database, PATIENCE, woken.set)
    await inbox.accept(delivery("guid-1", pull_request()))
    assert woken.is_set()


async def test_a_client_that_goes_away_changes_nothing(inbox: Inbox, database: Database) -> None:
    """A delivery that was handed in is kept, whether or not anybody waits for the answer."""
    waiting = asyncio.ensure_future(inbox.accept(delivery("guid-1", pull_request())))
    await asyncio.sleep(0)
    waiting.cancel()
    assert not await inbox.accept(delivery("guid-1", pull_request()))
    assert await database.read(lambda connection: connection.execute(ROWS).scalar()) == 1


async def test_memory_is_bounded(database: Database) -> None:
    """What waits for the disk has a limit; beyond it the door says "later" instead of growing."""
    inbox = Inbox(database, PATIENCE, lambda: None, most_waiting_bytes=1_000)
    bodies = (inbox.accept(delivery(f"guid-{n}", body=b"x" * 600)) for n in range(3))
    results = await asyncio.gather(*bodies, return_exceptions=True)
    assert [type(result) for result in results] == [bool, DatabaseUnavailable, DatabaseUnavailable]
    assert await inbox.accept(delivery("guid-9", body=b"x" * 2_000))


async def test_a_large_body_is_kept_whole(inbox: Inbox) -> None:
    """Two megabytes of noise come back as they were."""
    body = os.urandom(2_000_000)
    await inbox.accept(delivery("guid-1", body=body))
    kept = await inbox.find("guid-1")
    assert kept is not None
    assert kept.body == body


@IN_SQLITE
async def test_a_full_disk_is_no_false_promise(inbox: Inbox, database: Database) -> None:
    """SQLite says the database is full: nothing was accepted, and smaller things are accepted again afterwards."""
    await database.write(lambda connection: connection.exec_driver_sql("PRAGMA max_page_count = 60"))
    with pytest.raises(DatabaseUnavailable, match="full"):
        await inbox.accept(delivery("guid-1", pull_request(), body=os.urandom(500_000)))
    assert await inbox.find("guid-1") is None
    assert await inbox.accept(delivery("guid-2", pull_request()))


FULL = """
CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER full_disk BEFORE INSERT ON subjects EXECUTE FUNCTION full_disk()
"""


@IN_POSTGRESQL
async def test_a_full_server_is_no_false_promise(inbox: Inbox, database: Database) -> None:
    """PostgreSQL found room for the delivery and none for its subject: neither is there, until there is room."""
    await database.write(lambda connection: connection.exec_driver_sql(FULL))
    with pytest.raises(DatabaseUnavailable, match="No space left"):
        await inbox.accept(delivery("guid-1", pull_request()))
    assert await inbox.find("guid-1") is None
    await database.write(lambda connection: connection.exec_driver_sql("DROP TRIGGER full_disk ON subjects"))
    assert await inbox.accept(delivery("guid-1", pull_request()))


@IN_SQLITE
async def test_a_read_only_database_is_no_false_promise(url: str) -> None:
    """The file system was mounted read-only under the running server."""
    database = open_database(url)
    await database.write(lambda connection: connection.exec_driver_sql("PRAGMA query_only = ON"))
    with pytest.raises(DatabaseUnavailable, match="readonly"):
        await Inbox(database, PATIENCE, lambda: None).accept(delivery("guid-1", pull_request()))
    await database.close()


async def test_old_deliveries_are_pruned(inbox: Inbox, queue: Queue, database: Database) -> None:
    """After a week the body is gone; a subject that is idle for a month too, one that waits never."""
    day = 86_400
    for n in range(1, 4):
        await inbox.accept(delivery(f"guid-{n}", pull_request(1), seconds=n * day))
    await queue.finish(await claimed(queue, 4 * day), at(4 * day))
    await queue.mark([pull_request(2)], at(4 * day))
    assert await prune(database, at(9.5 * day)) == 4
    assert [await inbox.find(f"guid-{n}") is not None for n in range(1, 4)] == [False, False, True]
    assert await prune(database, at(40 * day)) == 3
    assert (await claimed(queue, 40 * day)).subject == pull_request(2)
