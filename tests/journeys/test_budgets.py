"""GitHub's limits are kept without running into them, and whoever asks by command is served to the last."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.journeys.stage import COMMENT_MODE, Stage, large_change

if TYPE_CHECKING:
    from bot.practice.pull_requests import PracticePullRequest

PULLS = 45


def opened(stage: Stage, number: int) -> PracticePullRequest:
    """Open a pull request that gets a check run and a comment."""
    files = {**large_change(), f"one_{number}.py": f"ONE = {number}\n"}
    return stage.shop.open_pull_request(title="Everything", author=stage.owner, files=files, branch=f"t-{number}")


async def test_a_burst_of_changes_is_spread_and_github_never_has_to_refuse(stage: Stage) -> None:
    """Forty-five pull requests at once: eighty changes a minute, no refusal, and every one is told once in the end."""
    stage.practice.limit_content_creation()
    stage.shop.commit(COMMENT_MODE)
    pulls = [opened(stage, number) for number in range(PULLS)]
    await stage.settle()
    first = len(stage.writes)
    for _ in range(5):
        stage.clock.advance(61)
        await stage.bot.drain()
    assert 72 <= first <= 80
    assert [call.status for call in stage.calls if call.status >= 400] == []
    assert [(len(pull.check_runs), len(pull.comments)) for pull in pulls] == [(1, 1)] * PULLS


async def test_the_last_tenth_of_an_hour_answers_commands(stage: Stage) -> None:
    """A pull request waits for the next hour; a command is answered, another installation works on."""
    theirs = stage.other_installation()
    pull = stage.shop.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"})
    await stage.settle()
    stage.installation.rate.remaining = 400
    stage.installation.rate.reset_at = stage.clock.now() + timedelta(minutes=40)
    comment = pull.comment("/onesitting help", by=stage.practice.account("bo"))
    await stage.settle()
    stage.forget_calls()
    pull.push({"sum.py": "x = 2\n"})
    other = theirs.open_pull_request(title="Sum", author=stage.ana, files={"sum.py": "x = 1\n"})
    await stage.settle()
    assert [call for call in stage.calls if call.installation == stage.installation.id] == []
    assert ([reaction.content for reaction in comment.reactions], len(other.check_runs)) == (["+1"], 1)
    stage.clock.advance(40 * 60)
    await stage.bot.drain()
    assert [run.head_sha for run in pull.check_runs] == [pull.head_sha]
