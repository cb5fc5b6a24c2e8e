"""Two servers on loopback, the practice GitHub and the bot, and the webhooks between them."""

import asyncio
import socket
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import httpx
import uvicorn
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bot import settings as environment
from bot.clock import SystemClock
from bot.practice import PracticeGitHub, PracticeIssue
from bot.wiring import Bot, create_bot

WINDOW_SECONDS = "0.2"  # the examples do not change any more: there is little to wait for
PATIENCE_SECONDS = 600


@dataclass
class Played:
    """How it went: how many subjects settled, and what did not work, in words."""

    settled: int
    problems: list[str] = field(default_factory=list)


class Stage:
    """Both servers, running while the context is open."""

    def __init__(self, practice: PracticeGitHub, folder: Path) -> None:
        self._practice = practice
        self._folder = folder
        self._open = AsyncExitStack()
        self._clock = SystemClock()
        self._bot: Bot
        self.github_url = ""
        self.bot_url = ""

    async def __aenter__(self) -> Self:
        self.github_url = await self._open.enter_async_context(_serving(self._practice.app))
        self._bot = create_bot(
            environment.read(
                {
                    "ONESITTING_APP_ID": str(self._practice.app_id),
                    "ONESITTING_PRIVATE_KEY": self._practice.private_key_pem,
                    "ONESITTING_WEBHOOK_SECRET": self._practice.webhook_secret,
                    "ONESITTING_GITHUB_URL": self.github_url,
                    "ONESITTING_MODE": "comment",
                    "ONESITTING_WINDOW_SECONDS": WINDOW_SECONDS,
                    "ONESITTING_QUIET_SECONDS": "0",
                    "ONESITTING_HOME": str(self._folder),
                }
            )
        )
        self.bot_url = await self._open.enter_async_context(_serving(self._bot.app))
        return self

    async def __aexit__(self, *error: object) -> None:
        await self._open.aclose()

    async def play(self, talk: Console) -> Played:
        """Send every webhook, also those that the bot's own writes cause, until nothing is left to do."""
        began = time.monotonic()
        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
        async with httpx.AsyncClient() as client:
            with Progress(*columns, console=talk, transient=True) as progress:
                task = progress.add_task("looking at pull requests and issues", total=None)
                while time.monotonic() - began < PATIENCE_SECONDS:
                    await self._practice.deliver(client, f"{self.bot_url}/webhooks/github")
                    health = await self._bot.queue.health(self._clock.now())
                    left = health.due + health.waiting + health.in_hand
                    total = len(self._subjects())
                    progress.update(task, total=total, completed=max(0, total - left))
                    if not left and not self._practice.pending:
                        break
                    await asyncio.sleep(0.05)
        return Played(len(self._subjects()), await self._problems())

    def _subjects(self) -> list[PracticeIssue]:
        """Return every pull request and issue there is."""
        return [
            issue for repository in self._practice.world.repositories.values() for issue in repository.issues.values()
        ]

    async def _problems(self) -> list[str]:
        parked = await self._bot.queue.parked()
        refused = [attempt for attempt in self._practice.deliveries if not attempt.ok]
        return [f"{letter.subject.full_name}#{letter.subject.number}: {letter.error}" for letter in parked] + [
            f"webhook {attempt.delivery.event} was answered {attempt.status_code}" for attempt in refused
        ]


@asynccontextmanager
async def _serving(app: Any) -> AsyncIterator[str]:  # noqa: ANN401 - uvicorn's own word for an ASGI application
    """Serve an application on a free port of loopback; yields its address."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    config = uvicorn.Config(app, log_level="critical", log_config=None, lifespan="on", timeout_graceful_shutdown=5)
    server = uvicorn.Server(config)
    running = asyncio.create_task(server.serve(sockets=[listener]))
    try:
        while not server.started and not running.done():  # noqa: ASYNC110 - uvicorn tells by a flag, not an event
            await asyncio.sleep(0.01)
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        await running
