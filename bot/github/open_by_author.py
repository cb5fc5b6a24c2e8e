"""The open pull requests of one account in a repository: one read, made only where a maintainer limits their number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.errors import Bug, FactsUnavailable, Skip

if TYPE_CHECKING:
    from bot.facts.pull_request import PullRequestFacts
    from bot.facts.repository import Subject
    from bot.github.client import GitHub

MOST = 100


async def fetch_open_by_author(github: GitHub, subject: Subject, facts: PullRequestFacts) -> tuple[int, ...] | None:
    """Return the numbers of the opener's, the oldest first; None where the answer cannot be relied on.

    Raises FactsUnavailable where GitHub gave none.

    The list of issues holds pull requests and knows the creator; that of pull requests does not
    (https://docs.github.com/en/rest/issues/issues#list-repository-issues). At most the MOST oldest are read: what is
    looked for came before this one. How an app is named there is written down nowhere, so that a list that must hold
    this pull request and does not is not believed.
    """
    author = facts.author
    if not author.id or not author.login:
        return None
    path = f"/repos/{subject.full_name}/issues"
    try:
        answer = await github.read(path, creator=author.login, state="open", direction="asc", per_page=MOST)
    except FactsUnavailable as unavailable:
        if isinstance(unavailable.advice, Skip | Bug):  # no such creator, or not to be seen
            return None
        raise
    theirs = [entry for entry in answer.data if (entry.get("user") or {}).get("id") == author.id]
    numbers = tuple(sorted(int(entry["number"]) for entry in theirs if entry.get("pull_request")))
    is_complete = facts.state != "open" or answer.has_next or facts.number in numbers
    return numbers if is_complete else None
