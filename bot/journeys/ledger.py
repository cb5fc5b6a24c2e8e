"""What the journey of feedback asks of whoever remembers its outcomes; bot.inbox.ledger answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.facts.issue import Fix
    from bot.facts.outcome import Acted, Correction, Final, Past, RelatedIssue
    from bot.facts.repository import Subject
    from bot.facts.routing import Routing


class Ledger(Protocol):
    """Predictions, people's corrections and the answers that hold, by issue."""

    async def past(self, subject: Subject) -> Past:
        """Return what is remembered of an issue."""
        ...

    async def predicted(
        self, subject: Subject, words: tuple[str, str], routing: Routing, acted: Acted, now: datetime
    ) -> None:
        """Keep a prediction on the issue's title and body, unless the last one said and did the same."""
        ...

    async def forget_words(self, subject: Subject) -> None:
        """Delete the words of an issue that are kept; what was thought and answered stays."""
        ...

    async def related(self, subject: Subject, asked: Sequence[str]) -> tuple[RelatedIssue, ...]:
        """Return issues of the same repository that share many of some words, the likeliest first."""
        ...

    async def corrected(self, subject: Subject, corrections: Sequence[Correction]) -> None:
        """Keep what people did, each act once."""
        ...

    async def answered(self, subject: Subject, words: tuple[str, str] | None, final: Final, now: datetime) -> None:
        """Keep the answer that holds, with title and body as they stand (None: they are not to be kept)."""
        ...

    async def fixed(self, subject: Subject, fixes: Sequence[Fix]) -> None:
        """Keep which merged pull requests closed the issue, each once."""
        ...
