"""The page for Prometheus."""

from __future__ import annotations

import asyncio
from contextlib import nullcontext
from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
import pytest
from starlette.applications import Starlette

from bot import __version__
from bot.facts.errors import Bug, EffectRefused, FactsUnavailable, Retry, Skip
from bot.inbox.queue import QueueHealth
from bot.inbox.unavailable import DatabaseUnavailable
from bot.web.metrics import Totals, metrics_route, totals
from tests.hand_clock import NOON, HandClock
from tests.inbox.given import pull_request

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    from bot.facts.repository import Subject


class Client:
    """What the client of GitHub tells of itself."""

    def __init__(self, last_answer_at: datetime | None = None, quota_left: dict[int, int] | None = None) -> None:
        self.last_answer_at = last_answer_at
        self.quota_left = quota_left or {}


async def busy(_: datetime) -> QueueHealth:
    """Return the health of a queue with something in every state."""
    return QueueHealth(1, 2, 3, 4, 5, timedelta(seconds=6.5))


async def broken(_: datetime) -> QueueHealth:
    """Be a database that does not answer."""
    raise DatabaseUnavailable("locked")


async def read(
    counted: Totals, health: Callable[[datetime], Awaitable[QueueHealth]] = busy, client: Client | None = None
) -> list[str]:
    """Return the samples of the page."""
    app = Starlette(routes=[metrics_route(counted, health, client or Client(), lambda: NOON)])
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://house") as asking:
        answer = await asking.get("/metrics")
    assert (200, "text/plain; version=0.0.4; charset=utf-8") == (answer.status_code, answer.headers["content-type"])
    return [line for line in answer.text.splitlines() if not line.startswith("#")]


async def test_the_queue_is_told_by_state() -> None:
    """Counts, the age of the oldest, paused installations; the version that runs."""
    samples = await read(totals(1))
    queue = [line for line in samples if "queue" in line or "paused" in line]
    assert queue == [
        'onesitting_queue_subjects{state="due"} 1',
        'onesitting_queue_subjects{state="waiting"} 2',
        'onesitting_queue_subjects{state="in_hand"} 3',
        'onesitting_queue_subjects{state="parked"} 4',
        "onesitting_queue_age_seconds 6.5",
        "onesitting_paused_installations 5",
    ]
    assert samples[0].startswith(f'onesitting_build_info{{version="{__version__}",python="3.')


async def test_a_silent_database_is_told() -> None:
    """The page answers all the same; the queue's figures are missing rather than zero."""
    samples = await read(totals(1), broken)
    assert "onesitting_database_up 0" in samples
    assert not [line for line in samples if "queue" in line]


async def test_answers_and_secrets_are_counted_from_zero() -> None:
    """A secret is told by its position: the page shows whether the old one is still used."""
    counted = totals(2)
    counted.delivered(202, 1)
    counted.delivered(401, None)
    samples = await read(counted)
    assert [line for line in samples if "signed" in line] == [
        'onesitting_deliveries_signed_total{secret="0"} 0',
        'onesitting_deliveries_signed_total{secret="1"} 1',
    ]
    assert [line[-1] for line in samples if "deliveries_total" in line] == ["1", "0", "1", "0", "0", "0"]


async def test_github_is_told_as_our_client_knows_it() -> None:
    """Calls, when it last answered, and what is left of each installation's hour."""
    counted = totals(1)
    counted.called("GET", 200)
    counted.called("POST", None)
    samples = await read(counted, client=Client(NOON, {7: 4999}))
    assert [line for line in samples if "github" in line] == [
        f"onesitting_github_last_answer_timestamp_seconds {int(NOON.timestamp())}",
        'onesitting_github_quota_left{installation="7"} 4999',
        'onesitting_github_calls_total{method="GET",status="200"} 1',
        'onesitting_github_calls_total{method="POST",status="none"} 1',
    ]


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (None, "done"),
        (FactsUnavailable(Retry("later")), "retry"),
        (FactsUnavailable(Skip("gone")), "skip"),
        (EffectRefused(Bug("ours")), "bug"),
        (ValueError("unforeseen"), "failed"),
        (asyncio.CancelledError(), "interrupted"),
    ],
)
async def test_a_journey_is_counted_by_kind_and_outcome(error: BaseException | None, outcome: str) -> None:
    """Its duration is the clock's; what it raises goes on to the worker."""
    clock, counted = HandClock(), totals(1)

    async def travel(_: Subject) -> None:
        clock.advance(3)
        if error is not None:
            raise error

    with pytest.raises(type(error)) if error is not None else nullcontext():
        await counted.watched(travel, clock.now)(pull_request())
    samples = [line for line in await read(counted) if "journey" in line]
    assert f'onesitting_journey_seconds_sum{{kind="pull_request",outcome="{outcome}"}} 3' in samples
    assert f'onesitting_journey_seconds_bucket{{kind="pull_request",outcome="{outcome}",le="5"}} 1' in samples
