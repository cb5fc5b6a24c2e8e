"""A small site on the foundation: one page with a form, and what the form sent."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import httpx
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot.inbox.unavailable import DatabaseUnavailable
from bot.vault import Vault
from bot.web.application import web_app
from bot.web.sessions import Person
from bot.web.site import Site
from tests.hand_clock import HandClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request
    from starlette.responses import Response

KEY = b"the key of a test, in 32 characters"
PUBLIC = "https://house.example"
ANA = Person(7, "ana", "ghu_a-token")


class SmallSite:
    """Routes that show, take, sign in and fail; `sent` is what the form brought."""

    def __init__(self, public_url: str = PUBLIC, key: bytes = KEY) -> None:
        self.clock = HandClock()
        self.site = Site(Vault([key]), public_url, self.clock.now)
        self.sent: dict[str, str] = {}
        routes = [
            Route("/form", self.show),
            Route("/form", self.take, methods=["POST"]),
            Route("/in", self.enter),
            Route("/leave", self.leave),
            Route("/broken", self.broken),
            Route("/no-database", self.no_database),
            Route("/away", self.away),
        ]
        self.app = web_app(self.site, routes)

    async def show(self, request: Request) -> Response:
        """Show the token alone, with the session's cookie: a page without its template."""
        session = self.site.session(request)
        response = PlainTextResponse(self.site.form_token(session, "/form"))
        self.site.sessions.write(response, session, self.clock.now())
        return response

    async def take(self, request: Request) -> Response:
        """Take the form."""
        self.sent = await self.site.form(request)
        return self.site.redirect("/form")

    async def enter(self, request: Request) -> Response:
        """Be ana from now on, whoever came."""
        _ = self.site.session(request)
        return self.site.redirect("/form", self.site.sessions.sign_in(ANA, self.clock.now()))

    async def leave(self, request: Request) -> Response:
        """Show the token of the form that signs out."""
        return PlainTextResponse(self.site.form_token(self.site.session(request), "/sign-out"))

    async def broken(self, request: Request) -> Response:
        """Fail as nobody foresaw."""
        raise RuntimeError(str(request.url))

    async def no_database(self, request: Request) -> Response:
        """Fail as a database does."""
        raise DatabaseUnavailable(str(request.url))

    async def away(self, request: Request) -> Response:
        """Go where the query says, if it is ours."""
        return self.site.redirect(request.query_params["to"])

    @asynccontextmanager
    async def browser(self, base_url: str = PUBLIC) -> AsyncIterator[httpx.AsyncClient]:
        """Yield a client that keeps cookies and follows nothing."""
        transport = httpx.ASGITransport(self.app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url=base_url) as client:
            yield client
