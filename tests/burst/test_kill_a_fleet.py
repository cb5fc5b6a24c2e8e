"""`kill -9` at random in a fleet on PostgreSQL: nothing that was answered 202 is lost, and nothing is said twice.

Real processes, real sockets and a real server: there is no clock to drive by hand, so this test waits in small steps
for a condition, with a deadline (tests/burst/patience.py).
"""

from __future__ import annotations

import asyncio
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.burst.conftest import CONNECTIONS
from tests.burst.deliveries import REDELIVERIES, must_be_stored
from tests.burst.patience import eventually
from tests.burst.town import Town
from tests.compose import replicas
from tests.homes import IN_POSTGRESQL

if TYPE_CHECKING:
    import httpx

    from bot.practice import PracticeGitHub
    from bot.practice.routes.call import Call
    from tests.burst.conftest import MakeServer
    from tests.burst.server import Server

pytestmark = [pytest.mark.burst, IN_POSTGRESQL]

AT_A_TIME = 500
ORGANISATIONS = tuple(f"house-{number:02}" for number in range(20))
PULLS, ISSUES = 18, 3
"""In each organisation: 420 subjects in all."""
KILLS = 12
SETTINGS = {
    "ONESITTING_WINDOW_SECONDS": "60",
    "ONESITTING_QUIET_SECONDS": "0",
    "ONESITTING_FUSE": "500",
    "LOG_LEVEL": "WARNING",
}
COMMENT, CHECK, LABEL = (
    "/repos/{owner}/{repo}/issues/{issue_number}/comments",
    "/repos/{owner}/{repo}/check-runs",
    "/repos/{owner}/{repo}/issues/{issue_number}/labels",
)


class Fleet:
    """Web and worker processes; `run` kills some at seeded moments and starts them again."""

    def __init__(
        self, practice: PracticeGitHub, webs: list[Server], workers: list[Server], chance: Random, deliveries: int
    ) -> None:
        self.webs, self.workers = webs, workers
        self.killed: list[Server] = []
        self._practice = practice
        self._chance = chance
        self._moments = sorted(chance.sample(range(deliveries // 20, deliveries), KILLS), reverse=True)
        for route, first, last in ((CHECK, 5, 200), (COMMENT, 5, 100), (LABEL, 2, 30)):
            self._kill_at(route, chance.randint(first, last))

    @property
    def everybody(self) -> list[Server]:
        """Return every process."""
        return [*self.webs, *self.workers]

    async def run(self) -> None:
        """Watch until cancelled."""
        while True:
            for server in self.everybody:
                if not server.alive:
                    server.spawn()
            if self._moments and len(self._practice.deliveries) >= self._moments[-1]:
                self._moments.pop()
                self._kill(self.everybody)
            await asyncio.sleep(0.01)

    async def door(self) -> str:
        """Return the door of a web process that answers."""

        async def is_open() -> bool:
            return any([await web.answers() for web in self.webs])

        await eventually(is_open, "no web process came back")
        return self._chance.choice([web.door for web in self.webs if web.alive])

    async def rests(self) -> bool:
        """Whether nothing is left to do."""
        return self.webs[0].alive and await self.webs[0].answers() and await self.webs[0].rests()

    def complaints(self) -> list[str]:
        """Return what the logs say at level error."""
        return [line for server in self.everybody for line in server.complaints()]

    def _kill_at(self, route: str, number: int) -> None:
        """Kill a worker when this write arrives: it may be the one whose answer then reaches nobody."""

        def kill(_: Call) -> bool:
            nonlocal number
            number -= 1
            if number <= 0:
                moment.clear()
                self._kill(self.workers)
            return False

        moment = self._practice.fault("POST", route, only=kill)

    def _kill(self, which: list[Server]) -> None:
        server = self._chance.choice([each for each in which if each.alive])
        server.kill()
        self.killed.append(server)


async def deliver(practice: PracticeGitHub, client: httpx.AsyncClient, fleet: Fleet, chance: Random) -> None:
    """Send what waits in any order to any web process; what was not taken is delivered again, as it was."""
    while practice.pending:
        chance.shuffle(practice.pending)
        for attempt in await practice.deliver(client, await fleet.door(), at_once=CONNECTIONS):
            if not attempt.ok:
                assert len(attempt.delivery.attempts) <= REDELIVERIES
                practice.redeliver(attempt.delivery.guid)


def summary(practice: PracticeGitHub, fleet: Fleet) -> str:
    """Return how much that was, in one line."""
    sent, deliveries = len(practice.deliveries), len(practice.world.webhooks.deliveries)
    looks = sum(call.operation in ("PullRequestSaid", "IssueSaid") for call in practice.calls)
    writes = sum(call.is_write for call in practice.calls)
    webs = sum(server in fleet.webs for server in fleet.killed)
    kills = f"{webs} web and {len(fleet.killed) - webs} worker processes killed"
    return f"\n{deliveries} deliveries sent {sent} times, {kills}, {looks} evaluations, {writes} writes"


async def test_a_fleet_whose_processes_are_killed_loses_and_doubles_nothing(
    *,
    practice: PracticeGitHub,
    hookshot: httpx.AsyncClient,
    make_server: MakeServer,
    url: str,
    capsys: pytest.CaptureFixture[str],
    pytestconfig: pytest.Config,
) -> None:
    """Thousands of deliveries on 420 pull requests and issues of twenty installations, and fifteen kills."""
    chance = Random(8)  # noqa: S311 - the same moments each time
    town = Town(practice, chance, pulls=PULLS, issues=ISSUES, organisations=ORGANISATIONS)
    settings = {**SETTINGS, "DATABASE_URL": url}
    webs = [make_server("web", **settings) for _ in range(replicas("web"))]
    workers = [make_server("worker", **settings) for _ in range(replicas("worker"))]
    for server in (*webs, *workers):
        await server.start()
    deliveries = int(pytestconfig.getoption("--deliveries"))
    fleet = Fleet(practice, webs, workers, chance, deliveries)
    watching = asyncio.create_task(fleet.run())
    while len(practice.world.webhooks.deliveries) < deliveries:
        for _ in range(AT_A_TIME):
            town.act()
        await deliver(practice, hookshot, fleet, chance)

    async def quiet() -> bool:
        await deliver(practice, hookshot, fleet, chance)
        return await fleet.rests()

    await eventually(quiet, "the queue did not come to rest", within=600)
    watching.cancel()
    queue = await webs[0].queue()
    stored = {str(guid) for (guid,) in webs[0].select("SELECT guid FROM deliveries")}
    with capsys.disabled():
        print(summary(practice, fleet))  # noqa: T201 - the figures are what people run this for
    assert must_be_stored(practice) - stored == set()
    assert town.wrong() == []
    assert (len(fleet.killed), queue["parked"], fleet.complaints()) == (KILLS + 3, 0, [])
