"""Drill 4: the head moves between judgement and writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.drills.play import SUM

if TYPE_CHECKING:
    import pytest

    from bot.practice.routes.call import Call
    from tests.journeys.stage import Stage


async def test_nothing_is_written_about_a_head_that_moved(stage: Stage, caplog: pytest.LogCaptureFixture) -> None:
    """The log names both commits, nothing is written about the old one, and the new one is judged."""
    caplog.set_level("INFO")
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files=SUM)
    old = pull.head_sha

    def push(call: Call) -> bool:
        if call.operation == "BeforeWriting" and pull.head_sha == old:
            pull.push({"sum.py": "x = 2\n"})
        return False

    stage.practice.fault("POST", "/graphql", status=500, only=push)
    await stage.settle()
    assert [call for call in stage.writes if old in call.body.decode()] == []
    assert f"stale_head: judged {old}, now {pull.head_sha}" in caplog.text
    await stage.settle(times=3)
    assert {run.head_sha for run in stage.shop.check_runs.values()} == {pull.head_sha}
