"""Durable accepts per second: two web processes on PostgreSQL against one process on SQLite, in one run.

    PYTHONPATH=. python bench/accept_fleet.py [--seconds 5] [--rounds 3] [--connections 32] [--folder DIR] [--webs 2]

The homes take turns, so that whatever else the machine does meets both. PostgreSQL is the one of the tests, here with
every commit on disk (`fsync`, `synchronous_commit`). Prints the median rate of each home and their ratio.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from itertools import islice
from pathlib import Path

from accept import SERVER, SUBJECTS, listening, measure, requests

from tests.postgres.server import PostgresServer


def rate(url: str, webs: int, connections: int, seconds: float) -> float:
    """Return the accepts per second of so many processes on a database."""
    with ExitStack() as stack:
        listeners = [stack.enter_context(listening()) for _ in range(webs)]
        servers = [
            subprocess.Popen(  # noqa: S603 - our own
                [sys.executable, "-c", SERVER, url, str(listener.fileno())],
                stdout=subprocess.PIPE,
                pass_fds=[listener.fileno()],
            )
            for listener in listeners
        ]
        ports = [listener.getsockname()[1] for listener in listeners]

        async def knock(seconds: float) -> float:
            each = (measure(port, connections // webs, seconds) for port in ports)
            results = await asyncio.gather(*each)
            return sum(len(latencies) for latencies, _ in results) / max(took for _, took in results)

        asyncio.run(knock(1))
        accepted = asyncio.run(knock(seconds))
        for server in servers:
            server.terminate()
            server.communicate(timeout=30)
    return accepted


def main() -> None:
    """Measure in turns and compare."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=5)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--webs", type=int, default=2)
    asked = parser.parse_args()
    list(islice(requests(), SUBJECTS))  # the bodies are made before the clock runs
    rates: dict[str, list[float]] = {"sqlite": [], "postgresql": []}
    postgres = PostgresServer(durable=True, parent=asked.folder)
    try:
        for _ in range(asked.rounds):
            with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
                file = f"sqlite:///{Path(folder) / 'bench.sqlite3'}"
                rates["sqlite"].append(rate(file, 1, asked.connections, asked.seconds))
            url = postgres.url(postgres.create())
            rates["postgresql"].append(rate(url, asked.webs, asked.connections, asked.seconds))
    finally:
        postgres.close()
    one, fleet = (statistics.median(rates[home]) for home in ("sqlite", "postgresql"))
    print(f"one process on SQLite {one:,.0f}/s, {asked.webs} on PostgreSQL {fleet:,.0f}/s", end="; ")
    print(f"ratio {fleet / one:.2f} ({os.cpu_count()} cores, with the client and PostgreSQL on them)")


if __name__ == "__main__":
    main()
