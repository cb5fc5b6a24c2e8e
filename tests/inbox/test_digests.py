"""Digests and reminders, kept: one look when it is due, one call a person and day."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.repository import Subject
from bot.inbox.database import open_database
from bot.inbox.digests import GATHERED
from bot.inbox.purge import purge_installation
from bot.inbox.retention import FEEDBACK_KEPT, prune
from bot.inbox.timekeeper import Timekeeper
from tests.inbox.given import at
from tests.inbox.test_timekeeper import ISSUE, WAITS

if TYPE_CHECKING:
    from bot.inbox.database import Database

HOME = Subject("digest", 1, 101, "org1/repo", 0)
SOON = GATHERED.total_seconds()


async def test_a_change_has_the_digest_looked_at_once_soon(database: Database) -> None:
    """What does not change, and a map that wants no digest, has not."""
    keeper, turn = Timekeeper(database), replace(WAITS, due_at=None, late_at=None)
    await keeper.keep(ISSUE, at(0), (turn,), at(0), reminds=True)
    await keeper.keep(ISSUE, at(0), (turn,), at(60), reminds=True)
    assert [0, 1, 0] == [await keeper.mark_due(at(SOON + more)) for more in (-1, 0, 99)]
    await keeper.keep(ISSUE, at(0), (replace(turn, owner="dee"),), at(999))
    assert 0 == await keeper.mark_due(at(9999))


async def test_the_number_is_remembered_and_the_earlier_moment_counts(database: Database) -> None:
    """Something may have changed while the digest was being written."""
    keeper, turn = Timekeeper(database), replace(WAITS, due_at=None, late_at=None)
    await keeper.keep(ISSUE, at(0), (turn,), at(0), reminds=True)
    await keeper.digest_kept(HOME, 9, at(5))
    await keeper.digest_kept(HOME, 9, at(7))
    assert (9, 1) == (await keeper.digest_number(HOME), await keeper.mark_due(at(5)))
    await keeper.digest_kept(HOME, 9, None)
    assert 0 == await keeper.mark_due(at(9999))


async def test_a_person_is_called_once_a_day_by_whichever_server(database: Database, url: str) -> None:
    """And for one repository; one that broke off before it was told may try again."""
    other = open_database(url)
    keepers, elsewhere = [Timekeeper(database), Timekeeper(other)], replace(HOME, repository=102)
    may = await asyncio.gather(
        *(keepers[i].may_call(where, "Bo", "2026-11-02") for i, where in enumerate((HOME, elsewhere)))
    )
    assert 1 == sum(may)
    taken, refused = (HOME, elsewhere) if may[0] else (elsewhere, HOME)
    assert (True, False) == (
        await keepers[0].may_call(taken, "bo", "2026-11-02"), await keepers[0].may_call(refused, "bo", "2026-11-02"),
    )  # fmt: skip
    await keepers[1].called(taken, "bo", "2026-11-02", ["12:1:due"], at(1))
    assert not await keepers[0].may_call(taken, "bo", "2026-11-02")
    assert (frozenset({("bo", "12:1:due")}), frozenset()) == (
        await keepers[0].told(taken),
        await keepers[0].told(refused),
    )
    await other.close()


async def test_reminders_go_with_time_and_with_the_account(database: Database) -> None:
    """Nothing of a person is kept longer than is told."""
    keeper = Timekeeper(database)
    await keeper.may_call(HOME, "bo", "2026-11-02")
    assert 1 == await prune(database, at(24 * 3600) + FEEDBACK_KEPT)
    await keeper.may_call(HOME, "bo", "2026-11-02")
    await keeper.keep(ISSUE, at(0), (WAITS,), at(0), reminds=True)
    assert 3 == sum((await purge_installation(database, 1)).values())
