"""The ownership map in force: the newest that can be read, or the last that was good."""

from __future__ import annotations

import asyncio
import logging
from typing import TYPE_CHECKING, Final

from bot.facts.errors import RuleError
from bot.journeys.rules import read_map
from bot.journeys.telling import tell

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from bot.facts.repository import Subject
    from bot.facts.rule_text import RuleText
    from bot.journeys.desk import Desk
    from bot.policy.ownership import OwnershipMap

LOG = logging.getLogger(__name__)
TOPIC: Final = "ownership"


async def read_beside(texts: Sequence[RuleText]) -> OwnershipMap | None:
    """Return the map that the texts make, None where there are none. Raises RuleError.

    A large one takes a quarter of a second: the event loop has deliveries to acknowledge.
    """
    return (await asyncio.to_thread(read_map, texts))[0] if texts else None


async def last_good_map(desk: Desk, subject: Subject) -> OwnershipMap | None:
    """Return the last map of the subject's repository that could be used; None where there never was one."""
    try:
        return await read_beside(await desk.journal.last_good(subject, TOPIC))
    except RuleError:  # it was good by an older version of the shape
        return None


async def map_in_force(desk: Desk, subject: Subject, texts: tuple[RuleText, ...], now: datetime) -> OwnershipMap | None:
    """Return the map in force: while the newest has errors that is the last good one. None where there is none.

    A map that was taken away is taken at its word: the consent ends, and nothing older comes back.
    """
    try:
        ownership, warnings = await asyncio.to_thread(read_map, texts) if texts else (None, ())
    except RuleError as error:
        good = await last_good_map(desk, subject)
        instead = "the last good one holds" if good else "no feedback is routed"
        await tell(desk.journal, subject, TOPIC, f"the ownership map cannot be used, {instead}: {error}", now)
        return good
    for warning in warnings:
        LOG.debug("%s", warning)
    await desk.journal.keep_good(subject, TOPIC, texts, now)
    await desk.journal.settle(subject, TOPIC)
    return ownership
