"""Drill 11: a pull request of a fork that brings its own rules and its own map."""

from __future__ import annotations

from tests.drills.play import ONE_HOME
from tests.journeys.stage import COMMENT_MODE, OWNERSHIP, RULES, Stage, large_change
from tests.journeys.test_feedback import MAP

pytestmark = ONE_HOME

OWN_RULES = "mode: off\nsitting: {budget_minutes: 480}\n"
OWN_MAP = MAP[OWNERSHIP].replace("bo", "eve")


async def test_nothing_of_the_head_is_applied(stage: Stage) -> None:
    """It is judged by the base's rules, and feedback still goes to the owner that the base's map names."""
    stage.shop.commit(COMMENT_MODE | MAP)
    files = {**large_change(), RULES: OWN_RULES, OWNERSHIP: OWN_MAP}
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=files, fork=True)
    issue = stage.shop.open_issue(title="Card payment fails", body="area: checkout", author=stage.ana)
    await stage.settle(times=2)
    assert str(pull.check_runs[0].title).startswith("Needs")
    assert (len(pull.comments), [one.login for one in issue.assignees]) == (1, ["bo"])


async def test_mistakes_in_the_proposed_file_change_nothing_here(stage: Stage) -> None:
    """Broken rules in a head are no error of the repository's rules."""
    stage.shop.commit(COMMENT_MODE)
    files = {**large_change(), RULES: "mode: [\n"}
    pull = stage.shop.open_pull_request(title="Everything", author=stage.ana, files=files, fork=True)
    await stage.settle()
    assert "the last good version" not in str(pull.check_runs[0].summary)
    assert len(pull.comments) == 1
