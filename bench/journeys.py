"""Journeys per second and calls per event: the whole line, from a signed webhook to the check run and the comment.

    python bench/journeys.py [--pulls 100] [--files 12] [--lines 30]

The practice GitHub answers in the same process, without a socket; its share of the time is measured and named. Prints
a row for each round: opened (everything is new), pushed (a new head with the same findings), and looked at again
(nothing changed, so nothing may be written).
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import httpx

from bot.practice import PracticeGitHub
from bot.settings import Settings
from bot.wiring import Bot, create_bot

if TYPE_CHECKING:
    from bot.practice import PracticePullRequest, PracticeRepository

DOOR = "http://bot.bench/webhooks/github"
WINDOW = 10


@dataclass
class HandClock:
    """Time that passes when it is told to: waiting is not what is measured."""

    moment: datetime = field(default_factory=lambda: datetime(2026, 1, 5, 9, tzinfo=UTC))

    def now(self) -> datetime:
        """Return the moment."""
        return self.moment

    async def sleep_until(self, moment: datetime) -> None:
        """Wait until somebody moves the hand; nobody does while work is worked off by hand."""
        del moment
        await asyncio.Event().wait()


class Counting(httpx.AsyncBaseTransport):
    """The practice GitHub's transport, with the time spent in it."""

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self._inner = inner
        self.seconds = 0.0

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Pass on and measure."""
        began = time.perf_counter()
        try:
            return await self._inner.handle_async_request(request)
        finally:
            self.seconds += time.perf_counter() - began


async def main() -> None:
    """Play three rounds and print their rows."""
    wants = _arguments()
    with tempfile.TemporaryDirectory(prefix="onesitting-bench-") as folder:
        clock = HandClock()
        practice = PracticeGitHub(directory=Path(folder) / "github", now=clock.now)
        transport = Counting(practice.transport)
        bot = create_bot(_settings(practice, folder), clock=clock, transport=transport)
        line = Line(practice, bot, clock, transport)
        shop = practice.create_repository("acme/shop", {".github/onesitting.yml": "mode: comment\n"})
        practice.install("acme")
        pulls = [_open(practice, shop, number, wants) for number in range(wants.pulls)]
        print(f"{wants.pulls} pull requests of {wants.files} files with {wants.lines} lines each")
        print(
            f"{'round':<16}{'journeys/s':>11}{'ms each':>9}{'of it GitHub':>14}{'reads':>7}{'writes':>8}{'tokens':>8}"
        )
        async with httpx.AsyncClient(transport=httpx.ASGITransport(app=bot.app)) as client:
            await _round("opened", line, client)
            for pull in pulls:
                pull.push({"shop/part_0.py": _source(99, wants.lines)}, message="Another look")
            await _round("pushed", line, client)
            for pull in pulls:
                pull.label("looked-at")
            await _round("looked at again", line, client)
        await bot.close()


@dataclass
class Line:
    """The whole line: a practice GitHub, a bot, a clock, and the transport between them."""

    practice: PracticeGitHub
    bot: Bot
    clock: HandClock
    transport: Counting


async def _round(name: str, line: Line, client: httpx.AsyncClient) -> None:
    practice, transport = line.practice, line.transport
    await practice.deliver(client, DOOR)
    line.clock.moment += timedelta(seconds=WINDOW + 1)
    mark, transport.seconds = practice.mark(), 0.0
    began = time.perf_counter()
    journeys = await line.bot.drain()
    seconds = time.perf_counter() - began
    calls = Counter(
        "tokens" if call.is_token else "writes" if call.is_write else "reads" for call in practice.calls_since(mark)
    )
    each = [f"{calls[kind] / journeys:.2f}" for kind in ("reads", "writes", "tokens")]
    share = f"{transport.seconds / seconds:.0%}"
    print(
        f"{name:<16}{journeys / seconds:>11.1f}{seconds / journeys * 1000:>9.1f}{share:>14}"
        f"{each[0]:>7}{each[1]:>8}{each[2]:>8}"
    )


def _open(
    practice: PracticeGitHub, shop: PracticeRepository, number: int, wants: argparse.Namespace
) -> PracticePullRequest:
    files = {f"shop/part_{part}.py": _source(part, wants.lines) for part in range(wants.files)}
    author = practice.account(f"author-{number % 7}")
    return shop.open_pull_request(title=f"Step {number}", author=author, branch=f"step-{number}", files=files)


def _source(seed: int, lines: int) -> str:
    return "".join(f"value_{seed}_{line} = compute_{line}(first_{seed}, second_{line})\n" for line in range(lines))


def _settings(practice: PracticeGitHub, folder: str) -> Settings:
    return Settings(
        app_id=practice.app_id,
        private_key=practice.private_key_pem,
        webhook_secrets=(practice.webhook_secret.encode(),),
        github_url="http://github.bench",
        window_seconds=WINDOW,
        quiet_seconds=0,
        database_url=f"sqlite:///{Path(folder) / 'bench.sqlite3'}",
    )


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pulls", type=int, default=100)
    parser.add_argument("--files", type=int, default=12)
    parser.add_argument("--lines", type=int, default=30)
    return parser.parse_args()


if __name__ == "__main__":
    asyncio.run(main())
