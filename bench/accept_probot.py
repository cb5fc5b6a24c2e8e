"""Durable accepts per second beside Probot 14, which keeps nothing: the same requests, in turns, in one run.

    python bench/accept_probot.py [--rounds 3] [--seconds 6] [--connections 32] [--folder DIR] [--probot DIR]

Needs node and npm; `--probot` names a folder where `npm install probot@14` has run; without it a new one is made.
Both are one process. Probot verifies, parses and calls a handler that does nothing; ours commits at `synchronous=FULL`
before it answers. Prints each round, with the processor time that a request costs the server (Linux; other work on the
machine disturbs it less than the rate), and the ratio of the medians.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from accept import SERVER, SUBJECTS, listening, measure, requests

PROBOT = """
import { createServer } from "node:http";
import { generateKeyPairSync } from "node:crypto";
import { createNodeMiddleware, createProbot } from "probot";
const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const key = privateKey.export({ type: "pkcs1", format: "pem" });
const probot = createProbot({ overrides: { appId: 1, privateKey: key, secret: "bench", logLevel: "fatal" } });
const app = (app) => { app.on("pull_request.synchronize", async () => {}); };
const middleware = await createNodeMiddleware(app, { probot, webhooksPath: "/webhooks/github" });
const server = createServer((request, response) => middleware(request, response, () => response.writeHead(404).end()));
server.listen({ fd: Number(process.argv[2]) });
"""


class Round(NamedTuple):
    """Accepts per second, latencies in ms, and microseconds of processor time an accept."""

    rate: float
    p50: float
    p99: float
    cost: float


def play(command: list[str], cwd: Path, accepted: bytes, asked: argparse.Namespace) -> Round:
    """Start the server that `command` names and measure it."""
    with listening() as listener:
        descriptor = listener.fileno()
        command = [*command, str(descriptor)]
        server = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, pass_fds=[descriptor])  # noqa: S603
        try:
            port = listener.getsockname()[1]
            asyncio.run(measure(port, asked.connections, 1, accepted))  # a warm-up
            before = spent(server.pid)
            latencies, took = asyncio.run(measure(port, asked.connections, asked.seconds, accepted))
            cost = (spent(server.pid) - before) / len(latencies) * 1e6
        finally:
            server.terminate()
            server.wait(30)
    p50, p99 = (latencies[int(len(latencies) * part)] * 1000 for part in (0.5, 0.99))
    return Round(len(latencies) / took, p50, p99, cost)


def spent(pid: int) -> float:
    """Return the processor time of a process so far, in seconds; 0 where there is no /proc."""
    stat = Path(f"/proc/{pid}/stat")
    if not stat.exists():
        return 0.0
    fields = stat.read_text("ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def install_probot(folder: Path) -> None:
    """Install Probot 14 from npm into `folder`. Raises CalledProcessError."""
    npm = shutil.which("npm") or sys.exit("npm is not on the PATH")
    (folder / "package.json").write_text("{}", encoding="utf-8")
    subprocess.run([npm, "install", "--no-audit", "--no-fund", "--silent", "probot@14"], cwd=folder, check=True)  # noqa: S603


def main() -> None:
    """Take turns and print both."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seconds", type=float, default=6)
    parser.add_argument("--connections", type=int, default=32)
    parser.add_argument("--folder", type=Path, default=None)
    parser.add_argument("--probot", type=Path, default=None)
    asked = parser.parse_args()
    node = shutil.which("node") or sys.exit("node is not on the PATH")
    rounds: dict[str, list[Round]] = {"OneSitting": [], "Probot": []}
    with tempfile.TemporaryDirectory(dir=asked.folder) as temporary:
        folder = Path(temporary)
        probot = asked.probot or folder
        if asked.probot is None:
            install_probot(folder)
        script = probot / "accept_probot.mjs"
        script.write_text(PROBOT, encoding="utf-8")
        list(islice(requests(), SUBJECTS))  # the bodies are made before the clock runs
        for turn in range(asked.rounds):
            database = f"sqlite:///{folder / f'{turn}.sqlite3'}"
            for name, command, cwd, accepted in (
                ("OneSitting", [sys.executable, "-c", SERVER, database], Path.cwd(), b"HTTP/1.1 202"),
                ("Probot", [node, str(script)], probot, b"HTTP/1.1 20"),
            ):
                each = play(command, cwd, accepted, asked)
                rounds[name].append(each)
                print(
                    f"{turn + 1} {name:<11}{each.rate:>8,.0f} accepts/s, p50 {each.p50:.1f} ms, p99 {each.p99:.1f} ms, "
                    f"{each.cost:.0f} us of processor time each",
                    flush=True,
                )
    ours, theirs = (statistics.median(each.rate for each in rounds[name]) for name in ("OneSitting", "Probot"))
    dear, cheap = (statistics.median(each.cost for each in rounds[name]) for name in ("OneSitting", "Probot"))
    print(f"ratio of the medians: rate {ours / theirs:.2f}, processor time {dear / cheap:.2f} ({os.cpu_count()} cores)")


if __name__ == "__main__":
    main()
