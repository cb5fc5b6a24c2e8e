"""The server before it has an app: it answers with the setup's pages, and is the bot as soon as an app is kept.

Nothing is restarted. A process in which nobody set anything up (there may be several, on one database) looks every few
seconds whether somebody has.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.github.wire import web_address
from bot.inbox.app_home import AppHome
from bot.inbox.database import open_database
from bot.inbox.setups import Setups
from bot.inbox.unavailable import DatabaseUnavailable
from bot.shipped import load_app_manifest
from bot.vault import open_vault
from bot.web.application import web_app
from bot.web.setup_desk import SetupDesk
from bot.web.setup_pages import SETUP, SetupPages
from bot.web.site import Site
from bot.wiring import create_bot, is_alone

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    import httpx
    from starlette.applications import Starlette
    from starlette.types import Receive, Scope, Send

    from bot.clock import Clock
    from bot.facts.registration import RegisteredApp
    from bot.settings import Settings
    from bot.wiring import Bot, Role

LOG = logging.getLogger(__name__)
LOOKING = timedelta(seconds=3)


class FirstStart:
    """An ASGI application; `bot` is there once it has an app. `known` hears of its settings just before.

    Raises DatabaseUnavailable or ValueError (the key file) when it is made.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        role: Role = "all",
        clock: Clock | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
        known: Callable[[Settings], None] = lambda _: None,
    ) -> None:
        is_alone(settings, role)
        self.bot: Bot | None = None
        self._role = role
        self._settings = settings
        self._clock = clock or SystemClock()
        self._transport = transport
        self._known = known
        self._database = open_database(settings.database_url)
        vault = open_vault(settings.secret_keys, settings.key_file)
        self._setups, self._home = Setups(self._database), AppHome(self._database, vault)
        site = Site(vault, settings.public_url, self._clock.now)
        desk = SetupDesk(
            self._setups,
            self._home,
            github_url=settings.github_url,
            now=self._clock.now,
            transport=transport,
            ready=self._become_bot,
        )
        pages = SetupPages(site, desk, load_app_manifest(), web_address(settings.github_url))
        for_people = [] if role == "worker" else pages.routes()
        self._waiting = web_app(site, [*for_people, *pages.for_machines()], self._lifespan)
        self._one_at_a_time = asyncio.Lock()
        self._open = AsyncExitStack()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the bot where it is there, else with the setup's pages."""
        begun = self.bot is not None and scope["type"] != "lifespan"
        app = self.bot.app if begun and self.bot is not None else self._waiting
        await app(scope, receive, send)

    async def open_link(self) -> str:
        """Return the path of a new link, with its secret: good for an hour. Raises DatabaseUnavailable."""
        return await new_link(self._setups, self._clock)

    async def look(self) -> bool:
        """Become the bot where an app is kept by now; returns whether it is. Raises DatabaseUnavailable."""
        stored = await self._home.stored(self._clock.now()) if self.bot is None else None
        if stored is not None and stored.app is not None:
            await self._become_bot(stored.app, stored.public_url)
        return self.bot is not None

    async def stop(self) -> None:
        """Let the workers end what they have in hand."""
        if self.bot is not None:
            await self.bot.stop()

    async def aclose(self) -> None:
        """End the bot, where it is there, and close the database."""
        await self._open.aclose()
        await self._database.close()

    async def _become_bot(self, app: RegisteredApp, public_url: str) -> None:
        async with self._one_at_a_time:
            if self.bot is not None:
                return
            settings = self._settings.with_app(app, public_url)
            self._known(settings)
            bot = create_bot(settings, role=self._role, clock=self._clock, transport=self._transport)
            await self._open.enter_async_context(bot.app.router.lifespan_context(bot.app))
            self.bot = bot

    async def _watch(self) -> None:
        begun = False
        while not begun:
            await self._clock.sleep_until(self._clock.now() + LOOKING)
            try:
                begun = await self.look()
            except DatabaseUnavailable as unavailable:
                LOG.warning("whether an app was set up is not known: %s", unavailable)

    @asynccontextmanager
    async def _lifespan(self, _: Starlette) -> AsyncIterator[None]:
        watching = asyncio.create_task(self._watch())
        try:
            yield
        finally:
            watching.cancel()
            await self.aclose()


async def new_link(setups: Setups, clock: Clock) -> str:
    """Make a setup link and return its path with its secret. Raises DatabaseUnavailable."""
    secret = secrets.token_urlsafe(32)
    await setups.open_link(secret, clock.now())
    return f"{SETUP}?key={secret}"
