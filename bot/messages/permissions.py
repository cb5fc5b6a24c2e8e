"""The permissions that the app asks for, each with its reason: for the setup page and for docs/permissions.md."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.policy.app_manifest import AppManifest

_HEAD = """\
# Permissions

What OneSitting asks of GitHub, and why: one of two sets, chosen when the app is registered. Nothing else is asked for,
and the code can never be written. This page is made from [app.yml](../app.yml) by `scripts/permissions.py`.

A permission that an account does not grant switches off what the last column says, and nothing else;
`onesitting doctor` names it with the two pages on which it is asked for and accepted.
"""


@dataclass(frozen=True, slots=True)
class AskedRow:
    """One permission in words; `without` is what is off by level, like "read: pull requests are not judged"."""

    name: str
    access: str
    why: str
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferedSet:
    """One set to choose: what it is good for, its permissions, and its events with their reasons."""

    name: str
    title: str
    says: str
    permissions: tuple[AskedRow, ...]
    events: tuple[tuple[str, str], ...]


def offered_sets(manifest: AppManifest) -> tuple[OfferedSet, ...]:
    """Return every set in the order of the file."""
    return tuple(
        OfferedSet(
            name,
            asked.title,
            asked.says,
            tuple(
                AskedRow(key, one.access, one.why, tuple(f"{level}: {says}" for level, says in one.without.items()))
                for key, one in asked.default_permissions.items()
            ),
            tuple(asked.default_events.items()),
        )
        for name, asked in manifest.permission_sets.items()
    )


def permissions_page(manifest: AppManifest) -> str:
    """Return docs/permissions.md. The words are ours, and none holds a character that Markdown would take."""
    return "\n".join((_HEAD, *(_section(offered) for offered in offered_sets(manifest))))


def _section(offered: OfferedSet) -> str:
    permissions = "".join(
        f"| `{row.name}` | {row.access} | {row.why} | {'; without '.join(('', *row.without)).removeprefix('; ')} |\n"
        for row in offered.permissions
    )
    events = "".join(f"| `{name}` | {why} |\n" for name, why in offered.events)
    return (
        f"## {offered.title}\n\n`{offered.name}`: {offered.says}.\n\n"
        f"| permission | access | why | what is off |\n| --- | --- | --- | --- |\n{permissions}\n"
        f"| event | what it tells |\n| --- | --- |\n{events}"
    )
