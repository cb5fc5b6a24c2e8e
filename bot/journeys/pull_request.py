"""The journey of a pull request: gather facts, judge, say, plan the difference, perform it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.effects.plan import plan_pull_request
from bot.journeys.carry_out import carry_out
from bot.journeys.consider import consider, with_same_head
from bot.journeys.fuse import is_blown, still_allowed
from bot.journeys.telling import is_permitted
from bot.messages.fuse import with_fuse

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.repository import Subject
    from bot.github.client import GitHub
    from bot.journeys.desk import Desk


async def pull_request(github: GitHub, desk: Desk, subject: Subject, now: datetime) -> None:
    """Make the pull request show what is true of it now. Raises FactsUnavailable or EffectRefused."""
    if not await is_permitted(github, desk.journal, subject, ("pull_requests:read",), now):
        return
    await is_permitted(github, desk.journal, subject, ("contents:read",), now)  # told; the check run says it, too
    considered = await consider(github, desk, subject, now)
    await desk.journal.verdict(subject, considered.verdict, now)
    if considered.facts.state != "open":
        # The check run on this commit is from now on about the others alone, and those that came later may move up.
        later = [number for number in considered.facts.open_by_author or () if number > subject.number]
        others = sorted({*considered.same_head, *later})
        await desk.agenda.mark([replace(subject, number=number) for number in others], now)
        return
    wanted = await with_same_head(github, desk, subject, considered, now)
    effects = plan_pull_request(considered.facts, wanted)
    if effects and await is_blown(desk, subject, now):
        rests = plan_pull_request(considered.facts, with_fuse(wanted, desk.most_writes))
        effects = await still_allowed(desk, subject, rests, now)
    await carry_out(github, desk.journal, subject, effects, now)
