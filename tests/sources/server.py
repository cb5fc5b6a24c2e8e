"""A web server on this machine that behaves as badly as a test asks for."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bot.policy.addresses import Origin

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Awaitable, Callable

    Behave = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@dataclass
class Server:
    """Where it listens, and the heads of the requests that reached it."""

    port: int = 0
    scheme: str = "http"
    heads: list[str] = field(default_factory=list)

    @property
    def origin(self) -> Origin:
        """Return it as the operator would write it."""
        return Origin(self.scheme, "metrics.test", self.port)


def says(body: bytes, head: str = "HTTP/1.1 200 OK\r\nContent-Type: application/json") -> Behave:
    """Return a behaviour: one answer, and the end."""

    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(f"{head}\r\nConnection: close\r\n\r\n".encode() + body)
        await writer.drain()

    return answer


async def hangs(reader: asyncio.StreamReader, _writer: asyncio.StreamWriter) -> None:
    """Say nothing until the other side has had enough."""
    await reader.read()


async def stalls(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Begin an answer and never end it."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")
    await reader.read()


async def floods(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Announce ten gigabytes and send them until nobody listens any more."""
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n")
    for _ in range(10_000):
        writer.write(b"7" * 1_000_000)
        await writer.drain()


@asynccontextmanager
async def serving(behave: Behave, secure: ssl.SSLContext | None = None) -> AsyncIterator[Server]:
    """Yield a server on a port of its own; `secure` holds its certificate."""
    server = Server(scheme="https" if secure else "http")

    async def meet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            server.heads.append((await reader.readuntil(b"\r\n\r\n")).decode())
            await behave(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    listening = await asyncio.start_server(meet, "127.0.0.1", 0, ssl=secure)
    server.port = listening.sockets[0].getsockname()[1]
    async with listening:
        yield server
