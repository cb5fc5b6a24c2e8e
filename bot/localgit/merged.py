"""What came onto the default branch last: merged pull requests, or plain commits where there are none.

GitHub writes a merge commit as "Merge pull request #7 from owner/branch" with the pull request's title in the body, and
a squash as "Title (#7)":
https://docs.github.com/en/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/about-pull-request-merges
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.localgit.commits import LocalCommit, log
from bot.localgit.errors import GitFailed
from bot.localgit.revisions import merge_base, resolve

if TYPE_CHECKING:
    from bot.localgit.repository import LocalRepository

_MERGE = re.compile(r"Merge pull request #(\d{1,15}) from ([^\s/]+)/(\S+)")
_SQUASH = re.compile(r"(?P<title>.*\S)\s+\(#(?P<number>\d{1,15})\)")


@dataclass(frozen=True, slots=True)
class MergedChange:
    """One change that came onto the branch. `number` is 0 and `branch` empty for a plain commit.

    `base_sha` is where the work began (the empty tree for a first commit), `head_sha` its last commit; the author is
    the one of that last commit, because a merge commit names whoever pressed the button. `merge_sha` is the commit on
    the branch and `merged_at` its time (ISO 8601).
    """

    title: str
    body: str
    number: int
    owner: str
    branch: str
    author_name: str
    author_email: str
    base_sha: str
    head_sha: str
    merge_sha: str
    merged_at: str


def default_branch(repository: LocalRepository) -> str:
    """Return the full name of the default branch: what the remote says, else main, else master, else HEAD."""
    refs = "refs/remotes/origin/HEAD", "refs/heads/main", "refs/heads/master", "refs/remotes/origin/main"
    known = set(repository.git.text("for-each-ref", "--format=%(refname)", "--", *refs).split())
    return next((ref for ref in refs if ref in known), "HEAD")


def recent_changes(repository: LocalRepository, last: int, branch: str | None = None) -> tuple[MergedChange, ...]:
    """Return the last changes of a branch (the default branch where None), newest first; raises GitFailed.

    In a shallow clone the history ends where it was cut: a change without its parent is not one.
    """
    tip = resolve(repository, branch or default_branch(repository))
    commits = log(repository.git, "--first-parent", f"--max-count={last}", "--end-of-options", tip)
    changes = (_change(repository, commit) for commit in commits if commit.sha not in repository.shallow)
    return tuple(change for change in changes if change is not None)


def _change(repository: LocalRepository, commit: LocalCommit) -> MergedChange | None:
    if len(commit.parents) == 2 and (merge := _MERGE.match(commit.title)):  # noqa: PLR2004 - ours and theirs
        return _merged(repository, commit, merge)
    squash = _SQUASH.fullmatch(commit.title)
    return MergedChange(
        title=squash["title"] if squash else commit.title,
        body=commit.body,
        number=int(squash["number"]) if squash else 0,
        owner="",
        branch="",
        author_name=commit.author_name,
        author_email=commit.author_email,
        base_sha=commit.parents[0] if commit.parents else repository.empty_tree,
        head_sha=commit.sha,
        merge_sha=commit.sha,
        merged_at=commit.committer_date,
    )


def _merged(repository: LocalRepository, commit: LocalCommit, merge: re.Match[str]) -> MergedChange | None:
    try:
        head = log(repository.git, "--max-count=1", "--end-of-options", commit.parents[1])[0]
        base = merge_base(repository, *commit.parents)
    except GitFailed as failure:
        if failure.kind in {"missing_objects", "unknown_revision"}:  # behind the end of a shallow clone
            return None
        raise
    title, _, body = commit.body.partition("\n")
    return MergedChange(
        title=title.strip() or head.title,
        body=body.strip(),
        number=int(merge[1]),
        owner=merge[2],
        branch=merge[3],
        author_name=head.author_name,
        author_email=head.author_email,
        base_sha=base or commit.parents[0],
        head_sha=head.sha,
        merge_sha=commit.sha,
        merged_at=commit.committer_date,
    )
