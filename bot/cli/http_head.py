"""A request has an end: who sends headers without one is answered 431, and who takes their time is not waited for.

Of uvicorn's two parsers only the slower one limits what it gathers of a head; httptools gathers whatever comes. Neither
limits how long that takes: a thousand connections that send a byte now and then would be all that a server may have.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    import asyncio

    from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

LOG = logging.getLogger(__name__)
MOST_HEAD = 32 * 1024
"""Bytes of an address and its headers, trailers included: GitHub's are 1 KB, a browser's with its cookies a few."""
EACH_HEADER = 32
"""What a header counts beside its bytes, so that empty ones count too: HTTP/2's measure (RFC 9113, section 6.5.2)."""
MOST_AHEAD = 100
"""Requests on one connection that wait for the answer to the first."""
LONGEST_ARRIVAL = 20.0
"""Seconds from a connection's or a request's first byte to the request's last: above what the door waits for a body."""
_WORDS = b"the headers are larger than 32 KB\n"
_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Type: text/plain; charset=utf-8\r\n"
    b"Content-Length: %d\r\nConnection: close\r\n\r\n%b"
) % (len(_WORDS), _WORDS)


class _TooMuch(Exception):  # noqa: N818 - it leaves through a parser that only asks whether there was one
    """The parser is to go no further."""


class BoundedHead(HttpToolsProtocol):
    """uvicorn's protocol, one for each connection; memory holds no more of a head than the limit and one read."""

    longest_arrival = LONGEST_ARRIVAL
    _late: asyncio.TimerHandle | None = None
    """Set while something has to arrive; none between a request and the next byte: that is uvicorn's to limit."""
    _head = 0
    _unexplained = 0
    """Bytes that made neither a request nor a piece of a body yet: half a header, what stands beside a chunk's size."""
    _too_large = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override] # as uvicorn has it
        """Wait for the first request."""
        super().connection_made(transport)
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._arrived()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take in what came, unless too much of it has come to nothing."""
        self._expect()
        if self._unexplained > MOST_HEAD:
            self._too_large = True
            self.send_400_response("")
        else:
            self._unexplained += len(data)
            super().data_received(data)

    def on_message_begin(self) -> None:
        """Begin to count anew."""
        if len(self.pipeline) >= MOST_AHEAD:
            raise _TooMuch
        self._head = self._unexplained = 0
        super().on_message_begin()
        self._expect()  # for one that came in the same packet as the end of the last

    def on_url(self, url: bytes) -> None:
        """Count the address, or a piece of it."""
        self._count(len(url))
        super().on_url(url)

    def on_header(self, name: bytes, value: bytes) -> None:
        """Count a header, or a trailer."""
        self._count(len(name) + len(value) + EACH_HEADER)
        super().on_header(name, value)

    def on_body(self, body: bytes) -> None:
        """Leave the body to whoever reads it: they count."""
        self._unexplained = 0
        super().on_body(body)

    def on_message_complete(self) -> None:
        """Count nothing between two requests, and wait for nothing."""
        self._unexplained = 0
        self._arrived()
        super().on_message_complete()

    def send_400_response(self, msg: str) -> None:
        """Refuse and close; nothing is said into the middle of another answer."""
        before = cast("RequestResponseCycle | None", self.cycle)  # none on a new connection
        if before is not None and not before.response_complete:
            self.transport.close()
        elif self._too_large:
            LOG.info("refused with 431: the headers are larger than anybody needs")
            self.transport.write(_TOO_LARGE)
            self.transport.close()
        else:
            super().send_400_response(msg)

    def _should_upgrade(self) -> bool:
        """Speak nothing but HTTP: no page has a socket, and a request that asks for one is answered as it is."""
        return False

    def _unsupported_upgrade_warning(self) -> None:
        """Warn of nothing."""

    def _expect(self) -> None:
        if self._late is None:
            self._late = self.loop.call_later(self.longest_arrival, self._give_up)

    def _arrived(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _give_up(self) -> None:
        self._late = None
        if self.flow.read_paused:
            self._expect()  # it is us who do not read
        else:
            self.transport.close()

    def _count(self, size: int) -> None:
        self._head += size
        if self._head > MOST_HEAD:
            self._too_large = True
            raise _TooMuch
