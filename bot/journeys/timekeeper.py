"""What the journeys ask of whoever keeps owners' clocks; bot.inbox.timekeeper answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.facts.absence import Absence
    from bot.facts.repository import Subject
    from bot.facts.turn import KeptReport, KeptTurn, Turn


class Timekeeper(Protocol):
    """Who is away, and whose turn it is on which issue."""

    async def absences(self, installation: int) -> tuple[Absence, ...]:
        """Return the days away that people set and have not taken back, in the order they said so."""
        ...

    async def keep(
        self, issue: Subject, since: datetime, turns: Sequence[Turn], now: datetime, *, reminds: bool = False
    ) -> None:
        """Keep the turns since somebody has the issue; an older one that is still open was moved to them.

        `reminds`: the map wants a digest of them.
        """
        ...

    async def open_in(self, repository: int) -> Sequence[KeptTurn]:
        """Return the turns of a repository in which somebody waits, the oldest first."""
        ...

    async def reports(self, repository: int, since: datetime) -> Sequence[KeptReport]:
        """Return the feedback of a repository since a moment that has an area, with its words where they are kept."""
        ...

    async def digest_number(self, home: Subject) -> int:
        """Return the number of the issue that reminds in the subject's repository, 0 where none is known."""
        ...

    async def digest_kept(self, home: Subject, number: int, next_at: datetime | None) -> None:
        """Keep the number of that issue, and when to look at it again."""
        ...

    async def told(self, home: Subject) -> frozenset[tuple[str, str]]:
        """Return whom (in lower case) the digest of a repository has told of what, by key."""
        ...

    async def may_call(self, home: Subject, login: str, day: str) -> bool:
        """Return whether a person may be called today, and keep that day for this repository: one call a day."""
        ...

    async def called(self, home: Subject, login: str, day: str, keys: Sequence[str], now: datetime) -> None:
        """Keep what a person was told."""
        ...

    async def let_go(self, issue: Subject, now: datetime) -> None:
        """End the turn that is open on an issue which is nobody's to answer any more; nothing where there is none."""
        ...
