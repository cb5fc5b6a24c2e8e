"""How long a server that was killed needs until everything is done again: 10,000 deliveries that nobody worked on.

    python bench/recovery.py [--deliveries 10000] [--pulls 250] [--workers 4] [--answer-ms 0]

The deliveries are about so many pull requests, as a burst of pushes is; four subjects were in hand when the server was
killed. Prints how long the start takes, until the first subject is done, and until all are.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import httpx
from practised import Distant, Street, send
from workers import settings, work_off

from bot.wiring import create_bot

IN_HAND = 4


async def main() -> None:
    """Fill, kill, start, measure."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--deliveries", type=int, default=10_000)
    parser.add_argument("--pulls", type=int, default=250)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--answer-ms", type=float, default=0)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="onesitting-recovery-") as temporary:
        folder = Path(temporary)
        street = Street(folder, asked.pulls)
        setting = settings(street, folder, asked.workers)
        await fill(street, folder, asked)
        began = time.perf_counter()
        bot = create_bot(setting, transport=Distant(street.practice, asked.answer_ms / 1000))
        started = time.perf_counter() - began
        first = asyncio.create_task(first_done(street, began))
        seconds = await work_off(bot, asked.pulls)
        runs = [len(pull.check_runs) for pull in street.pulls]
        assert runs == [1] * asked.pulls, runs
        await bot.close()
    print(
        f"{asked.deliveries:,} deliveries about {asked.pulls} pull requests, {IN_HAND} in hand: "
        f"started in {started:.2f} s, the first done after {await first:.2f} s, all after {started + seconds:.1f} s "
        f"({asked.pulls / seconds:.1f} subjects/s); one check run on each, nothing parked"
    )


async def fill(street: Street, folder: Path, asked: argparse.Namespace) -> None:
    """Take the deliveries in, take some subjects in hand, and go without a word."""
    bot = create_bot(settings(street, folder, asked.workers), transport=Distant(street.practice, 0))
    transport = httpx.ASGITransport(app=bot.app)
    async with httpx.AsyncClient(transport=transport, base_url="http://bot.bench") as client:
        await send(street, client, range(asked.deliveries))
    for _ in range(IN_HAND):
        assert await bot.queue.claim(datetime.now(UTC)) is not None
    await bot.close()


async def first_done(street: Street, began: float) -> float:
    """Return the seconds until the first check run is there."""
    while not any(pull.check_runs for pull in street.pulls):  # noqa: ASYNC110 - the practice GitHub rings nobody
        await asyncio.sleep(0.02)
    return time.perf_counter() - began


if __name__ == "__main__":
    asyncio.run(main())
