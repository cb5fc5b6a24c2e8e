"""Beside the fifteen: clocks that are wrong, a database that is lost, a stop in the middle of the work.

A full disk, a lock and a file system that turned read-only: tests/ingress/test_database_trouble.py. The stop signal at
a real process with twenty subjects in hand: tests/burst/test_stop.py.
"""

from __future__ import annotations

import asyncio
from datetime import timedelta

import pytest

from bot.facts.errors import FactsUnavailable
from bot.github.client import App
from bot.inbox.worker import GRACE
from tests.drills.play import SUM, Silent, another_bot, large
from tests.journeys.stage import COMMENT_MODE, WINDOW, Stage


@pytest.mark.parametrize(("minutes", "claims"), [(-5, 1), (5, 2)])
async def test_a_clock_that_is_five_minutes_wrong_still_signs_what_github_takes(
    stage: Stage, minutes: int, claims: int
) -> None:
    """A claim that is refused is signed anew by GitHub's clock, once."""
    wrong = timedelta(minutes=minutes)
    practice = stage.practice
    app = App(
        practice.app_id, practice.private_key_pem, now=lambda: stage.clock.now() + wrong,
        base_url="http://github.test", transport=practice.transport,
    )  # fmt: skip
    permissions = await app.installation(stage.installation.id).permissions()
    await app.aclose()
    assert permissions["checks"] == "write"
    assert len(stage.tokens) == claims


async def test_a_key_that_is_not_the_apps_is_no_clock(stage: Stage) -> None:
    """It is refused for good, and not tried in a circle."""
    stage.practice.fault("POST", "/app/installations/{installation_id}/access_tokens", status=401, times=None)
    with pytest.raises(FactsUnavailable):
        await stage.bot.github.installation(stage.installation.id).permissions()
    assert len(stage.tokens) <= 2


async def test_without_its_database_the_door_says_503_and_the_redelivery_is_taken(stage: Stage) -> None:
    """Never a false 202: GitHub keeps the delivery as failed, and recovery asks for it."""
    await stage.deliver()
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files=SUM)
    await stage.bot.database.close()
    attempts = await stage.attempts()
    await stage.use(another_bot(stage))
    await stage.bot.recovery.deliveries(stage.clock.now())
    await stage.settle()
    assert {attempt.status_code for attempt in attempts} == {503}
    assert len(pull.check_runs) == 1


async def test_a_stop_gives_back_what_could_not_be_finished(stage: Stage) -> None:
    """The comment was on its way when the stop came: the next start finds it, and there is one."""
    stage.shop.commit(COMMENT_MODE)
    pull = large(stage)
    await stage.deliver()
    github = Silent(stage.practice.transport)
    stopped = another_bot(stage, github)
    stage.clock.advance(WINDOW + 1)
    working = asyncio.create_task(stopped.workers.run())
    await github.taken.wait()
    stage.clock.advance(1)  # whoever waits for the grace to end is then told from whoever renews a lease
    stopping = asyncio.create_task(stopped.workers.stop())
    await stage.clock.sleeper(stage.clock.now() + GRACE)
    stage.clock.advance(GRACE.total_seconds())
    await stopping
    await working
    health = await stage.bot.queue.health(stage.clock.now())
    await stopped.close()
    await stage.bot.drain()
    assert health.in_hand == 0
    assert (len(pull.comments), stage.posts("/comments")) == (1, 1)
