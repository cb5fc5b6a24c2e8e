"""A simulated month of a thousand installations on the real queue: how late is late, and who waits for whom.

    python bench/month.py [--installations 1000] [--events 200000] [--workers 4] [--seconds-each 0.6] [--days 30]

Time is simulated, the queue and its database are not. Sizes follow Zipf's law, events fall into office hours of the
installation's own time zone and come in bursts on one pull request, journeys take a log-normal time, and each
installation may ask GitHub 5,000 questions an hour. Three incidents: GitHub answers nothing for two hours (day 9), a
small installation is flooded with ten thousand events in an hour (day 16), the server is down for an hour (day 20: what
was sent meanwhile is asked for again when it is back). Prints how long subjects waited beyond the window, by size and
incident, Jain's index of fairness over the installations' mean waits, and that nothing was lost.
"""

from __future__ import annotations

import argparse
import asyncio
import heapq
import random
import statistics
import tempfile
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from bot.facts.repository import Subject
from bot.inbox.database import open_database
from bot.inbox.patience import Patience
from bot.inbox.sqlite_queue import SqliteQueue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.inbox.queue import Claim, Queue

FIRST = datetime(2026, 6, 1, tzinfo=UTC)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
OFFICE = range(8, 18)
QUESTIONS_AN_HOUR, QUESTIONS_EACH = 5_000, 4
"""https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api; what one journey asks at most."""
OUTAGE = (FIRST + timedelta(days=8, hours=14), 2 * HOUR)
FLOOD = (FIRST + timedelta(days=15, hours=14), HOUR)
DOWN = (FIRST + timedelta(days=19, hours=14), HOUR)
ENOUGH = 50
FLOODED, FLOOD_EVENTS = 700, 10_000
"""An installation far down Zipf's law, and what throwaway accounts send it."""


class Wait(NamedTuple):
    """How long a subject waited beyond the window, from when to when."""

    installation: int
    begin: datetime
    end: datetime
    beyond: timedelta


