"""The fuse: too many writes within an hour turn one subject to observing, and the hour's end turns it back."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.wiring import create_bot
from tests.journeys.stage import COMMENT_MODE, RULES, Stage, large_change

if TYPE_CHECKING:
    from bot.practice.pull_requests import PracticePullRequest

pytestmark = pytest.mark.pull_requests

MOST = 4


@pytest.fixture
async def short(stage: Stage) -> Stage:
    """Return a stage whose fuse is short."""
    await stage.bot.close()
    settings = replace(stage.settings, most_writes=MOST)
    await stage.use(create_bot(settings, clock=stage.clock, transport=stage.practice.transport))
    return stage


async def back_and_forth(stage: Stage, pull: PracticePullRequest, times: int) -> None:
    """Let somebody change the title again and again, and the bot answer each time."""
    for number in range(times):
        pull.edit(title=f"Everything, part {number}", body="" if number % 2 else "Because of the totals.\n" * number)
        pull.push({"more.py": f"x = {number}\n" * (number * 40 + 1)})
        await stage.settle()


async def test_too_many_writes_stop_the_comment_and_the_title_says_so(short: Stage) -> None:
    """The check run goes on with "Observe:"; the comment stays as it was."""
    short.shop.commit(COMMENT_MODE)
    pull = short.shop.open_pull_request(title="Everything", author=short.ana, files=large_change())
    await back_and_forth(short, pull, 8)
    (comment,) = pull.comments
    assert len(comment.former_bodies) == MOST - 1
    assert str(pull.check_runs[-1].title).startswith("Observe: Needs")
    assert "more than 4 writes" in str(pull.check_runs[-1].summary)
    assert [notice.topic for notice in await short.bot.journal.standing()] == [f"fuse:pull_request:{pull.number}"]


async def test_when_the_hour_is_over_it_goes_on_by_itself(short: Stage) -> None:
    """Nobody has to push: title and comment are right again, and the notice is gone."""
    short.shop.commit(COMMENT_MODE)
    pull = short.shop.open_pull_request(title="Everything", author=short.ana, files=large_change())
    await back_and_forth(short, pull, 8)
    short.clock.advance(3_700)
    await short.bot.drain()
    assert str(pull.check_runs[-1].title).startswith("Needs")
    assert len(pull.comments[0].former_bodies) == MOST
    assert await short.bot.journal.standing() == ()


async def test_a_blown_fuse_does_not_lift_a_block(short: Stage) -> None:
    """Pushing often is no way around a rule that fails the check."""
    short.shop.commit({RULES: "mode: block\n"})
    pull = short.shop.open_pull_request(title="Everything", author=short.ana, files=large_change())
    await back_and_forth(short, pull, 8)
    assert str(pull.check_runs[-1].title).startswith("Observe: ")
    assert pull.check_runs[-1].conclusion == "failure"


async def test_another_pull_request_is_not_concerned(short: Stage) -> None:
    """The fuse is one subject's."""
    short.shop.commit(COMMENT_MODE)
    pull = short.shop.open_pull_request(title="Everything", author=short.ana, files=large_change())
    await back_and_forth(short, pull, 8)
    other = short.shop.open_pull_request(
        title="Another", author=short.ana, files={**large_change(), "o.py": "o = 1\n"}, branch="other"
    )
    await short.settle()
    assert len(other.comments) == 1


async def test_a_fight_over_one_head_ends(short: Stage) -> None:
    """Another machine changes the title as often as we look: in the end not even the check run is written."""
    short.shop.commit(COMMENT_MODE)
    pull = short.shop.open_pull_request(title="Everything", author=short.ana, files=large_change())
    for number in range(30):
        pull.edit(title=f"Everything {number}", body="Because of the totals." if number % 2 else "")
        if number % 2:
            pull.label("onesitting: ignore")
        else:
            pull.unlabel("onesitting: ignore")
        await short.settle()
    assert len(short.writes) <= 3 * MOST + 2
