"""What people decided before: labelled issues in the order of time, and what of them a map can use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.policy.ownership import OwnershipMap

RECENT = 5_000
"""Rows that are learned from, the newest: older ones speak of a product that has changed."""


@dataclass(frozen=True, slots=True)
class Labelled:
    """An issue with its text as it stood when a person labelled it. `areas` are ids, labels or names of areas."""

    id: str
    title: str
    body: str
    areas: tuple[str, ...]
    created_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A row that the map can use: the positions of its areas in `OwnershipMap.areas`, in ascending order."""

    id: str
    title: str
    body: str
    targets: tuple[int, ...]


def lessons(rows: Sequence[Labelled], ownership: OwnershipMap) -> tuple[Lesson, ...]:
    """Return the rows that name an area of the map, oldest first, at most the newest RECENT.

    Where every row has a time, time orders them; else their order stands. An area that the map no longer has is not
    learned; a label or a name that the map folds into an area counts as that area.
    """
    named = _positions(ownership)
    ordered = sorted(rows, key=_moment) if all(row.created_at for row in rows) else rows
    found = (
        Lesson(
            row.id, row.title, row.body, tuple(sorted({named[key] for key in map(_folded, row.areas) if key in named}))
        )
        for row in ordered
    )
    return tuple(lesson for lesson in found if lesson.targets)[-RECENT:]


def _positions(ownership: OwnershipMap) -> dict[str, int]:
    """Return the position of each area by all it is called: an id before any label or name, then the first area's."""
    named: dict[str, int] = {_folded(area.id): place for place, area in enumerate(ownership.areas)}
    for place, area in enumerate(ownership.areas):
        for name in (ownership.label(area), *area.labels, area.name, *area.aliases):
            named.setdefault(_folded(name), place)
    return named


def _moment(row: Labelled) -> datetime:
    moment = row.created_at or datetime.min.replace(tzinfo=UTC)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
