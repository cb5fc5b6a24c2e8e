"""Events about the installation itself, read leniently: what happened to whom, or nothing. Never raises.

Payloads: https://docs.github.com/en/webhooks/webhook-events-and-payloads#installation and the events beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.facts.standing import NamedRepository, StandingChange

if TYPE_CHECKING:
    from typing import TypeGuard

    from bot.facts.standing import Happened

Payload = Mapping[str, object]
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
_NAME = re.compile(r"[A-Za-z0-9._-]{1,100}/[A-Za-z0-9._-]{1,100}")
_LOGIN = re.compile(r"[A-Za-z0-9._-]{1,100}")
_LARGEST = 2**63 - 1


def standing_change(event: str, payload: Payload) -> StandingChange | None:
    """Return what the event says of its installation; None for other events and for what cannot be understood."""
    happened = _HAPPENED.get((event, str(payload.get("action"))))
    installation = _mapping(payload.get("installation"))
    number = installation.get("id")
    if happened is None or not _is_id(number):
        return None
    owner = _mapping(payload.get("account")) or _mapping(installation.get("account"))
    return StandingChange(
        happened,
        number,
        _moment(installation.get("updated_at")),
        _login(owner.get("login")),
        _permissions(installation.get("permissions")),
        _repositories(happened, payload),
    )


def _repositories(happened: Happened, payload: Payload) -> tuple[NamedRepository, ...]:
    listed = payload.get(_LISTS[happened]) if happened in _LISTS else [payload.get("repository")]
    found = (_repository(_mapping(entry)) for entry in (listed[:MOST_REPOSITORIES] if isinstance(listed, list) else ()))
    return tuple(repository for repository in found if repository is not None)


def _repository(entry: Payload) -> NamedRepository | None:
    number, name = entry.get("id"), entry.get("full_name")
    return NamedRepository(number, name) if _is_id(number) and isinstance(name, str) and _NAME.fullmatch(name) else None


def _permissions(held: object) -> tuple[tuple[str, str], ...] | None:
    if not isinstance(held, Mapping):
        return None
    return tuple(sorted((name, level) for name, level in held.items() if _is_word(name) and _is_word(level)))


def _moment(value: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(str(value))
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo is not None else None


def _login(value: object) -> str:
    return value if isinstance(value, str) and _LOGIN.fullmatch(value) else ""


def _is_word(value: object) -> TypeGuard[str]:
    return isinstance(value, str) and re.fullmatch(r"[a-z_]{1,50}", value) is not None


def _mapping(value: object) -> Payload:
    return value if isinstance(value, Mapping) else {}


def _is_id(value: object) -> TypeGuard[int]:
    return type(value) is int and 0 < value <= _LARGEST
