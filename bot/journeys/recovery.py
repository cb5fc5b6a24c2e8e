"""Making up for webhooks that did not arrive: what failed is asked for again, and who has the app is looked up.

Both are rounds of a timer and of the start. Of several processes one makes each round, and a round has bounds: what is
left waits for the next one, a minute later.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.facts.errors import FactsUnavailable, Retry, Skip
from bot.facts.recovery import Walk
from bot.facts.repository import Subject
from bot.facts.standing import StandingChange
from bot.github.checkup import fetch_installations
from bot.github.redelivery import REDELIVERED_FOR, attempt_again, fetch_attempts
from bot.judgement.arrivals import sort_attempts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.facts.checkup import Granted
    from bot.github.client import App
    from bot.journeys.recovery_books import Census, MissedBook, SweepBook

LOG = logging.getLogger(__name__)
ROUND = timedelta(minutes=1)
MOST_PAGES = 50
"""Pages of a hundred attempts in one round."""
MOST_ASKS = 60
"""Attempts that are asked for in one round: a request that writes costs five of the 900 points of a minute."""
CENSUS = timedelta(minutes=10)
MOST_INSTALLATIONS = 10_000
MOST_DOUBTED = 20
"""Installations that are missing in the list and are asked for one by one, in one round."""
DELIVERIES, INSTALLATIONS = "deliveries", "installations"


@dataclass(frozen=True, slots=True)
class Recovery:
    """`count` hears of each request for another attempt: "asked" or "refused"."""

    app: App
    missed: MissedBook
    census: Census
    sweeps: SweepBook
    count: Callable[[str], None] = lambda _: None

    async def deliveries(self, now: datetime) -> int:
        """Look for deliveries that nobody took, and ask for them again; returns how many were asked for.

        Raises DatabaseUnavailable.
        """
        walk = await self.missed.turn(DELIVERIES, now, now + ROUND)
        if walk is None:
            return 0
        try:
            over = await self._walk(walk, now)
            return await self._ask(now) if over else 0
        except FactsUnavailable as unavailable:
            LOG.warning("recovery of deliveries: %s", unavailable)
            if isinstance(unavailable.advice, Retry) and unavailable.advice.at is not None:
                await self.missed.rest(DELIVERIES, unavailable.advice.at)
            return 0

    async def _walk(self, walk: Walk, now: datetime) -> bool:
        """Go on through the list; return whether its end was reached, or what was seen last time."""
        taken: set[str] = set()
        new = 0
        for _ in range(MOST_PAGES):
            page, cursor = await fetch_attempts(self.app, walk.cursor)
            fresh = [one for one in page if one.id > walk.seen and one.at > now - REDELIVERED_FOR]
            failed = sort_attempts(fresh, taken)
            if fresh:
                new += await self.missed.note(failed, tuple(taken), now)
            top = max((walk.top, *(one.id for one in page)))
            over = not cursor or not fresh
            walk = Walk(max(walk.seen, top), 0, "") if over else Walk(walk.seen, top, cursor)
            await self.missed.walked(DELIVERIES, walk)
            if over:
                break
        if new:
            LOG.warning("%d deliveries did not arrive: they are asked for again", new)
        return not walk.cursor

    async def _ask(self, now: datetime) -> int:
        for number in range(MOST_ASKS):
            one = await self.missed.take(now)
            if one is None:
                return number
            guid, attempt = one
            try:
                await attempt_again(self.app, attempt)
                self.count("asked")
            except FactsUnavailable as unavailable:
                self.count("refused")
                if isinstance(unavailable.advice, Skip):
                    await self.missed.give_up(guid)
                    continue
                await self.missed.give_back(guid, now + ROUND)
                raise
        return MOST_ASKS

    async def installations(self, now: datetime) -> int:
        """Take over who has the app from GitHub's list, and make sweeps due; returns how many.

        Raises DatabaseUnavailable.
        """
        if await self.missed.turn(INSTALLATIONS, now, now + CENSUS) is None:
            return 0
        try:
            granted = await fetch_installations(self.app, MOST_INSTALLATIONS)
            changes = (*await self.census.news(granted), *await self._gone(granted))
        except FactsUnavailable as unavailable:
            LOG.warning("the list of installations: %s", unavailable)
            return 0
        await self.census.apply(changes, now)
        await self.census.claim(granted)
        if strange := await self.census.strange(granted):
            LOG.warning("%s", _strange(strange, self.app.app_id))
        for change in changes:
            LOG.warning("installation %d was %s, and no event has told", change.installation, change.happened)
            self.app.tokens.evict_installation(change.installation)
        working = (one for one in granted if not one.suspended)
        return await self.sweeps.mark_due([sweep_of(one) for one in working], now)

    async def _gone(self, granted: tuple[Granted, ...]) -> list[StandingChange]:
        """Return which installations GitHub says are not there: being left out of a list is not enough."""
        gone = []
        for number in (await self.census.unlisted(granted))[:MOST_DOUBTED]:
            try:
                await self.app.ask(f"/app/installations/{number}")
            except FactsUnavailable as unavailable:
                if not isinstance(unavailable.advice, Skip):
                    raise
                gone.append(StandingChange("uninstalled", number))
        return gone


def _strange(installations: tuple[int, ...], app: int) -> str:
    named = ", ".join(map(str, installations[:MOST_DOUBTED]))
    more = f" and {len(installations) - MOST_DOUBTED} more" if len(installations) > MOST_DOUBTED else ""
    return (
        f"not installations of app {app}, and left as they are: {named}{more}. Was the database another app's? "
        "Then set its app id again, or `onesitting purge` what is not wanted any more"
    )


def sweep_of(granted: Granted) -> Subject:
    """Return the sweep of an installation."""
    return Subject("sweep", granted.id, 0, granted.account, 0, str(granted.id))
