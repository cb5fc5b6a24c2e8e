"""Drill 9: everything but the right signature, at the whole server."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import TYPE_CHECKING

import httpx
import pytest

from bot.ingress.body import MOST_BYTES
from bot.ingress.webhook import ANSWERS
from bot.practice.signing import signature
from bot.wiring import create_bot
from tests.drills.play import ONE_HOME
from tests.journeys.stage import DOOR, Stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

pytestmark = ONE_HOME

BODY = b'{"action":"opened","words":"kept-to-ourselves"}'
GOOD = signature("practice-secret", BODY)
HEADERS = {"X-GitHub-Event": "pull_request", "X-GitHub-Delivery": "1-2-3", "Content-Type": "application/json"}
HOSTILE: dict[str, bytes | None] = {
    "missing": None,
    "sha1": b"sha1=" + b"0" * 40,
    "too short": GOOD[:-1].encode(),
    "too long": GOOD.encode() + b"0",
    "no hexadecimal": b"sha256=" + b"z" * 64,
    "no ASCII": b"sha256=" + "é".encode() * 32,
    "another secret's": signature("guessed", BODY).encode(),
    "a byte of the body altered": signature("practice-secret", BODY.replace(b"o", b"0", 1)).encode(),
}


async def knock(
    stage: Stage, content: bytes | AsyncIterator[bytes], signed: bytes | None, **headers: str
) -> httpx.Response:
    """Knock once, with or without a signature."""
    known = [(name.encode(), value.encode()) for name, value in {**HEADERS, **headers}.items()]
    more = [] if signed is None else [(b"X-Hub-Signature-256", signed)]
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app=stage.bot.app)) as client:
        return await client.post(DOOR, content=content, headers=[*known, *more])


@pytest.mark.parametrize("signed", HOSTILE.values(), ids=HOSTILE)
async def test_a_wrong_signature_is_refused_in_constant_words(
    stage: Stage, signed: bytes | None, caplog: pytest.LogCaptureFixture
) -> None:
    """401 for every one of them; the log holds neither the body nor what was offered."""
    answer = await knock(stage, BODY, signed)
    assert (answer.status_code, answer.text) == (401, ANSWERS[401])
    assert "kept-to-ourselves" not in caplog.text
    assert signed is None or signed.decode()[7:] not in caplog.text


async def test_the_previous_secret_counts_only_while_it_is_configured(stage: Stage) -> None:
    """Rotation: both for a while, then the new one alone."""
    await stage.bot.close()
    statuses = []
    for secrets in ((b"new", b"practice-secret"), (b"new",)):
        bot = create_bot(replace(stage.settings, webhook_secrets=secrets), transport=stage.practice.transport)
        await stage.use(bot)
        statuses.append((await knock(stage, BODY, GOOD.encode())).status_code)
        await bot.close()
    await stage.use(create_bot(stage.settings, transport=stage.practice.transport))
    assert statuses == [202, 401]


async def test_a_body_without_an_end_is_counted_while_it_arrives(stage: Stage) -> None:
    """Announced, or in pieces without a length: 413, and what is behind the limit is not read."""
    read = 0

    async def pieces() -> AsyncIterator[bytes]:
        nonlocal read
        for _ in range(30):
            read += 1
            await asyncio.sleep(0)
            yield b" " * 1024 * 1024

    announced = await knock(stage, b"", GOOD.encode(), **{"Content-Length": str(MOST_BYTES + 1)})
    chunked = await knock(stage, pieces(), GOOD.encode())
    assert (announced.status_code, chunked.status_code) == (413, 413)
    assert read == 26
