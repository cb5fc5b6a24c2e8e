"""Events about the installation itself, read leniently: what happened to whom, or nothing. Never raises.

Payloads: https://docs.github.com/en/webhooks/webhook-events-and-payloads#installation and the events beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from bot.facts.standing import NamedRepository, StandingChange
from bot.journeys.payload import Payload, as_mapping, is_id, is_login, is_repository_name, mapping, moment

if TYPE_CHECKING:
    from typing import TypeGuard

    from bot.facts.standing import Happened

MOST_REPOSITORIES = 10_000
_HAPPENED: dict[tuple[str, str], Happened] = {
    ("installation", "created"): "installed",
    ("installation", "deleted"): "uninstalled",
    ("installation", "suspend"): "suspended",
    ("installation", "unsuspend"): "unsuspended",
    ("installation", "new_permissions_accepted"): "permitted",
    ("installation_repositories", "added"): "repositories_added",
    ("installation_repositories", "removed"): "repositories_removed",
    ("installation_target", "renamed"): "account_renamed",
    ("repository", "renamed"): "repository_renamed",
    ("repository", "transferred"): "repository_transferred",
    ("repository", "deleted"): "repository_deleted",
}
STANDING_EVENTS = frozenset(event for event, _ in _HAPPENED)
_LISTS: dict[Happened, str] = {
    "repositories_added": "repositories_added",
    "repositories_removed": "repositories_removed",
}
_WORD = re.compile(r"[a-z_]{1,50}")


def standing_change(event: str, payload: Payload) -> StandingChange | None:
    """Return what the event says of its installation; None for other events and for what cannot be understood."""
    action = payload.get("action")
    happened = _HAPPENED.get((event, action)) if isinstance(action, str) else None
    installation = mapping(payload, "installation")
    number = installation.get("id")
    if happened is None or not is_id(number):
        return None
    app = installation.get("app_id")
    owner = mapping(payload, "account") or mapping(installation, "account")
    return StandingChange(
        happened,
        number,
        moment(installation.get("updated_at")),
        _login(owner.get("login")),
        _permissions(installation.get("permissions")),
        _repositories(happened, payload),
        app if is_id(app) else None,
    )


def _repositories(happened: Happened, payload: Payload) -> tuple[NamedRepository, ...]:
    listed = payload.get(_LISTS[happened]) if happened in _LISTS else [payload.get("repository")]
    found = (
        _repository(as_mapping(entry)) for entry in (listed[:MOST_REPOSITORIES] if isinstance(listed, list) else ())
    )
    return tuple(repository for repository in found if repository is not None)


def _repository(entry: Payload) -> NamedRepository | None:
    number, name = entry.get("id"), entry.get("full_name")
    return NamedRepository(number, name) if is_id(number) and is_repository_name(name) else None


def _permissions(held: object) -> tuple[tuple[str, str], ...] | None:
    if not isinstance(held, Mapping):
        return None
    return tuple(sorted((name, level) for name, level in held.items() if _is_word(name) and _is_word(level)))


def _login(value: object) -> str:
    return value if is_login(value) else ""


def _is_word(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and _WORD.fullmatch(value) is not None
