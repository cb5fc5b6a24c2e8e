"""An upgrade without a stop: two versions side by side on one PostgreSQL, under deliveries, and nothing is lost.

    PYTHONPATH=. python bench/rolling_upgrade.py OLD_REF [--deliveries 2000] [--pulls 8] [--organisations 5] [--seed 8]

`OLD_REF` is the commit of the version that runs, in the history of this clone; the new one is what lies here. Two web
and two worker processes of the old version are replaced one after the other, as docs/operations.md says: the new one
is started, the old one gets SIGTERM. Deliveries go to any web process that is up, in any order, all the time. In the
end every pull request and every issue must be as it should, nothing said twice and nothing lost, and no log may tell
of an error. Exits with 1 where that is not so.
"""

from __future__ import annotations

import argparse
import asyncio
import io
import subprocess
import sys
import tarfile
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path
from random import Random

import httpx

from bot.practice import PracticeGitHub
from tests.burst.deliveries import REDELIVERIES, must_be_stored
from tests.burst.patience import eventually
from tests.burst.served import served
from tests.burst.server import Server
from tests.burst.town import Town
from tests.postgres.server import PostgresServer

HERE = Path(__file__).parent.parent
ROLES = ("worker", "web", "worker", "web")
AT_A_TIME, CONNECTIONS = 50, 16
SETTINGS = {"ONESITTING_WINDOW_SECONDS": "2", "ONESITTING_QUIET_SECONDS": "0", "ONESITTING_FUSE": "500"}


class Upgrade:
    """The processes of both versions, and what GitHub sends them."""

    def __init__(self, practice: PracticeGitHub, town: Town, client: httpx.AsyncClient, chance: Random) -> None:
        self.running: list[tuple[str, Server]] = []
        self.stopped: list[tuple[int, Server]] = []
        self.refused = 0
        self._practice, self._town, self._client, self._chance = practice, town, client, chance

    @property
    def everybody(self) -> list[Server]:
        """Return every process there was."""
        return [*(server for _, server in self.stopped), *(server for _, server in self.running)]

    async def start(self, role: str, server: Server) -> None:
        """Start a process and count on it from when it answers."""
        await server.start()
        self.running.append((role, server))

    async def stop_first(self, role: str) -> None:
        """Send the oldest process of a role the stop signal."""
        place = next(number for number, (its, _) in enumerate(self.running) if its == role)
        _, server = self.running.pop(place)
        self.stopped.append((await server.stop(), server))

    async def act(self, deliveries: int) -> None:
        """Let people do things, and send what GitHub tells of them, until there were so many deliveries."""
        while len(self._practice.world.webhooks.deliveries) < deliveries:
            for _ in range(AT_A_TIME):
                self._town.act()
            await self.deliver()

    async def deliver(self) -> None:
        """Send what waits; what was not taken is sent again, as recovery has it sent."""
        while self._practice.pending:
            self._chance.shuffle(self._practice.pending)
            door = self._chance.choice([server.door for role, server in self.running if role == "web"])
            for attempt in await self._practice.deliver(self._client, door, at_once=CONNECTIONS):
                if not attempt.ok:
                    self.refused += 1
                    assert len(attempt.delivery.attempts) <= REDELIVERIES, attempt
                    self._practice.redeliver(attempt.delivery.guid)

    async def rests(self) -> bool:
        """Deliver what the last work told of; whether nothing is left to do."""
        await self.deliver()
        web = next(server for role, server in self.running if role == "web")
        try:
            return await web.rests()
        except httpx.TimeoutException:  # a busy machine: not yet
            return False


async def main() -> int:
    """Run the old version, upgrade it under load, and look."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("old")
    parser.add_argument("--deliveries", type=int, default=2_000)
    parser.add_argument("--pulls", type=int, default=8)
    parser.add_argument("--organisations", type=int, default=5)
    parser.add_argument("--seed", type=int, default=8)
    asked = parser.parse_args()
    chance = Random(asked.seed)  # noqa: S311 - the same acts each time
    async with AsyncExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="onesitting-upgrade-")))
        old = unpacked(asked.old, folder / "old")
        postgres = PostgresServer()
        stack.callback(postgres.close)
        settings = {**SETTINGS, "DATABASE_URL": postgres.url(postgres.create())}
        practice = PracticeGitHub(directory=folder / "github")
        address = await stack.enter_async_context(served(practice))
        client = await stack.enter_async_context(httpx.AsyncClient())
        organisations = [f"house-{number}" for number in range(asked.organisations)]
        town = Town(practice, chance, pulls=asked.pulls, issues=3, organisations=organisations)
        upgrade = Upgrade(practice, town, client, chance)

        async def started(role: str, code: Path) -> None:
            server = Server(practice, address, folder, role, **settings, PYTHONPATH=str(code))
            stack.push_async_callback(server.close)
            await upgrade.start(role, server)

        began = time.perf_counter()
        for role in ROLES:
            await started(role, old)
        before = version(upgrade.running[0][1])
        for step, role in enumerate(ROLES, 1):
            acting = asyncio.create_task(upgrade.act(asked.deliveries * step // (len(ROLES) + 1)))
            await started(role, HERE)
            await acting
            acting = asyncio.create_task(upgrade.act(asked.deliveries * step // (len(ROLES) + 1) + 4 * AT_A_TIME))
            await upgrade.stop_first(role)
            await acting
        await upgrade.act(asked.deliveries)
        await eventually(upgrade.rests, "the queue did not come to rest", within=600)
        return report(practice, town, upgrade, before, time.perf_counter() - began)


def report(practice: PracticeGitHub, town: Town, upgrade: Upgrade, before: object, seconds: float) -> int:
    """Print how it went; return 1 where something is not as it should."""
    last = upgrade.running[0][1]
    stored = {str(guid) for (guid,) in last.select("SELECT guid FROM deliveries")}
    (parked,) = last.select("SELECT count(*) FROM subjects WHERE parked_at IS NOT NULL")[0]
    wrong = {
        "lost": sorted(must_be_stored(practice) - stored),
        "wrong": town.wrong(),
        "parked": parked,
        "ends": [code for code, _ in upgrade.stopped if code],
        "errors": [line for server in upgrade.everybody for line in server.complaints()],
    }
    deliveries, writes = len(practice.world.webhooks.deliveries), sum(call.is_write for call in practice.calls)
    looks = sum(call.operation in ("PullRequestSaid", "IssueSaid") for call in practice.calls)
    print(
        f"tables {before} to {version(last)}: {len(upgrade.stopped)} processes replaced under {deliveries:,} "
        f"deliveries on {len(town.pulls) + len(town.issues)} subjects, {upgrade.refused} of them sent again; "
        f"{looks} evaluations, {writes} writes, {seconds:.0f} s"
    )
    for what, found in wrong.items():
        print(f"{what}: {found or 'nothing'}")
    return 1 if any(wrong.values()) else 0


def version(server: Server) -> object:
    """Return the version of the tables."""
    return server.select("SELECT version_num FROM alembic_version")[0][0]


def unpacked(ref: str, folder: Path) -> Path:
    """Return a folder with the files of a commit."""
    packed = subprocess.run(["git", "archive", ref], cwd=HERE, check=True, capture_output=True).stdout  # noqa: S603, S607 - a ref of our own clone
    with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
        tar.extractall(folder, filter="data")
    return folder


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
