"""A repository's policy on agents, from the webhook to the check run; the count of open pull requests is GitHub's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.stage import RULES, Stage

if TYPE_CHECKING:
    from bot.practice.accounts import Account
    from bot.practice.pull_requests import PracticePullRequest

pytestmark = pytest.mark.pull_requests

BLOCK = "mode: block\nagents:\n  max_open_per_author: 1\n"
ISSUES = "/repos/{owner}/{repo}/issues"


def devin(stage: Stage) -> Account:
    """Return an agent's own account, by the id that GitHub gives."""
    return stage.practice.account("devin-ai-integration[bot]", "Bot", 158243242)


def opened(stage: Stage, number: int) -> PracticePullRequest:
    """Return a small change that the agent opens."""
    files: dict[str, str | bytes | None] = {f"shop/part_{number}.py": "total = 1\n"}
    return stage.shop.open_pull_request(title="Fix the total", author=devin(stage), files=files)


async def test_the_first_passes_and_the_second_waits_for_it(stage: Stage) -> None:
    """The one that came first is never held up; when it is closed, the next one moves up by itself."""
    stage.shop.commit({RULES: BLOCK})
    first, second = opened(stage, 1), opened(stage, 2)
    await stage.settle()
    assert [pull.check_runs[-1].conclusion for pull in (first, second)] == ["success", "failure"]
    assert "agent_policy/open_pull_requests" in str(second.check_runs[-1].summary)
    assert f"Finish or close number {first.number} first" in str(second.check_runs[-1].summary)
    first.close(by=stage.owner)
    await stage.settle()
    assert second.check_runs[-1].conclusion == "success"


async def test_a_limit_costs_one_read_more(stage: Stage) -> None:
    """Four where no limit is configured, five where one is."""
    stage.shop.commit({RULES: "mode: block\nagents: {deny: devin}\n"})
    opened(stage, 1)
    await stage.settle()
    without = len(stage.reads)
    stage.forget_calls()
    stage.shop.commit({RULES: BLOCK})
    opened(stage, 2)
    await stage.settle()
    assert len(stage.reads) == without + 1
    assert [call.path for call in stage.reads].count("/repos/acme/shop/issues") == 1


async def test_a_list_that_lacks_this_pull_request_is_not_believed(stage: Stage) -> None:
    """What GitHub could not tell is not evaluated, and neither fails nor passes."""
    stage.shop.commit({RULES: BLOCK})
    stage.practice.fault("GET", ISSUES, status=404)
    pull = opened(stage, 1)
    await stage.settle()
    check = pull.check_runs[-1]
    assert check.conclusion == "success"
    assert "not evaluated: only GitHub knows what else the account has open here" in str(check.text)


async def test_a_denied_agent_fails_by_what_cannot_be_forged(stage: Stage) -> None:
    """GitHub says who opened it; nothing is said about a person."""
    stage.shop.commit({RULES: "mode: block\nagents: {deny: devin}\n"})
    pull = opened(stage, 1)
    await stage.settle()
    check = pull.check_runs[-1]
    assert (check.conclusion, check.title) == (
        "failure",
        "Fits one sitting: under 1 min, 1 line to review; 1 finding to answer",
    )
    assert "This repository does not take changes by `Devin`" in str(check.summary)


async def test_other_limits_for_agents_show_in_the_check_run(stage: Stage) -> None:
    """Which limits hold, where they stand and why; a person's change is judged by the ordinary ones."""
    rules = "mode: comment\nagent_authored:\n  sitting: {budget_minutes: 5}\n"
    stage.shop.commit({RULES: rules})
    lines = "".join(f"total_{number} = {number}\n" for number in range(60))
    files: dict[str, str | bytes | None] = {"shop/part.py": lines}
    agents = stage.shop.open_pull_request(title="Fix the total", author=devin(stage), files=files)
    peoples = stage.shop.open_pull_request(title="Fix the total", author=stage.ana, files=files)
    await stage.settle()
    assert str(agents.check_runs[-1].title).startswith("Needs 2 sittings: ")
    assert "Limits: one sitting is 5 min instead of 60 min; by [`agent_authored`](" in str(
        agents.check_runs[-1].summary
    )
    assert f"/blob/{stage.shop.head}/.github/onesitting.yml#L3" in str(agents.check_runs[-1].summary)
    assert str(peoples.check_runs[-1].title).startswith("Fits one sitting: ")
    assert "Limits:" not in str(peoples.check_runs[-1].summary)
