"""What GitHub shows between the comments of an issue: labels, assignments, deleted comments."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import datetime

    from bot.practice.accounts import Account
    from bot.practice.labels import Label

TimelineKind = Literal[
    "LabeledEvent", "UnlabeledEvent", "AssignedEvent", "UnassignedEvent", "CommentDeletedEvent", "ClosedEvent",
    "ReopenedEvent", "RenamedTitleEvent",
]  # fmt: skip
"""GraphQL's names of the events that are kept here."""


@dataclass(frozen=True, slots=True)
class TimelineEvent:
    """One event. `label`, `assignee`, `deleted_author`, `titles` (before, after): for the kinds that have them."""

    id: int
    kind: TimelineKind
    at: datetime
    actor: Account
    label: Label | None = None
    assignee: Account | None = None
    deleted_author: Account | None = None
    titles: tuple[str, str] = ("", "")

    @property
    def node_id(self) -> str:
        """GraphQL's name for it."""
        return f"TE_kwDO{self.id}"
