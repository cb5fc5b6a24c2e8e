"""What the process tests stand on: the practice GitHub on a real socket of loopback, and real server processes."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Protocol

import httpx
import pytest

from tests.burst.served import served
from tests.burst.server import Server

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from bot.practice import PracticeGitHub

CONNECTIONS = 32


class MakeServer(Protocol):
    """Makes servers, all on one database; they are killed in the end."""

    def __call__(self, role: str = "all", **settings: str) -> Server:
        """Return one that is not started yet."""
        ...


@pytest.fixture
async def github_url(practice: PracticeGitHub) -> AsyncIterator[str]:
    """Serve the practice GitHub and yield its address."""
    async with served(practice) as url:
        yield url


@pytest.fixture
async def make_server(practice: PracticeGitHub, github_url: str, tmp_path: Path) -> AsyncIterator[MakeServer]:
    """Yield what makes servers."""
    async with AsyncExitStack() as stack:

        def make(role: str = "all", **settings: str) -> Server:
            server = Server(practice, github_url, tmp_path, role, **settings)
            stack.push_async_callback(server.close)
            return server

        yield make


@pytest.fixture
async def hookshot() -> AsyncIterator[httpx.AsyncClient]:
    """Yield the client with which GitHub delivers."""
    async with httpx.AsyncClient(limits=httpx.Limits(max_connections=CONNECTIONS)) as client:
        yield client
