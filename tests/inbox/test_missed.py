"""Deliveries that did not arrive: kept until they are here, and each asked for by one process at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest

from bot.facts.checkup import Sent
from bot.inbox.missed import Missed
from tests.homes import IN_POSTGRESQL
from tests.inbox.given import at

if TYPE_CHECKING:
    from bot.inbox.database import Database
TAKEN = "SELECT guid FROM missed WHERE guid = 'one' FOR UPDATE"


def sent(guid: str, number: int) -> Sent:
    """Return an attempt that was answered 502."""
    return Sent(number, guid, "pull_request", at(number), 502, "Bad Gateway", 1)


@pytest.fixture
async def missed(database: Database) -> Missed:
    """Return what is missed: two deliveries, sent a second apart."""
    missed = Missed(database)
    await missed.note([sent("one", 1), sent("two", 2)], (), at(10))
    return missed


async def test_what_is_missed_is_counted(missed: Missed) -> None:
    """Until it has arrived."""
    assert await missed.waiting() == 2
    await missed.note([], ("one",), at(11))
    assert await missed.waiting() == 1


async def test_each_is_taken_once_the_oldest_first(missed: Missed) -> None:
    """What was asked for a moment ago is left alone for a while."""
    assert [await missed.take(at(10)) for _ in range(3)] == [("one", 1), ("two", 2), None]


@IN_POSTGRESQL
async def test_what_another_process_takes_is_left_to_it(missed: Missed, url: str) -> None:
    """Nobody waits for it, and nothing is asked for twice."""
    with psycopg.connect(url) as other:
        other.execute(TAKEN)
        assert await missed.take(at(10)) == ("two", 2)
