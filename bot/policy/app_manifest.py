"""The shape of app.yml: what the app asks of GitHub in each of its sets, why, and what is off without it."""

from dataclasses import dataclass, field
from typing import Literal

Access = Literal["read", "write"]
LEVELS: tuple[Access, ...] = ("read", "write")


@dataclass(frozen=True, slots=True)
class PermissionAsked:
    """One permission. `without` says what is off by the level that is not granted."""

    access: Access
    why: str
    without: dict[Access, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PermissionSet:
    """Permissions by name, and events by name with the reason for each."""

    default_permissions: dict[str, PermissionAsked]
    default_events: dict[str, str]


@dataclass(frozen=True, slots=True)
class AppManifest:
    """The whole file; keys as in GitHub's app manifests."""

    name: str
    url: str
    description: str
    public: bool
    permission_sets: dict[str, PermissionSet]
