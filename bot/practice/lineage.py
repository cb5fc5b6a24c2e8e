"""Commits written here, and what follows from their order alone: it spares git a process for each push.

A commit cannot be an ancestor of one that was written before it. So whatever left the base before a new commit's only
parent left it before the new commit too.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.localgit import LocalCommit


@dataclass(slots=True)
class Lineage:
    """The commits written here by id, in the order in which they were written."""

    commits: dict[str, LocalCommit] = field(default_factory=dict)
    _order: dict[str, int] = field(default_factory=dict)

    def add(self, commit: LocalCommit) -> None:
        """Remember a commit; one that is written again keeps its first place."""
        self.commits.setdefault(commit.sha, commit)
        self._order.setdefault(commit.sha, len(self._order))

    def newer_than(self, base: str, head: str) -> Iterator[LocalCommit]:
        """Yield the commits from `head` back along only parents, while they were surely written after `base`."""
        while head != base and self._order.get(head, -1) > self._order.get(base, -1):
            commit = self.commits[head]
            if len(commit.parents) != 1:
                return
            yield commit
            head = commit.parents[0]
