"""Fifty pushes to one pull request inside ten seconds, told out of order and partly twice, to a real server.

tests/journeys plays the same with a clock driven by hand; here the time is real, so the test waits for it.
"""

from __future__ import annotations

from datetime import timedelta
from random import Random
from typing import TYPE_CHECKING

import pytest

from bot.clock import SystemClock
from tests.burst.patience import eventually
from tests.burst.town import EVENTS, LARGE, LINES, RULES, WHY, work

if TYPE_CHECKING:
    import httpx

    from bot.practice import PracticeGitHub
    from tests.burst.conftest import MakeServer

pytestmark = pytest.mark.burst

PUSHES = 50
PACE = timedelta(seconds=0.1)
WINDOW = 4
"""Seconds: the first look falls into the middle of the five seconds of pushes, and finds the head moving."""


async def test_fifty_pushes_are_two_evaluations_and_one_comment(
    practice: PracticeGitHub, hookshot: httpx.AsyncClient, make_server: MakeServer
) -> None:
    """The verdict is for the last head, and nothing is written about an older one once that was seen."""
    chance, clock = Random(3), SystemClock()  # noqa: S311 - the same order each time
    shop = practice.create_repository("acme/shop", {".github/onesitting.yml": RULES})
    practice.install("acme", events=EVENTS)
    server = make_server(ONESITTING_WINDOW_SECONDS=str(WINDOW))
    await server.start()
    pull = shop.open_pull_request(
        title="Count refunds once", body=WHY, author=practice.account("ana"), files=work(LARGE[0])
    )
    began, older = clock.now(), [pull.head_sha]
    for number in range(1, PUSHES + 1):
        older.append(pull.push(work(LARGE[0] + number)))
        practice.pending.extend(chance.sample(practice.pending, 1))
        chance.shuffle(practice.pending)
        late = [practice.pending.pop() for _ in range(len(practice.pending) // 2)]
        await practice.deliver(hookshot, server.door, at_once=8)
        practice.pending.extend(late)
        await clock.sleep_until(began + number * PACE)
    older.remove(pull.head_sha)
    pushed = practice.mark()
    await practice.deliver(hookshot, server.door, at_once=8)
    assert clock.now() - began < timedelta(seconds=10)
    await eventually(server.rests, f"the queue did not come to rest, see {server.log}")
    looks = [at for at, call in enumerate(practice.calls) if call.operation == "PullRequestSaid"]
    newest_seen = min(look for look in looks if look >= pushed)
    said_since = [call.body.decode() for call in practice.calls_since(newest_seen) if call.is_write]
    assert {attempt.status_code for attempt in practice.deliveries} == {202}
    assert len(looks) <= 2
    assert [head for head in older for said in said_since if head in said] == []
    assert [f"{(LARGE[0] + PUSHES) * LINES:,} lines to review" in str(run.title) for run in pull.check_runs] == [True]
    assert [pull.head_sha in comment.body for comment in pull.comments] == [True]
