"""Boxes of our checklist that were ticked or opened again: only the webhook tells at once who did it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


@dataclass(frozen=True, slots=True)
class Tick:
    """The last act on one box: `item` is its ChecklistItem's id; `ticked` False: it was opened again.

    `by` is a login (a bot's with `[bot]`), `at` is UTC. Whether the box is ticked now, GitHub's comment says.
    """

    item: str
    ticked: bool
    by: str
    by_id: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Ticking:
    """What one edit of our comment on a pull request did to its boxes."""

    installation: int
    repository: int
    number: int
    ticks: tuple[Tick, ...]
