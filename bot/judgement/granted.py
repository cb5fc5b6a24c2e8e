"""Expected against granted: which permissions and events an installation lacks, and what is off because of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.checkup import Check
from bot.policy.app_manifest import LEVELS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.facts.checkup import AppSeen, Granted
    from bot.policy.app_manifest import AppManifest, PermissionSet

SMALL, WHOLE = "pull_requests", "pull_requests_and_routing"
_RANK = {level: rank for rank, level in enumerate(("", *LEVELS, "admin"))}


def expected_set(manifest: AppManifest, app: AppSeen) -> tuple[str, PermissionSet]:
    """Return the set that the app was registered for: the one with routing where it may write on issues."""
    name = WHOLE if app.permissions.get("issues") == "write" else SMALL
    return name, manifest.permission_sets[name]


def check_app(manifest: AppManifest, app: AppSeen) -> tuple[Check, ...]:
    """Return what the registration itself lacks; no installation can grant more than it asks for."""
    name, expected = expected_set(manifest, app)
    lacks = _lacking(expected, app.permissions, app.events)
    if lacks:
        do = "add it on the app's page under Permissions & events; each account is then asked to accept"
        return tuple(
            Check("app", "missing", f"the app does not ask for {lack}", do, (app.settings_page,)) for lack in lacks
        )
    routing = "" if name == WHOLE else "; routing of feedback is off, as it was registered without `issues: write`"
    return (Check("app", "ok", f"{app.name} is registered with the set `{name}` of app.yml{routing}"),)


def check_granted(manifest: AppManifest, app: AppSeen, granted: Granted) -> tuple[Check, ...]:
    """Return what an installation lacks of the app's set, each with the two pages that settle it."""
    who = f"{granted.account} (installation {granted.id})"
    if granted.suspended:
        says = f"{who} is suspended: nothing is done there"
        return (Check("permissions", "note", says, "unsuspend it on its page", (granted.page,)),)
    _, expected = expected_set(manifest, app)
    lacks = _lacking(expected, granted.permissions, granted.events)
    if not lacks:
        return (Check("permissions", "ok", f"{who} granted all that its set asks for"),)
    do = "see that the app asks for it (first page), then let the account's owner accept it (second page)"
    pages = (app.settings_page, granted.page)
    return tuple(Check("permissions", "missing", f"{who} lacks {lack}", do, pages) for lack in lacks)


def _lacking(expected: PermissionSet, held: Mapping[str, str], events: tuple[str, ...]) -> list[str]:
    found = []
    for name, asked in expected.default_permissions.items():
        has, wants = _RANK.get(held.get(name, ""), 0), _RANK[asked.access]
        off = next((asked.without[level] for level in LEVELS[has:] if level in asked.without), asked.why)
        if has < wants:
            found.append(f"the permission `{name}: {asked.access}`: {off}")
    unheard = [event for event in expected.default_events if event not in events]
    return [*found, *(f"the event `{event}` ({expected.default_events[event]})" for event in unheard)]
