"""Drill 1: the same delivery at two processes at once. tests/burst plays it with real ones."""

from __future__ import annotations

import asyncio

import httpx

from tests.drills.play import SUM, another_bot
from tests.journeys.stage import DOOR, WINDOW, Stage


async def test_the_same_delivery_at_two_doors_at_once_is_one_evaluation(stage: Stage) -> None:
    """Both answer 202; the second row is refused by the database's key, and nobody looks twice."""
    await stage.deliver()
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files=SUM)
    sent, other = list(stage.practice.pending), another_bot(stage)
    stage.practice.pending.clear()
    doors = [httpx.AsyncClient(transport=httpx.ASGITransport(app=bot.app)) for bot in (stage.bot, other)]
    webhooks = stage.practice.world.webhooks
    attempts = await asyncio.gather(*(webhooks.send(door, DOOR, each) for each in sent for door in doors * 5))
    stage.clock.advance(WINDOW + 1)
    worked = await stage.bot.drain() + await other.drain()
    attempts += [await webhooks.send(door, DOOR, each) for each in sent for door in doors]  # and once more, later
    stage.clock.advance(WINDOW + 1)
    later = await stage.bot.drain() + await other.drain()
    await other.close()
    assert {attempt.status_code for attempt in attempts} == {202}
    assert (worked, later) == (1, 0)
    assert (stage.operations("PullRequestSaid"), len(pull.check_runs)) == (1, 1)
