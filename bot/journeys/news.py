"""What people did with a routing and we do not remember yet, with the permission that each of them has."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.facts.commands import at_least
from bot.github.fetch_comment import fetch_permission
from bot.triage.corrections import find_corrections

if TYPE_CHECKING:
    from bot.facts.issue import IssueFacts
    from bot.facts.outcome import Correction, Past
    from bot.facts.repository import Subject
    from bot.github.client import GitHub
    from bot.policy.ownership import OwnershipMap

_RULED_ON = {"area", "not_mine", "duplicate"}
"""Commands: who asked for them was ruled on when they were heard."""


async def find_news(
    github: GitHub, subject: Subject, facts: IssueFacts, past: Past, ownership: OwnershipMap
) -> tuple[Correction, ...]:
    """Return the corrections that are not remembered yet, without those of people who may not triage.

    One question to GitHub a person, and only where there is something new. Raises FactsUnavailable.
    """
    found = find_corrections(facts, past, ownership)
    may: dict[str, bool] = {}
    for each in found:
        if each.how not in _RULED_ON and each.by not in may:
            may[each.by] = at_least(await fetch_permission(github, subject, each.by), "triage")
    return tuple(
        each if each.how in _RULED_ON else replace(each, firm=True)
        for each in found
        if each.how in _RULED_ON or may[each.by]
    )
