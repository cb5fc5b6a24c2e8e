"""The longest time that the event loop was held while a model is fitted and a burst of feedback is routed.

    python bench/event_loop.py MAP HISTORY [--issues 200] [--answers 2000]

MAP is an ownership map, HISTORY labelled issues as `onesitting route --history` takes them. Every callback of the loop
is timed by the clock, which is what a delivery waits for, and in processor time of the loop's thread: what lies between
the two is other threads that hold the interpreter, and other programs on the machine. The practice GitHub, which
answers in the same process, is taken off. Prints the longest ones; the bar is 50 ms by the clock, on an idle machine.
"""

from __future__ import annotations

import argparse
import asyncio
import heapq
import sys
import tempfile
import time
from asyncio import events
from datetime import timedelta
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import httpx
from journeys import DOOR, HandClock
from learning import repeated

from bot.cli.route_history import read_lessons
from bot.cli.serve import SWITCH_INTERVAL
from bot.facts.outcome import Final
from bot.facts.repository import Subject
from bot.policy.ownership import read_ownership
from bot.policy.yaml_tree import read_yaml
from bot.practice import PracticeGitHub
from bot.settings import Settings
from bot.wiring import Bot, create_bot

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.policy.ownership import OwnershipMap
    from bot.practice import PracticeRepository
    from bot.triage.learned.rows import Lesson

BAR = 0.050
SHOWN = 5


class Counting(httpx.AsyncBaseTransport):
    """The practice GitHub's transport, with the time by the clock and of the processor that was spent in it."""

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner
        self.wall = self.own = 0.0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Pass on and measure: it answers without waiting for anything."""
        began, own = time.perf_counter(), time.thread_time()
        try:
            return await self._inner.handle_async_request(request)
        finally:
            self.wall += time.perf_counter() - began
            self.own += time.thread_time() - own


class Watch:
    """Times every callback of the event loop, without what `transport` spent in it: by the clock, own time, name."""

    def __init__(self, transport: Counting) -> None:
        self._transport = transport
        self._run = events.Handle._run  # noqa: SLF001 - the one place that every callback passes
        self.held: list[tuple[float, float, str]] = []

    def __enter__(self) -> Self:
        watch, run = self, self._run

        def timed(handle: Any) -> None:  # noqa: ANN401 - asyncio's own
            there, name = watch._transport, str(handle)[:160]
            wall, own, theirs, theirs_own = time.perf_counter(), time.thread_time(), there.wall, there.own
            run(handle)
            by_clock = time.perf_counter() - wall - (there.wall - theirs)
            watch.held.append((by_clock, time.thread_time() - own - (there.own - theirs_own), name))

        events.Handle._run = timed  # type: ignore[assignment,method-assign]  # noqa: SLF001
        return self

    def __exit__(self, *_: object) -> None:
        events.Handle._run = self._run  # type: ignore[method-assign]  # noqa: SLF001


async def main(wants: argparse.Namespace, text: str) -> None:
    """Teach, then fit and route at the same time."""
    # Tasks written in Python say which coroutine they are.
    asyncio.get_running_loop().set_task_factory(
        lambda loop, coro, **more: asyncio.tasks._PyTask(coro, loop=loop, **more)  # type: ignore[attr-defined]  # noqa: SLF001
    )
    ownership, _ = read_ownership((read_yaml(text, wants.map),))
    rows = read_lessons(wants.history, ownership)
    with tempfile.TemporaryDirectory(prefix="onesitting-bench-") as folder:
        clock = HandClock()
        practice = PracticeGitHub(directory=Path(folder) / "github", now=clock.now)
        transport = Counting(practice.transport)
        bot = create_bot(_settings(practice, folder), clock=clock, transport=transport)
        shop = practice.create_repository("acme/shop", {".github/ownership.yml": text})
        for area in ownership.areas:  # only who may write can be assigned
            shop.collaborator(practice.account(str(area.owner)))
        installed = practice.install("acme")
        clock.moment += timedelta(hours=1)
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=bot.app)) as client:
            shop.open_issue(title="The map is read", author=practice.account("first"))
            await practice.deliver(client, DOOR)
            clock.moment += timedelta(minutes=5)
            await bot.drain()
            home = Subject("issue", installed.id, shop.id, "acme/shop", 0)
            await _teach(bot, home, list(islice(repeated(rows), wants.answers)), ownership, clock)
            _report(shop, practice, rows[-wants.issues :])
            await practice.deliver(client, DOOR)
            clock.moment += timedelta(minutes=5)
            with Watch(transport) as first:
                fitted, routed = await asyncio.gather(bot.teacher.fit_due(clock.now()), bot.drain())
            await asyncio.sleep(0)  # what follows here is none of the server's
            clock.moment += timedelta(minutes=5)
            _report(shop, practice, rows[: wants.issues])
            await asyncio.sleep(0)
            with Watch(transport) as second:
                await practice.deliver(client, DOOR)
                clock.moment += timedelta(minutes=5)
                routed += await bot.drain()
        await bot.close()
    held = [*first.held, *second.held]
    print(f"{fitted} model fitted from {wants.answers:,} answers, {routed} issues routed meanwhile and with it")
    over = sum(by_clock > BAR for by_clock, _, _ in held)
    own = sum(spent > BAR for _, spent, _ in held)
    print(f"{len(held):,} callbacks; above {1000 * BAR:.0f} ms: {over} by the clock, {own} in own time")
    for by_clock, spent, name in heapq.nlargest(SHOWN, held):
        print(f"  {1000 * by_clock:6.1f} ms by the clock  {1000 * spent:6.1f} ms own time  {name}")


async def _teach(bot: Bot, home: Subject, rows: Sequence[Lesson], ownership: OwnershipMap, clock: HandClock) -> None:
    for number, row in enumerate(rows, 100_000):
        area = ownership.areas[row.targets[0]]
        final = Final("label", (area.id,), str(area.owner), "ann", clock.now())
        on = Subject("issue", home.installation, home.repository, home.full_name, number)
        await bot.ledger.answered(on, (row.title, row.body), final, clock.now())


def _report(shop: PracticeRepository, practice: PracticeGitHub, rows: Sequence[Lesson]) -> None:
    for number, row in enumerate(rows):
        shop.open_issue(title=row.title, body=row.body, author=practice.account(f"user-{number % 50}"))


def _settings(practice: PracticeGitHub, folder: str) -> Settings:
    return Settings(
        app_id=practice.app_id,
        private_key=practice.private_key_pem,
        webhook_secrets=(practice.webhook_secret.encode(),),
        github_url="http://github.bench",
        window_seconds=1,
        quiet_seconds=0,
        database_url=f"sqlite:///{Path(folder) / 'bench.sqlite3'}",
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("map")
    parser.add_argument("history")
    parser.add_argument("--issues", type=int, default=200)
    parser.add_argument("--answers", type=int, default=2_000)
    return parser.parse_args()


if __name__ == "__main__":
    sys.setswitchinterval(SWITCH_INTERVAL)  # as `onesitting serve` does
    ARGUMENTS = _arguments()
    asyncio.run(main(ARGUMENTS, Path(ARGUMENTS.map).read_text("utf-8")))
