"""Webhooks: queued as GitHub queues them, signed, sent when asked, and remembered for the deliveries API."""

from __future__ import annotations

import asyncio
import itertools
import json
import time
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx

from bot.practice.signing import old_signature, signature

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from bot.practice.json_shapes import JsonObject

SECONDS_TO_ANSWER = 10.0
"""A receiver that takes longer has failed, for GitHub: it never waits and never tries again by itself."""

_OK = range(200, 300)


@dataclass(frozen=True, slots=True)
class Attempt:
    """One sending of a delivery, as the deliveries API lists it. `status_code` is 0 where nobody answered."""

    id: int
    delivery: Delivery
    at: datetime
    redelivery: bool
    status_code: int
    status: str
    duration: float
    response_headers: Mapping[str, str] = field(default_factory=dict)
    response_body: str = ""

    @property
    def ok(self) -> bool:
        """Whether the receiver took it."""
        return self.status_code in _OK


@dataclass(slots=True, eq=False)
class Delivery:
    """One event for the app. `body` are the bytes that are signed; the same for every attempt, as is `guid`."""

    guid: str
    event: str
    action: str | None
    installation_id: int | None
    repository_id: int | None
    headers: dict[str, str]
    body: bytes
    redelivery: bool = False
    attempts: list[Attempt] = field(default_factory=list)

    @property
    def payload(self) -> JsonObject:
        """The body, read."""
        payload: JsonObject = json.loads(self.body)
        return payload


@dataclass(slots=True, eq=False)
class Webhooks:
    """The app's one webhook: its secret, its address, what waits to be sent, and everything that ever was."""

    secret: str
    app_id: int
    hook_id: int
    now: Callable[[], datetime]
    url: str = ""
    pending: list[Delivery] = field(default_factory=list)
    log: list[Attempt] = field(default_factory=list)
    deliveries: dict[str, Delivery] = field(default_factory=dict)
    _ids: itertools.count[int] = field(default_factory=lambda: itertools.count(8_000_001))

    def queue(
        self, event: str, payload: JsonObject, *, installation_id: int | None = None, repository_id: int | None = None
    ) -> Delivery:
        """Sign an event and put it behind those that wait."""
        body = json.dumps(payload, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "replace")
        guid = str(uuid.uuid4())
        action = payload.get("action")
        delivery = Delivery(
            guid, event, str(action) if action is not None else None, installation_id, repository_id,
            self._headers(event, guid, body), body,
        )  # fmt: skip
        self.deliveries[guid] = delivery
        self.pending.append(delivery)
        return delivery

    def redeliver(self, guid: str) -> Delivery:
        """Put a delivery behind those that wait, with its old guid; raises KeyError."""
        delivery = self.deliveries[guid]
        delivery.redelivery = True
        # Signed anew: between two attempts the secret may have been rotated.
        delivery.headers |= self._headers(delivery.event, guid, delivery.body)
        if delivery not in self.pending:
            self.pending.append(delivery)
        return delivery

    async def deliver(self, client: httpx.AsyncClient, url: str, *, at_once: int = 1) -> list[Attempt]:
        """Send what waits, in order, `at_once` at the same time; failures are remembered, not raised."""
        sending, self.pending[:] = list(self.pending), []
        gate = asyncio.Semaphore(at_once)

        async def send(delivery: Delivery) -> Attempt:
            async with gate:
                return await self.send(client, url, delivery)

        return list(await asyncio.gather(*(send(delivery) for delivery in sending)))

    async def send(self, client: httpx.AsyncClient, url: str, delivery: Delivery) -> Attempt:
        """Send one delivery now, whether or not it waits, and remember how it went."""
        began = time.perf_counter()
        redelivery = delivery.redelivery
        try:
            answer = await client.post(
                url, content=delivery.body, headers=delivery.headers, timeout=SECONDS_TO_ANSWER, follow_redirects=False
            )
            code, status = answer.status_code, "OK" if answer.status_code in _OK else answer.reason_phrase
            headers, text = dict(answer.headers), answer.text
        except httpx.TimeoutException:
            code, status, headers, text = 0, "timed out", {}, ""
        except httpx.HTTPError:
            code, status, headers, text = 0, "failed to connect to host", {}, ""
        duration = round(time.perf_counter() - began, 2)
        attempt = Attempt(
            next(self._ids), delivery, self.now(), redelivery, code, status or str(code), duration, headers,
            text,
        )  # fmt: skip
        delivery.attempts.append(attempt)
        self.log.append(attempt)
        return attempt

    def _headers(self, event: str, guid: str, body: bytes) -> dict[str, str]:
        return {
            "Accept": "*/*",
            "Content-Type": "application/json",
            "User-Agent": "GitHub-Hookshot/0a1b2c3",
            "X-GitHub-Delivery": guid,
            "X-GitHub-Event": event,
            "X-GitHub-Hook-ID": str(self.hook_id),
            "X-GitHub-Hook-Installation-Target-ID": str(self.app_id),
            "X-GitHub-Hook-Installation-Target-Type": "integration",
            "X-Hub-Signature": old_signature(self.secret, body),
            "X-Hub-Signature-256": signature(self.secret, body),
        }
