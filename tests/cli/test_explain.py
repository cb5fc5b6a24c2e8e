"""`onesitting explain`, offline: every rule, fired or not, and what only GitHub can tell."""

import json
from pathlib import Path

import pytest

from tests.cli.command import onesitting
from tests.cli.diffs import SMALL
from tests.cli.schemas import violations

RULES = """mode: block
agents: {deny: cursor, models: {deny: 'GPT.*'}, max_open_per_author: 2}
agent_authored: {sitting: {budget_minutes: 30}}
"""


@pytest.fixture
def arguments(tmp_path: Path) -> list[str]:
    """Return the arguments for a change on an agent's branch, by a repository's rules with a policy."""
    bundle = {"id": "1", "title": "Fix it", "diff": SMALL, "branch": "cursor/fix-it-1a2b", "author": "ada"}
    (tmp_path / "pull.json").write_text(json.dumps(bundle))
    (tmp_path / "onesitting.yml").write_text(RULES)
    return ["explain", "--input", str(tmp_path / "pull.json"), "--rules", str(tmp_path / "onesitting.yml")]


def test_what_only_github_knows_is_not_evaluated(arguments: list[str]) -> None:
    """Never shown as passed; what was not configured is off, the rest fired or is quiet."""
    said = onesitting(*arguments).out
    states = [line.split(",")[0].strip() for line in said.splitlines() if line.startswith("  agent_policy/")]
    assert states == [
        "agent_policy/agent: fired",
        "agent_policy/model: quiet",
        "agent_policy/disclosure: quiet",
        "agent_policy/open_pull_requests: not evaluated",
    ]
    assert "not evaluated: only GitHub knows what else the account has open here" in " ".join(said.split())


def test_a_figure_that_there_is_none_of_is_not_named(tmp_path: Path) -> None:
    """A rule that is off measured nothing."""
    (tmp_path / "onesitting.yml").write_text("signals: {scattered_scope: off}\n")
    said = onesitting("explain", "--diff", "-", "--rules", str(tmp_path / "onesitting.yml"), stdin=SMALL.encode()).out
    assert "  scattered_scope: quiet, mode off [" in said


def test_it_says_which_limits_hold_and_why(arguments: list[str]) -> None:
    """In the head where they are those for agents, with their place."""
    said = " ".join(onesitting(*arguments).out.split())
    assert "minutes of 30" in said
    assert "onesitting.yml:3]: authorship is `agent`, by its branch `cursor/fix-it-1a2b`" in said


def test_the_data_keeps_its_schema(arguments: list[str]) -> None:
    """Which signals were not evaluated is in the JSON, too."""
    verdict = json.loads(onesitting(*arguments, "--format", "json").out)
    assert violations("score-result", verdict) == []
    assert [each["rule"] for each in verdict["signals"] if not each["evaluated"]] == ["agent_policy/open_pull_requests"]
