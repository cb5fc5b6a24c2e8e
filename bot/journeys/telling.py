"""Telling a maintainer what no pull request says: once in the log, and kept until it is settled."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from bot.github.permitted import allows, off_without

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.repository import Subject
    from bot.github.client import GitHub
    from bot.journeys.ports import Journal

LOG = logging.getLogger(__name__)


async def tell(journal: Journal, subject: Subject, topic: str, says: str, now: datetime) -> None:
    """Keep what the maintainers of the subject's repository should know; the log hears of it while it is news."""
    if await journal.notice(subject, topic, says, now):
        LOG.warning("%s: %s", subject.full_name, says)


async def is_permitted(
    github: GitHub, journal: Journal, subject: Subject, needed: tuple[str, ...], now: datetime
) -> bool:
    """Return whether one of the permissions is held; without any, what is off is told. Raises FactsUnavailable."""
    if allows(await github.permissions(), needed):
        return True
    says = off_without(needed[0])
    if await journal.notice(subject, f"permission:{needed[0]}", says, now, everywhere=True):
        LOG.warning("installation %d: %s", subject.installation, says)
    return False
