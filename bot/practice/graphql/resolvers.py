"""How the schema's fields find their objects in the state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.localgit import GitFailed
from bot.practice.graphql.language import GraphQLError
from bot.practice.graphql.types import Arguments, Node
from bot.practice.limits import BLOB_TEXT_BYTES
from bot.practice.permissions import allows_any
from bot.practice.pull_requests import PracticePullRequest

if TYPE_CHECKING:
    from bot.localgit import LocalCommit
    from bot.practice.accounts import Account
    from bot.practice.checks import PracticeCheckRun
    from bot.practice.comments import PracticeComment
    from bot.practice.issues import PracticeIssue
    from bot.practice.repositories import PracticeRepository
    from bot.practice.routes.call import Call

_REASONS = {"SPAM": "spam", "ABUSE": "abuse", "OFF_TOPIC": "off-topic", "OUTDATED": "outdated",
            "RESOLVED": "resolved", "DUPLICATE": "duplicate"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A ref of a repository: a branch by its short name, and the commit it points at."""

    repository: PracticeRepository
    name: str
    sha: str


@dataclass(frozen=True, slots=True)
class CommitHere:
    """A commit, and the repository it is looked at in."""

    repository: PracticeRepository
    sha: str

    @property
    def commit(self) -> LocalCommit:
        """What git says about it."""
        return self.repository.git.commit(self.sha)


@dataclass(frozen=True, slots=True)
class BlobHere:
    """A file's content; `path` is where it was asked for."""

    path: str
    sha: str
    content: bytes

    @property
    def is_binary(self) -> bool:
        """Whether GitHub takes it for binary: a NUL, or text that is not UTF-8."""
        try:
            self.content.decode()
        except UnicodeDecodeError:
            return True
        return b"\0" in self.content

    @property
    def is_truncated(self) -> bool:
        """Whether the text is cut."""
        return len(self.content) > BLOB_TEXT_BYTES

    @property
    def text(self) -> str | None:
        """The text, null for a binary file."""
        return None if self.is_binary else self.content[:BLOB_TEXT_BYTES].decode("utf-8", "ignore")


@dataclass(frozen=True, slots=True)
class Suite:
    """An app's check runs on one commit."""

    id: int
    runs: tuple[PracticeCheckRun, ...]


def oid(found: Any) -> str:  # noqa: ANN401 - a commit or a blob
    """Return the id git gave it."""
    return str(found.sha)


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


def ref(found: PracticeRepository, name: str) -> Node | None:
    """Return a branch, None where there is none."""
    short = name.removeprefix("refs/heads/")
    sha = found.branches.get(short)
    return Node("Ref", Place(found, short, sha)) if sha is not None else None


def target(place: Place, _given: Arguments, call: Call) -> Node:
    """Return the commit a ref points at."""
    _require(call, "contents:read", "pull_requests:read")
    return Node("Commit", CommitHere(place.repository, place.sha))


def git_object(found: PracticeRepository, given: Arguments, call: Call) -> Node | None:
    """Return what "REV:path", "REV" or an oid names; None where there is nothing."""
    _require(call, "contents:read")
    expression = str(given.get("expression") or given.get("oid") or "")
    name, colon, path = expression.partition(":")
    try:
        sha = found.resolve(name)
        if sha is None:
            return None
        return _blob(found, sha, path) if colon else Node("Commit", CommitHere(found, sha))
    except GitFailed:
        return None


def tree_entry(found: CommitHere, given: Arguments, call: Call) -> Node:
    """Return a file of a commit."""
    _require(call, "contents:read")
    blob = _blob(found.repository, found.sha, given["path"])
    if blob is None:  # GitHub answers null *with* an error here
        raise GraphQLError(f"Could not resolve file for path '{given['path']}'.", "NOT_FOUND")
    return Node("TreeEntry", blob.value)


def entry_object(blob: BlobHere, _given: Arguments, _call: Call) -> Node:
    """Return the content behind an entry of a tree."""
    return Node("Blob", blob)


def _blob(found: PracticeRepository, sha: str, path: str) -> Node | None:
    file = found.git.file(sha, path)
    return Node("Blob", BlobHere(path, file[0].sha, file[1])) if file is not None else None


