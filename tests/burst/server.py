"""The real server as a process of its own, to be killed, stopped and started again."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import httpx
from sqlalchemy import create_engine, text

from bot.inbox.home import address
from tests.burst.patience import eventually
from tests.compose import command

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Select

    from bot.practice import PracticeGitHub


class Server:
    """`onesitting serve` on a free port of loopback, its database in `folder`. Two of them may share a folder.

    Another database is named by the setting DATABASE_URL; the command of a role is that of compose.yml.
    """

    def __init__(
        self, practice: PracticeGitHub, github_url: str, folder: Path, role: str = "all", **settings: str
    ) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = int(free.getsockname()[1])
        self.url = f"http://127.0.0.1:{port}"
        self.door = f"{self.url}/webhooks/github"
        self.log = folder / f"server-{port}.log"
        self._folder = folder
        words = ["serve"] if role == "all" else command(role)
        self._command = [sys.executable, "-m", "bot", *words]
        self._process: subprocess.Popen[bytes] | None = None
        self._client = httpx.AsyncClient(base_url=self.url, timeout=5)
        foreign = {name: value for name, value in os.environ.items() if not name.startswith("ONESITTING_")}
        self._environ = {
            **foreign,
            "ONESITTING_APP_ID": str(practice.app_id),
            "ONESITTING_PRIVATE_KEY": practice.private_key_pem,
            "ONESITTING_WEBHOOK_SECRET": practice.webhook_secret,
            "ONESITTING_GITHUB_URL": github_url,
            "DATABASE_URL": f"sqlite:///{folder / 'onesitting.sqlite3'}",
            "PORT": str(port),
            **settings,
        }

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process is not None and self._process.poll() is None

    def spawn(self) -> None:
        """Start the process."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(self._command, cwd=self._folder, env=self._environ, stderr=log)  # noqa: S603 - our own command

    async def start(self) -> None:
        """Start the process; return when it answers."""
        self.spawn()

        async def is_there() -> bool:
            assert self.alive, f"the server ended, see {self.log}"
            return await self.answers()

        await eventually(is_there, f"the server did not start, see {self.log}")

    def kill(self) -> None:
        """`kill -9`; return when it is dead."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()

    async def stop(self) -> int:
        """Send the stop signal; return how the process ended."""
        process = self._process
        if process is None:
            return 0
        process.terminate()

        async def ended() -> bool:
            return process.poll() is not None

        await eventually(ended, f"the server did not stop, see {self.log}")
        return process.returncode

    async def close(self) -> None:
        """Leave no process behind."""
        self.kill()
        await self._client.aclose()

    async def status(self, path: str) -> int:
        """Return the status with which a page answers."""
        return (await self._client.get(path)).status_code

    async def metric(self, name: str) -> float:
        """Return the sum of a metric's series."""
        lines = (await self._client.get("/metrics")).text.splitlines()
        return sum(float(line.rpartition(" ")[2]) for line in lines if line.startswith((f"{name} ", f"{name}{{")))

    async def queue(self) -> dict[str, int]:
        """Return the queue's figures."""
        answer = await self._client.get("/readyz")
        queue: dict[str, int] = answer.json()["queue"]
        return queue

    async def rests(self) -> bool:
        """Whether nothing is left to do."""
        return await self.undone() == 0

    async def undone(self) -> int | None:
        """Return how many subjects are not done with; None where nobody answers."""
        try:
            queue = await self.queue()
        except httpx.TransportError:
            return None
        return queue["due"] + queue["waiting"] + queue["in_hand"]

    def select(self, query: str | Select[Any]) -> list[tuple[object, ...]]:
        """Ask the database, whether or not the process runs."""
        statement = text(query) if isinstance(query, str) else query
        engine = create_engine(address(self._environ["DATABASE_URL"]))
        with engine.connect() as connection:
            rows = [tuple(row) for row in connection.execute(statement)]
        engine.dispose()
        return rows

    def complaints(self) -> list[str]:
        """Return what the log says at level error."""
        lines = map(json.loads, self.log_lines())
        return [str(line["says"]) for line in lines if line["level"] in ("error", "critical")]

    def log_lines(self) -> list[str]:
        """Return the log of every process that ran here."""
        return self.log.read_text(encoding="utf-8").splitlines()

    async def answers(self) -> bool:
        """Whether it can be asked."""
        try:
            return (await self._client.get("/livez")).status_code == 200
        except httpx.TransportError:
            return False
