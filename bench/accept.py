"""Durable accepts per second: a real server process, 32 connections, a 22 KB payload, each answered after its commit.

    python bench/accept.py [--seconds 8] [--connections 32] [--folder DIR]

Prints requests per second, the latencies at p50 and p99, the commits that the accepts shared, and checks that every
answered delivery is in the database. `--folder` says on which disk.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import hmac
import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from functools import cache
from itertools import count, cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SECRET = b"bench"
LENGTH = re.compile(rb"(?i)content-length: (\d+)")
SUBJECTS = 500
_SERIAL = count()
SERVER = """
import socket
import sys
from contextlib import asynccontextmanager
from functools import partial
import uvicorn
from bot.cli.http_head import BoundedHead
from bot.cli.serve import SWITCH_INTERVAL
from bot.clock import SystemClock
from bot.inbox.database import open_database
from bot.inbox.deliveries import Inbox
from bot.inbox.patience import Patience
from bot.ingress.webhook import webhook_route
from bot.journeys import timetable
from bot.web.application import Application

database = open_database(sys.argv[1])
inbox = Inbox(database, Patience(), lambda: None)
due = partial(timetable.subjects, app_id=1, bot_id=2)

@asynccontextmanager
async def lifespan(app):
    yield
    await database.close()
    print(database.commits, flush=True)

route = webhook_route([b"bench"], lambda delivery, _: inbox.accept(delivery), due, timetable.is_used, SystemClock().now)
app = Application(route, [], lifespan)
sys.setswitchinterval(SWITCH_INTERVAL)
config = uvicorn.Config(app, http=BoundedHead, proxy_headers=False, log_level="warning", access_log=False)
server = uvicorn.Server(config)
server.run(sockets=[socket.socket(fileno=int(sys.argv[2]))])
"""


@cache
def signed(number: int) -> tuple[str, bytes]:
    """Return the signature and body of a payload of about 22 KB that is like GitHub's, full of addresses."""
    address = f"https://api.github.com/repos/org/repo/pulls/{number}"
    words = [hashlib.sha256(f"{number}-{n}".encode()).hexdigest() for n in range(60)]
    payload = {
        "action": "synchronize",
        "installation": {"id": 1 + number % 20},
        "repository": {"id": 100 + number % 20, "full_name": "org/repo", "urls": {w: address + "/" + w for w in words}},
        "pull_request": {"number": 1 + number, "links": [{"href": address, "sha": w} for w in words]},
        "sender": {"id": 5, "login": "ada"},
    }
    body = json.dumps(payload).encode().ljust(22_000)
    return hmac.new(SECRET, body, hashlib.sha256).hexdigest(), body


def guid() -> str:
    """Return a new GUID as GitHub's are, of version 1: what is sent one after the other is near to each other."""
    ticks = time.time_ns() // 100 % 2**32
    return f"{ticks:08x}-cc78-11f0-81ab-{next(_SERIAL):012x}"


def requests() -> Iterator[bytes]:
    """Yield signed POSTs without end, each with a GUID of its own, on `SUBJECTS` pull requests in turn."""
    for number in cycle(range(SUBJECTS)):
        signature, body = signed(number)
        head = (
            "POST /webhooks/github HTTP/1.1\r\nHost: bench\r\nContent-Type: application/json\r\n"
            f"X-GitHub-Event: pull_request\r\nX-GitHub-Delivery: {guid()}\r\n"
            f"X-Hub-Signature-256: sha256={signature}\r\nContent-Length: {len(body)}\r\n\r\n"
        )
        yield head.encode() + body


async def hammer(port: int, posts: Iterator[bytes], until: float, latencies: list[float], accepted: bytes) -> None:
    """Send on one connection until the time is over; every answer must begin with `accepted`."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    while time.perf_counter() < until:
        wire = next(posts)
        began = time.perf_counter()
        writer.write(wire)
        head = await reader.readuntil(b"\r\n\r\n")
        assert head.startswith(accepted), head
        length = LENGTH.search(head)
        assert length is not None, head
        await reader.readexactly(int(length[1]))
        latencies.append(time.perf_counter() - began)
    writer.close()


async def measure(
    port: int, connections: int, seconds: float, accepted: bytes = b"HTTP/1.1 202"
) -> tuple[list[float], float]:
    """Return the latencies, sorted, and how long it took in all."""
    latencies: list[float] = []
    posts, began = requests(), time.perf_counter()
    await asyncio.gather(*(hammer(port, posts, began + seconds, latencies, accepted) for _ in range(connections)))
    return sorted(latencies), time.perf_counter() - began


def listening() -> socket.socket:
    """Return a listening socket that the server inherits: it can be knocked on before the server is up."""
    listener = socket.create_server(("127.0.0.1", 0), backlog=256)
    listener.set_inheritable(True)
    return listener


def main() -> None:
    """Start a server, measure, stop it, count."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--seconds", type=float, default=8)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--folder", type=Path, default=None)
    asked = parser.parse_args()
    list(islice(requests(), SUBJECTS))  # the bodies are made before the clock runs
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder, listening() as listener:
        file = Path(folder) / "bench.sqlite3"
        command = [sys.executable, "-c", SERVER, f"sqlite:///{file}", str(listener.fileno())]
        server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, pass_fds=[listener.fileno()])  # noqa: S603
        port = listener.getsockname()[1]
        warm, _ = asyncio.run(measure(port, asked.connections, 1))
        latencies, took = asyncio.run(measure(port, asked.connections, asked.seconds))
        server.terminate()
        commits = int(server.communicate(timeout=30)[0])
        rows = sqlite3.connect(file).execute("SELECT count(*) FROM deliveries").fetchone()[0]
    sent = len(warm) + len(latencies)
    assert rows == sent, f"{sent} were answered and {rows} are there"
    p50, p99 = (latencies[int(len(latencies) * part)] * 1000 for part in (0.5, 0.99))
    print(f"{len(latencies) / took:,.0f} durable accepts/s, p50 {p50:.1f} ms, p99 {p99:.1f} ms", end="; ")
    print(f"{rows / commits:.1f} deliveries a commit, all {rows:,} on disk ({os.cpu_count()} cores)")


if __name__ == "__main__":
    main()
