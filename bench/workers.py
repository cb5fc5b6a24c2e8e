"""Subjects per second, from a due pull request to its check run and comment, with 1, 2 and 4 workers, in one run.

    python bench/workers.py [--pulls 60] [--answer-ms 0 100] [--rounds 1]

GitHub is the practice one, in the same process; `--answer-ms` is how much longer each of its answers takes: several
workers are there to wait for GitHub at a time. Prints subjects a second, and how many times one worker's rate that is.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import httpx
from practised import Distant, Street, send

from bot.settings import Settings
from bot.wiring import Bot, create_bot

COUNTS = (1, 2, 4)


async def main() -> None:
    """Measure each number of workers at each distance."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--pulls", type=int, default=60)
    parser.add_argument("--answer-ms", type=float, nargs="+", default=[0, 100])
    parser.add_argument("--rounds", type=int, default=1)
    asked = parser.parse_args()
    for answer in asked.answer_ms:
        rates: dict[int, list[float]] = {count: [] for count in COUNTS}
        for _ in range(asked.rounds):
            for count in COUNTS:
                rates[count].append(asked.pulls / await measure(count, asked.pulls, answer / 1000))
        medians = {count: statistics.median(each) for count, each in rates.items()}
        cells = "  ".join(f"{count}: {rate:.1f}/s ({rate / medians[1]:.2f})" for count, rate in medians.items())
        print(f"GitHub answers {answer:.0f} ms later; workers and subjects a second  {cells}", flush=True)


async def measure(workers: int, pulls: int, answer_seconds: float) -> float:
    """Return the seconds from the start of the workers until every pull request has its check run."""
    with tempfile.TemporaryDirectory(prefix="onesitting-workers-") as temporary:
        folder = Path(temporary)
        street = Street(folder, pulls)
        bot = create_bot(settings(street, folder, workers), transport=Distant(street.practice, answer_seconds))
        transport = httpx.ASGITransport(app=bot.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://bot.bench") as client:
            await send(street, client, range(pulls))
        seconds = await work_off(bot, pulls)
        runs = [len(pull.check_runs) for pull in street.pulls]
        assert runs == [1] * pulls, runs
        await bot.close()
        return seconds


async def work_off(bot: Bot, at_least: int = 0) -> float:
    """Run the workers until nothing is left; return the seconds. There must be `at_least` subjects when they begin."""
    health = await bot.queue.health(datetime.now(UTC))
    assert health.due + health.waiting + health.in_hand >= at_least, health
    began = time.perf_counter()
    running = asyncio.create_task(bot.workers.run())
    while health.due or health.waiting or health.in_hand:
        await asyncio.sleep(0.05)
        health = await bot.queue.health(datetime.now(UTC))
    seconds = time.perf_counter() - began
    await bot.stop()
    await running
    assert health.parked == 0, health
    return seconds


def settings(street: Street, folder: Path, workers: int) -> Settings:
    """Return settings without windows: waiting is not what is measured."""
    return Settings(
        app_id=street.practice.app_id,
        private_key=street.practice.private_key_pem,
        webhook_secrets=(street.practice.webhook_secret.encode(),),
        github_url="http://github.bench",
        window_seconds=0,
        quiet_seconds=0,
        workers=workers,
        database_url=f"sqlite:///{folder / 'bench.sqlite3'}",
    )


if __name__ == "__main__":
    asyncio.run(main())
