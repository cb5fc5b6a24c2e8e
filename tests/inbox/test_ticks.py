"""Who touched which box last, kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.ticks import Tick, Ticking
from bot.inbox.deliveries import Inbox
from bot.inbox.purge import purge_repository
from bot.inbox.ticks import Ticks, keep_ticking
from tests.inbox.given import PATIENCE, at, delivery, pull_request

if TYPE_CHECKING:
    from bot.inbox.database import Database

ON = pull_request()
HOME = ON.repository
ITEM, OTHER = "1" * 16, "2" * 16
DONE = Tick(ITEM, ticked=True, by="ana", by_id=5, at=at(0))
OPENED = Tick(ITEM, ticked=False, by="bo", by_id=6, at=at(9))


async def keep(database: Database, *ticks: Tick) -> None:
    """Keep what one edit did."""
    await database.write(lambda connection: keep_ticking(connection, Ticking(1, HOME, ON.number, ticks)))


async def test_a_tick_comes_with_its_delivery(database: Database) -> None:
    """One transaction; the same delivery again adds nothing."""
    inbox = Inbox(database, PATIENCE, lambda: None)
    ticking = Ticking(1, HOME, ON.number, (DONE,))
    for _ in range(2):
        await inbox.accept(replace(delivery("guid-1", ON), ticking=ticking))
    assert await Ticks(database).ticks(ON) == (DONE,)


async def test_the_later_act_stays_whatever_order_they_come_in(database: Database) -> None:
    """Deliveries overtake each other."""
    await keep(database, OPENED)
    await keep(database, DONE)
    assert await Ticks(database).ticks(ON) == (OPENED,)


async def test_touches_of_people_are_counted(database: Database) -> None:
    """Since a moment, and none of a bot."""
    await keep(database, DONE, Tick(OTHER, ticked=True, by="agent[bot]", by_id=8, at=at(9)))
    ticks = Ticks(database)
    assert (await ticks.touched(ON, at(-1)), await ticks.touched(ON, at(0))) == (1, 0)


async def test_what_a_repository_had_is_deleted_with_it(database: Database) -> None:
    """Names of people do not outlive the repository."""
    await keep(database, DONE)
    assert await purge_repository(database, 1, HOME) == 1
    assert await Ticks(database).ticks(ON) == ()
