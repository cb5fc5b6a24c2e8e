"""What several drills do: a second bot beside the first, and one that is killed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.wiring import Bot, create_bot
from tests.journeys.stage import DOOR, large_change

if TYPE_CHECKING:
    from bot.practice.pull_requests import PracticePullRequest
    from tests.journeys.stage import Stage

COMMENTS = "/repos/{owner}/{repo}/issues/{issue_number}/comments"
ONE_HOME = pytest.mark.parametrize("database_kind", ["sqlite"], indirect=True)
"""For what has nothing to do with the database."""
SUM: dict[str, str | bytes | None] = {"sum.py": "x = 1\n"}


class Silent(httpx.AsyncBaseTransport):
    """GitHub, whose answer to the first new comment never comes: it was taken."""

    def __init__(self, inner: httpx.AsyncBaseTransport) -> None:
        self.taken = asyncio.Event()
        self._inner = inner

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Pass the request on, and fall silent behind a comment."""
        answer = await self._inner.handle_async_request(request)
        if request.method == "POST" and request.url.path.endswith("/comments"):
            self.taken.set()
            await asyncio.Event().wait()
        return answer


def another_bot(stage: Stage, transport: httpx.AsyncBaseTransport | None = None) -> Bot:
    """Return a bot on the same database, as another process would be."""
    through = transport or stage.practice.transport
    return create_bot(stage.settings, clock=stage.clock, transport=through, chance=lambda: 0.0)


async def killed(bot: Bot, work: asyncio.Task[int]) -> None:
    """End a bot as `kill -9` does: nothing more reaches its database, so nothing is given back."""
    await bot.database.close()
    work.cancel()
    await asyncio.gather(work, return_exceptions=True)


async def nobody_there(stage: Stage) -> None:
    """Let GitHub send what waits while no server runs."""
    async with httpx.AsyncClient(transport=httpx.MockTransport(lambda _: httpx.Response(502))) as client:
        await stage.practice.deliver(client, DOOR)


def large(stage: Stage) -> PracticePullRequest:
    """Open a pull request that nobody reviews in one sitting."""
    return stage.shop.open_pull_request(title="Everything", author=stage.ana, files=large_change())
