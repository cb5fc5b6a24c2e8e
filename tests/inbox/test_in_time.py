"""Work that never ends: it is stopped, and failed."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.facts.errors import FactsUnavailable
from bot.facts.repository import Subject
from bot.inbox.in_time import in_time
from tests.hand_clock import NOON, HandClock

LONGEST = timedelta(minutes=2)
SUBJECT = Subject("pull_request", 1, 101, "acme/shop", 7)


class Endless:
    """Never done; `stopped` when it was told to stop."""

    def __init__(self) -> None:
        self.stopped = False

    async def work(self, _: Subject) -> None:
        """Wait for what never comes."""
        try:
            await asyncio.Event().wait()
        finally:
            self.stopped = True


async def test_what_never_ends_is_stopped_and_failed() -> None:
    """The queue hears of an error, counts the attempt and parks the subject in the end; the hand is free."""
    clock, endless = HandClock(), Endless()
    working = asyncio.ensure_future(in_time(endless.work, clock, LONGEST)(SUBJECT))
    await clock.sleeper(NOON + LONGEST)
    clock.advance(LONGEST.total_seconds())
    with pytest.raises(FactsUnavailable, match="not done within 2 minutes"):
        await working
    assert endless.stopped


async def test_what_is_stopped_from_outside_stops_its_work() -> None:
    """A claim that lapsed, or a server that ends."""
    clock, endless = HandClock(), Endless()
    working = asyncio.ensure_future(in_time(endless.work, clock, LONGEST)(SUBJECT))
    await clock.sleeper(NOON + LONGEST)
    working.cancel()
    with pytest.raises(asyncio.CancelledError):
        await working
    assert endless.stopped


@pytest.mark.parametrize("error", [None, ValueError("a mistake")])
async def test_what_ends_is_as_it_was(error: Exception | None) -> None:
    """Its error is its own, and nobody waits for the clock any more."""
    clock = HandClock()

    async def work(_: Subject) -> None:
        if error is not None:
            raise error

    (outcome,) = await asyncio.gather(in_time(work, clock, LONGEST)(SUBJECT), return_exceptions=True)
    assert outcome is error
