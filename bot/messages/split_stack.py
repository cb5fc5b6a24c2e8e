"""The plan as pull requests that GitHub shows as a stack, with GitHub's own extension of its command line.

Commands: https://docs.github.com/en/pull-requests/reference/stacked-prs-cli-commands (`gh stack link` pushes branches
that exist, opens a pull request for each into the one below, and links them). Stacks across forks do not exist.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.split import chains
from bot.messages.shell import shell_word
from bot.messages.split_script import branch_names

if TYPE_CHECKING:
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.split import SplitPlan


def stack_commands(plan: SplitPlan, facts: PullRequestFacts) -> str:
    """Return the commands, one line for each chain of parts; empty where the base has no honest shell word."""
    names, base = branch_names(plan), shell_word(facts.base_ref or "main")
    if base is None or "@" in base or facts.from_fork:
        return ""
    return "".join(_line([names[number] for number in chain], base) for chain in chains(plan))


def _line(branches: list[str], base: str) -> str:
    if len(branches) == 1:
        return f"git push -u origin {branches[0]} && gh pr create --draft --fill --base {base} --head {branches[0]}\n"
    return f"gh stack link --base {base} {' '.join(branches)}\n"
