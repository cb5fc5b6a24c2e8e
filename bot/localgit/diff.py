"""The text of a change, as git prints it for people and as bot.reading reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.localgit.revisions import read_range
from bot.localgit.run import OUTPUT_LIMIT

if TYPE_CHECKING:
    from bot.localgit.repository import LocalRepository

DIFF_OPTIONS = (
    "--no-ext-diff", "--no-textconv", "--no-color", "--find-renames=50%", "-l1000", "--unified=3",
    "--diff-algorithm=myers", "--src-prefix=a/", "--dst-prefix=b/", "--submodule=short", "--ignore-submodules=none",
)  # fmt: skip
"""Everything that configuration could change is said, so that a change reads the same on every machine."""


def diff(repository: LocalRepository, words: str, *, limit: int = OUTPUT_LIMIT) -> str:
    """Return the diff of a range ("main..topic"): renames detected, three lines of context, paths in UTF-8.

    Raises GitFailed; larger than `limit` bytes is refused.
    """
    base, head = read_range(repository, words)
    return diff_between(repository, base, head, limit=limit)


def diff_between(repository: LocalRepository, base: str, head: str, *, limit: int = OUTPUT_LIMIT) -> str:
    """Return the diff from one commit or tree id to another; raises GitFailed."""
    command = ("diff-tree", "-r", "-p", "--full-index", *DIFF_OPTIONS, "--end-of-options", base, head)
    return repository.git.text(*command, limit=limit)
