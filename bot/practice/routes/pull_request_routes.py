"""Pull requests: one, the list, the files, the commits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.localgit import GitFailed
from bot.practice.limits import COMMITS_LISTED, COMPARE_FILES, DIFF_BYTES, DIFF_LINES, FILES_LISTED
from bot.practice.pull_requests import PracticePullRequest
from bot.practice.render.commits import render_commit, render_file
from bot.practice.render.pull_requests import render_listed_pull_request, render_pull_request
from bot.practice.routes.call import Answer, ApiError, Call, Endpoint, not_found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.practice.file_changes import FileChange

_DIFF = "application/vnd.github.diff"


def get_pull(call: Call) -> Answer:
    """Answer a pull request; as a diff where that media type is asked for."""
    pull = _pull(call)
    accept = call.headers.get("accept", "")
    if "diff" in accept and "vnd.github" in accept:
        return _diff(pull)
    return Answer(200, render_pull_request(pull))


def _diff(pull: PracticePullRequest) -> Answer:
    lines = sum(change.additions + change.deletions for change in pull.changes)
    too_large = ApiError(406, "Sorry, the diff exceeded the maximum number of lines (20000)",
                         errors=[{"resource": "PullRequest", "field": "diff", "code": "too_large"}])  # fmt: skip
    if lines > DIFF_LINES or len(pull.changes) > COMPARE_FILES:
        raise too_large
    try:
        text = pull.repository.git.diff(pull.comparison_base, pull.head_sha)
    except GitFailed:
        raise too_large from None
    return Answer(200, text.encode(), {"Content-Type": f"{_DIFF}; charset=utf-8"})


def list_pulls(call: Call) -> Answer:
    """Answer the pull requests, newest first; filtered by state, head and base."""
    pulls = list(reversed(call.repository.pull_requests))
    if (state := call.query.get("state", "open")) != "all":
        pulls = [pull for pull in pulls if pull.state == state]
    if head := call.query.get("head"):
        pulls = [pull for pull in pulls if f"{pull.head_repository.owner.login}:{pull.branch}" == head]
    if base := call.query.get("base"):
        pulls = [pull for pull in pulls if pull.base == base]
    if call.query.get("sort") == "updated":
        pulls.sort(key=lambda pull: pull.updated_at, reverse=True)
    if call.query.get("direction") == "asc":
        pulls.reverse()
    return call.paged([render_listed_pull_request(pull) for pull in pulls])


def list_files(call: Call) -> Answer:
    """Answer the changed files in path order, 3,000 at most; patches stop where the diff is too large."""
    pull = _pull(call)
    shown = list(_with_patches(pull.changes[:FILES_LISTED]))
    rendered = [render_file(pull.repository, change, pull.head_sha, with_patch=patch) for change, patch in shown]
    return call.paged(rendered)


def _with_patches(changes: tuple[FileChange, ...]) -> Iterator[tuple[FileChange, bool]]:
    """Yield each file and whether its patch is shown: the whole diff has a limit of lines and of bytes."""
    lines = size = 0
    for change in changes:
        lines += change.additions + change.deletions
        size += len(change.patch or "")
        yield change, lines <= DIFF_LINES and size <= DIFF_BYTES


def list_commits(call: Call) -> Answer:
    """Answer the commits, oldest first, 250 at most."""
    pull = _pull(call)
    return call.paged([render_commit(pull.repository, commit) for commit in pull.commits[:COMMITS_LISTED]])


def _pull(call: Call) -> PracticePullRequest:
    pull = call.repository.issues.get(call.number("pull_number"))
    if not isinstance(pull, PracticePullRequest):
        raise not_found()
    return pull


_READ = ("pull_requests:read",)
_PULLS = "/repos/{owner}/{repo}/pulls"

ROUTES = (
    Endpoint("GET", _PULLS, list_pulls, _READ),
    Endpoint("GET", f"{_PULLS}/{{pull_number}}", get_pull, _READ),
    Endpoint("GET", f"{_PULLS}/{{pull_number}}/files", list_files, _READ),
    Endpoint("GET", f"{_PULLS}/{{pull_number}}/commits", list_commits, _READ),
)
