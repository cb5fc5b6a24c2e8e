"""The fuse: a subject on which we wrote too much within the hour is only observed, until the hour is over."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.effects.kinds import CreateCheckRun
from bot.journeys.telling import tell

if TYPE_CHECKING:
    from datetime import datetime

    from bot.effects.kinds import Effect
    from bot.facts.repository import Subject
    from bot.journeys.desk import Desk

HOUR = timedelta(hours=1)
ALL_STOP = 3
"""At so many times the limit not even a check run is rewritten: two machines answer each other."""


async def is_blown(desk: Desk, subject: Subject, now: datetime) -> bool:
    """Return whether the hour's writes are used up; then it is told, and the subject is due again after the hour."""
    topic = f"fuse:{subject.kind}:{subject.number}"
    # A tick is answered with a new count in the check run: whoever works through a list must not blow the fuse.
    ticks = await desk.ticks.touched(subject, now - HOUR) if desk.ticks else 0
    if await desk.journal.writes(subject.key, now - HOUR) < desk.most_writes + ticks:
        await desk.journal.settle(subject, topic)
        return False
    says = f"#{subject.number}: more than {desk.most_writes} writes within an hour, only observed until it is over"
    await tell(desk.journal, subject, topic, says, now)
    await desk.agenda.mark([subject], now + HOUR)
    return True


async def still_allowed(desk: Desk, subject: Subject, effects: tuple[Effect, ...], now: datetime) -> tuple[Effect, ...]:
    """Return what a blown fuse still lets through: the check run, and at thrice the limit that of a new head alone."""
    if await desk.journal.writes(subject.key, now - HOUR) < ALL_STOP * desk.most_writes:
        return effects
    seen = await desk.journal.checked_since(subject.key, now - HOUR)
    return tuple(
        effect for effect in effects if isinstance(effect, CreateCheckRun) and effect.target.head_sha not in seen
    )
