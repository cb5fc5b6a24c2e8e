"""A request as ASGI hands it over: the few headers that the door reads, and the body in the pieces it comes in.

https://asgi.readthedocs.io/en/latest/specs/www.html
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from starlette.types import Receive

_SIGNATURE, _LENGTH = b"x-hub-signature-256", b"content-length"
_READ = {name: name.decode("ascii") for name in (b"x-github-event", b"x-github-delivery")}


class ClientGone(Exception):  # noqa: N818 - nothing went wrong here
    """The connection ended before the body did."""


@dataclass(slots=True)
class Knock:
    """What the headers say, unproved: every signature, the announced length, GitHub's event and GUID by header."""

    signatures: list[bytes] = field(default_factory=list)
    length: str = ""
    headers: dict[str, str] = field(default_factory=dict)


def read_knock(headers: Iterable[tuple[bytes, bytes]]) -> Knock:
    """Read headers whose names are in lower case. Of one that stands there twice the first counts."""
    knock = Knock()
    for name, value in headers:
        if name == _SIGNATURE:
            knock.signatures.append(value)
        elif name == _LENGTH:
            knock.length = knock.length or value.decode("latin-1")
        elif name in _READ:
            knock.headers.setdefault(_READ[name], value.decode("latin-1"))
    return knock


async def pieces(receive: Receive) -> AsyncIterator[bytes]:
    """Yield the body as it comes; raises ClientGone."""
    more = True
    while more:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise ClientGone
        more = message.get("more_body", False)
        if piece := message.get("body", b""):
            yield piece
