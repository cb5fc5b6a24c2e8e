"""Heads without an end, at a real socket: refused with 431, and memory holds little of them."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from uvicorn.config import Config
from uvicorn.server import ServerState

from bot.cli.http_head import MOST_AHEAD, MOST_HEAD, BoundedHead

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import ASGIApp, Receive, Scope, Send

GET = b"GET / HTTP/1.1\r\nHost: door\r\n"
CHUNKED = GET + b"Transfer-Encoding: chunked\r\n\r\n"
TOO_LARGE = b"HTTP/1.1 431 Request Header Fields Too Large"
ENDLESS = 64 * 1024 * 1024
PATIENCE = 30
"""Seconds after which a test fails that would hang."""


async def fine(scope: Scope, receive: Receive, send: Send) -> None:
    """Read the body and answer 200."""
    await Request(scope, receive).body()
    await PlainTextResponse("fine\r\n")(scope, receive, send)


class Impatient(BoundedHead):
    """Waits for nobody."""

    longest_arrival = 0.05


@asynccontextmanager
async def connection(
    kind: type[BoundedHead] = BoundedHead, app: ASGIApp = fine
) -> AsyncIterator[tuple[asyncio.StreamReader, asyncio.StreamWriter]]:
    """Yield a connection to a server that answers every request with 200."""
    config = Config(app, http=kind, log_config=None, lifespan="off")
    loop, state = asyncio.get_running_loop(), ServerState()
    server = await loop.create_server(lambda: kind(config, state, {}), "127.0.0.1", 0)
    async with server:
        reader, writer = await asyncio.open_connection(*server.sockets[0].getsockname())
        yield reader, writer
        writer.close()


async def answers(sent: bytes) -> list[bytes]:
    """Send, and return the status line of each answer until the server closes."""
    async with connection() as (reader, writer):
        writer.write(sent)
        said = await reader.read()
    return [line for line in said.split(b"\r\n") if line.startswith(b"HTTP/1.1")]


@pytest.mark.parametrize(
    "head",
    [
        GET + b"Cookie: " + b"x" * MOST_HEAD + b"\r\n\r\n",
        GET + b"a:\r\n" * (MOST_HEAD // 33) + b"\r\n",
        b"GET /" + b"x" * MOST_HEAD + b" HTTP/1.1\r\nHost: door\r\n\r\n",
        GET + b"a: b\r\n" * (MOST_HEAD // 33),
    ],
    ids=["one long", "many empty", "the address", "without an end"],
)
async def test_a_head_above_the_limit_is_431(head: bytes) -> None:
    """However the bytes are spread; the connection is closed."""
    assert [TOO_LARGE] == await answers(head)


async def test_a_head_below_the_limit_is_answered() -> None:
    """A browser with every cookie it may keep for us."""
    assert [b"HTTP/1.1 200 OK"] == await answers(GET + b"Connection: close\r\nCookie: " + b"x" * 30_000 + b"\r\n\r\n")


async def test_the_count_begins_anew_with_each_request() -> None:
    """A connection that is kept may send as many requests as it likes."""
    long = GET + b"Cookie: " + b"x" * 20_000 + b"\r\n\r\n"
    assert [b"HTTP/1.1 200 OK"] * 3 == await answers(long * 2 + long.replace(b"Cookie", b"Connection: close\r\nCookie"))


@pytest.mark.parametrize(
    "begin",
    [GET + b"Cookie: ", GET, CHUNKED + b"0\r\nX-Trailer: ", CHUNKED + b"1;"],
    ids=["a header", "a name", "a trailer", "beside a chunk"],
)
async def test_what_never_ends_is_cut_off(begin: bytes) -> None:
    """The server stops reading long before 64 MB; what it took is in the buffers of the two sockets."""
    async with connection() as (_, writer):
        writer.write(begin)
        sent = 0
        try:
            while sent < ENDLESS:
                writer.write(b"x" * 65_536)
                sent += 65_536
                await writer.drain()
        except ConnectionError:
            pass
    assert sent < ENDLESS // 2


async def test_a_body_may_be_larger_than_a_head() -> None:
    """Bodies are counted by whoever reads them, also in chunks."""
    length = GET + b"Content-Length: 200000\r\n\r\n" + b"x" * 200_000
    chunk = b"186a0\r\n" + b"x" * 100_000 + b"\r\n"
    chunked = CHUNKED.replace(b"Host", b"Connection: close\r\nHost") + chunk * 3 + b"0\r\n\r\n"
    assert [b"HTTP/1.1 200 OK"] * 2 == await answers(length + chunked)


async def test_only_so_many_requests_wait_on_a_connection() -> None:
    """Thousands fit into one packet, and each would be kept: more than a hundred are not."""
    assert [] == await answers((GET + b"\r\n") * (MOST_AHEAD + 2))
    last = GET + b"Connection: close\r\n\r\n"
    assert [b"HTTP/1.1 200 OK"] * MOST_AHEAD == await answers((GET + b"\r\n") * (MOST_AHEAD - 1) + last)


async def test_what_is_no_http_is_400() -> None:
    """As before."""
    assert [b"HTTP/1.1 400 Bad Request"] == await answers(b"HELO door\r\n\r\n")


@pytest.mark.parametrize(
    "begin",
    [b"", b"\r\n", b"GET", GET + b"a: b\r\n", GET + b"Content-Length: 9\r\n\r\nslow", CHUNKED + b"9\r\nslow"],
    ids=["nothing", "an empty line", "a method", "a header", "a body", "a chunk"],
)
async def test_who_takes_their_time_is_not_waited_for(begin: bytes) -> None:
    """A connection is closed when its request does not end; one byte now and then does not keep it."""
    async with connection(Impatient) as (reader, writer), asyncio.timeout(PATIENCE):
        writer.write(begin)
        assert await reader.read() == b""


async def test_an_answered_connection_is_not_kept_by_empty_lines() -> None:
    """Idle connections are uvicorn's to close, and an empty line ends its count."""
    async with connection(Impatient) as (reader, writer), asyncio.timeout(PATIENCE):
        writer.write(GET + b"\r\n")
        assert (await reader.readuntil(b"fine\r\n")).startswith(b"HTTP/1.1 200 OK")
        writer.write(b"\r\n")
        assert await reader.read() == b""


