"""Drill 7: GitHub did what was asked, and says that it did not, or nothing at all."""

from __future__ import annotations

from typing import Any

import pytest

from tests.drills.play import COMMENTS, large
from tests.journeys.stage import COMMENT_MODE, Stage

CHECKS = "/repos/{owner}/{repo}/check-runs"


@pytest.mark.parametrize("route", [COMMENTS, CHECKS], ids=["comment", "check run"])
@pytest.mark.parametrize("lost", [{"status": 502, "after": True}, {"drop": True}], ids=["502", "broken connection"])
async def test_what_was_done_is_not_done_again(stage: Stage, route: str, lost: dict[str, Any]) -> None:
    """No blind repeat: the next look finds it there."""
    stage.shop.commit(COMMENT_MODE)
    stage.practice.fault("POST", route, **lost)
    pull = large(stage)
    await stage.settle(times=4)
    assert (len(pull.check_runs), len(pull.comments)) == (1, 1)
    assert (stage.posts("/check-runs"), stage.posts("/comments")) == (1, 1)
