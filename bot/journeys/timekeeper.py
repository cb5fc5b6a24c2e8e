"""What the journeys ask of whoever keeps owners' clocks; bot.inbox.timekeeper answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.facts.absence import Absence
    from bot.facts.repository import Subject
    from bot.facts.turn import Turn


class Timekeeper(Protocol):
    """Who is away, and whose turn it is on which issue."""

    async def absences(self, installation: int) -> tuple[Absence, ...]:
        """Return the days away that people set and have not taken back, in the order they said so."""
        ...

    async def keep(self, issue: Subject, since: datetime, turns: Sequence[Turn], now: datetime) -> None:
        """Keep the turns since somebody has the issue; an older one that is still open was moved to them."""
        ...

    async def look_again(self, installation: int, login: str, now: datetime) -> None:
        """Make every issue due on which somebody waits for this person: their clock has changed."""
        ...
