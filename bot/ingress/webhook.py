"""The door: `POST /webhooks/github`. Headers and bytes in; a stored delivery and 202 out, or a named refusal.

Signature first, on the raw bytes; parsing second. The answers are constant texts: they tell a stranger nothing. Neither
a body nor a signature is ever logged.
"""

from __future__ import annotations

import asyncio
import logging
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.routing import Route

from bot.facts.errors import Rejected
from bot.inbox.deliveries import Delivery
from bot.inbox.unavailable import DatabaseUnavailable
from bot.ingress.body import LONGEST_WAIT, MOST_BYTES, MOST_LARGE, Body, Room
from bot.ingress.event import action_of, installation_of, read_headers, read_payload
from bot.ingress.request import ClientGone, pieces, read_knock
from bot.ingress.signature import Seal, read_signature

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping, Sequence
    from datetime import datetime

    from starlette.types import Message, Receive, Scope, Send

    from bot.facts.repository import Subject
    from bot.ingress.request import Knock

LOG = logging.getLogger(__name__)
PATH = "/webhooks/github"
ANSWERS = {
    202: "accepted\n",
    400: "not a GitHub webhook event: send JSON (the app's webhook settings, Content type: application/json)\n",
    401: "the signature is missing or wrong: is the webhook secret the same on both sides?\n",
    408: "the body did not arrive in time\n",
    413: "the body is larger than 25 MB\n",
    503: "not stored: deliver it again later\n",
}
_LEVELS = {401: logging.WARNING, 503: logging.ERROR}
_NUMBER = re.compile(r"[0-9]{1,4000}")
NAMED = 5
"""Subjects that a line of the log names: a check suite may make a hundred due."""
RETRY_AFTER = {503: {"Retry-After": "60"}}


@dataclass(frozen=True, slots=True)
class Visit:
    """What happened at the door, for whoever counts: the answer, and which secret matched (0 is the current one)."""

    status: int
    event: str = ""
    secret: int | None = None
    stored: bool = False


def webhook_route(
    secrets: Sequence[bytes],
    accept: Callable[[Delivery, Mapping[str, object]], Awaitable[bool]],
    subjects: Callable[[str, Mapping[str, object]], tuple[Subject, ...]],
    is_used: Callable[[str, tuple[Subject, ...]], bool],
    now: Callable[[], datetime],
    *,
    count: Callable[[Visit], None] = lambda _: None,
    most_bytes: int = MOST_BYTES,
    most_large: int = MOST_LARGE,
    longest_wait: float = LONGEST_WAIT,
) -> Route:
    """Return the door as a route.

    `secrets`: the current one first; at least one. `accept` is given a delivery and its payload, parsed, which it
    should hold no longer than it takes to read; what it returns ends when the delivery is on disk (True where it was
    new), or raises DatabaseUnavailable. `subjects` is the timetable's, `is_used` says whether a delivery is worth a
    row. `count` is called once for each answer. At most `most_large` bodies above 1 MB are handled at a time; a body
    that takes longer than `longest_wait` seconds, or waits for room half as long, is refused.
    """
    if not secrets or not all(secrets):
        raise ValueError("the door does not open without a webhook secret")
    room = Room(most_large, longest_wait / 2)
    door = _Door(tuple(secrets), accept, subjects, is_used, now, count, room, most_bytes, longest_wait)
    return Route(PATH, door, methods=["POST"], name="webhook")


def _answer(status: int) -> tuple[Message, Message]:
    text = ANSWERS[status].encode("ascii")
    headers = {
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Length": str(len(text)),
        **RETRY_AFTER.get(status, {}),
    }
    raw = [(name.lower().encode("ascii"), value.encode("ascii")) for name, value in headers.items()]
    start = {"type": "http.response.start", "status": status, "headers": raw}
    return start, {"type": "http.response.body", "body": text}


_ANSWERS = {status: _answer(status) for status in ANSWERS}


@dataclass(frozen=True, slots=True)
class _Door:
    """An ASGI application of its own: most of what a delivery costs would be spent in layers that it does not need."""

    secrets: tuple[bytes, ...]
    accept: Callable[[Delivery, Mapping[str, object]], Awaitable[bool]]
    subjects: Callable[[str, Mapping[str, object]], tuple[Subject, ...]]
    is_used: Callable[[str, tuple[Subject, ...]], bool]
    now: Callable[[], datetime]
    count: Callable[[Visit], None]
    room: Room
    most_bytes: int
    longest_wait: float

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        visit = await self.answer(scope, receive)
        self.count(visit)
        for message in _ANSWERS[visit.status]:
            await send(message)

    async def answer(self, scope: Scope, receive: Receive) -> Visit:
        """Let in or refuse; never raises for anything a client sends."""
        known: dict[str, object] = {}  # what every line of the log about this delivery names; empty before it is proved
        try:
            return await self._let_in(read_knock(scope["headers"]), receive, known)
        except Rejected as refusal:
            level = _LEVELS.get(refusal.status, logging.INFO)
            LOG.log(level, "refused with %d: %s", refusal.status, refusal.reason, extra=known)
            return Visit(refusal.status)
        except ClientGone:
            return Visit(400)  # nobody reads this answer

    async def _let_in(self, knock: Knock, receive: Receive, known: dict[str, object]) -> Visit:
        if _NUMBER.fullmatch(knock.length) and int(knock.length) > self.most_bytes:
            raise Rejected(413, "the announced body is larger than GitHub ever sends")
        signature = read_signature(knock.signatures)
        if signature is None:
            raise Rejected(401, "no well-formed signature")
        seal = Seal(self.secrets)
        async with Body(seal, self.room, self.most_bytes) as body:
            try:
                async with asyncio.timeout(self.longest_wait):
                    await body.take(pieces(receive))
            except TimeoutError:
                raise Rejected(408, "the body did not arrive in time") from None
            secret = seal.matching(signature)
            if secret is None:
                raise Rejected(401, "the signature is of no secret we know")
            return await self._take(knock, body, secret, known)

    async def _take(self, knock: Knock, body: Body, secret: int, known: dict[str, object]) -> Visit:
        event, guid = read_headers(knock.headers)
        known["delivery"] = guid
        storing = await self._begin_to_store(event, guid, body, known)
        if storing is None:
            LOG.debug("delivery %s (%s) is not used", guid, event, extra=known)
            return Visit(202, event, secret)
        try:
            new = await storing
        except DatabaseUnavailable as error:
            raise Rejected(503, f"delivery {guid} was not stored: {error}") from error
        LOG.info("delivery %s (%s) %s", guid, event, "accepted" if new else "was here before", extra=known)
        return Visit(202, event, secret, stored=True)

    async def _begin_to_store(
        self, event: str, guid: str, body: Body, known: dict[str, object]
    ) -> Awaitable[bool] | None:
        """Return what to wait for; None where the delivery is not used.

        The payload ends here: some hundreds of objects that nobody needs while the disk is waited for, which would be
        cold in the processor's cache, and walked through by the garbage collector, when they are given back.
        """
        raw = await body.bytes()
        payload = await asyncio.to_thread(read_payload, raw) if body.is_large else read_payload(raw)
        due, installation = self.subjects(event, payload), installation_of(payload)
        known |= {"installation": installation, "subject": ", ".join(subject.key for subject in due[:NAMED]) or None}
        if not self.is_used(event, due):
            return None
        return self.accept(Delivery(guid, event, installation, self.now(), raw, due, action_of(payload)), payload)
