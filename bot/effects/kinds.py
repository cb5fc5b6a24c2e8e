"""The changes we make on GitHub, as data: each knows all that performing it needs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from bot.facts.commands import Reaction
    from bot.facts.repository import Repository
    from bot.messages.wanted import CheckText, Farewell

CHECK_FIRST, COMMENT_SECOND, LABEL_LAST = 0, 1, 2
"""Priorities in the write budget of an installation: the smaller number is written first."""


@dataclass(frozen=True, slots=True)
class Target:
    """What is changed. `head_sha` is the head that was judged (empty for an issue).

    The performer reads the head again and refuses where it moved: words about an older commit are never written. What
    is said about no commit needs none; `is_pull_request` then tells whose conversation it is.
    """

    repository: Repository
    number: int
    head_sha: str = ""
    is_pull_request: bool = False


@dataclass(frozen=True, slots=True)
class CreateCheckRun:
    """Create a completed check run on `target.head_sha`; `check.fingerprint` becomes its `external_id`."""

    priority: ClassVar[int] = CHECK_FIRST
    target: Target
    check: CheckText


@dataclass(frozen=True, slots=True)
class UpdateCheckRun:
    """Rewrite our check run on the same commit.

    GitHub appends annotations on every update (https://docs.github.com/en/rest/checks/runs), so `check.annotations`
    holds only those that are not there yet.
    """

    priority: ClassVar[int] = CHECK_FIRST
    target: Target
    check_run_id: int
    check: CheckText


@dataclass(frozen=True, slots=True)
class CreateComment:
    """Post our one comment; its first line is our marker, by which a lost answer can be looked up."""

    priority: ClassVar[int] = COMMENT_SECOND
    target: Target
    body: str


@dataclass(frozen=True, slots=True)
class EditComment:
    """Edit our comment in place, which notifies nobody."""

    priority: ClassVar[int] = COMMENT_SECOND
    target: Target
    comment_id: int
    body: str


@dataclass(frozen=True, slots=True)
class CreateIssue:
    """Open an issue of ours (`target.number` is 0); the first line of `body` is a marker: by it, it is found again."""

    priority: ClassVar[int] = COMMENT_SECOND
    target: Target
    title: str
    body: str


@dataclass(frozen=True, slots=True)
class EditIssue:
    """Rewrite the body of an issue of ours in place, which notifies nobody."""

    priority: ClassVar[int] = COMMENT_SECOND
    target: Target
    body: str


@dataclass(frozen=True, slots=True)
class MinimizeComment:
    """Fold our comment away with GraphQL's `minimizeComment`; `node_id` is its subject, `reason` its classifier."""

    priority: ClassVar[int] = COMMENT_SECOND
    target: Target
    node_id: str
    reason: Farewell


@dataclass(frozen=True, slots=True)
class UnminimizeComment:
    """Show a comment again that we had folded away (GraphQL's `unminimizeComment`)."""

    priority: ClassVar[int] = COMMENT_SECOND
    target: Target
    node_id: str


@dataclass(frozen=True, slots=True)
class AddLabels:
    """Add labels that are missing; labels that are there stay."""

    priority: ClassVar[int] = LABEL_LAST
    target: Target
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AddAssignees:
    """Assign people (logins) to an issue nobody is assigned to."""

    priority: ClassVar[int] = LABEL_LAST
    target: Target
    assignees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RemoveLabels:
    """Take labels off that we had put on."""

    priority: ClassVar[int] = LABEL_LAST
    target: Target
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RemoveAssignees:
    """Take people off whom we had assigned."""

    priority: ClassVar[int] = LABEL_LAST
    target: Target
    assignees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CloseDuplicate:
    """Close an issue as a duplicate, because a person said so by command."""

    priority: ClassVar[int] = LABEL_LAST
    target: Target


@dataclass(frozen=True, slots=True)
class CloseIssue:
    """Close an issue of our own that a newer one has replaced."""

    priority: ClassVar[int] = LABEL_LAST
    target: Target


@dataclass(frozen=True, slots=True)
class React:
    """React to a person's comment, the answer to a command; a reaction that is there already stays one."""

    priority: ClassVar[int] = LABEL_LAST
    target: Target
    comment_id: int
    content: Reaction


Effect = (
    CreateCheckRun
    | UpdateCheckRun
    | CreateComment
    | EditComment
    | CreateIssue
    | EditIssue
    | MinimizeComment
    | UnminimizeComment
    | AddLabels
    | AddAssignees
    | RemoveLabels
    | RemoveAssignees
    | CloseDuplicate
    | CloseIssue
    | React
)
