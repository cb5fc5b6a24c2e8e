"""What takes its time and is made once however many ask: who comes later gets the same, and a failure is nobody's."""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.journeys.once import Once
from tests.hand_clock import NOON


def once() -> Once[str]:
    """Return a maker of one thing at a time, good for a minute."""
    return Once(timedelta(minutes=1), most=2, at_once=1)


async def made() -> str:
    """Make it."""
    return "made"


async def broken() -> str:
    """Fail to."""
    raise OSError("away")


async def test_who_comes_later_gets_what_is_being_made() -> None:
    """Two ask at a time: it is made by one of them, for both."""
    makes: list[int] = []

    async def make() -> str:
        makes.append(1)
        return await made()

    pages = once()
    found = await asyncio.gather(*(pages.get("7", NOON, make) for _ in range(2)))
    assert (found, len(makes)) == (["made", "made"], 1)


async def test_a_failure_is_told_to_all_who_waited_and_kept_for_nobody() -> None:
    """The next one who asks begins anew."""
    pages = once()
    told = await asyncio.gather(*(pages.get("7", NOON, broken) for _ in range(2)), return_exceptions=True)
    assert [type(each) for each in told] == [OSError, OSError]
    assert await pages.get("7", NOON, made) == "made"


async def test_a_failure_that_nobody_waited_for_is_nobodys_answer() -> None:
    """The browser's patience ended first: who comes again is not told of a trouble that is over."""
    pages, patience_ended = once(), asyncio.Event()

    async def slow() -> str:
        await patience_ended.wait()
        return await broken()

    others = asyncio.all_tasks()
    assert await pages.get("7", NOON, slow, patience=0) is None
    patience_ended.set()
    await asyncio.wait(asyncio.all_tasks() - others)
    assert await pages.get("7", NOON, made) == "made"


async def test_what_is_not_fresh_any_more_is_made_anew() -> None:
    """A minute later it may be another."""
    pages = once()
    await pages.get("7", NOON, made)
    with pytest.raises(OSError, match="away"):
        await pages.get("7", NOON + timedelta(minutes=1), broken)
