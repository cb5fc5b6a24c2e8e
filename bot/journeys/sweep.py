"""The journey of a sweep: a page of an installation's repositories, what changed there, and what nobody has looked at.

It finds what GitHub never sent. A page at a time through the queue: pauses, fairness and crashes are its business.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.facts.errors import FactsUnavailable, Skip
from bot.github.fetch_changed import fetch_changed, fetch_homes

if TYPE_CHECKING:
    from datetime import datetime

    from bot.facts.repository import Subject
    from bot.github.client import GitHub
    from bot.journeys.desk import Desk

FIRST = timedelta(days=3)
"""How far back the first sweep of an installation looks, and never to before the app was installed."""
OVERLAP = timedelta(minutes=5)
"""GitHub's lists may be late."""


async def sweep(github: GitHub, desk: Desk, subject: Subject, now: datetime) -> None:
    """Make due what changed and was not looked at since. Raises FactsUnavailable."""
    if desk.sweeps is None:
        return
    sweeping = await desk.sweeps.begin(subject.installation, now)
    since = sweeping.since - OVERLAP if sweeping.since else max(now - FIRST, await github.installed_at())
    homes, more = await fetch_homes(github, sweeping.page)
    for home in homes:
        try:
            listed = await fetch_changed(github, subject.installation, home, since)
        except FactsUnavailable as unavailable:
            if isinstance(unavailable.advice, Skip):
                continue
            raise
        unseen = await desk.sweeps.unseen(listed, since)
        await desk.agenda.mark(unseen, now)
    await desk.sweeps.turn_page(subject, now, more=more)
