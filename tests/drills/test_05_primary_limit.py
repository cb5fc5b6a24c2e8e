"""Drill 5: the hour's requests are used up, and the reset is fifty minutes away."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import httpx

from bot.wiring import create_bot
from tests.drills.play import SUM

if TYPE_CHECKING:
    from tests.journeys.stage import Stage

RESET = timedelta(minutes=50)


async def test_a_used_up_hour_pauses_its_installation_and_no_other(stage: Stage) -> None:
    """Due again at the reset, spread by chance; others are told meanwhile; the server stays ready and says so."""
    await stage.bot.close()
    late = create_bot(stage.settings, clock=stage.clock, transport=stage.practice.transport, chance=lambda: 1.0)
    await stage.use(late)
    theirs = stage.other_installation()
    stage.installation.rate.remaining, stage.installation.rate.reset_at = 0, stage.clock.now() + RESET
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files=SUM)
    other = theirs.open_pull_request(title="Sum", author=stage.ana, files=SUM)
    began = stage.clock.now()
    await stage.settle(times=3)
    due = await late.queue.next_due()
    assert due is not None
    assert timedelta(0) < due - (began + RESET) <= timedelta(seconds=60)
    assert (len(pull.check_runs), len(other.check_runs)) == (0, 1)
    assert [call.status for call in stage.calls].count(403) == 1  # asked once, and then not for fifty minutes
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=late.app), base_url="http://bot.test") as client:
        ready, metrics = await client.get("/readyz"), await client.get("/metrics")
    assert (ready.status_code, ready.json()["queue"]["paused_installations"]) == (200, 1)
    assert "onesitting_paused_installations 1" in metrics.text
    stage.clock.advance((due - stage.clock.now()).total_seconds())
    await late.drain()
    assert len(pull.check_runs) == 1
