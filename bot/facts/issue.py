"""Everything that is so about one issue, at one moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from bot.facts.people import Account
from bot.facts.said import Said

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.absence import Absence
    from bot.facts.repository import Repository
    from bot.facts.wishes import Wish


ActKind = Literal["labeled", "unlabeled", "assigned", "unassigned", "closed", "reopened"]


@dataclass(frozen=True, slots=True)
class Act:
    """What a person (never a bot, never we) did to an issue; `name` is the label or the login, empty for the state."""

    kind: ActKind
    name: str
    by: Account
    at: datetime


@dataclass(frozen=True, slots=True)
class Reply:
    """A comment that a person wrote on an issue."""

    by: Account
    body: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Fix:
    """A pull request that says it closes the issue; `full_name` is its repository, `merged_at` None while it is not."""

    by: Account
    full_name: str = ""
    number: int = 0
    merged_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """An issue (or a line of a batch: then number is 0).

    `assignees` are logins. `labels_by_us` and `assignees_by_us` are those of `labels` and `assignees` that our own app
    set: all others are a person's word, which is never overwritten. `labels_taken_away` and `assignees_taken_away` are
    what we had set and somebody removed: not to be put back. `installed_at` is when the app was installed: older issues
    are left alone. `acts` are people's newest acts, `replies` their first and newest comments, each oldest first;
    `fixes` are pull requests that close it, `wishes` what was asked for by command, `absences` when people of
    the map are away, in the order in which they said so.
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
    acts: tuple[Act, ...] = ()
    replies: tuple[Reply, ...] = ()
    fixes: tuple[Fix, ...] = ()
    wishes: tuple[Wish, ...] = ()
    absences: tuple[Absence, ...] = ()
