"""Rules with errors: the last good version stays in force, and it is said."""

from __future__ import annotations

import pytest

from tests.journeys.stage import RULES, Stage, large_change

pytestmark = pytest.mark.pull_requests

COMMENT = "mode: comment\n"
BROKEN = "mode: coment\n"


async def test_broken_rules_leave_the_last_good_ones_in_force(stage: Stage) -> None:
    """Comments go on; the check run names the error and the blob that holds meanwhile."""
    stage.shop.commit({RULES: COMMENT})
    stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"})
    await stage.settle()
    stage.shop.commit({RULES: BROKEN})
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change(), branch="large")
    await stage.settle()
    summary = str(pull.check_runs[0].summary)
    assert len(pull.comments) == 1
    assert f"{RULES}:1:7" in summary
    assert "the last good version (`13125bf`) holds" in summary


async def test_rules_that_were_taken_away_do_not_come_back(stage: Stage) -> None:
    """A file that is gone is a decision: later errors fall back to the shipped rules."""
    for rules in (COMMENT, None):
        stage.shop.commit({RULES: rules})
        stage.shop.open_pull_request(
            title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"}, branch=f"b{bool(rules)}"
        )
        await stage.settle()
    stage.shop.commit({RULES: BROKEN})
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
    await stage.settle()
    assert "the shipped rules hold" in str(pull.check_runs[0].summary)
    assert pull.comments == []


async def test_rules_of_another_branch_are_not_kept_for_all(stage: Stage) -> None:
    """Only the default branch's rules are fallen back to: a branch of somebody's own is no way in."""
    stage.shop.commit({RULES: BROKEN})
    stage.shop.branches["mine"] = stage.shop.head
    stage.shop.commit({RULES: COMMENT}, branch="mine")
    stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"}, base="mine")
    await stage.settle()
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change(), branch="large")
    await stage.settle()
    assert "the shipped rules hold" in str(pull.check_runs[0].summary)
