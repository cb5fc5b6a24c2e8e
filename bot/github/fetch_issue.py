"""Everything that is so about one issue, in one read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.facts.errors import FactsUnavailable, Gone, Skip
from bot.facts.issue import Fix, IssueFacts
from bot.facts.said import Said
from bot.github.acts import acts_of_people, moment, read_acts, replies_of_people
from bot.github.find_comment import find_comment
from bot.github.issue_queries import ISSUE_SAID
from bot.github.own_words import account, repository
from bot.messages.marker import FEEDBACK

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.repository import Subject
    from bot.github.client import GitHub


async def fetch_issue(github: GitHub, subject: Subject, now: datetime, *, known: bool = False) -> IssueFacts:
    """Return what is so now. Raises FactsUnavailable.

    `known`: it was read before, so that one which is not there now was deleted or transferred.
    """
    owner, _, name = subject.full_name.partition("/")
    data = await github.ask(ISSUE_SAID, owner=owner, name=name, number=subject.number)
    place = data["repository"]
    if place is None:
        raise FactsUnavailable(Skip(f"{subject.full_name} is gone or out of reach"))
    issue = place["issue"]
    if issue is None:
        # GraphQL does not say why. REST does: 410 deleted, 404 not readable yet; else transferred or a pull request.
        try:
            await github.read(f"/repos/{subject.full_name}/issues/{subject.number}", fresh=not known)
        except FactsUnavailable as unavailable:
            if type(unavailable.advice) is Skip:
                raise FactsUnavailable(Gone(unavailable.advice.reason)) from None
            raise
        raise FactsUnavailable(Gone(f"{subject.full_name}#{subject.number} is no issue of this repository any more"))
    home = repository(place, github.web)
    comment = await find_comment(
        github, owner, name, subject.number, FEEDBACK, page=issue["comments"], viewer=data["viewer"]
    )
    acts = read_acts(issue["acts"], data["viewer"])
    return IssueFacts(
        id=f"{home.full_name}#{subject.number}",
        title=issue["title"],
        body=issue["body"] or "",
        author=account(issue["author"]),
        author_association=issue["authorAssociation"],
        labels=tuple(label["name"] for label in (issue["labels"] or {}).get("nodes") or ()),
        assignees=tuple(person["login"] for person in issue["assignees"]["nodes"]),
        number=subject.number,
        repository=home,
        state=issue["state"].lower(),
        locked=issue["locked"],
        created_at=moment(issue["createdAt"]),
        installed_at=await github.installed_at(),
        said=Said(comment=comment, comment_deleted=acts.comment_deleted),
        now=now,
        labels_by_us=acts.labels_by_us,
        assignees_by_us=acts.assignees_by_us,
        labels_taken_away=acts.labels_taken_away,
        assignees_taken_away=acts.assignees_taken_away,
        acts=acts_of_people(issue["acts"]),
        replies=replies_of_people(issue["comments"], issue["newest"]),
        fixes=tuple(_fix(node) for node in (issue["fixes"] or {}).get("nodes") or () if node and node["repository"]),
    )


def _fix(node: dict[str, Any]) -> Fix:
    full_name = f"{node['repository']['owner']['login']}/{node['repository']['name']}"
    merged_at = moment(node["mergedAt"]) if node["mergedAt"] else None
    return Fix(account(node["author"]), full_name, node["number"], merged_at)
