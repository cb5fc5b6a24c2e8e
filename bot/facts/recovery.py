"""What recovery looks at: a list at GitHub that is walked through, and what lists say of subjects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.repository import Subject


@dataclass(frozen=True, slots=True)
class Walk:
    """How far GitHub's list of attempts was walked: newest first, down to `seen`, the newest of last time.

    A walk that was left off goes on at `cursor` (empty: it begins) and had begun at attempt `top`.
    """

    seen: int = 0
    top: int = 0
    cursor: str = ""


@dataclass(frozen=True, slots=True)
class Sweeping:
    """A sweep under way: what changed since `since` (None: nothing was swept yet) is looked for from `page` (1) on."""

    since: datetime | None
    page: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A pull request or an issue as a list shows it."""

    subject: Subject
    created_at: datetime
    updated_at: datetime
    is_open: bool
