"""What the journeys ask of whoever learns; bot.inbox.models and bot.inbox.histories answer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.facts.outcome import PastAnswer
    from bot.facts.repository import Subject
    from bot.triage.opinion import Learned


class Teacher(Protocol):
    """What people's answers have taught, and how far those from before the installation have been read."""

    async def learned(self, repository: int) -> Learned | None:
        """Return what a repository's answers have taught; None where nothing has been learned yet."""
        ...

    async def begin(self, subject: Subject, labels: str, now: datetime) -> None:
        """Have the history of the subject's repository read, unless that was begun with these labels (a digest)."""
        ...

    async def cursor(self, subject: Subject) -> str | None:
        """Return where to read on in the history, empty at its beginning; None where it has been read."""
        ...

    async def read_on(
        self, subject: Subject, answers: Sequence[PastAnswer], issues: int, cursor: str | None, now: datetime
    ) -> None:
        """Keep the answers of a page of so many issues; the next one, where there is one at `cursor`, is due."""
        ...