def issue(found: PracticeRepository, given: Arguments, call: Call) -> Node:
    """Return an issue that is no pull request."""
    _require(call, "issues:read")
    one = found.issues.get(given["number"])
    if one is None or one.is_pull_request:
        raise GraphQLError(f"Could not resolve to an Issue with the number of {given['number']}.", "NOT_FOUND")
    return Node("Issue", one)


def pull_request(found: PracticeRepository, given: Arguments, call: Call) -> Node:
    """Return a pull request."""
    _require(call, "pull_requests:read")
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
    """Return the issues of the wanted states, oldest first."""
    _require(call, "issues:read")
    chosen = [one for one in found.issues.values() if not one.is_pull_request and _wanted(one, given)]
    return [Node("Issue", one) for one in chosen]


def pull_requests(found: PracticeRepository, given: Arguments, call: Call) -> list[Node]:
    """Return the pull requests of the wanted states, oldest first."""
    _require(call, "pull_requests:read")
    return [Node("PullRequest", one) for one in found.pull_requests if _wanted(one, given)]


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


def commits(pull: PracticePullRequest, _given: Arguments, _call: Call) -> list[Node]:
    """Return the commits, oldest first."""
    return [Node("PullRequestCommit", Node("Commit", CommitHere(pull.repository, one.sha))) for one in pull.commits]


def head_repository(pull: PracticePullRequest, _given: Arguments, _call: Call) -> Node:
    """Return where the head lives."""
    return Node("Repository", pull.head_repository)


def check_suites(found: CommitHere, given: Arguments, call: Call) -> list[Node]:
    """Return the check suites on a commit, one for each app."""
    _require(call, "checks:read")
    wanted = (given.get("filterBy") or {}).get("appId")
    by_suite: dict[int, list[PracticeCheckRun]] = {}
    for run in found.repository.check_runs_on(found.sha):
        if wanted is None or run.app.id == wanted:
            by_suite.setdefault(run.suite_id, []).append(run)
    return [Node("CheckSuite", Suite(number, tuple(runs))) for number, runs in by_suite.items()]


def suite_app(suite: Suite, _given: Arguments, _call: Call) -> Node:
    """Return the app whose suite it is."""
    return Node("App", suite.runs[0].app)


def check_runs(suite: Suite, given: Arguments, _call: Call) -> list[Node]:
    """Return the check runs of a suite; of each name the latest, unless all are asked for."""
    chosen = given.get("filterBy") or {}
    runs = [run for run in suite.runs if chosen.get("checkName") in (None, run.name)]
    if chosen.get("checkType", "LATEST") == "LATEST":
        runs = list({run.name: run for run in runs}.values())
    return [Node("CheckRun", run) for run in runs]


def minimize_comment(_root: object, given: Arguments, call: Call) -> Node:
    """Fold a comment away."""
    comment = _comment(given, call)
    classifier = given["input"].get("classifier")
    if classifier not in _REASONS:
        says = f"Expected type 'ReportedContentClassifiers!' for argument 'classifier', not {classifier!r}"
        raise GraphQLError(says)
    comment.minimize(_REASONS[classifier], call.actor)
    return Node("MinimizeCommentPayload", Node("IssueComment", comment))


def unminimize_comment(_root: object, given: Arguments, call: Call) -> Node:
    """Show a comment again."""
    comment = _comment(given, call)
    comment.unminimize(call.actor)
    return Node("UnminimizeCommentPayload", Node("IssueComment", comment))


def _comment(given: Arguments, call: Call) -> PracticeComment:
    from bot.practice.comments import PracticeComment as Comment  # noqa: PLC0415 - the type at run time

    number = given["input"].get("subjectId")
    found = call.world.nodes.get(number)
    if not isinstance(found, Comment) or not call.opens(found.issue.repository):
        raise GraphQLError(f"Could not resolve to a node with the global id of '{number}'", "NOT_FOUND")
    alternatives = ("issues:write", "pull_requests:write") if found.issue.is_pull_request else ("issues:write",)
    _require(call, *alternatives)
    return found


def _require(call: Call, *needs: str) -> None:
    """Raise FORBIDDEN where the token has none of these permissions."""
    if call.token is None or not allows_any(call.token.permissions, needs):
        raise GraphQLError("Resource not accessible by integration", "FORBIDDEN")
