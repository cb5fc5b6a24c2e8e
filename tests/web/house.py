"""A practice GitHub, a small site whose page belongs to a repository, and a browser that signs in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.addresses import Addresses
from bot.github.people import People
from bot.github.wire import Wire
from bot.practice.github import PracticeGitHub
from bot.web.access import Access
from bot.web.application import web_app
from bot.web.sign_in import SignIn
from tests.web.site import SmallSite

if TYPE_CHECKING:
    from pathlib import Path

    from starlette.requests import Request
    from starlette.responses import Response


class House(SmallSite):
    """One private repository that ana may read and bo may not, and a page about it."""

    def __init__(self, folder: Path, *, link_days: int = 0, signs_in: bool = True) -> None:
        super().__init__()
        self.practice = PracticeGitHub(directory=folder, now=self.clock.now)
        self.shop = self.practice.create_repository("acme/shop", private=True)
        for login in ("ana", "bo"):
            self.practice.account(login)
        self.shop.collaborator(self.practice.account("ana"), "read")
        self.practice.install("acme")
        app = self.practice.world.app
        self.wire = Wire("https://api.github.com", self.practice.transport)
        people = People(self.wire, "https://github.com", app.client_id, app.client_secret, self.clock.now)
        self.addresses = Addresses(self.site.vault, self.site.public_url, link_days)
        self.access = Access(self.site, self.addresses, people if signs_in else None)
        self.page = f"/repositories/{self.shop.id}/pulls/7"
        page = Route("/repositories/{repository:int}/pulls/7", self.about)
        routes = SignIn(self.site, people if signs_in else None).routes()
        self.app = web_app(self.site, [page, *routes, *self.app.routes])

    async def about(self, request: Request) -> Response:
        """Show who sees it."""
        session = await self.access.reader(request, request.path_params["repository"])
        person = session.person if session is not None else None
        return PlainTextResponse(f"shown to {person.login if person else 'a link'}")

    async def authorize(self, url: str, login: str = "ana") -> str:
        """Say yes on GitHub's page and return where the browser is sent back to."""
        async with httpx.AsyncClient(transport=self.practice.transport) as github:
            return str((await github.post(url, data={"account": login})).headers["location"])

    async def sign_in(self, browser: httpx.AsyncClient, login: str = "ana", path: str = "/") -> httpx.Response:
        """Sign in and return the last answer."""
        asked = await browser.get("/sign-in", params={"next": path})
        back = urlsplit(await self.authorize(asked.headers["location"], login))
        return await browser.get(f"{back.path}?{back.query}")
