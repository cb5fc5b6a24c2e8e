"""What GitHub does on bad days, and that nobody sleeps, repeats a write or stops another's work."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from bot.inbox.in_time import LONGEST
from tests.journeys.stage import COMMENT_MODE, WINDOW, Stage, large_change

pytestmark = pytest.mark.pull_requests

COMMENTS = "/repos/{owner}/{repo}/issues/{issue_number}/comments"
FILES = "/repos/{owner}/{repo}/pulls/{pull_number}/files"
SECONDARY = {"message": "You have exceeded a secondary rate limit."}


async def test_a_primary_limit_pauses_its_installation_alone(stage: Stage) -> None:
    """The subject is due again at the reset; another installation's pull request is told meanwhile."""
    theirs = stage.other_installation()
    stage.installation.rate.remaining = 0
    stage.installation.rate.reset_at = stage.clock.now() + timedelta(minutes=50)
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"})
    other = theirs.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"})
    await stage.settle()
    assert (len(pull.check_runs), len(other.check_runs)) == (0, 1)
    assert (await stage.bot.queue.health(stage.clock.now())).paused_installations == 1
    stage.clock.advance(50 * 60)
    await stage.bot.drain()
    assert len(pull.check_runs) == 1


@pytest.mark.parametrize(
    "fault",
    [
        {"status": 403, "headers": {"Retry-After": "30"}, "body": SECONDARY},
        {"status": 429, "headers": {"Retry-After": "Mon, 02 Nov 2026 12:00:45 GMT"}, "body": SECONDARY},
        {"status": 403, "body": SECONDARY},
        {"status": 429, "body": {"message": "slow down"}},
    ],
)
async def test_a_secondary_limit_on_a_comment_is_waited_for(stage: Stage, fault: dict[str, Any]) -> None:
    """In every shape: no second try before a minute has passed, and one comment in the end."""
    stage.shop.commit(COMMENT_MODE)
    stage.practice.fault("POST", COMMENTS, **fault)
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle(times=5)
    assert stage.posts("/comments") == 1
    stage.clock.advance(60)
    await stage.bot.drain()
    assert (stage.posts("/comments"), len(pull.comments)) == (2, 1)


async def test_a_limit_that_graphql_answers_with_200_is_waited_for(stage: Stage) -> None:
    """RATE_LIMITED in the body is the same as a 429."""
    body = {"errors": [{"type": "RATE_LIMITED", "message": "API rate limit exceeded"}]}
    stage.practice.fault("POST", "/graphql", status=200, body=body)
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"})
    await stage.settle()
    assert pull.check_runs == []
    stage.clock.advance(60)
    await stage.bot.drain()
    assert len(pull.check_runs) == 1


async def test_a_suspension_that_nobody_told_of_costs_one_call_an_hour(stage: Stage) -> None:
    """The event was lost: one call finds out, the installation pauses, and what was due stays due."""
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"})
    stage.installation.suspended_at = stage.clock.now()
    await stage.settle(times=5)
    assert (len(stage.calls), stage.writes) == (1, [])
    stage.installation.suspended_at = None
    stage.clock.advance(60 * 60)
    await stage.bot.drain()
    assert len(pull.check_runs) == 1


async def test_a_revoked_token_is_bought_anew_once(stage: Stage) -> None:
    """A 401 in the middle of a day costs one call and one token for each of the two that are held."""
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"})
    await stage.settle()
    stage.forget_calls()
    stage.installation.revoke_tokens()
    pull.push({"sum.py": "x = 2\n"})
    await stage.settle()
    assert len(stage.tokens) == 2
    assert [call.status for call in stage.calls].count(401) == 2
    assert len(pull.check_runs) == 1


async def test_a_repository_taken_from_the_installation_is_left_alone(stage: Stage) -> None:
    """The token for it cannot be bought any more."""
    stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"})
    await stage.deliver()
    stage.installation.remove(stage.shop)
    await stage.settle(times=3)
    assert stage.reads + stage.writes == []


async def test_what_cannot_be_read_right_after_it_was_opened_is_tried_again(stage: Stage) -> None:
    """GitHub does not promise to read back at once what was just written."""
    stage.practice.fault("GET", "/repos/{owner}/{repo}/pulls/{pull_number}/files", status=500, times=2)
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"})
    await stage.settle(times=4)
    assert len(pull.check_runs) == 1


async def test_a_renamed_repository_is_found_under_its_new_name(stage: Stage) -> None:
    """The webhook was sent under the old name; the id has not changed."""
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"})
    await stage.deliver()
    stage.shop.rename("acme/market")
    await stage.settle()
    assert len(pull.check_runs) == 1


async def test_a_look_that_never_ends_frees_its_hand(stage: Stage) -> None:
    """GitHub begins an answer and does not end it: the look is stopped, and tried again like one that failed."""
    stage.practice.fault("GET", FILES, delay=10**9)
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"})
    await stage.deliver()
    stage.clock.advance(WINDOW + 1)
    drained = asyncio.ensure_future(stage.bot.drain())
    await stage.clock.sleeper(stage.clock.now() + LONGEST)
    stage.clock.advance(LONGEST.total_seconds())
    await drained
    assert len(pull.check_runs) == 0
    stage.practice.world.faults.clear()
    await stage.settle()
    assert len(pull.check_runs) == 1
