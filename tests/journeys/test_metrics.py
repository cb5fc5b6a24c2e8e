"""The figures of whole journeys, as Prometheus and a probe read them from the running application."""

from __future__ import annotations

from typing import TYPE_CHECKING

import httpx

from tests.journeys.stage import COMMENT_MODE, large_change

if TYPE_CHECKING:
    from tests.journeys.stage import Stage


async def ask(stage: Stage, path: str) -> httpx.Response:
    """Return a page of the bot."""
    transport = httpx.ASGITransport(app=stage.bot.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://bot.test") as client:
        return await client.get(path)


async def samples(stage: Stage) -> dict[str, float]:
    """Return the samples of the page by name and labels."""
    lines = (await ask(stage, "/metrics")).text.splitlines()
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines if line[0] != "#")}


async def test_a_journey_is_counted_from_the_door_to_its_effects(stage: Stage) -> None:
    """Every delivery, call, journey and effect, once."""
    stage.shop.commit(COMMENT_MODE)
    stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle()
    found = await samples(stage)
    assert found['onesitting_effects_total{kind="CreateComment",outcome="done"}'] == 1
    assert found['onesitting_effects_total{kind="CreateCheckRun",outcome="done"}'] == 1
    assert found['onesitting_journey_seconds_count{kind="pull_request",outcome="done"}'] >= 1
    assert found['onesitting_deliveries_total{answer="202"}'] == found['onesitting_deliveries_signed_total{secret="0"}']
    assert len(stage.calls) == sum(value for name, value in found.items() if "calls_total" in name)


async def test_what_github_refuses_is_counted(stage: Stage) -> None:
    """Lost answers have no status; a limit pauses the installation, and the page says so."""
    stage.practice.fault("POST", "/graphql", drop=True)
    stage.practice.fault("POST", "/repos/{owner}/{repo}/check-runs", status=429, body={"message": "slow down"})
    stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"})
    await stage.settle()
    found = await samples(stage)
    assert found['onesitting_github_calls_total{method="POST",status="none"}'] == 1
    assert found['onesitting_github_calls_total{method="POST",status="429"}'] == 1
    assert found['onesitting_journey_seconds_count{kind="pull_request",outcome="retry"}'] == 1
    assert found["onesitting_paused_installations"] == 1


async def test_a_probe_reads_when_github_last_answered(stage: Stage) -> None:
    """Nothing before the first call; then an age that grows with the clock."""
    before = (await ask(stage, "/readyz")).json()["github"]
    stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"})
    await stage.settle()
    stage.clock.advance(90)
    after = (await ask(stage, "/readyz")).json()["github"]
    assert before == {"last_answer_age_seconds": None}
    assert after["last_answer_age_seconds"] >= 90
