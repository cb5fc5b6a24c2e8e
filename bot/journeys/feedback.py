"""The journey of user feedback: read the map, gather facts, route, say, plan the difference, perform it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.effects.kinds import AddAssignees
from bot.facts.errors import FactsUnavailable, Gone, Skip
from bot.journeys.area_ticks import hear_ticks
from bot.journeys.carry_out import carry_out
from bot.journeys.consider_issue import consider_issue
from bot.journeys.crowd import stranger, within_crowd
from bot.journeys.fuse import is_blown
from bot.journeys.outcomes import keep_outcome
from bot.journeys.telling import tell

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.repository import Subject
    from bot.github.client import GitHub
    from bot.github.perform import Done
    from bot.journeys.consider_issue import ConsideredIssue
    from bot.journeys.desk import Desk

_TOPIC: Final = 100
"""Characters of a notice's topic that the database keeps; no login of GitHub's is that long."""


async def feedback(github: GitHub, desk: Desk, subject: Subject, now: datetime) -> None:
    """Put the issue in front of its area's owner. Raises FactsUnavailable or EffectRefused."""
    considered = await _consider(github, desk, subject, now)
    if desk.timekeeper is not None and considered.since is None:
        await desk.timekeeper.let_go(subject, now)
    if considered.routing is None or await _rests(desk, subject, considered, now):
        return
    await desk.journal.routing(subject, considered.routing, now)
    if desk.timekeeper is not None and considered.since is not None:
        since, turns = considered.since, considered.turns
        await desk.timekeeper.keep(subject, since, turns, now, reminds=considered.reminds)
    await hear_ticks(github, desk, subject, considered, now)
    blown = bool(considered.effects) and await is_blown(desk, subject, now)
    await keep_outcome(desk, subject, considered, now, silent=blown)
    if blown:
        return
    by = stranger(considered.facts.author, considered.facts.author_association) if considered.facts else 0
    effects = await within_crowd(desk, subject, by, considered.effects, now)
    performed = await carry_out(github, desk.journal, subject, effects, now, author=by)
    asked = next((effect for effect in effects if isinstance(effect, AddAssignees)), None)
    assigned = next((done for done in performed if done.kind == "AddAssignees"), None)
    if asked is not None and assigned is not None:
        await _tell_left_out(desk, subject, asked, assigned, now)


async def _tell_left_out(desk: Desk, subject: Subject, asked: AddAssignees, done: Done, now: datetime) -> None:
    """Tell whom of the map GitHub did not assign, each until it assigns them."""
    for login in asked.assignees:
        topic = f"not_assigned:{login.casefold()}"[:_TOPIC]
        if login not in done.left_out:
            await desk.journal.settle(subject, topic)
            continue
        says = f"GitHub did not assign `{login}`, whom the ownership map names: no such account, or no access"
        await tell(desk.journal, subject, topic, f"{says} (`onesitting lint --repo` shows the line)", now)


async def _consider(github: GitHub, desk: Desk, subject: Subject, now: datetime) -> ConsideredIssue:
    """Consider the issue; one that is gone waits for nobody, and its words are not kept."""
    try:
        return await consider_issue(github, desk, subject, now)
    except FactsUnavailable as unavailable:
        if desk.timekeeper is not None and isinstance(unavailable.advice, Skip):
            await desk.timekeeper.let_go(subject, now)
        if desk.ledger is not None and isinstance(unavailable.advice, Gone):
            await desk.ledger.forget_words(subject)
        raise


async def _rests(desk: Desk, subject: Subject, considered: ConsideredIssue, now: datetime) -> bool:
    """Return whether a new issue is left to its reporter for a while yet; then it is due again behind that.

    An incident is told at once, and what a person asked for is done at once.
    """
    facts, routing = considered.facts, considered.routing
    if facts is None or facts.created_at is None or routing is None or routing.step in {"left_alone", "corrected"}:
        return False
    until = facts.created_at + desk.quiet
    if routing.kind == "incident" or until <= now or facts.wishes:
        return False
    await desk.agenda.mark([subject], until)
    return True