async def test_an_answer_may_take_its_time() -> None:
    """What has arrived is not late: a page that waits for GitHub is shown, long after others were given up."""
    ready = asyncio.Event()

    async def slow(scope: Scope, receive: Receive, send: Send) -> None:
        await ready.wait()
        await fine(scope, receive, send)

    async with connection(Impatient, slow) as (reader, writer), connection(Impatient) as (other, _):
        writer.write(GET + b"\r\n")
        await other.read()
        ready.set()
        assert (await reader.readuntil(b"fine\r\n")).startswith(b"HTTP/1.1 200 OK")


@pytest.mark.parametrize("to", [b"websocket", b"h2c"])
async def test_nothing_but_http_is_spoken(to: bytes) -> None:
    """Whoever asks for another protocol is answered in this one."""
    asked = GET + b"Connection: Upgrade, close\r\nUpgrade: " + to + b"\r\nSec-WebSocket-Version: 13\r\n\r\n"
    assert [b"HTTP/1.1 200 OK"] == await answers(asked)


@pytest.mark.parametrize(
    "framing",
    [
        b"Content-Length: 3\r\nContent-Length: 3",
        b"Content-Length: 3, 3",
        b"Content-Length: 3\r\nTransfer-Encoding: chunked",
        b"Transfer-Encoding: chunked, identity",
        b"Transfer-Encoding: xchunked",
        b"Transfer-Encoding:\x0bchunked",
        b"Content-Length: +3",
        b"Content-Length : 3",
        b"X-Folded: a\r\n b",
        b"X-Nul: a\x00b",
    ],
)
async def test_what_two_readers_may_read_differently_is_not_answered(framing: bytes) -> None:
    """A proxy in front of us and we never disagree where a request ends: nothing can be smuggled between two."""
    assert set(await answers(GET + framing + b"\r\n\r\n" + GET + b"\r\n")) <= {b"HTTP/1.1 400 Bad Request"}
