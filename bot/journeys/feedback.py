"""The journey of user feedback: read the map, gather facts, route, say, plan the difference, perform it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.effects.plan import plan_issue
from bot.facts.errors import RuleError
from bot.github.fetch_issue import fetch_issue
from bot.github.fetch_rules import fetch_ownership
from bot.journeys.carry_out import carry_out
from bot.journeys.fuse import is_blown
from bot.journeys.rules import read_map
from bot.journeys.telling import is_permitted, tell
from bot.messages.feedback import say_feedback
from bot.policy.kinds import read_kinds
from bot.triage.cascade import route_issue
from bot.triage.feedback import is_feedback

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.repository import Subject
    from bot.facts.rule_text import RuleText
    from bot.github.client import GitHub
    from bot.journeys.desk import Desk
    from bot.policy.ownership import OwnershipMap

LOG = logging.getLogger(__name__)
TOPIC = "ownership"


async def feedback(github: GitHub, desk: Desk, subject: Subject, now: datetime) -> None:
    """Put the issue in front of its area's owner. Raises FactsUnavailable or EffectRefused.

    The map is the consent: without one, or while there never was one that could be read, nothing is written.
    """
    for needed in ("issues:write", "contents:read"):
        if not await is_permitted(github, desk.journal, subject, (needed,), now):
            return
    ownership = await _ownership(desk, subject, await fetch_ownership(github, subject), now)
    if ownership is None:
        return
    facts = await fetch_issue(github, subject, now)
    if not is_feedback(facts, ownership):
        return
    routing = route_issue(facts, ownership, read_kinds(desk.shipped))
    await desk.journal.routing(subject, routing, now)
    effects = plan_issue(facts, say_feedback(routing, facts))
    if effects and await is_blown(desk, subject, now):
        return
    await carry_out(github, desk.journal, subject, effects, now)


async def _ownership(desk: Desk, subject: Subject, texts: tuple[RuleText, ...], now: datetime) -> OwnershipMap | None:
    """Return the map in force: while the newest has errors that is the last good one. None where there is none.

    A map that was taken away is taken at its word: the consent ends, and nothing older comes back.
    """
    try:
        ownership, warnings = read_map(texts) if texts else (None, ())
    except RuleError as error:
        good = _read_again(await desk.journal.last_good(subject, "ownership"))
        instead = "the last good one holds" if good else "no feedback is routed"
        await tell(desk.journal, subject, TOPIC, f"the ownership map cannot be used, {instead}: {error}", now)
        return good
    for warning in warnings:
        LOG.debug("%s", warning)
    await desk.journal.keep_good(subject, "ownership", texts, now)
    await desk.journal.settle(subject, TOPIC)
    return ownership


def _read_again(texts: tuple[RuleText, ...]) -> OwnershipMap | None:
    try:
        return read_map(texts)[0] if texts else None
    except RuleError:  # it was good by an older version of the shape
        return None
