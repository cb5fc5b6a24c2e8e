"""A practice GitHub with pull requests, and signed deliveries about them: what several measurements stand on."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import uuid
from typing import TYPE_CHECKING

import httpx

from bot.practice import PracticeGitHub

if TYPE_CHECKING:
    from pathlib import Path

    from bot.practice import PracticePullRequest

DOOR = "/webhooks/github"
BODY = 22_000
"""Bytes of a usual delivery about a pull request."""


class Distant(httpx.AsyncBaseTransport):
    """The practice GitHub's transport, with the time that a network and GitHub take to answer."""

    def __init__(self, practice: PracticeGitHub, seconds: float) -> None:
        self._inner = practice.transport
        self._seconds = seconds

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        """Answer, later."""
        await asyncio.sleep(self._seconds)
        return await self._inner.handle_async_request(request)


class Street:
    """`pulls` pull requests of one repository whose rules ask for comments, and deliveries about them."""

    def __init__(self, folder: Path, pulls: int) -> None:
        self.practice = PracticeGitHub(directory=folder / "github")
        self._shop = self.practice.create_repository("acme/shop", {".github/onesitting.yml": "mode: comment\n"})
        self._installation = self.practice.install("acme")
        self.pulls = [self._open(number) for number in range(pulls)]
        self._signed = [self._sign(pull) for pull in self.pulls]

    def delivery(self, number: int) -> tuple[dict[str, str], bytes]:
        """Return headers and body of a delivery with a GUID of its own, about one pull request after the other."""
        signature, body = self._signed[number % len(self._signed)]
        headers = {
            "Content-Type": "application/json",
            "X-GitHub-Event": "pull_request",
            "X-GitHub-Delivery": str(uuid.uuid4()),
            "X-Hub-Signature-256": f"sha256={signature}",
        }
        return headers, body

    def _open(self, number: int) -> PracticePullRequest:
        author = self.practice.account(f"author-{number % 7}")
        files = {f"shop/part_{part}.py": _source(part) for part in range(6)}
        return self._shop.open_pull_request(title=f"Step {number}", author=author, branch=f"step-{number}", files=files)

    def _sign(self, pull: PracticePullRequest) -> tuple[str, bytes]:
        payload = {
            "action": "synchronize",
            "installation": {"id": self._installation.id},
            "repository": {"id": self._shop.id, "full_name": self._shop.full_name},
            "pull_request": {"number": pull.number},
            "sender": {"id": pull.author.id, "login": pull.author.login},
            "links": [hashlib.sha256(f"{pull.number}-{n}".encode()).hexdigest() for n in range(250)],
        }
        body = json.dumps(payload).encode().ljust(BODY)
        return hmac.new(self.practice.webhook_secret.encode(), body, hashlib.sha256).hexdigest(), body


async def send(street: Street, client: httpx.AsyncClient, numbers: range, connections: int = 32) -> None:
    """Send deliveries, `connections` at a time; each must be answered with 202."""
    left = iter(numbers)

    async def sender() -> None:
        for number in left:
            headers, body = street.delivery(number)
            try:
                answer = await client.post(DOOR, content=body, headers=headers)
            except httpx.TransportError:  # the connection had been idle for too long
                answer = await client.post(DOOR, content=body, headers=headers)
            assert answer.status_code == 202, answer

    await asyncio.gather(*(sender() for _ in range(connections)))


def _source(seed: int) -> str:
    return "".join(f"value_{seed}_{line} = compute_{line}(first_{seed}, second_{line})\n" for line in range(30))
