"""What an installation may do: GitHub's permission words, the app's sets, and the events they allow.

Sources: https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps and
https://docs.github.com/en/webhooks/webhook-events-and-payloads.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LEVELS = {"": 0, "read": 1, "write": 2, "admin": 3}

ALL: Mapping[str, str] = {
    "metadata": "read",
    "contents": "read",
    "pull_requests": "write",
    "checks": "write",
    "merge_queues": "read",
    "issues": "write",
    "members": "read",
}
"""Everything the app uses, routing of feedback included."""

PULL_REQUESTS_ONLY: Mapping[str, str] = {
    "metadata": "read",
    "contents": "read",
    "pull_requests": "write",
    "checks": "write",
    "merge_queues": "read",
}
"""The smaller set: pull requests alone."""

_EVENT_NEEDS: Mapping[str, tuple[str, ...]] = {
    "pull_request": ("pull_requests:read",),
    "issues": ("issues:read",),
    "issue_comment": ("issues:read", "pull_requests:read"),
    "check_run": ("checks:read",),
    "check_suite": ("checks:read",),
    "push": ("contents:read",),
    "repository": ("metadata:read",),
    "merge_group": ("merge_queues:read",),
    "label": ("issues:read", "pull_requests:read"),
}

ALWAYS_SENT = frozenset({"installation", "installation_repositories", "installation_target", "ping"})
"""Events every app gets without asking."""


def allows(held: Mapping[str, str], need: str) -> bool:
    """Tell whether the permissions held cover a need such as "issues:write"."""
    name, _, level = need.partition(":")
    return _LEVELS.get(held.get(name, ""), 0) >= _LEVELS[level]


def allows_any(held: Mapping[str, str], needs: Iterable[str]) -> bool:
    """Tell whether one of the alternatives is covered."""
    return any(allows(held, need) for need in needs)


def narrower(held: Mapping[str, str], wanted: Mapping[str, str]) -> bool:
    """Tell whether every wanted permission is held: a token cannot have more than its installation."""
    return all(level in _LEVELS and allows(held, f"{name}:{level}") for name, level in wanted.items())


def events_for(held: Mapping[str, str]) -> tuple[str, ...]:
    """Return the events an app with these permissions may subscribe to, of those we know."""
    return tuple(sorted(event for event, needs in _EVENT_NEEDS.items() if allows_any(held, needs)))
