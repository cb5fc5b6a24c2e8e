"""First contact: the app was just installed, nobody configured anything, and somebody opens a pull request."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.journeys.stage import WINDOW, Stage, large_change

if TYPE_CHECKING:
    from bot.practice.pull_requests import PracticePullRequest

pytestmark = pytest.mark.pull_requests
SOON = timedelta(seconds=90)


async def opened(stage: Stage) -> PracticePullRequest:
    """Open a pull request, and let pass only the time in which events are gathered."""
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.deliver()
    stage.clock.advance(WINDOW)
    await stage.bot.drain()
    return pull


async def test_the_next_event_brings_the_check_run_within_ninety_seconds(stage: Stage) -> None:
    """Named as branch protection knows it, observing, with the change's own figures, and harmless."""
    began = stage.clock.now()
    pull = await opened(stage)
    assert stage.clock.now() - began < SOON
    (check,) = pull.check_runs
    assert ("Reviewability", "neutral") == (check.name, check.conclusion)
    assert "Observe: Needs 5 sittings: 274 min, 2,880 lines to review" == check.title
    assert ([], []) == (pull.comments, pull.labels)


async def test_the_longest_gathering_that_can_be_set_is_soon_enough(stage: Stage) -> None:
    """Sixty seconds from the first event, however many follow."""
    began = stage.clock.now()
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    for _ in range(4):
        await stage.deliver()
        stage.clock.advance(WINDOW / 4)
        pull.edit(title=f"{pull.title}!")
    await stage.bot.drain()
    assert (1, True) == (len(pull.check_runs), stage.clock.now() - began < SOON)


async def test_the_check_run_says_whose_word_turns_comments_on(stage: Stage) -> None:
    """And leads to a file that does."""
    (check,) = (await opened(stage)).check_runs
    observing = str(check.summary).partition("Observe mode: ")[2]
    assert observing.startswith("this check never fails and no comment is written. A maintainer turns comments on with")
    assert "[Make it yours](http://github.test/acme/shop/new/main?filename=" in observing
