"""Somebody with a browser who signs in at the practice GitHub and looks at pages of a whole bot."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from tests.journeys.stage import Stage

PUBLIC = "https://house.example"


@asynccontextmanager
async def visitor(stage: Stage, login: str = "") -> AsyncIterator[httpx.AsyncClient]:
    """Yield a client of the bot's pages; with a login, one that has signed in."""
    transport = httpx.ASGITransport(stage.bot.app)
    async with httpx.AsyncClient(transport=transport, base_url=PUBLIC) as client:
        if login:
            asked = (await client.get("/sign-in")).headers["location"]
            async with httpx.AsyncClient(transport=stage.practice.transport) as github:
                back = urlsplit((await github.post(asked, data={"account": login})).headers["location"])
            await client.get(f"{back.path}?{back.query}")
        yield client


def words(page: str) -> str:
    """Return what a page says, without its markup and with single spaces."""
    body = page.partition("</style>")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())
