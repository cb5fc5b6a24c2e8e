"""A stop signal while twenty subjects are in hand: the process ends in time, and nothing is lost.

Real processes and a real disk: these tests wait in small steps for a condition, with a deadline.
"""

from __future__ import annotations

import signal
import time
from typing import TYPE_CHECKING

import pytest

from bot.cli.serve import GRACE
from tests.burst.patience import eventually
from tests.burst.town import EVENTS, LARGE, WHY, work

if TYPE_CHECKING:
    import httpx

    from bot.practice import PracticeGitHub
    from tests.burst.conftest import MakeServer

pytestmark = pytest.mark.burst

IN_HAND, PULLS = 20, 30
SLOW = 1.5
"""Seconds GitHub takes to list files, so that all hands are full for a while."""


async def test_a_stop_with_twenty_subjects_in_hand_loses_nothing(
    practice: PracticeGitHub, hookshot: httpx.AsyncClient, make_server: MakeServer
) -> None:
    """What can be finished is, what was not begun is left for the next start, and each is told once."""
    shop = practice.create_repository("acme/shop", {".github/onesitting.yml": "mode: comment\n"})
    practice.install("acme", events=EVENTS)
    listing = practice.fault("GET", "/repos/{owner}/{repo}/pulls/{pull_number}/files", delay=SLOW, times=None)
    server = make_server(ONESITTING_WINDOW_SECONDS="0", ONESITTING_WORKERS=str(IN_HAND))
    await server.start()
    for number in range(PULLS):
        shop.open_pull_request(
            title="Count refunds once", body=WHY, author=practice.account("ana"), branch=f"topic-{number}",
            files=work(LARGE[0] + number),
        )  # fmt: skip
    await practice.deliver(hookshot, server.door, at_once=32)

    async def hands_full() -> bool:
        return listing.hits >= IN_HAND

    await eventually(hands_full, "twenty subjects were never in hand")
    asked = time.monotonic()
    assert await server.stop() == -signal.SIGTERM
    assert time.monotonic() - asked < GRACE
    told = [len(pull.comments) for pull in shop.pull_requests]
    listing.clear()
    await server.start()
    await eventually(server.rests, f"the queue did not come to rest, see {server.log}")
    assert sum(told) >= IN_HAND
    assert sum(told) < PULLS
    assert [(len(pull.check_runs), len(pull.comments)) for pull in shop.pull_requests] == [(1, 1)] * PULLS
    assert server.complaints() == []
