"""The queue in SQLite keeps the contract, and what only one process can promise."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy.dialects import sqlite

from bot.inbox.sqlite_queue import SqliteQueue, fairest
from tests.inbox.given import PATIENCE, at, pull_request
from tests.inbox.queue_contract import QueueContract, claimed

if TYPE_CHECKING:
    from bot.inbox.database import Database


@pytest.fixture
def queue(database: Database) -> SqliteQueue:
    """Return an empty queue whose jitter is fixed."""
    return SqliteQueue(database, PATIENCE, chance=lambda: 1.0)


class TestSqliteQueue(QueueContract):
    """Everything of the contract."""


async def test_at_start_nobody_holds_anything(queue: SqliteQueue) -> None:
    """There is one process: what is in hand when it starts was in the hand of one that died. No lease is waited for."""
    await queue.mark([pull_request()], at(0))
    await claimed(queue, 10)
    assert await queue.recover(at(11)) == 1
    assert (await claimed(queue, 11)).attempt == 2


async def test_jitter_spreads_a_retry_over_its_half(database: Database) -> None:
    """Subjects that failed together do not come back together: 2.5 s to 5 s after the first failure."""
    queue = SqliteQueue(database, PATIENCE, chance=lambda: 0.0)
    await queue.mark([pull_request()], at(0))
    await queue.fail(await claimed(queue, 10), "broken", at(10))
    assert await queue.next_due() == at(12.5)


async def test_an_endless_error_is_cut(queue: SqliteQueue) -> None:
    """An error may quote a whole page: the row keeps its beginning."""
    await queue.mark([pull_request()], at(0))
    await queue.park(await claimed(queue, 10), "x" * 100_000, at(10))
    assert len((await queue.parked())[0].error) == 2_000


async def test_the_fairest_is_found_by_index(database: Database) -> None:
    """A claim does not read every row that is due: ten thousand of them after an outage would make it crawl."""
    statement = str(fairest(at(0)).compile(dialect=sqlite.dialect(), compile_kwargs={"literal_binds": True}))
    rows = await database.read(lambda connection: connection.exec_driver_sql("EXPLAIN QUERY PLAN " + statement).all())
    steps = [row[-1] for row in rows]
    assert "SEARCH subjects USING INDEX ix_subjects_installation_due_at (installation=? AND due_at<?)" in steps
    assert [step for step in steps if step.startswith("SCAN subjects")] == []
