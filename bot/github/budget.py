"""What of GitHub's limits is left for whom, asked before each call: nobody runs into a limit that can be foreseen.

Sources: https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api (an hour's requests by
installation; 900 points a minute, a change is five; 80 changes a minute and 500 an hour; 100 requests at a time) and
https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api (2,000 points a minute).
The hour's requests are what GitHub's last answer said, so they hold over all processes, as do changes, which are
counted in the database; points and requests at a time are counted by each process, which takes its share of them.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol
from weakref import WeakValueDictionary

from bot.facts.errors import FactsUnavailable, Retry, Wait
from bot.github.failures import http_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

Purpose = Literal["command", "work", "page", "background"]
RESERVED: Mapping[Purpose, float] = {"command": 0.0, "work": 0.1, "page": 0.3, "background": 0.5}
"""Which share of the hour's requests is left to others: the last tenth is kept for what people ask for by command.

Everybody may read the pages of a public repository: the last three tenths of the hour are not theirs.
"""

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
POINTS: Mapping[str, int] = {"core": 810, "graphql": 1_800}
"""Nine tenths of what GitHub allows in a minute: pages and other tools call, too."""
READ, CHANGE = 1, 5
AT_A_TIME, ALL_AT_A_TIME = 10, 90
"""Requests of one installation under way in one process, and in all: GitHub allows a hundred."""
LEAST_POINTS = 60
"""What a process may always use in a minute: with less, a large pull request would begin anew for ever."""
CHANGES = ((MINUTE, 80), (HOUR, 500))
SHARES = (1.0, 0.9, 0.75)
"""Which share of the changes each priority may use up: check run, comment, label (bot.effects.kinds)."""


class Spendings(Protocol):
    """Counts changes over all processes; bot.inbox.spendings answers."""

    async def spend(
        self, installation: int, most: Sequence[tuple[timedelta, int]], now: datetime, changes: int = 1
    ) -> datetime | None:
        """Write changes down unless that is more than `most` in one of the spans; then return when there is room."""
        ...


class Quota(NamedTuple):
    """What GitHub said last of an hour's requests; `reset_at` is by our clock."""

    limit: int
    left: int
    reset_at: datetime


class Unlimited:
    """Spendings that count nothing: where nothing is written."""

    async def spend(
        self,
        installation: int,  # noqa: ARG002 - the protocol's arguments
        most: Sequence[tuple[timedelta, int]],  # noqa: ARG002
        now: datetime,  # noqa: ARG002
        changes: int = 1,  # noqa: ARG002
    ) -> datetime | None:
        """Return that there is room."""
        return None


@dataclass(slots=True, eq=False)
class Budget:
    """`count` hears why a call was not made: "requests", "points" or "changes".

    `sharers` tells how many processes work, this one among them: each takes an even share, as subjects go to all alike.
    """

    now: Callable[[], datetime]
    spendings: Spendings = field(default_factory=Unlimited)
    count: Callable[[str], None] = lambda _: None
    sharers: Callable[[], int] = lambda: 1
    quotas: dict[tuple[int, str], Quota] = field(default_factory=dict)
    _minutes: dict[tuple[int, str], deque[tuple[datetime, int]]] = field(default_factory=dict)
    _gates: WeakValueDictionary[int, asyncio.Semaphore] = field(default_factory=WeakValueDictionary)

    def gate(self, installation: int) -> asyncio.Semaphore:
        """Return what lets so many requests of an installation through at a time."""
        gate = self._gates.get(installation)
        if gate is None:
            share = max(1, ALL_AT_A_TIME // self.sharers())
            gate = self._gates[installation] = asyncio.Semaphore(min(AT_A_TIME, share))
        return gate

    def admit(self, installation: int, resource: str, purpose: Purpose, points: int) -> None:
        """Count a call that is about to be made; raises FactsUnavailable where there is no room for it."""
        now, quota = self.now(), self.quotas.get((installation, resource))
        if quota is not None and now < quota.reset_at and quota.left <= quota.limit * RESERVED[purpose]:
            self.count("requests")
            says = f"rate limit: {quota.left} of {quota.limit} requests ({resource}) are left of this hour"
            advice = Wait(f"{says}, kept for others", quota.reset_at) if quota.left else Retry(says, quota.reset_at)
            raise FactsUnavailable(advice)
        self._points(installation, resource, points, now)

    def _points(self, installation: int, resource: str, points: int, now: datetime) -> None:
        minute = self._minutes.setdefault((installation, resource), deque())
        while minute and minute[0][0] <= now - MINUTE:
            minute.popleft()
        share = max(LEAST_POINTS, POINTS[resource] // self.sharers())
        if sum(spent for _, spent in minute) + points > share:
            self.count("points")
            says = f"{share} points ({resource}) were used within a minute"
            raise FactsUnavailable(Wait(says, minute[0][0] + MINUTE))
        minute.append((now, points))

    async def afford(self, installation: int, purpose: Purpose, priority: int, changes: int) -> None:
        """Count changes that are about to be made; raises FactsUnavailable where there is no room for them."""
        share = 1.0 if purpose == "command" else SHARES[priority]
        most = [(span, int(number * share)) for span, number in CHANGES]
        at = await self.spendings.spend(installation, most, self.now(), changes)
        if at is not None:
            self.count("changes")
            says = f"the installation's changes are used up: {most[0][1]} a minute, {most[1][1]} an hour"
            raise FactsUnavailable(Wait(says, at))

    def learn(self, installation: int, resource: str, headers: Mapping[str, str]) -> None:
        """Take in what an answer says of the hour's requests."""
        limit, left, reset = (headers.get(f"x-ratelimit-{name}", "") for name in ("limit", "remaining", "reset"))
        resource = headers.get("x-ratelimit-resource", resource)
        if resource not in POINTS or not (limit.isdecimal() and left.isdecimal() and reset.isdecimal()):
            return
        now = self.now()
        theirs = http_date(headers.get("date", "")) or now
        reset_at = now + (datetime.fromtimestamp(int(reset[:10]), tz=UTC) - theirs)
        self.quotas[installation, resource] = Quota(int(limit), int(left), reset_at)
        self._forget(now)

    def _forget(self, now: datetime) -> None:
        """Keep nothing of installations that were quiet for an hour."""
        for key in [key for key, quota in self.quotas.items() if quota.reset_at <= now - HOUR]:
            del self.quotas[key]
            self._minutes.pop(key, None)
