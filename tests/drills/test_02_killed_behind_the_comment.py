"""Drill 2: `kill -9` after GitHub took the comment and before anybody here knew."""

from __future__ import annotations

import asyncio

from tests.drills.play import Silent, another_bot, killed, large
from tests.journeys.stage import COMMENT_MODE, WINDOW, Stage


async def test_a_comment_that_was_taken_before_the_kill_is_found_and_not_posted_again(stage: Stage) -> None:
    """The next start takes the subject up, looks, and finds its own words."""
    stage.shop.commit(COMMENT_MODE)
    pull = large(stage)
    await stage.deliver()
    github = Silent(stage.practice.transport)
    doomed = another_bot(stage, github)
    stage.clock.advance(WINDOW + 1)
    work = asyncio.create_task(doomed.drain())
    await github.taken.wait()
    await killed(doomed, work)
    stage.clock.advance(61)  # the lease has run out, wherever it is not known at once who is gone
    again = await stage.bot.queue.recover(stage.clock.now())
    await stage.bot.drain()
    assert (again, len(pull.comments), stage.posts("/comments")) == (1, 1, 1)
    assert (await stage.bot.queue.health(stage.clock.now())).in_hand == 0
