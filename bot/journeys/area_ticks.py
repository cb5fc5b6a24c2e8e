"""The boxes of a comment that is not sure: a tick asks what `/onesitting area NAME` asks, and is ruled on alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.effects.kinds import React, Target
from bot.facts.commands import Asked
from bot.facts.people import Account
from bot.journeys.carry_out import carry_out
from bot.journeys.gate import Gate
from bot.messages.boxes import boxes
from bot.messages.feedback import area_item

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.repository import Subject
    from bot.facts.ticks import Tick
    from bot.github.client import GitHub
    from bot.journeys.consider_issue import ConsideredIssue
    from bot.journeys.desk import Desk


async def hear_ticks(github: GitHub, desk: Desk, on: Subject, considered: ConsideredIssue, now: datetime) -> None:
    """Rule on the areas that were ticked, each tick once. Raises FactsUnavailable or EffectRefused.

    What is accepted makes the issue due at once, and is carried out there; what is refused gets a reaction.
    """
    book, facts, routing = desk.commands, considered.facts, considered.routing
    ours = facts.said.comment if facts else None
    if book is None or desk.ticks is None or facts is None or routing is None or ours is None:
        return
    shown = {item for item, ticked in boxes(ours.body).items() if ticked}
    # A box that was ticked counts by what it said then: the text may have changed since, and the candidates with it.
    areas = {area_item(area): area for area in (*routing.ranked, *(each.area for each in routing.candidates))}
    if not shown & areas.keys():
        return
    known = await book.lines(on.repository, ours.id)
    ticks = [tick for tick in await desk.ticks.ticks(on) if tick.ticked and tick.item in shown & areas.keys()]
    heard = []
    for tick in (tick for tick in ticks if _line(tick) not in known):
        kind = "Bot" if tick.by.endswith("[bot]") else "User"
        gate = Gate(github, desk, book, on, Account(tick.by, tick.by_id, kind), facts.author)
        heard.append(await gate.answer(Asked("area", (areas[tick.item],)), _line(tick)))
    if not heard:
        return
    if facts.repository is not None and any(each.outcome == "refused" for each in heard):
        reaction = React(Target(facts.repository, facts.number), ours.id, "-1")
        await carry_out(github, desk.journal, on, (reaction,), now)
    await book.hear(on, ours.id, heard, now)
    await book.answered(on.repository, ours.id, now)


def _line(tick: Tick) -> str:
    """Return the name by which a tick is known: opened and ticked again, it is another one."""
    return f"tick {tick.item} {tick.at:%Y%m%dT%H%M%S}"
