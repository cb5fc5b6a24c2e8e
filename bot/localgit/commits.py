"""The commits of a range, oldest first, as a pull request lists them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.localgit.repository import LocalRepository
    from bot.localgit.run import Git

COMMIT_LIMIT = 10_000
_FIELDS = ("%H", "%T", "%P", "%an", "%ae", "%aI", "%cn", "%ce", "%cI", "%B")
LOG_OPTIONS = (
    "-z", f"--format=tformat:{'%x00'.join(_FIELDS)}", "--encoding=UTF-8", "--no-show-signature", "--no-notes",
    "--no-mailmap", "--no-decorate", "--no-color", "--no-patch",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LocalCommit:
    """One commit. Dates are ISO 8601 with the offset that was recorded; `message` is the whole message."""

    sha: str
    tree: str
    parents: tuple[str, ...]
    author_name: str
    author_email: str
    author_date: str
    committer_name: str
    committer_email: str
    committer_date: str
    message: str

    @property
    def title(self) -> str:
        """The first line of the message."""
        return self.message.partition("\n")[0].strip()

    @property
    def body(self) -> str:
        """The message without its first line."""
        return self.message.partition("\n")[2].strip()


def commits_between(
    repository: LocalRepository, base: str, head: str, *, limit: int = COMMIT_LIMIT
) -> tuple[LocalCommit, ...]:
    """Return the commits that `head` has and `base` has not (object ids), oldest first; raises GitFailed."""
    if base == repository.empty_tree:
        return log(repository.git, "--max-count=1", "--end-of-options", head)
    command = ("--topo-order", f"--max-count={limit}", "--end-of-options", f"{base}..{head}")
    return tuple(reversed(log(repository.git, *command)))


def log(git: Git, *arguments: str) -> tuple[LocalCommit, ...]:
    """Return the commits that `git log` lists for these arguments, in its order; raises GitFailed."""
    # NUL stands between fields and after each record: no field of a commit can hold one.
    words = git.text("log", *LOG_OPTIONS, *arguments).split("\0")
    width = len(_FIELDS)
    return tuple(_commit(words[start : start + width]) for start in range(0, len(words) - 1, width))


def _commit(fields: list[str]) -> LocalCommit:
    sha, tree, parents, *rest, message = fields
    author_name, author_email, author_date, committer_name, committer_email, committer_date = rest
    return LocalCommit(
        sha=sha,
        tree=tree,
        parents=tuple(parents.split()),
        author_name=author_name,
        author_email=author_email,
        author_date=author_date,
        committer_name=committer_name,
        committer_email=committer_email,
        committer_date=committer_date,
        message=message.rstrip("\n"),
    )
