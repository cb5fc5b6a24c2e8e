"""What GitHub tells of an installation itself: who may still be worked for, where, and with which permissions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime

Happened = Literal[
    "installed", "uninstalled", "suspended", "unsuspended", "permitted", "repositories_added", "repositories_removed",
    "account_renamed", "repository_renamed", "repository_transferred", "repository_deleted",
]  # fmt: skip


class NamedRepository(NamedTuple):
    """A repository by its number, and the name it has now (`owner/name`)."""

    id: int
    full_name: str


@dataclass(frozen=True, slots=True)
class StandingChange:
    """One event about an installation. `told_at` is when GitHub last changed it (UTC), None where the event is silent.

    `permissions` are pairs like ("checks", "write"), None where the event does not list them. `repositories` are those
    that came, left or were renamed. `account` is the login that the installation belongs to, empty where unknown, `app`
    the number of the app that is installed.
    """

    happened: Happened
    installation: int
    told_at: datetime | None = None
    account: str = ""
    permissions: tuple[tuple[str, str], ...] | None = None
    repositories: tuple[NamedRepository, ...] = ()
    app: int | None = None
