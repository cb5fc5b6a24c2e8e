"""The one error of this room: git could not do it, said in words for a person."""

from __future__ import annotations

from typing import Literal

GitFailure = Literal[
    "git_missing", "git_too_old", "not_a_repository", "not_ours", "no_commits", "unknown_revision",
    "missing_objects", "too_large", "too_slow", "failed",
]  # fmt: skip
"""What went wrong, for programs. `missing_objects` is a shallow or partial clone that lacks what was asked for."""


class GitFailed(Exception):  # noqa: N818 - reads as what happened: "git failed"
    """Git refused or could not be run; the text says what happened, where, and what to do."""

    def __init__(self, kind: GitFailure, says: str) -> None:
        super().__init__(says)
        self.kind: GitFailure = kind
