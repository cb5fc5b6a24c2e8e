"""The journey of a digest: what waits in a repository, shown in one issue, and told to whoever is at work."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.effects.plan_digest import plan_calls, plan_digest, plan_over, plan_surges
from bot.facts.errors import RuleError
from bot.github.fetch_digest import fetch_digest
from bot.github.fetch_rules import fetch_ownership
from bot.journeys.carry_out import carry_out
from bot.journeys.fuse import is_blown
from bot.journeys.map_in_force import last_good_map, read_beside
from bot.journeys.surges import look_for_surges
from bot.journeys.telling import is_permitted
from bot.messages.surge import say_surge
from bot.triage.reminders import OpenTurn, make_digest, next_opening, people_of
from bot.triage.surge import GOES_ON

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.repository import Subject
    from bot.github.client import GitHub
    from bot.journeys.desk import Desk
    from bot.policy.ownership import OwnershipMap


async def digest(github: GitHub, desk: Desk, subject: Subject, now: datetime) -> None:
    """Bring the digest of a repository up to date. Raises FactsUnavailable or EffectRefused."""
    keeper = desk.timekeeper
    if keeper is None or not await is_permitted(github, desk.journal, subject, ("issues:write",), now):
        return
    ownership = await _map(github, desk, subject)
    if ownership is None or ownership.feedback.mode != "route" or ownership.feedback.digest == "off":
        return
    facts = await fetch_digest(github, subject, await keeper.digest_number(subject))
    if facts.gone or (ownership.feedback.digest == "private" and not facts.repository.private):
        return
    absences = await keeper.absences(subject.installation)
    turns = [OpenTurn(each.issue.number, each.turn) for each in await keeper.open_in(subject.repository)]
    told = await keeper.told(subject)
    # A thousand open issues take a while: the event loop has deliveries to acknowledge.
    made = await asyncio.to_thread(make_digest, turns, ownership, absences, told, now)
    surges = await look_for_surges(keeper, subject, facts, ownership, now)
    effects = plan_digest(facts, made, surges)
    over = plan_over(facts, now - GOES_ON)
    if (effects or made.calls or surges or over) and await is_blown(desk, subject, now):
        return
    done = await carry_out(github, desk.journal, subject, effects, now)
    if done and not facts.number:  # GitHub may not list it yet
        facts = replace(facts, number=done[0].made)
    areas = ((surge, ownership.area(surge.area)) for surge in surges)
    notes = (
        (surge, say_surge(surge, people_of(area, ownership, absences, now), facts.repository))
        for surge, area in areas
        if area is not None
    )
    await carry_out(github, desk.journal, subject, (*plan_surges(facts, tuple(notes)), *over), now)
    mine = [call for call in made.calls if facts.number and await keeper.may_call(subject, call.login, call.day)]
    await carry_out(github, desk.journal, subject, plan_calls(facts, tuple(mine)), now)
    for call in mine:
        await keeper.called(subject, call.login, call.day, call.news, now)
    later = [call for call in made.calls if call not in mine]
    openings = [next_opening(call.login, ownership, absences, now) for call in later]
    ends = [surge.began_at + GOES_ON for surge in surges]
    moments = [moment for moment in (made.next_at, *openings, *ends) if moment is not None]
    await keeper.digest_kept(subject, facts.number, min(moments, default=None))


async def _map(github: GitHub, desk: Desk, subject: Subject) -> OwnershipMap | None:
    """Return the map in force; while it has errors, which the journey of issues tells of, the last good one."""
    try:
        return await read_beside(await fetch_ownership(github, subject))
    except RuleError:
        return await last_good_map(desk, subject)
