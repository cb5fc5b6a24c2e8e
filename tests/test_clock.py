"""The only clock, and the timer that runs on it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import SystemClock, every
from tests.hand_clock import NOON, HandClock

MINUTE = timedelta(minutes=1)


def at(seconds: float) -> datetime:
    """Return the moment that many seconds after noon."""
    return NOON + timedelta(seconds=seconds)


async def test_the_machine_s_clock_speaks_utc() -> None:
    """Every moment in the house is aware and in UTC."""
    assert SystemClock().now().tzinfo is UTC


async def test_a_moment_that_has_passed_is_not_waited_for() -> None:
    """Waiting for the past returns at once."""
    clock = SystemClock()
    await clock.sleep_until(clock.now() - MINUTE)
    await clock.sleep_until(clock.now() + timedelta(milliseconds=2))


async def test_the_timer_runs_on_every_beat() -> None:
    """The first time one period from the start, then once each period."""
    clock, beats = HandClock(), asyncio.Queue[datetime]()

    async def work() -> None:
        beats.put_nowait(clock.now())

    timer = asyncio.ensure_future(every(clock, MINUTE, work))
    for beat in (60, 120, 180):
        await clock.sleeper(at(beat))
        clock.advance(60)
        assert await beats.get() == at(beat)
    timer.cancel()


async def test_missed_beats_are_not_made_up_for() -> None:
    """After a long sleep of the machine there is one run, and the next is on the beat."""
    clock, beats = HandClock(), asyncio.Queue[datetime]()

    async def work() -> None:
        beats.put_nowait(clock.now())

    timer = asyncio.ensure_future(every(clock, MINUTE, work))
    await clock.sleeper(at(60))
    clock.advance(250)
    await clock.sleeper(at(300))
    assert beats.get_nowait() == at(250)
    assert beats.empty()
    timer.cancel()


async def test_an_error_ends_the_timer() -> None:
    """Whoever starts a timer decides what an error means: it is not swallowed."""
    clock = HandClock()

    async def work() -> None:
        raise RuntimeError("broken")

    timer = asyncio.ensure_future(every(clock, MINUTE, work))
    await clock.sleeper(at(60))
    clock.advance(60)
    with pytest.raises(RuntimeError, match="broken"):
        await timer
