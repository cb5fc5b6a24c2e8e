"""A server without an app, a GitHub to register it at, and a browser: the whole setup at the wire."""

from __future__ import annotations

import re
from contextlib import asynccontextmanager
from dataclasses import dataclass
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

from bot.first_start import FirstStart
from bot.practice.github import PracticeGitHub
from bot.settings import Settings
from tests.hand_clock import HandClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path

PUBLIC = "https://bot.example"
CHOICE = {"public_url": PUBLIC, "organization": "acme", "permission_set": "pull_requests", "keep": "store"}
KEY = b"the key of a test, in 32 characters"


@dataclass(frozen=True, slots=True)
class ToGitHub:
    """The form that a browser is about to post to GitHub."""

    action: str
    manifest: str
    name: str


def words(answer: httpx.Response) -> str:
    """Return what a page says, without its markup."""
    body = answer.text.partition("<main")[2]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", body)).split())


def heading(answer: httpx.Response) -> str:
    """Return the page's first heading."""
    return unescape(re.sub(r"<[^>]+>", "", re.findall(r"<h1>(.*?)</h1>", answer.text, re.DOTALL)[0]))


def token(answer: httpx.Response) -> str:
    """Return the token of the page's form."""
    return str(re.findall(r'name="csrf" value="([^"]+)"', answer.text)[-1])


class SettingUp:
    """One process, one organisation; `process` makes another one on the same database."""

    def __init__(self, folder: Path, github_url: str = "https://api.github.com") -> None:
        self.clock = HandClock()
        self.practice = PracticeGitHub(directory=folder / "github", now=self.clock.now)
        self.shop = self.practice.create_repository("acme/shop")
        database = f"sqlite:///{folder / 'bot.sqlite3'}"
        self.settings = Settings(0, "", (), github_url=github_url, database_url=database, secret_keys=(KEY,))
        self._open: list[FirstStart] = []
        self.server = self.process()

    def process(self) -> FirstStart:
        """Return a process that has no app yet."""
        self._open.append(FirstStart(self.settings, clock=self.clock, transport=self.practice.transport))
        return self._open[-1]

    async def close(self) -> None:
        """Close every process."""
        for server in self._open:
            await server.aclose()

    @asynccontextmanager
    async def browser(self, server: FirstStart | None = None) -> AsyncIterator[httpx.AsyncClient]:
        """Yield a browser at a process; it keeps cookies and follows what it is told by our own pages."""
        transport = httpx.ASGITransport(server or self.server)
        async with httpx.AsyncClient(transport=transport, base_url="http://localhost:8080") as browser:
            browser.follow_redirects = True
            yield browser

    async def invited(self, browser: httpx.AsyncClient) -> httpx.Response:
        """Open a new link; return the form that it leads to."""
        return await browser.get(await self.server.open_link())

    async def chosen(self, browser: httpx.AsyncClient, **changed: str) -> httpx.Response:
        """Open a new link and send the choice."""
        form = await self.invited(browser)
        return await browser.post("/setup", data={**CHOICE, **changed, "csrf": token(form)})

    async def on_github(self, page: httpx.Response) -> str:
        """Do what the page's form asks a person to do on GitHub; return the path that GitHub sends the browser to."""
        form = to_github(page)
        async with httpx.AsyncClient(transport=self.practice.transport) as github:
            asked = await github.post(form.action, data={"manifest": form.manifest})
            assert asked.status_code == 200, asked.text
            create = form.action.replace("/apps/new?", "/apps?")
            sent = await github.post(create, data={"manifest": form.manifest, "name": form.name})
        back = urlsplit(sent.headers["location"])
        assert f"{back.scheme}://{back.netloc}" == PUBLIC
        return f"{back.path}?{back.query}"

    async def registered(self, browser: httpx.AsyncClient, **changed: str) -> httpx.Response:
        """Go through the whole setup; return its last page."""
        return await browser.get(await self.on_github(await self.chosen(browser, **changed)))

    def by_hand(self, **changed: str) -> Mapping[str, str]:
        """Return what a person types for the app that the practice GitHub has registered already."""
        app = self.practice.world.app
        typed = {
            "app_id": str(app.id),
            "private_key": self.practice.private_key_pem.replace("\n", "\r\n"),
            "webhook_secret": self.practice.webhook_secret,
            "public_url": PUBLIC,
            "client_id": app.client_id,
            "client_secret": app.client_secret,
        }
        return {**typed, **changed}


def to_github(page: httpx.Response) -> ToGitHub:
    """Read the form that goes to GitHub off a page of ours."""
    (action,) = re.findall(r'action="(https?://[^"]+)"', page.text)
    (manifest,) = re.findall(r'name="manifest" value="([^"]*)"', page.text)
    (name,) = re.findall(r"<strong>(.*?)</strong>", page.text)
    return ToGitHub(unescape(action), unescape(manifest), unescape(name))
