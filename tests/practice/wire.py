"""How the tests of this room talk to the practice GitHub: over HTTP, as the app or as an installation."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import httpx
import jwt

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from bot.practice import PracticeGitHub, PracticeInstallation


def claim(practice: PracticeGitHub, *, issued: int = -60, expires: int = 540, issuer: object = None) -> str:
    """Return a claim of the app; times are seconds from now."""
    now = int(practice.world.now().timestamp())
    payload = {"iss": str(issuer or practice.app_id), "iat": now + issued, "exp": now + expires}
    return jwt.encode(payload, practice.private_key_pem, algorithm="RS256")


@asynccontextmanager
async def as_app(practice: PracticeGitHub, bearer: str | None = None) -> AsyncIterator[httpx.AsyncClient]:
    """Talk as the app itself."""
    headers = {"Authorization": f"Bearer {bearer or claim(practice)}"}
    async with httpx.AsyncClient(
        transport=practice.transport, base_url="https://api.github.com", headers=headers
    ) as client:
        yield client


@asynccontextmanager
async def as_installation(
    practice: PracticeGitHub, installation: PracticeInstallation, **narrowing: object
) -> AsyncIterator[httpx.AsyncClient]:
    """Talk with a token that was bought as every app buys it."""
    async with as_app(practice) as client:
        answer = await client.post(f"/app/installations/{installation.id}/access_tokens", json=narrowing or None)
        client.headers["Authorization"] = f"Bearer {answer.json()['token']}"
        yield client
