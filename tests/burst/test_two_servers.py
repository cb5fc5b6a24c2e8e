"""Two server processes on one database file: the same delivery at both doors, and one that starts beside the other.

Real processes and a real disk: these tests wait in small steps for a condition, with a deadline.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.burst.patience import eventually
from tests.burst.town import EVENTS, WHY, work

if TYPE_CHECKING:
    import httpx

    from bot.practice import PracticeGitHub
    from tests.burst.conftest import MakeServer

pytestmark = pytest.mark.burst

PULLS = 20
SLOW = 10.0
"""Seconds GitHub takes to list files: longer than a server takes to start."""


async def test_the_same_delivery_at_two_servers_is_one_evaluation(
    practice: PracticeGitHub, hookshot: httpx.AsyncClient, make_server: MakeServer
) -> None:
    """Both answer 202, one row is kept, and only one of them looks: twenty times."""
    shop = practice.create_repository("acme/shop")
    practice.install("acme", events=EVENTS)
    one, other = (make_server(ONESITTING_WINDOW_SECONDS="0.5") for _ in range(2))
    await asyncio.gather(one.start(), other.start())
    await practice.deliver(hookshot, one.door)
    for number in range(PULLS):
        shop.open_pull_request(
            title="Count refunds once", body=WHY, author=practice.account("ana"), branch=f"topic-{number}",
            files=work(number + 1),
        )  # fmt: skip
    twice = [(delivery, server) for delivery in practice.pending for server in (one, other)]
    practice.pending.clear()
    webhooks = practice.world.webhooks
    attempts = await asyncio.gather(*(webhooks.send(hookshot, server.door, delivery) for delivery, server in twice))
    await eventually(one.rests, "the queue did not come to rest")
    looks = Counter(call.body for call in practice.calls if call.operation == "PullRequestSaid")
    rows = one.select("SELECT count(*) FROM deliveries WHERE event = 'pull_request'")
    assert [attempt.status_code for attempt in attempts] == [202] * (2 * PULLS)
    assert (rows, list(looks.values())) == ([(PULLS,)], [1] * PULLS)
    assert [len(pull.check_runs) for pull in shop.pull_requests] == [1] * PULLS
    assert one.complaints() + other.complaints() == []


async def test_a_second_server_takes_nothing_from_the_first(
    practice: PracticeGitHub, hookshot: httpx.AsyncClient, make_server: MakeServer
) -> None:
    """It starts while the other has a pull request in hand, and lives: there is one evaluation, and one check run."""
    shop = practice.create_repository("acme/shop")
    practice.install("acme", events=EVENTS)
    listing = practice.fault("GET", "/repos/{owner}/{repo}/pulls/{pull_number}/files", delay=SLOW, times=None)
    one, other = (make_server(ONESITTING_WINDOW_SECONDS="0") for _ in range(2))
    await one.start()
    pull = shop.open_pull_request(title="Refund once", body=WHY, author=practice.account("ana"), files=work(1))
    await practice.deliver(hookshot, one.door)

    async def in_hand() -> bool:
        return listing.hits > 0

    await eventually(in_hand, "the pull request was never in hand")
    await other.start()
    assert (await other.queue())["in_hand"] == 1
    await eventually(other.rests, "the queue did not come to rest")
    looks = [call for call in practice.calls if call.operation == "PullRequestSaid"]
    assert (len(looks), len(pull.check_runs)) == (1, 1)
    assert one.complaints() + other.complaints() == []
    assert "in hand when the last run ended" not in other.log.read_text(encoding="utf-8")
