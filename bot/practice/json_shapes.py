"""The shapes of JSON that cross the wire, and how moments are written in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import datetime

JsonObject: TypeAlias = dict[str, object]
"""One JSON object as it will be sent."""


def stamp(moment: datetime) -> str:
    """Return a moment as GitHub writes it: "2026-11-02T12:00:00Z"."""
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def stamp_or_none(moment: datetime | None) -> str | None:
    """Return a moment as GitHub writes it, null where there is none."""
    return stamp(moment) if moment is not None else None
