"""A stop signal while subjects are in hand: the process ends in time, and nothing is lost.

Real processes and a real disk: these tests wait in small steps for a condition, with a deadline.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from tests.burst.patience import eventually
from tests.burst.town import EVENTS, LARGE, RULES, WHY, work

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    import httpx

    from bot.practice import PracticeGitHub
    from tests.burst.conftest import MakeServer
    from tests.burst.server import Server

pytestmark = pytest.mark.burst

IN_HAND, PULLS = 20, 30
SLOW = 1.5
"""Seconds GitHub takes to list files, so that all hands are full for a while."""
LONGEST_STOP = 25
"""Seconds; container platforms kill after thirty."""


async def test_a_stop_with_twenty_subjects_in_hand_loses_nothing(
    practice: PracticeGitHub, hookshot: httpx.AsyncClient, make_server: MakeServer
) -> None:
    """What can be finished is, what was not begun is left for the next start, and each is told once."""
    shop = practice.create_repository("acme/shop", {".github/onesitting.yml": RULES})
    practice.install("acme", events=EVENTS)
    listing = practice.fault("GET", "/repos/{owner}/{repo}/pulls/{pull_number}/files", delay=SLOW, times=None)
    server = make_server(ONESITTING_WINDOW_SECONDS="0", ONESITTING_WORKERS=str(IN_HAND))
    await server.start()
    for number in range(PULLS):
        shop.open_pull_request(
            title="Count refunds once", body=WHY, author=shop.owner, branch=f"topic-{number}",
            files=work(LARGE[0] + number),
        )  # fmt: skip
    await practice.deliver(hookshot, server.door, at_once=32)

    async def hands_full() -> bool:
        return listing.hits >= IN_HAND

    await eventually(hands_full, "twenty subjects were never in hand")
    asked = time.monotonic()
    assert await server.stop() == 0
    assert time.monotonic() - asked < LONGEST_STOP
    told = [len(pull.comments) for pull in shop.pull_requests]
    listing.clear()
    await server.start()
    await eventually(server.rests, f"the queue did not come to rest, see {server.log}")
    assert sum(told) >= IN_HAND
    assert sum(told) < PULLS
    assert [(len(pull.check_runs), len(pull.comments)) for pull in shop.pull_requests] == [(1, 1)] * PULLS
    assert server.complaints() == []


@asynccontextmanager
async def endless_delivery(server: Server) -> AsyncIterator[None]:
    """Hold a connection whose request never ends: the door waits ten seconds for a body that may be GitHub's."""
    host, port = server.url.removeprefix("http://").split(":")
    _, writer = await asyncio.open_connection(host, int(port))
    head = ("POST /webhooks/github HTTP/1.1", "Host: x", "Content-Length: 9", f"X-Hub-Signature-256: sha256={'0' * 64}")
    writer.write("\r\n".join((*head, "", "{")).encode())
    await writer.drain()
    yield
    writer.close()


@pytest.mark.parametrize(("slow", "told"), [(SLOW, 1), (22, 0)], ids=["in time", "never"])
async def test_a_stop_waits_for_connections_and_work_at_the_same_time(
    practice: PracticeGitHub, hookshot: httpx.AsyncClient, make_server: MakeServer, slow: float, told: int
) -> None:
    """What is in hand is finished or given back while a connection hangs, and nothing more is begun."""
    shop = practice.create_repository("acme/shop", {".github/onesitting.yml": RULES})
    practice.install("acme", events=EVENTS)
    listing = practice.fault("GET", "/repos/{owner}/{repo}/pulls/{pull_number}/files", delay=slow, times=None)
    server = make_server(ONESITTING_WINDOW_SECONDS="0", ONESITTING_WORKERS="1")
    await server.start()
    for number in range(2):
        shop.open_pull_request(
            title="Count refunds once", body=WHY, author=shop.owner, branch=f"topic-{number}",
            files=work(LARGE[0] + number),
        )  # fmt: skip
    await practice.deliver(hookshot, server.door)

    async def in_hand() -> bool:
        return listing.hits > 0

    await eventually(in_hand, "no subject was ever in hand")
    async with endless_delivery(server):
        asked = time.monotonic()
        ended = await server.stop()
        took = time.monotonic() - asked
    looks = [call for call in practice.calls if call.operation == "PullRequestSaid"]
    assert (ended, len(looks)) == (0, 1)
    assert took < LONGEST_STOP
    assert sum(len(pull.comments) for pull in shop.pull_requests) == told
    attempts = server.select("SELECT lease, attempts FROM subjects WHERE due_at IS NOT NULL")
    assert attempts == [(None, 0)] * (2 - told)
