"""The end of every journey: the difference is performed, and each effect goes into the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.facts.errors import EffectRefused
from bot.github.perform import perform

if TYPE_CHECKING:
    from datetime import datetime

    from bot.effects.kinds import Effect
    from bot.facts.repository import Subject
    from bot.github.client import GitHub
    from bot.journeys.ports import Journal


@dataclass(frozen=True, slots=True)
class Refused:
    """The line of the audit trail for what GitHub would not do, or we would not any more."""

    reason: str


async def carry_out(
    github: GitHub, journal: Journal, subject: Subject, effects: tuple[Effect, ...], now: datetime
) -> None:
    """Perform the effects in order. Raises EffectRefused, after what was done and what was refused is written down."""
    try:
        async for done in perform(github, effects):
            await journal.effect(subject, done, "done", now, kind=done.kind)
    except EffectRefused as refused:
        await journal.effect(subject, Refused(refused.advice.reason), "refused", now)
        raise
