"""Memory of a server over 100,000 deliveries: its resident set every 10,000. Flat is what it should be.

    python bench/memory.py [--deliveries 100000] [--every 10000] [--pulls 40] [--connections 32]

The server is `onesitting serve` as it is, with its workers; its GitHub is the practice one, in this process. Linux
only: the figures are /proc's. The first stretch warms it up; growth is from the end of that to the end.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import uvicorn
from practised import Street, send

if TYPE_CHECKING:
    from collections.abc import Iterator


async def main() -> None:
    """Send, and print a row for each stretch."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--deliveries", type=int, default=100_000)
    parser.add_argument("--every", type=int, default=10_000)
    parser.add_argument("--pulls", type=int, default=40)
    parser.add_argument("--connections", type=int, default=32)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="onesitting-memory-") as temporary, socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        street = Street(Path(temporary), asked.pulls)
        config = uvicorn.Config(street.practice.app, log_config=None, log_level="critical", ws="none")
        github = uvicorn.Server(config)
        serving = asyncio.create_task(github.serve(sockets=[listener]))
        server, url = start(street, Path(temporary), f"http://127.0.0.1:{listener.getsockname()[1]}")
        try:
            limits = httpx.Limits(max_connections=asked.connections)
            async with httpx.AsyncClient(base_url=url, limits=limits, timeout=60) as client:
                await answers(client)
                await rows(street, client, server.pid, asked)
        finally:
            server.terminate()
            server.wait(60)
            github.should_exit = True
            await serving


async def rows(street: Street, client: httpx.AsyncClient, pid: int, asked: argparse.Namespace) -> None:
    """Send stretch by stretch; print what the server holds after each."""
    held = []
    print(f"{'deliveries':>10}{'resident MB':>13}{'a second':>10}")
    for begin in range(0, asked.deliveries, asked.every):
        began = time.perf_counter()
        await send(street, client, range(begin, begin + asked.every), asked.connections)
        held.append(resident(pid))
        rate = asked.every / (time.perf_counter() - began)
        print(f"{begin + asked.every:>10,}{held[-1]:>13.1f}{rate:>10,.0f}", flush=True)
    done = sum(len(pull.check_runs) for pull in street.pulls)
    print(f"growth after the first stretch {held[-1] - held[0]:+.1f} MB; {done} of {asked.pulls} pull requests judged")


def start(street: Street, folder: Path, github_url: str) -> tuple[subprocess.Popen[bytes], str]:
    """Start the server on a free port; return the process and its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    environ = {
        **{name: value for name, value in os.environ.items() if not name.startswith("ONESITTING_")},
        "ONESITTING_APP_ID": str(street.practice.app_id),
        "ONESITTING_PRIVATE_KEY": street.practice.private_key_pem,
        "ONESITTING_WEBHOOK_SECRET": street.practice.webhook_secret,
        "ONESITTING_GITHUB_URL": github_url,
        "ONESITTING_WINDOW_SECONDS": "2",
        "ONESITTING_HOME": str(folder),
        "LOG_LEVEL": "ERROR",
        "PORT": str(port),
    }
    environ.pop("DATABASE_URL", None)
    server = subprocess.Popen([sys.executable, "-m", "bot", "serve"], env=environ)
    return server, f"http://127.0.0.1:{port}"


async def answers(client: httpx.AsyncClient) -> None:
    """Wait until the server is up."""
    while True:
        try:
            (await client.get("/livez")).raise_for_status()
        except httpx.TransportError:
            await asyncio.sleep(0.2)
        else:
            return


def resident(pid: int) -> float:
    """Return the resident set in MB."""
    return next(_fields(pid, "VmRSS")) / 1024


def _fields(pid: int, name: str) -> Iterator[int]:
    for line in Path(f"/proc/{pid}/status").read_text("ascii").splitlines():
        if line.startswith(f"{name}:"):
            yield int(line.split()[1])


if __name__ == "__main__":
    asyncio.run(main())
