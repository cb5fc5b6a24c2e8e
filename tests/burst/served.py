"""The practice GitHub on a real socket, for processes that are to reach it."""

from __future__ import annotations

import asyncio
import socket
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import uvicorn

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.practice import PracticeGitHub


@asynccontextmanager
async def served(practice: PracticeGitHub) -> AsyncIterator[str]:
    """Serve it on a port of loopback; yield its address."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        config = uvicorn.Config(practice.app, log_config=None, log_level="critical", ws="none", date_header=False)
        server = uvicorn.Server(config)
        running = asyncio.create_task(server.serve(sockets=[listener]))
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        await running
