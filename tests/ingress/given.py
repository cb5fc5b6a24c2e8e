"""A door, and somebody who knocks."""

from __future__ import annotations

import hashlib
import hmac
import json
from typing import TYPE_CHECKING

import httpx

from bot.ingress.webhook import PATH, Visit, webhook_route
from bot.journeys import timetable
from bot.web.application import Application
from tests.hand_clock import NOON

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

    from bot.inbox.deliveries import Delivery

SECRETS = (b"current", b"previous")
OPENED = {
    "action": "opened",
    "installation": {"id": 1},
    "repository": {"id": 101, "full_name": "org1/repo"},
    "pull_request": {"number": 7},
    "sender": {"id": 5},
}


class House:
    """A door in front of a list: what was accepted, parsed and as it came, and what was counted."""

    def __init__(
        self,
        accept: Callable[[Delivery], Awaitable[bool]] | None = None,
        *,
        most_bytes: int = 25 * 1024 * 1024,
        longest_wait: float = 10.0,
    ) -> None:
        self.accepted: list[Delivery] = []
        self.payloads: list[Mapping[str, object]] = []
        self._accept = accept or self._keep
        self.visits: list[Visit] = []
        door = webhook_route(
            SECRETS,
            self.accept,
            timetable.subjects,
            timetable.is_used,
            lambda: NOON,
            count=self.visits.append,
            most_bytes=most_bytes,
            longest_wait=longest_wait,
        )
        self.app = Application(door, [])

    async def accept(self, delivery: Delivery, payload: Mapping[str, object]) -> bool:
        """Keep the payload; then the delivery, or what the house was given to do with it."""
        self.payloads.append(payload)
        return await self._accept(delivery)

    async def _keep(self, delivery: Delivery) -> bool:
        self.accepted.append(delivery)
        return True

    async def post(self, content: bytes | AsyncIterator[bytes], headers: dict[str, str | bytes]) -> httpx.Response:
        """Knock once. The client offers no signature of its own."""
        transport = httpx.ASGITransport(self.app)
        async with httpx.AsyncClient(transport=transport, base_url="http://door") as client:
            return await client.post(
                PATH, content=content, headers=[(k.encode(), _bytes(v)) for k, v in headers.items()]
            )

    async def deliver(self, payload: object = OPENED, *, secret: bytes = b"current", **changed: str) -> httpx.Response:
        """Send a payload as GitHub would; `changed` are headers (underscores for dashes), empty ones left out."""
        body = payload if isinstance(payload, bytes) else json.dumps(payload).encode()
        return await self.post(body, signed_headers(body, secret, **changed))


def sign(body: bytes, secret: bytes = b"current") -> str:
    """Return the header that GitHub would send."""
    return "sha256=" + hmac.new(secret, body, hashlib.sha256).hexdigest()


def signed_headers(body: bytes, secret: bytes = b"current", /, **changed: str) -> dict[str, str | bytes]:
    """Return GitHub's headers for a body."""
    headers = {
        "content-type": "application/json",
        "x-github-event": "pull_request",
        "x-github-delivery": "72d3162e-cc78-11e3-81ab-4c9367dc0958",
        "x-hub-signature-256": sign(body, secret),
        **{name.replace("_", "-"): value for name, value in changed.items()},
    }
    return {name: value for name, value in headers.items() if value}


def _bytes(value: str | bytes) -> bytes:
    return value if isinstance(value, bytes) else value.encode()
