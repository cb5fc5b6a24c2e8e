"""`kill -9` in the middle of everything: nothing that was answered 202 is lost, and nothing is said twice.

A real process, a real socket and a real disk: there is no clock to drive by hand, so these tests wait in small steps
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

if TYPE_CHECKING:
    import httpx

    from bot.practice import PracticeGitHub
    from tests.burst.conftest import MakeServer
    from tests.burst.server import Server

pytestmark = pytest.mark.burst

MOST_DELIVERIES = 2_000
AT_A_TIME = 100
KILLS = 2
WRITES = {CHECK: (5, 40), COMMENT: (5, 30), LABEL: (2, 9)}


class Reaper:
    """Kills the server at its moments, and starts it again."""

    def __init__(self, practice: PracticeGitHub, server: Server, chance: Random, deliveries: int) -> None:
        self.kills = 0
        self._server = server
        self._moments = Moments(practice, chance, deliveries=deliveries, times=KILLS, writes=WRITES, kill=self._kill)

    async def run(self) -> None:
        """Watch until cancelled."""
        while True:
            if not self._server.alive:
                self._server.spawn()
            if self._moments.has_come():
                self._kill()
            await asyncio.sleep(0.01)

    async def door(self) -> str:
        """Return the server's door as soon as it answers."""
        await eventually(self._server.answers, "the server did not come back")
        return self._server.door

    def _kill(self) -> bool:
        was_alive = self._server.alive
        self._server.kill()
        self.kills += was_alive
        return was_alive


async def test_a_server_that_is_killed_in_a_burst_loses_and_doubles_nothing(
    practice: PracticeGitHub,
    hookshot: httpx.AsyncClient,
    make_server: MakeServer,
    capsys: pytest.CaptureFixture[str],
    pytestconfig: pytest.Config,
) -> None:
    """Up to two thousand deliveries on 102 pull requests and 18 issues of three installations, and five kills."""
    chance, began = Random(2), time.monotonic()  # noqa: S311 - the same moments each time
    deliveries = min(MOST_DELIVERIES, int(pytestconfig.getoption("--deliveries")))
    town = Town(practice, chance, pulls=34, issues=6)
    server = make_server(ONESITTING_WINDOW_SECONDS="2", ONESITTING_QUIET_SECONDS="2", LOG_LEVEL="WARNING")
    await server.start()
    reaper = Reaper(practice, server, chance, deliveries)
    watching = asyncio.create_task(reaper.run())
    for _ in range(deliveries // AT_A_TIME):
        for _ in range(AT_A_TIME):
            town.act()
        await deliver(practice, hookshot, reaper.door, chance)

    async def quiet() -> bool:
        await deliver(practice, hookshot, reaper.door, chance)
        return await server.rests()

    await eventually(quiet, lambda: evidence.unrest([server]), within=300)
    watching.cancel()
    queue = await server.queue()
    await server.stop()
    stored = {str(guid) for (guid,) in server.select("SELECT guid FROM deliveries")}
    with capsys.disabled():
        print(figures(practice, f"{reaper.kills} kills", time.monotonic() - began))  # noqa: T201 - what people run it for
    found = town.wrong()
    assert must_be_stored(practice) - stored == set()
    assert found == {}, evidence.wrong(found, [server])
    assert (reaper.kills, queue["parked"], server.complaints()) == (KILLS + len(WRITES), 0, []), evidence.unrest(
        [server]
    )
