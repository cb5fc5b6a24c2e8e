"""What a look at the whole installation found, and the facts from GitHub that it is judged by."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from bot.facts.people import Account

Level = Literal["ok", "note", "missing"]
"""missing: something does not work, and somebody has to act. note: worth knowing."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: what is so, and where it is wrong what to do and on which pages."""

    topic: str
    level: Level
    says: str
    do: str = ""
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checkup:
    """All that was looked at, in order."""

    version: str
    at: datetime
    checks: tuple[Check, ...]


@dataclass(frozen=True, slots=True)
class AppSeen:
    """The app as GitHub has it registered, with the account that owns it, the page of its settings and its public one.

    `ahead` is by how many seconds our clock is before GitHub's.
    """

    name: str
    owner: Account
    settings_page: str
    public_page: str
    permissions: Mapping[str, str]
    events: tuple[str, ...]
    ahead: float


@dataclass(frozen=True, slots=True)
class Granted:
    """What one account granted; `page` is where it can be changed, `told_at` when it was changed last."""

    id: int
    account: str
    page: str
    permissions: Mapping[str, str]
    events: tuple[str, ...]
    suspended: bool
    told_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sent:
    """One attempt of GitHub to deliver a webhook; `answer` is our HTTP status, 0 where GitHub got none.

    `installation` is None for events of the app itself.
    """

    id: int
    guid: str
    event: str
    at: datetime
    answer: int
    says: str
    installation: int | None = None

    @property
    def taken(self) -> bool:
        """Whether it was answered with success."""
        return 200 <= self.answer < 300  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class Quota:
    """What is left of an installation's requests until `renewed_at`."""

    limit: int
    left: int
    renewed_at: datetime
