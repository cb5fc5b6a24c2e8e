"""Drill 8: two hours down, thirty-seven deliveries failed, and one that GitHub never sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.drills.play import another_bot, nobody_there
from tests.journeys.stage import WINDOW, Stage

if TYPE_CHECKING:
    from bot.practice.pull_requests import PracticePullRequest

FAILED = 37
LIST, ATTEMPTS = "/app/hook/deliveries", "/app/hook/deliveries/{delivery_id}/attempts"


def opened(stage: Stage, name: str) -> PracticePullRequest:
    """Open a pull request with a head commit of its own."""
    return stage.shop.open_pull_request(title="Sum", author=stage.ana, files={f"{name}.py": "x = 1\n"}, branch=name)


async def test_what_failed_is_asked_for_once_each_and_what_was_never_sent_is_found(stage: Stage) -> None:
    """What arrived before is not touched; the walk is a page, not the history."""
    before = opened(stage, "before")
    await stage.settle()
    await stage.bot.close()
    taken = {attempt.delivery.guid for attempt in stage.practice.deliveries}
    pulls = [opened(stage, f"topic_{number}") for number in range(FAILED)]
    await nobody_there(stage)
    silent = opened(stage, "never_sent")
    stage.practice.pending.clear()
    stage.clock.advance(7_200)
    await stage.use(another_bot(stage))
    for _ in range(3):
        await stage.bot.recovery.deliveries(stage.clock.now())
        await stage.deliver()
        stage.clock.advance(61)
    await stage.bot.recovery.installations(stage.clock.now())
    await stage.bot.drain()
    stage.clock.advance(WINDOW + 1)
    await stage.bot.drain()
    again = [attempt.delivery.guid for attempt in stage.practice.deliveries if attempt.redelivery]
    assert (len(again), len(set(again)), taken & set(again)) == (FAILED, FAILED, set())
    assert [call.route for call in stage.practice.calls].count(ATTEMPTS) == FAILED
    assert [call.route for call in stage.practice.calls].count(LIST) == 3
    assert [len(pull.check_runs) for pull in (before, *pulls, silent)] == [1] * (FAILED + 2)
