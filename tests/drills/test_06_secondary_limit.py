"""Drill 6: a secondary limit, in every shape that GitHub has been seen to give it."""

from __future__ import annotations

from typing import Any

import pytest

from tests.drills.play import COMMENTS, ONE_HOME, SUM, large
from tests.journeys.stage import COMMENT_MODE, Stage

pytestmark = ONE_HOME

SAYS = {"message": "You have exceeded a secondary rate limit. Please wait a few minutes before you try again."}
ABUSE = {"message": "You have triggered an abuse detection mechanism. Please retry your request again later."}
SHAPES = {
    "403 and seconds": {"status": 403, "headers": {"Retry-After": "30"}, "body": SAYS},
    "429 and seconds": {"status": 429, "headers": {"Retry-After": "30"}, "body": SAYS},
    "403 and a date": {"status": 403, "headers": {"Retry-After": "Mon, 02 Nov 2026 12:00:45 GMT"}, "body": SAYS},
    "429 and a date": {"status": 429, "headers": {"Retry-After": "Mon, 02 Nov 2026 12:00:45 GMT"}, "body": SAYS},
    "403 and words": {"status": 403, "body": SAYS},
    "403 and older words": {"status": 403, "body": ABUSE},
    "429 and nothing": {"status": 429, "body": {"message": "slow down"}},
}


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
async def test_a_limit_on_the_comment_is_waited_for_in_every_shape(stage: Stage, shape: dict[str, Any]) -> None:
    """At least a minute without a single call, and one comment in the end: nothing is posted twice."""
    stage.shop.commit(COMMENT_MODE)
    stage.practice.fault("POST", COMMENTS, **shape)
    pull = large(stage)
    await stage.settle()
    stage.forget_calls()
    stage.clock.advance(45)
    await stage.bot.drain()
    assert (stage.calls, pull.comments) == ([], [])
    stage.clock.advance(20)
    await stage.bot.drain()
    assert (stage.posts("/comments"), len(pull.comments)) == (1, 1)


async def test_a_limit_that_graphql_answers_with_200_is_waited_for(stage: Stage) -> None:
    """RATE_LIMITED in the body of a success is the same as a 429."""
    body = {"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}]}
    stage.practice.fault("POST", "/graphql", status=200, body=body)
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files=SUM)
    await stage.settle()
    stage.forget_calls()
    stage.clock.advance(45)
    await stage.bot.drain()
    assert stage.calls == []
    stage.clock.advance(20)
    await stage.bot.drain()
    assert len(pull.check_runs) == 1
