"""Refs, commits, files and check runs: what GraphQL finds behind a repository's git."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from bot.localgit import GitFailed
from bot.practice.graphql.allowed import require
from bot.practice.graphql.language import GraphQLError
from bot.practice.graphql.types import Arguments, Node
from bot.practice.limits import BLOB_TEXT_BYTES
from bot.practice.object_writer import FILE, FOLDER, SUBMODULE

if TYPE_CHECKING:
    from bot.localgit import LocalCommit
    from bot.practice.checks import PracticeCheckRun
    from bot.practice.pull_requests import PracticePullRequest
    from bot.practice.repositories import PracticeRepository
    from bot.practice.routes.call import Call


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
    mode: str = FILE

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
    asked_again: bool = False

    @property
    def status(self) -> str:
        """Queued from the moment somebody asks for it again until one of its runs is completed."""
        completed = not self.asked_again and all(run.status == "completed" for run in self.runs)
        return "COMPLETED" if completed else "QUEUED"


def oid(found: Any) -> str:  # noqa: ANN401 - a commit or a blob
    """Return the id git gave it."""
    return str(found.sha)


def ref(found: PracticeRepository, name: str) -> Node | None:
    """Return a branch, None where there is none."""
    short = name.removeprefix("refs/heads/")
    sha = found.branches.get(short)
    return Node("Ref", Place(found, short, sha)) if sha is not None else None


def target(place: Place, _given: Arguments, call: Call) -> Node:
    """Return the commit a ref points at."""
    require(call, "contents:read", "pull_requests:read")
    return Node("Commit", CommitHere(place.repository, place.sha))


def git_object(found: PracticeRepository, given: Arguments, call: Call) -> Node | None:
    """Return what "REV:path", "REV" or an oid names; None where there is nothing."""
    require(call, "contents:read")
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
    require(call, "contents:read")
    here, path = found.repository, given["path"]
    blob = _blob(here, found.sha, path)
    if blob is not None:
        return Node("TreeEntry", blob.value)
    tree = here.git.tree(found.sha)
    if path in tree:
        return Node("TreeEntry", BlobHere(path, tree[path].sha, b"", tree[path].mode))
    if any(file.startswith(f"{path}/") for file in tree):
        return Node("TreeEntry", BlobHere(path, "", b"", FOLDER))
    # GitHub answers null *with* an error here
    raise GraphQLError(f"Could not resolve file for path '{path}'.", "NOT_FOUND")


def entry_object(entry: BlobHere, _given: Arguments, _call: Call) -> Node | None:
    """Return the content behind an entry of a tree: none of a submodule, and a folder's is no blob."""
    if entry.mode == SUBMODULE:
        return None
    return Node("Tree" if entry.mode == FOLDER else "Blob", entry)


def _blob(found: PracticeRepository, sha: str, path: str) -> Node | None:
    file = found.git.file(sha, path)
    return Node("Blob", BlobHere(path, file[0].sha, file[1], file[0].mode)) if file is not None else None


def commits(pull: PracticePullRequest, _given: Arguments, _call: Call) -> list[Node]:
    """Return the commits by their date, oldest first: the last one need not be the head.

    GitHub promises no order; what was rebased shows that it goes by dates.
    """
    listed = sorted(pull.commits, key=lambda one: datetime.fromisoformat(one.author_date))
    return [Node("PullRequestCommit", Node("Commit", CommitHere(pull.repository, one.sha))) for one in listed]


def check_suites(found: CommitHere, given: Arguments, call: Call) -> list[Node]:
    """Return the check suites on a commit, one for each app."""
    require(call, "checks:read")
    wanted = (given.get("filterBy") or {}).get("appId")
    by_suite: dict[int, list[PracticeCheckRun]] = {}
    for run in found.repository.check_runs_on(found.sha):
        if wanted is None or run.app.id == wanted:
            by_suite.setdefault(run.suite_id, []).append(run)
    again = found.repository.suites_asked_again
    return [Node("CheckSuite", Suite(number, tuple(runs), number in again)) for number, runs in by_suite.items()]


def pull_requests_of(found: CommitHere, _given: Arguments, call: Call) -> list[Node]:
    """Return the pull requests that have a commit."""
    require(call, "pull_requests:read")
    having = (pull for pull in found.repository.pull_requests if found.sha in {one.sha for one in pull.commits})
    return [Node("PullRequest", pull) for pull in having]


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
