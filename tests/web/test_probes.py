"""The pages for machines."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import httpx
from starlette.applications import Starlette

from bot.inbox.database import open_database
from bot.inbox.open_queue import open_queue
from bot.inbox.patience import Patience
from bot.inbox.queue import QueueHealth
from bot.inbox.unavailable import DatabaseUnavailable
from bot.web import probes
from tests.hand_clock import NOON
from tests.inbox.given import at, pull_request

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime
    from pathlib import Path


async def get(
    path: str, health: Callable[[datetime], Awaitable[QueueHealth]], answered: datetime | None = None
) -> httpx.Response:
    """Ask a server that has nothing but probes, 25 seconds after noon."""
    app = Starlette(routes=probes.routes(health, lambda: at(25), lambda: answered))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://house") as client:
        return await client.get(path)


async def quiet(_: datetime) -> QueueHealth:
    """Return the health of an empty queue."""
    return QueueHealth(0, 0, 0, 0, 0, timedelta(0))


async def broken(_: datetime) -> QueueHealth:
    """Be a database that does not answer."""
    raise DatabaseUnavailable("locked")


async def test_alive_needs_no_database() -> None:
    """A broken database is no reason to kill the process."""
    answer = await get("/livez", broken)
    assert (answer.status_code, answer.text) == (200, "alive\n")


async def test_ready_tells_the_queue(tmp_path: Path) -> None:
    """The figures are the queue's own: one subject has been due for fifteen seconds."""
    database = open_database(f"sqlite:///{tmp_path / 'house.sqlite3'}")
    queue = open_queue(database, Patience())
    await queue.mark([pull_request()], NOON)
    answer = await get("/readyz", queue.health)
    await database.close()
    figures = {"due": 1, "waiting": 0, "in_hand": 0, "parked": 0, "paused_installations": 0, "age_seconds": 15.0}
    expected = {"ready": True, "database": "answers", "queue": figures, "github": {"last_answer_age_seconds": None}}
    assert answer.json() == expected


async def test_ready_tells_how_long_ago_github_answered() -> None:
    """The age in seconds; no judgement is made of it."""
    answer = await get("/readyz", quiet, NOON)
    assert (answer.status_code, answer.json()["github"]) == (200, {"last_answer_age_seconds": 25.0})


async def test_a_silent_database_is_not_ready() -> None:
    """503, without the words of the database: a stranger may ask."""
    answer = await get("/readyz", broken)
    assert (answer.status_code, answer.json()) == (503, {"ready": False, "database": "does not answer"})
