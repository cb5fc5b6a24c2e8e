"""The journey of user feedback: read the map, gather facts, route, say, plan the difference, perform it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.effects.plan import plan_issue
from bot.facts.errors import FactsUnavailable, RuleError, Skip
from bot.github.fetch_issue import fetch_issue
from bot.github.fetch_rules import fetch_ownership
from bot.journeys.carry_out import carry_out
from bot.journeys.telling import is_permitted
from bot.messages.feedback import say_feedback
from bot.policy.kinds import read_kinds
from bot.policy.ownership import OwnershipMap, read_ownership
from bot.policy.yaml_tree import read_yaml
from bot.triage.cascade import route_issue
from bot.triage.feedback import is_feedback

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.repository import Subject
    from bot.github.blobs import RuleText
    from bot.github.client import GitHub
    from bot.journeys.desk import Desk

LOG = logging.getLogger(__name__)


async def feedback(github: GitHub, desk: Desk, subject: Subject, now: datetime) -> None:
    """Put the issue in front of its area's owner. Raises FactsUnavailable or EffectRefused.

    The map is the consent: without one, or with one that cannot be read, nothing is written.
    """
    for needed in ("issues:write", "contents:read"):
        if not await is_permitted(github, desk.journal, subject, (needed,), now):
            return
    ownership = ownership_in_force(await fetch_ownership(github, subject))
    if ownership is None:
        return
    facts = await fetch_issue(github, subject, now)
    if not is_feedback(facts, ownership):
        return
    routing = route_issue(facts, ownership, read_kinds(desk.shipped))
    await desk.journal.routing(subject, routing, now)
    await carry_out(github, desk.journal, subject, plan_issue(facts, say_feedback(routing, facts)), now)


def ownership_in_force(texts: tuple[RuleText, ...]) -> OwnershipMap | None:
    """Return the map, None where there is none. Raises FactsUnavailable (Skip) naming every error of a broken one."""
    if not texts:
        return None
    try:
        ownership, warnings = read_ownership(tuple(read_yaml(each.text, each.source, each.revision) for each in texts))
    except RuleError as error:
        raise FactsUnavailable(Skip(f"the ownership map cannot be used: {error}")) from None
    for warning in warnings:
        LOG.debug("%s", warning)
    return ownership
