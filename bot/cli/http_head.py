"""A request's head has an end: who sends headers without one is answered 431, and the connection is closed.

Of uvicorn's two parsers only the slower one limits what it gathers of a head; httptools gathers whatever comes.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, cast

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

if TYPE_CHECKING:
    from uvicorn.protocols.http.httptools_impl import RequestResponseCycle

LOG = logging.getLogger(__name__)
MOST_HEAD = 32 * 1024
"""Bytes of an address and its headers, trailers included: GitHub's are 1 KB, a browser's with its cookies a few."""
EACH_HEADER = 32
"""What a header counts beside its bytes, so that empty ones count too: HTTP/2's measure (RFC 9113, section 6.5.2)."""
MOST_AHEAD = 100
"""Requests on one connection that wait for the answer to the first."""
_WORDS = b"the headers are larger than 32 KB\n"
_TOO_LARGE = (
    b"HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Type: text/plain; charset=utf-8\r\n"
    b"Content-Length: %d\r\nConnection: close\r\n\r\n%b"
) % (len(_WORDS), _WORDS)


class _TooMuch(Exception):  # noqa: N818 - it leaves through a parser that only asks whether there was one
    """The parser is to go no further."""


class BoundedHead(HttpToolsProtocol):
    """uvicorn's protocol, one for each connection; memory holds no more of a head than the limit and one read."""

    _head = 0
    _unexplained = 0
    """Bytes that made neither a request nor a piece of a body yet: half a header, what stands beside a chunk's size."""
    _too_large = False

    def data_received(self, data: bytes) -> None:
        """Take in what came, unless too much of it has come to nothing."""
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
        """Count nothing between two requests."""
        self._unexplained = 0
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

    def _count(self, size: int) -> None:
        self._head += size
        if self._head > MOST_HEAD:
            self._too_large = True
            raise _TooMuch
