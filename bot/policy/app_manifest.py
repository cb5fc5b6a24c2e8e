"""The shape of app.yml: what the app asks of GitHub in each of its sets, why, and what is off without it."""

from dataclasses import dataclass, field
from typing import Literal

from bot.facts.plain import Plain

Access = Literal["read", "write"]
LEVELS: tuple[Access, ...] = ("read", "write")
LONGEST_NAME = 34
"""Characters that GitHub lets an app's name have."""


@dataclass(frozen=True, slots=True)
class PermissionAsked:
    """One permission. `without` says what is off by the level that is not granted."""

    access: Access
    why: str
    without: dict[Access, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PermissionSet:
    """Permissions by name, and events by name with the reason for each; in a few words what the set is good for."""

    title: str
    says: str
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


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where GitHub reaches the server, each a whole address.

    `hook` takes webhooks; a browser comes back to `registered` with a code, to `installed` after an installation and to
    `signed_in` after somebody signed in.
    """

    home: str
    hook: str
    registered: str
    installed: str
    signed_in: str


def as_github_takes_it(manifest: AppManifest, name: str, owner: str, addresses: Addresses) -> dict[str, Plain]:
    """Return the manifest of one permission set as GitHub's form takes it; raises KeyError for a set there is not.

    https://docs.github.com/en/apps/sharing-github-apps/registering-a-github-app-from-a-manifest
    """
    asked = manifest.permission_sets[name]
    return {
        "name": f"{manifest.name} {owner}".strip()[:LONGEST_NAME].strip(),
        "url": addresses.home,
        "description": manifest.description,
        "public": manifest.public,
        "hook_attributes": {"url": addresses.hook, "active": True},
        "redirect_url": addresses.registered,
        "setup_url": addresses.installed,
        "callback_urls": [addresses.signed_in],
        "default_permissions": {key: one.access for key, one in asked.default_permissions.items()},
        "default_events": list(asked.default_events),
    }
