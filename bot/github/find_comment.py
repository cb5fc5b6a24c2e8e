"""Our one comment on a pull request or an issue, looked for on as many pages as there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.github.own_words import own_comment
from bot.github.queries import BEFORE_WRITING

if TYPE_CHECKING:
    from bot.facts.said import SaidComment
    from bot.github.client import GitHub


async def find_comment(
    github: GitHub,
    owner: str,
    name: str,
    number: int,
    marker: str,
    *,
    page: dict[str, Any],
    viewer: dict[str, Any] | None,
) -> SaidComment | None:
    """Look on `page`, the first one, then on those behind it until ours is found. Raises FactsUnavailable."""
    while (found := own_comment(page, marker, viewer)) is None and page["pageInfo"]["hasNextPage"]:
        after = page["pageInfo"]["endCursor"]
        data = await github.ask(BEFORE_WRITING, owner=owner, name=name, number=number, after=after)
        thing = (data["repository"] or {}).get("issueOrPullRequest")
        if thing is None:
            return None
        page, viewer = thing["comments"], data["viewer"]
    return found
