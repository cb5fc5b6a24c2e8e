"""Everything that is so about one issue, at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.facts.people import Account
from bot.facts.said import Said

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.repository import Repository


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """An issue (or a line of a batch: then number is 0).

    `assignees` are logins. `labels_by_us` and `assignees_by_us` are those of `labels` and `assignees` that our own app
    set: all others are a person's word, which is never overwritten. `labels_taken_away` and `assignees_taken_away` are
    what we had set and somebody removed: not to be put back. `installed_at` is when the app was installed: older issues
    are left alone.
    """

    id: str
    title: str
    body: str
    author: Account = Account("")
    author_association: str = "NONE"
    labels: tuple[str, ...] = ()
    assignees: tuple[str, ...] = ()
    number: int = 0
    repository: Repository | None = None
    state: str = "open"
    locked: bool = False
    created_at: datetime | None = None
    installed_at: datetime | None = None
    said: Said = Said()
    now: datetime | None = None
    labels_by_us: tuple[str, ...] = ()
    assignees_by_us: tuple[str, ...] = ()
    labels_taken_away: tuple[str, ...] = ()
    assignees_taken_away: tuple[str, ...] = ()
