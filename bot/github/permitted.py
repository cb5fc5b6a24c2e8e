"""What the installation's permissions allow, and in words what is off without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LEVELS = {"read": 1, "write": 2, "admin": 3}
_OFF = {
    "checks:write": "the check run is off; comments are still written",
    "pull_requests:write": "comments on pull requests are off; the check run is still written",
    "pull_requests:read": "pull requests are not judged",
    "contents:read": "the rules in .github/ cannot be read: the shipped rules hold, and no feedback is routed",
    "issues:read": "no feedback is routed",
    "issues:write": "no feedback is routed",
}


def allows(held: Mapping[str, str], needed: Iterable[str]) -> bool:
    """Return whether one of the needed permissions ("checks:write") is held, a higher level included."""
    return any(
        _LEVELS.get(held.get(name, ""), 0) >= _LEVELS[level]
        for name, _, level in (need.partition(":") for need in needed)
    )


def off_without(need: str) -> str:
    """Return a sentence: what is off without this permission, and what to do."""
    name, _, level = need.partition(":")
    return (
        f"without the permission `{name}: {level}` {_OFF[need]}; accept the app's permissions on the page of its "
        "installation (Settings > Applications, or the organisation's Settings > GitHub Apps)"
    )
