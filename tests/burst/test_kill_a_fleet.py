"""`kill -9` at random in a fleet on PostgreSQL: nothing that was answered 202 is lost, and nothing is said twice.

Real processes, real sockets and a real server: there is no clock to drive by hand, so this test waits in small steps
for a condition, with a deadline (tests/burst/patience.py).
"""

from __future__ import annotations

import asyncio
import time
from random import Random
from typing import TYPE_CHECKING

import pytest

from tests.burst import evidence
from tests.burst.deliveries import deliver, figures, must_be_stored
from tests.burst.kills import CHECK, COMMENT, LABEL, Moments
from tests.burst.patience import eventually
from tests.burst.town import Town
from tests.compose import replicas
from tests.homes import IN_POSTGRESQL

if TYPE_CHECKING:
    import httpx

    from bot.practice import PracticeGitHub
    from tests.burst.conftest import MakeServer
    from tests.burst.server import Server

pytestmark = [pytest.mark.burst, IN_POSTGRESQL]

ORGANISATIONS = tuple(f"house-{number:02}" for number in range(20))
PULLS, ISSUES = 18, 3
"""In each organisation: 420 subjects in all."""
AT_A_TIME = 50
MOST_UNDONE = 380
"""Subjects that wait for a worker while more is delivered: so the sending, and with it the kills, lasts as long as the
work does, and ten deliveries meet in one evaluation."""
KILLS = 12
WRITES = {CHECK: (5, 200), COMMENT: (5, 100), LABEL: (2, 30)}
SETTINGS = {
    "ONESITTING_WINDOW_SECONDS": "2",
    "ONESITTING_QUIET_SECONDS": "0",
    "ONESITTING_FUSE": "500",
    "LOG_LEVEL": "WARNING",
}


class Fleet:
    """Web and worker processes; `run` kills some at their moments and starts them again."""

    def __init__(
        self, practice: PracticeGitHub, webs: list[Server], workers: list[Server], chance: Random, deliveries: int
    ) -> None:
        self.webs, self.workers = webs, workers
        self.killed: list[Server] = []
        self._chance = chance
        self._moments = Moments(
            practice,
            chance,
            deliveries=deliveries,
            times=KILLS,
            writes=WRITES,
            kill=lambda: self._kill(self.workers),
        )

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
            if self._moments.has_come():
                self._kill(self.everybody)
            await asyncio.sleep(0.01)

    async def door(self) -> str:
        """Return the door of a web process that answers: one that is alive may not have come so far."""
        doors: list[str] = []

        async def is_open() -> bool:
            doors[:] = [web.door for web in self.webs if await web.answers()]
            return bool(doors)

        await eventually(is_open, "no web process came back")
        return self._chance.choice(doors)

    async def has_at_most(self, undone: int) -> bool:
        """Return whether so few subjects are not done with."""
        found = await self.webs[0].undone()
        return found is not None and found <= undone

    def kills(self) -> str:
        """Return who was killed, in words."""
        webs = sum(server in self.webs for server in self.killed)
        return f"{webs} web and {len(self.killed) - webs} worker processes killed"

    def complaints(self) -> list[str]:
        """Return what the logs say at level error."""
        return [line for server in self.everybody for line in server.complaints()]

    def _kill(self, which: list[Server]) -> bool:
        living = [each for each in which if each.alive]
        if living:
            self.killed.append(self._chance.choice(living))
            self.killed[-1].kill()
        return bool(living)


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
    chance, began = Random(8), time.monotonic()  # noqa: S311 - the same moments each time
    town = Town(practice, chance, pulls=PULLS, issues=ISSUES, organisations=ORGANISATIONS)
    settings = {**SETTINGS, "DATABASE_URL": url}
    webs = [make_server("web", **settings) for _ in range(replicas("web"))]
    workers = [make_server("worker", **settings) for _ in range(replicas("worker"))]
    await asyncio.gather(*(server.start() for server in (*webs, *workers)))
    deliveries = int(pytestconfig.getoption("--deliveries"))
    fleet = Fleet(practice, webs, workers, chance, deliveries)
    watching = asyncio.create_task(fleet.run())

    async def keeps_up() -> bool:
        return await fleet.has_at_most(MOST_UNDONE)

    async def quiet() -> bool:
        await deliver(practice, hookshot, fleet.door, chance)
        return await fleet.has_at_most(0)

    while len(practice.world.webhooks.deliveries) < deliveries:
        await deliver(practice, hookshot, fleet.door, chance)
        await eventually(keeps_up, lambda: evidence.unrest(fleet.everybody))
        for _ in range(AT_A_TIME):
            town.act()
    await eventually(quiet, lambda: evidence.unrest(fleet.everybody), within=600)
    watching.cancel()
    queue = await webs[0].queue()
    stored = {str(guid) for (guid,) in webs[0].select("SELECT guid FROM deliveries")}
    with capsys.disabled():
        print(figures(practice, fleet.kills(), time.monotonic() - began))  # noqa: T201 - what people run this for
    found = town.wrong()
    assert must_be_stored(practice) - stored == set()
    assert found == {}, evidence.wrong(found, fleet.everybody)
    ended = (len(fleet.killed), queue["parked"], fleet.complaints())
    assert ended == (KILLS + len(WRITES), 0, []), evidence.unrest(fleet.everybody)
