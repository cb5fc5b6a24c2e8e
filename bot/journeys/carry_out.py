"""The end of every journey: the difference is performed, and each effect goes into the audit trail."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.effects.needs import needs
from bot.facts.errors import EffectRefused, FactsUnavailable, Wait
from bot.github.perform import perform
from bot.journeys.telling import is_permitted

if TYPE_CHECKING:
    from datetime import datetime

    from bot.effects.kinds import Effect
    from bot.facts.repository import Subject
    from bot.github.client import GitHub
    from bot.github.perform import Done
    from bot.journeys.ports import Journal


@dataclass(frozen=True, slots=True)
class Refused:
    """The line of the audit trail for what GitHub would not do, or we would not any more."""

    reason: str


async def carry_out(
    github: GitHub, journal: Journal, subject: Subject, effects: tuple[Effect, ...], now: datetime, *, author: int = 0
) -> tuple[Done, ...]:
    """Perform the effects in order and return what was done; one whose permission is missing is left out, and told.

    `author` is the stranger who opened it (bot.journeys.crowd), for the audit trail.

    Raises EffectRefused, after what was done and what was refused is written down.
    """
    performed: list[Done] = []
    try:
        allowed = [effect for effect in effects if await is_permitted(github, journal, subject, needs(effect), now)]
        async for done in perform(github, tuple(allowed)):
            performed.append(done)
            await journal.effect(subject, replace(done, author=author), "done", now, kind=done.kind)
    except FactsUnavailable as unavailable:
        raise EffectRefused(unavailable.advice) from None
    except EffectRefused as refused:
        if not isinstance(refused.advice, Wait):
            await journal.effect(subject, Refused(refused.advice.reason), "refused", now)
        raise
    return tuple(performed)
