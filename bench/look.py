"""What a worker's look at a queue costs where nothing is due: the processor's time, SQLite.

    python bench/look.py [--installations 1000] [--subjects 20] [--looks 200]

Each installation has so many subjects, all due in an hour. Prints milliseconds of processor time for a claim that finds
nothing, for the question when something will be due, and for the figures of /metrics and `onesitting doctor`.
"""

from __future__ import annotations

import argparse
import asyncio
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from bot.facts.repository import Subject
from bot.inbox.database import open_database
from bot.inbox.open_queue import open_queue
from bot.inbox.patience import Patience

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


async def main() -> None:
    """Fill, look, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--installations", type=int, default=1_000)
    parser.add_argument("--subjects", type=int, default=20)
    parser.add_argument("--looks", type=int, default=200)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="onesitting-queue-") as folder:
        database = open_database(f"sqlite:///{Path(folder) / 'bot.sqlite3'}")
        queue = open_queue(database, Patience())
        for who in range(1, asked.installations + 1):
            repository = f"org{who}/repo"
            subjects = [Subject("pull_request", who, who, repository, number) for number in range(asked.subjects)]
            await queue.mark(subjects, NOON + timedelta(hours=1))
        print(f"{asked.installations:,} installations with {asked.subjects} subjects each, nothing due")
        print(f"a claim          {await cost(asked.looks, lambda: queue.claim(NOON)):.2f} ms")
        print(f"when next        {await cost(asked.looks, queue.next_due):.2f} ms")
        print(f"all the figures  {await cost(asked.looks, lambda: queue.health(NOON)):.2f} ms")
        await database.close()


async def cost(looks: int, look: Callable[[], Awaitable[object]]) -> float:
    """Return the milliseconds of processor time that one look takes."""
    began = time.process_time()
    for _ in range(looks):
        await look()
    return (time.process_time() - began) * 1_000 / looks


if __name__ == "__main__":
    asyncio.run(main())
