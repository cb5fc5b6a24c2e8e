"""The people whom an agent's own commits name beside it: tools add who asked for the work as a co-author."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.judgement.authorship.commits import own_commits, read_commit
from bot.judgement.authorship.index import index_of
from bot.judgement.authorship.sign import shortened
from bot.judgement.authorship.text import searchable
from bot.judgement.reasoning.declared import unaddressed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.facts.pull_request import PullRequestFacts
    from bot.judgement.authorship.index import Index
    from bot.policy.agents import AgentRules

_COAUTHOR = re.compile(
    r"^[ \t]*Co-authored-by:[ \t]*([^<>\n]{1,80})<([^<>\s]{3,200})>[ \t]*$", re.IGNORECASE | re.MULTILINE
)


def people_behind(facts: PullRequestFacts, rules: AgentRules) -> tuple[str, ...]:
    """Return the names of co-authors of commits that an agent wrote, in their order; no tool is among them."""
    index = index_of(rules)
    written = [commit for commit in own_commits(facts) if read_commit(commit, index).written_by == "agent"]
    return tuple(sorted({name for commit in written for name in _people(searchable(commit.message), index)}))


def _people(message: str, index: Index) -> Iterator[str]:
    for found in _COAUTHOR.finditer(message):
        name, address = found[1].strip(), found[2]
        if name and not name.endswith("[bot]") and index.signer("coauthor", address) is None:
            yield shortened(unaddressed(name))
