"""Short ways to write down a pull request whose authorship is to be judged, and the shipped rules."""

from functools import cache
from pathlib import Path

from bot.facts.people import Account, Commit, Signature
from bot.facts.pull_request import PullRequestFacts
from bot.policy.agents import AgentRules
from bot.policy.decode import decode
from bot.policy.yaml_tree import read_yaml

RULES = Path(__file__).parents[2] / "rules" / "agents.yml"
ADA = Signature("Ada Example", "ada@example.org", "2026-03-01T10:00:00Z")
COPILOT = Signature("copilot-swe-agent[bot]", "198982749+Copilot@users.noreply.github.com", "2026-03-01T10:00:00Z")
DEPENDABOT = Signature("dependabot[bot]", "49699333+dependabot[bot]@users.noreply.github.com", "2026-03-01T10:00:00Z")
CLAUDE_LINE = "Co-Authored-By: Claude Opus 4.6 (1M context) <noreply@anthropic.com>"
PERSON = Account("ada", 7, "User")


@cache
def agent_rules() -> AgentRules:
    """Return the shipped rules."""
    return rules_from(RULES.read_text(encoding="utf-8"))


def rules_from(text: str) -> AgentRules:
    """Return rules written in a test."""
    return decode(read_yaml(text, "rules/agents.yml"), AgentRules)


def commit(
    message: str = "Change it", author: Signature = ADA, *, committer: Signature | None = None, verified: bool = False
) -> Commit:
    """Return a commit; its author committed it where nobody else is named."""
    parents = 2 if message.startswith("Merge branch") else 1
    return Commit("0" * 40, message, author, committer or author, parents=parents, verified=verified)


def pull(
    *commits: Commit, author: Account = PERSON, branch: str = "topic", body: str = "", labels: tuple[str, ...] = ()
) -> PullRequestFacts:
    """Return pull request number 7."""
    return PullRequestFacts(
        id="7",
        title="Change",
        body=body,
        files=(),
        author=author,
        branch=branch,
        commits=commits,
        labels=labels,
        number=7,
    )
