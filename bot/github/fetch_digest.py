"""The one issue that reminds: by the number we remember, else looked for among those that we wrote."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.facts.digest import DigestFacts
from bot.facts.errors import FactsUnavailable, Skip
from bot.github.acts import moment
from bot.github.issue_queries import DIGEST_SAID
from bot.github.own_words import account, own_comments, repository
from bot.messages.marker import DIGEST

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.repository import Subject
    from bot.github.client import GitHub


async def fetch_digest(github: GitHub, subject: Subject, number: int) -> DigestFacts:
    """Return the digest issue of the subject's repository; `number` 0: not remembered. Raises FactsUnavailable."""
    data = await _ask(github, subject, number)
    if not number and (number := await _look_for(github, subject, data["viewer"])):
        data = await _ask(github, subject, number)
    home, issue = repository(data["repository"], github.web), data["repository"]["issue"]
    if issue is None:
        return DigestFacts(home, number, gone=bool(number))
    comments = own_comments(issue["comments"], data["viewer"])
    body, gone = issue["body"] or "", issue["state"] != "OPEN"
    return DigestFacts(home, number, issue["title"], body, gone, comments, _deleted_at(issue, data["viewer"]))


def _deleted_at(issue: dict[str, Any], viewer: dict[str, Any]) -> datetime | None:
    own = [node for node in issue["acts"]["nodes"] if account(node["deletedCommentAuthor"]).id == viewer["databaseId"]]
    return max((moment(node["createdAt"]) for node in own), default=None)


async def _ask(github: GitHub, subject: Subject, number: int) -> dict[str, Any]:
    owner, _, name = subject.full_name.partition("/")
    data = await github.ask(DIGEST_SAID, owner=owner, name=name, number=number)
    if data["repository"] is None:
        raise FactsUnavailable(Skip(f"{subject.full_name} is gone or out of reach"))
    return data


async def _look_for(github: GitHub, subject: Subject, viewer: dict[str, Any]) -> int:
    """Return the number of the newest one that we wrote, 0 where there is none: an answer to us may have been lost."""
    login = f"{str(viewer['login']).removesuffix('[bot]')}[bot]"
    answer = await github.read(f"/repos/{subject.full_name}/issues", creator=login, state="all", per_page=100)
    own = (issue for issue in answer.data if issue["user"]["id"] == viewer["databaseId"])
    return next((issue["number"] for issue in own if (issue["body"] or "").partition("\n")[0].strip() == DIGEST), 0)
