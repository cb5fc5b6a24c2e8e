"""A journal that is read and never written: for showing what would be thought of a subject, to whoever asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from bot.journeys.forgetful import Forgetful

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.repository import Subject
    from bot.facts.rule_text import RuleText
    from bot.journeys.ports import Journal


class Onlooker(Forgetful):
    """Knows what the journal knows, as far as it changes a judgement; keeps nothing and tells nobody."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal

    async def last_good(self, subject: Subject, kind: Literal["rules", "ownership"]) -> tuple[RuleText, ...]:
        """Return the last texts that could be used."""
        return await self._journal.last_good(subject, kind)

    async def notice(self, subject: Subject, topic: str, says: str, now: datetime, *, everywhere: bool = False) -> bool:  # noqa: ARG002 - the port's arguments
        """Return that it is no news: the log heard it when it was worked on."""
        return False
