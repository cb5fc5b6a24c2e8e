"""How the schema's fields find their objects in the state."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.practice.graphql.allowed import require
from bot.practice.graphql.language import GraphQLError
from bot.practice.graphql.types import Arguments, Node
from bot.practice.pull_requests import PracticePullRequest

if TYPE_CHECKING:
    from bot.practice.accounts import Account
    from bot.practice.file_changes import FileChange
    from bot.practice.issues import PracticeIssue
    from bot.practice.repositories import PracticeRepository
    from bot.practice.routes.call import Call
    from bot.practice.timeline import TimelineEvent


def graphql_login(account: Account) -> str:
    """Return the login without `[bot]`, which GraphQL drops."""
    return account.login.removesuffix("[bot]") if account.type == "Bot" else account.login


def state(issue: PracticeIssue) -> str:
    """Return OPEN, CLOSED or MERGED."""
    merged = isinstance(issue, PracticePullRequest) and issue.merged_at is not None
    return "MERGED" if merged else issue.state.upper()


def actor(account: Account) -> Node:
    """Return an account under its own type."""
    return Node(account.type, account)


@dataclass(frozen=True, slots=True)
class _Viewer:
    """The account behind a token: the one place where GraphQL keeps the `[bot]`."""

    login: str
    id: int
    node_id: str
    name: str = ""
    type: str = "User"


def viewer(call: Call) -> Node:
    """Return who the token acts as."""
    bot = call.actor
    return Node("User", _Viewer(bot.login, bot.id, bot.node_id))


def repository(_root: object, given: Arguments, call: Call) -> Node:
    """Return a repository by its name."""
    name = f"{given['owner']}/{given['name']}"
    found = call.world.repository(name)
    if found is None or not call.opens(found):
        raise GraphQLError(f"Could not resolve to a Repository with the name '{name}'.", "NOT_FOUND")
    return Node("Repository", found)


def organization(_root: object, given: Arguments, call: Call) -> Node:
    """Return an organisation by its name."""
    found = call.world.accounts.get(given["login"].lower())
    if found is None or found.type != "Organization":
        says = f"Could not resolve to an Organization with the login of '{given['login']}'."
        raise GraphQLError(says, "NOT_FOUND")
    return Node("Organization", found)


def administers(call: Call, organization: Account) -> bool:
    """Tell whether the person whose token came with the call owns the organisation."""
    return call.person is not None and call.person.login in organization.owners


def node(_root: object, given: Arguments, call: Call) -> Node:
    """Return anything by its GraphQL id."""
    found = call.world.nodes.get(given["id"])
    kinds = {"IC_": "IssueComment", "PR_": "PullRequest", "I_k": "Issue", "CR_": "CheckRun"}
    if found is None:
        raise GraphQLError(f"Could not resolve to a node with the global id of '{given['id']}'", "NOT_FOUND")
    return Node(kinds[given["id"][:3]], found)


def rate_limit(_root: object, _given: Arguments, call: Call) -> Node:
    """Return what is left of the hour."""
    return Node("RateLimit", call.as_installation.rate)


def issue(found: PracticeRepository, given: Arguments, call: Call) -> Node:
    """Return an issue that is no pull request."""
    require(call, "issues:read")
    one = found.issues.get(given["number"])
    if one is None or one.is_pull_request:
        raise GraphQLError(f"Could not resolve to an Issue with the number of {given['number']}.", "NOT_FOUND")
    return Node("Issue", one)


def pull_request(found: PracticeRepository, given: Arguments, call: Call) -> Node:
    """Return a pull request."""
    require(call, "pull_requests:read")
    one = found.issues.get(given["number"])
    if not isinstance(one, PracticePullRequest):
        raise GraphQLError(f"Could not resolve to a PullRequest with the number of {given['number']}.", "NOT_FOUND")
    return Node("PullRequest", one)


def issue_or_pull_request(found: PracticeRepository, given: Arguments, call: Call) -> Node:
    """Return either."""
    one = found.issues.get(given["number"])
    if one is None:
        says = f"Could not resolve to an issue or pull request with the number of {given['number']}."
        raise GraphQLError(says, "NOT_FOUND")
    return pull_request(found, given, call) if one.is_pull_request else issue(found, given, call)


def issues(found: PracticeRepository, given: Arguments, call: Call) -> list[Node]:
    """Return the issues of the wanted states that carry one of the wanted labels, in the wanted order."""
    require(call, "issues:read")
    chosen = [one for one in found.issues.values() if not one.is_pull_request and _wanted(one, given)]
    if given.get("labels"):
        names = {str(name).lower() for name in given["labels"]}
        chosen = [one for one in chosen if names & {label.lower() for label in one.labels}]
    if (given.get("orderBy") or {}).get("direction") == "DESC":
        chosen.reverse()
    return [Node("Issue", one) for one in chosen]


def pull_requests(found: PracticeRepository, given: Arguments, call: Call) -> list[Node]:
    """Return the pull requests of the wanted states, in the wanted order."""
    require(call, "pull_requests:read")
    chosen = [Node("PullRequest", one) for one in found.pull_requests if _wanted(one, given)]
    return chosen[::-1] if (given.get("orderBy") or {}).get("direction") == "DESC" else chosen


def _wanted(one: PracticeIssue, given: Arguments) -> bool:
    states = given.get("states")
    wanted = states if isinstance(states, list) else [states] if states else []
    return not wanted or state(one) in wanted


def label(found: PracticeRepository, given: Arguments, _call: Call) -> Node | None:
    """Return a label of the repository."""
    one = found.labels.get(str(given["name"]).lower())
    return Node("Label", one) if one is not None else None


def labels(found: PracticeIssue, _given: Arguments, _call: Call) -> list[Node]:
    """Return the labels that are on."""
    return [Node("Label", one) for one in found.label_objects]


def assignees(found: PracticeIssue, _given: Arguments, _call: Call) -> list[Node]:
    """Return who is assigned."""
    return [actor(account) for account in found.assignees]


def comments(found: PracticeIssue, _given: Arguments, _call: Call) -> list[Node]:
    """Return the comments, oldest first."""
    return [Node("IssueComment", comment) for comment in found.comments]


def timeline(found: PracticeIssue, given: Arguments, _call: Call) -> list[Node]:
    """Return the events of the wanted kinds and, where wanted, the comments, oldest first."""
    wanted = given.get("itemTypes")
    kinds = {_camel(word) for word in wanted} if isinstance(wanted, list) else None
    events = [(event.at, Node(event.kind, event)) for event in found.timeline if kinds is None or event.kind in kinds]
    if kinds is None or "IssueComment" in kinds:
        events += [(comment.created_at, Node("IssueComment", comment)) for comment in found.comments]
    return [event for _, event in sorted(events, key=lambda event: event[0])]


def closing(found: PracticeIssue, given: Arguments, call: Call) -> list[Node]:
    """Return the pull requests of the same repository whose description closes the issue."""
    require(call, "pull_requests:read")
    words = re.compile(rf"\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):? #{found.number}\b", re.IGNORECASE)
    pulls = [pull for pull in found.repository.pull_requests if words.search(pull.body or "")]
    return [Node("PullRequest", pull) for pull in pulls if given.get("includeClosedPrs") or pull.state == "open"]


def body_edits(found: PracticeIssue, _given: Arguments, _call: Call) -> list[Node]:
    """Return what the body said after each edit, the newest first, as GitHub does; nothing where nobody edited it."""
    edits = found.former_bodies if len(found.former_bodies) > 1 else []
    return [Node("UserContentEdit", edit) for edit in reversed(edits)]


def _camel(word: str) -> str:
    return "".join(part.title() for part in word.split("_"))


def deleted_author(event: TimelineEvent, _given: Arguments, _call: Call) -> Node | None:
    """Return whose comment was deleted."""
    return actor(event.deleted_author) if event.deleted_author is not None else None


def files(pull: PracticePullRequest, _given: Arguments, _call: Call) -> list[Node]:
    """Find what a pull request changes since it left its base."""
    return [Node("PullRequestChangedFile", change) for change in pull.changes]


def change_type(change: FileChange) -> str:
    """Return REST's word as GraphQL says it."""
    return "DELETED" if change.status == "removed" else change.status.upper()


def head_repository(pull: PracticePullRequest, _given: Arguments, _call: Call) -> Node:
    """Return where the head lives."""
    return Node("Repository", pull.head_repository)