@dataclass
class Month:
    """The simulation: a heap of moments, the workers that are free, and what was seen."""

    queue: Queue
    patience: Patience
    chance: random.Random
    workers: int
    seconds_each: float
    waits: list[Wait] = field(default_factory=list)
    outcomes: Counter[str] = field(default_factory=Counter)
    _heap: list[tuple[datetime, int, Callable[[], object]]] = field(default_factory=list)
    _order: Iterator[int] = field(default_factory=count)
    unseen: dict[str, datetime] = field(default_factory=dict)
    _asked: defaultdict[tuple[int, int], int] = field(default_factory=lambda: defaultdict(int))
    now: datetime = FIRST

    def at(self, moment: datetime, act: Callable[[], object]) -> None:
        """Do `act` (a coroutine function) at `moment`."""
        heapq.heappush(self._heap, (moment, next(self._order), act))

    async def run(self) -> None:
        """Play every moment, in order, then until nothing is due any more."""
        while self._heap or await self._later():
            self.now, _, act = heapq.heappop(self._heap)
            result = act()
            if asyncio.iscoroutine(result):
                await result

    async def _later(self) -> bool:
        due = await self.queue.next_due()
        if due is not None:
            self.at(max(due, self.now), self.look)
        return due is not None

    async def deliver(self, subject: Subject) -> None:
        """Something happened to the subject: it is due after the window. While the server is down nobody hears it."""
        back = DOWN[0] + DOWN[1]
        if DOWN[0] <= self.now < back:
            spread = timedelta(seconds=self.chance.uniform(5, 300))  # asked for again at a bounded rate
            self.outcomes["asked for again"] += 1
            return self.at(back + spread, lambda: self.deliver(subject))
        self.outcomes["delivered"] += 1
        self.unseen.setdefault(subject.key, self.now)
        await self.queue.mark((subject,), self.now)
        return self.at(self.now + self.patience.window, self.look)

    async def look(self) -> None:
        """Give every free worker a subject."""
        while self.workers and (claim := await self.queue.claim(self.now)) is not None:
            self.workers -= 1
            begin = self.unseen.pop(claim.subject.key, self.now)
            took = timedelta(seconds=self.chance.lognormvariate(0, 0.6) * self.seconds_each)
            self.at(self.now + took, lambda claim=claim, begin=begin: self.end(claim, begin))  # type: ignore[misc]

    async def end(self, claim: Claim, begin: datetime) -> None:
        """End a journey as the worker would: done, refused by a limit, or failed."""
        installation, key = claim.subject.installation, claim.subject.key
        hour = (installation, (self.now - FIRST) // HOUR)
        self.workers += 1
        if OUTAGE[0] <= self.now < OUTAGE[0] + OUTAGE[1]:
            self.outcomes["failed"] += 1
            self.unseen[key] = begin
            await self.queue.fail(claim, "GitHub answers 502", self.now, away=True)
        elif self._asked[hour] + QUESTIONS_EACH > QUESTIONS_AN_HOUR:
            self.outcomes["paused by the limit"] += 1
            self.unseen[key] = begin
            reset = FIRST + (hour[1] + 1) * HOUR
            until = self.patience.resume(reset, self.now, self.chance.random())
            await self.queue.pause(installation, until)
            await self.queue.reschedule(claim, until, "rate limit", self.now)
        else:
            self._asked[hour] += QUESTIONS_EACH
            self.outcomes["done"] += 1
            await self.queue.finish(claim, self.now)
            self.waits.append(Wait(installation, begin, self.now, self.now - begin - self.patience.window))
        await self.look()


def sizes(installations: int) -> list[float]:
    """Return each installation's share of the events, the largest first: Zipf's law with exponent 1."""
    whole = sum(1 / rank for rank in range(1, installations + 1))
    return [1 / rank / whole for rank in range(1, installations + 1)]


def traffic(asked: argparse.Namespace, chance: random.Random) -> Iterator[tuple[datetime, Subject]]:
    """Yield what happens in the month: bursts on pull requests, and the flood."""
    for rank, share in enumerate(sizes(asked.installations), start=1):
        zone, left = chance.choice((-8, -5, 0, 1, 5, 9)), round(share * asked.events)
        pulls = max(1, left // 8)
        while left > 0:
            begin = office_hour(asked.days, zone, chance)
            subject = pull(rank, chance.randrange(pulls))
            for _ in range(min(left, 1 if chance.random() < 0.6 else chance.randint(2, 8))):
                yield begin, subject
                begin += timedelta(seconds=chance.expovariate(1 / 40))
                left -= 1
    if asked.days * DAY > FLOOD[0] - FIRST and asked.installations >= FLOODED:
        for _ in range(FLOOD_EVENTS):
            yield FLOOD[0] + chance.random() * FLOOD[1], pull(FLOODED, chance.randrange(FLOOD_EVENTS))


def office_hour(days: int, zone: int, chance: random.Random) -> datetime:
    """Return a moment of the month: nine of ten are on a weekday in office hours of that zone."""
    while True:
        moment = FIRST + chance.random() * days * DAY
        local = moment + timedelta(hours=zone)
        if chance.random() < 0.1 or (local.weekday() < 5 and local.hour in OFFICE):
            return moment


def pull(installation: int, number: int) -> Subject:
    """Return a pull request of the installation's one repository."""
    return Subject("pull_request", installation, 10_000 + installation, f"org-{installation}/repo", number + 1, "")


def row(name: str, waits: Sequence[Wait]) -> str:
    """Return one row: how many, and how long they waited beyond the window, in seconds."""
    if not waits:
        return f"{name:<44}{'none':>9}"
    late = sorted(max(0.0, wait.beyond.total_seconds()) for wait in waits)
    parts = "".join(f"{late[min(len(late) - 1, int(len(late) * part))]:>10,.1f}" for part in (0.5, 0.95, 0.99))
    return f"{name:<44}{len(late):>9,}{parts}{late[-1]:>11,.1f}"


def during(waits: Sequence[Wait], incident: tuple[datetime, timedelta], after: timedelta = HOUR) -> list[Wait]:
    """Return the waits that began in the incident or in the hour after it."""
    return [wait for wait in waits if incident[0] <= wait.begin < incident[0] + incident[1] + after]


def report(month: Month) -> None:
    """Print the figures."""
    incidents = {*during(month.waits, OUTAGE), *during(month.waits, DOWN)}
    usual = [w for w in month.waits if w not in incidents]
    flood = during(month.waits, FLOOD, timedelta(0))
    print(", ".join(f"{name} {number:,}" for name, number in sorted(month.outcomes.items())))
    print(f"{'seconds beyond the window':<44}{'subjects':>9}{'p50':>10}{'p95':>10}{'p99':>10}{'most':>11}")
    for name, chosen in (
        ("the ten largest, no incident", [w for w in usual if w.installation <= 10]),
        ("the next ninety, no incident", [w for w in usual if 10 < w.installation <= 100]),
        ("the rest, no incident", [w for w in usual if w.installation > 100 and w.installation != FLOODED]),
        ("begun while GitHub was away, or an hour after", during(month.waits, OUTAGE)),
        ("everybody else during the flood", [w for w in flood if w.installation != FLOODED]),
        ("the flooded installation", [w for w in flood if w.installation == FLOODED]),
        ("begun in the hour after the server was down", during(month.waits, DOWN)),
    ):
        print(row(name, chosen))
    means = defaultdict(list)
    for wait in usual:
        if wait.installation != FLOODED:
            means[wait.installation].append(wait.beyond.total_seconds())
    each = [max(0.001, statistics.fmean(waits)) for waits in means.values() if len(waits) >= ENOUGH]
    fairness = sum(each) ** 2 / (len(each) * sum(e * e for e in each)) if each else 1.0
    print(f"Jain's index of the mean waits of {len(each)} installations with {ENOUGH} subjects or more: {fairness:.3f}")


async def main() -> None:
    """Play the month and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--installations", type=int, default=1_000)
    parser.add_argument("--events", type=int, default=200_000)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--seconds-each", type=float, default=0.6)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="onesitting-month-", dir=asked.folder) as folder:
        database, patience = open_database(f"sqlite:///{Path(folder) / 'month.sqlite3'}"), Patience()
        chance = random.Random(asked.seed)  # noqa: S311 - a simulation
        queue = SqliteQueue(database, patience, chance=chance.random)
        month = Month(queue, patience, chance, asked.workers, asked.seconds_each)
        for moment, subject in traffic(asked, chance):
            month.at(moment, lambda subject=subject: month.deliver(subject))  # type: ignore[misc]
        await month.run()
        health = await queue.health(month.now)
        report(month)
        assert (health.due, health.waiting, health.in_hand) == (0, 0, 0), health
        given_up = {each.subject.key for each in await queue.parked(limit=health.parked + 1)}
        assert set(month.unseen) == given_up, month.unseen.keys() ^ given_up
        print(
            "nothing lost: every subject was looked at after its last event, or was given up after "
            f"{patience.attempts} attempts and waits for a person: {len(given_up)}"
        )
        await database.close()


if __name__ == "__main__":
    asyncio.run(main())
