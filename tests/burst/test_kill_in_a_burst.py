"""`kill -9` in the middle of everything: nothing that was answered 202 is lost, and nothing is said twice.

A real process, a real socket and a real disk: there is no clock to drive by hand, so these tests wait in small steps
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

if TYPE_CHECKING:
    import httpx

    from bot.practice import PracticeGitHub
    from bot.practice.routes.call import Call
    from tests.burst.conftest import MakeServer
    from tests.burst.server import Server

pytestmark = pytest.mark.burst

DELIVERIES = 2_000
AT_A_TIME = 100
COMMENT, CHECK, LABEL = (
    "/repos/{owner}/{repo}/issues/{issue_number}/comments",
    "/repos/{owner}/{repo}/check-runs",
    "/repos/{owner}/{repo}/issues/{issue_number}/labels",
)


class Reaper:
    """Kills the server at seeded moments, after so many deliveries and while it writes; and starts it again."""

    def __init__(self, practice: PracticeGitHub, server: Server, chance: Random) -> None:
        self.kills = 0
        self._practice = practice
        self._server = server
        self._at_deliveries = sorted(chance.sample(range(DELIVERIES // 10, DELIVERIES), 2), reverse=True)
        for route, first, last in ((CHECK, 5, 40), (COMMENT, 5, 30), (LABEL, 2, 9)):
            self._kill_at(route, chance.randint(first, last))

    async def run(self) -> None:
        """Watch until cancelled."""
        while True:
            if not self._server.alive:
                await self._server.start()
            if self._at_deliveries and len(self._practice.deliveries) >= self._at_deliveries[-1]:
                self._at_deliveries.pop()
                self._kill()
            await asyncio.sleep(0.01)

    def _kill_at(self, route: str, number: int) -> None:
        """Kill when this write arrives. GitHub takes it all the same: only its answer reaches nobody."""

        def kill(_: Call) -> bool:
            nonlocal number
            number -= 1
            if number <= 0 and self._server.alive:
                moment.clear()
                self._kill()
            return False

        moment = self._practice.fault("POST", route, only=kill)

    def _kill(self) -> None:
        self._server.kill()
        self.kills += 1


async def deliver(practice: PracticeGitHub, client: httpx.AsyncClient, server: Server, chance: Random) -> None:
    """Send what waits in any order; what was not taken is delivered again, as it was, when the server is back."""
    while practice.pending:
        await eventually(server.answers, "the server did not come back")
        chance.shuffle(practice.pending)
        for attempt in await practice.deliver(client, server.door, at_once=CONNECTIONS):
            if not attempt.ok:
                assert len(attempt.delivery.attempts) <= REDELIVERIES
                practice.redeliver(attempt.delivery.guid)


def summary(practice: PracticeGitHub, reaper: Reaper) -> str:
    """Return how much that was, in one line."""
    sent, deliveries = len(practice.deliveries), len(practice.world.webhooks.deliveries)
    looks = sum(call.operation in ("PullRequestSaid", "IssueSaid") for call in practice.calls)
    writes = sum(call.is_write for call in practice.calls)
    return f"\n{deliveries} deliveries sent {sent} times, {reaper.kills} kills, {looks} evaluations, {writes} writes"


async def test_a_server_that_is_killed_in_a_burst_loses_and_doubles_nothing(
    practice: PracticeGitHub, hookshot: httpx.AsyncClient, make_server: MakeServer, capsys: pytest.CaptureFixture[str]
) -> None:
    """Two thousand deliveries on 102 pull requests and 18 issues of three installations, and five kills."""
    chance = Random(2)  # noqa: S311 - the same moments each time
    town = Town(practice, chance, pulls=34, issues=6)
    server = make_server(ONESITTING_WINDOW_SECONDS="2", ONESITTING_QUIET_SECONDS="2", LOG_LEVEL="WARNING")
    reaper = Reaper(practice, server, chance)
    await server.start()
    watching = asyncio.create_task(reaper.run())
    for _ in range(DELIVERIES // AT_A_TIME):
        for _ in range(AT_A_TIME):
            town.act()
        await deliver(practice, hookshot, server, chance)

    async def quiet() -> bool:
        await deliver(practice, hookshot, server, chance)
        return await server.rests()

    await eventually(quiet, f"the queue did not come to rest, see {server.log}")
    watching.cancel()
    queue = await server.queue()
    await server.stop()
    stored = {str(guid) for (guid,) in server.select("SELECT guid FROM deliveries")}
    with capsys.disabled():
        print(summary(practice, reaper))  # noqa: T201 - the figures are what people run this for
    assert must_be_stored(practice) - stored == set()
    assert town.wrong() == []
    assert (reaper.kills, queue["parked"], server.complaints()) == (5, 0, [])
