"""Drill 10: a rules file on the default branch that was made to hurt."""

from __future__ import annotations

import re

import pytest

from tests.drills.play import ONE_HOME, large
from tests.journeys.stage import COMMENT_MODE, RULES, Stage

pytestmark = ONE_HOME

HOSTILE = {
    "alias bomb": "a: &a [x]\n" + "".join(f"b{n}: &b{n} [*{'a' if n == 0 else f'b{n - 1}'}, *a]\n" for n in range(30)),
    "deep nesting": "[" * 20_000,
    "duplicate keys": "mode: comment\nmode: off\n",
    "an alias of itself": "sitting: &s {budget_minutes: *s}\n",
    "a number of 5,000 digits": "sitting: {budget_minutes: " + "9" * 5_000 + "}\n",
    "a tab": "sitting:\n\tbudget_minutes: 60\n",
    "a zero byte": "mode: comment\0\n",
    "a costly pattern": 'hotspots: [{id: own.x, says: "x", patterns: ["(a+)+$"' + "]" * 30 + "\n",
    "a Norwegian owner": "mode: NO\n",
    "ten thousand rules": "agents:\n" + "".join(f"  rule{n}: off\n" for n in range(10_000)),
    "two megabytes": "# " + "x" * 2_000_000 + "\nmode: comment\n",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
async def test_a_hostile_file_is_named_at_its_place_and_the_last_good_one_holds(stage: Stage, text: str) -> None:
    """The check run names file, line and column; the comment that the last good rules ask for is written."""
    stage.shop.commit(COMMENT_MODE)
    first = stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"}, branch="small")
    await stage.settle()
    stage.shop.commit({RULES: text})
    pull = large(stage)
    await stage.settle()
    summary = str(pull.check_runs[0].summary)
    assert re.search(rf"{re.escape(RULES)}:\d+:\d+", summary)
    assert "the last good version" in summary
    assert (len(first.check_runs), len(pull.comments)) == (1, 1)
    assert len(summary) < 65_536
