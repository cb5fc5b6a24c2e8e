"""The setup without its pages: a link opens it, a choice begins it, GitHub's answer or an app typed in ends it.

Whoever keeps an app first has won. What GitHub has given is never lost on our side: where the database does not take
it, it is shown to the person instead.
"""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from bot.facts.registration import NoApp, RegisteredApp
from bot.github.checkup import fetch_app
from bot.github.client import App
from bot.github.registration import convert_code
from bot.inbox.unavailable import DatabaseUnavailable
from bot.messages.setup import DONE, Notice, code_refused, elsewhere, link_refused, state_refused, too_late

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from datetime import datetime

    import httpx

    from bot.facts.checkup import AppSeen
    from bot.facts.registration import Keep, SetupChoice
    from bot.inbox.app_home import AppHome
    from bot.inbox.setups import Setups

LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Finished:
    """An app that the server works as from now on; with `print` its credentials have to be shown this once.

    `lacks` says what its registration does not ask for.
    """

    app: RegisteredApp
    public_url: str
    keep: Keep
    lacks: tuple[str, ...] = ()


class SetupDesk:
    """Everything raises DatabaseUnavailable where the database does not answer."""

    def __init__(
        self,
        setups: Setups,
        home: AppHome,
        *,
        github_url: str,
        now: Callable[[], datetime],
        transport: httpx.AsyncBaseTransport | None,
        ready: Callable[[RegisteredApp, str], Awaitable[None]],
    ) -> None:
        """`ready` is called with the app and the public address as soon as the server can work as it."""
        self._setups = setups
        self._home = home
        self._github_url = github_url
        self._now = now
        self._transport = transport
        self._ready = ready

    async def refusal(self, secret: str) -> Notice | None:
        """Return why a link with this secret does not open the setup; None where it does."""
        stored = await self._home.stored(self._now())
        if stored is not None:
            return elsewhere(sealed=stored.sealed) if stored.app is None else DONE
        fate = await self._setups.link(secret, self._now())
        return None if fate == "good" else link_refused(fate)

    async def begin(self, choice: SetupChoice) -> str:
        """Return the state that GitHub is to send back with its answer."""
        state = secrets.token_urlsafe(32)
        await self._setups.begin(state, choice, self._now())
        return state

    async def finish(self, state: str, code: str) -> Finished | Notice:
        """Take GitHub's answer: the code becomes the app that was chosen with this state."""
        stored = await self._home.stored(self._now())
        fate, choice = await self._setups.claim(state, self._now())
        if stored is not None:
            return too_late(None) if choice is not None else DONE
        if choice is None:
            return state_refused(fate)
        answer = await convert_code(self._github_url, code, self._transport)
        if isinstance(answer, NoApp):
            LOG.warning("the app was not registered: GitHub answered %s %s", answer.status, answer.says)
            notice = code_refused(answer)
            if notice.again:
                await self._setups.release(state)
            return notice
        return await self._keep(Finished(answer, choice.public_url, choice.keep))

    async def look_at(self, app: RegisteredApp) -> tuple[RegisteredApp, AppSeen]:
        """Ask GitHub about an app that a person typed in; return it with its name and pages, and how it is registered.

        Raises FactsUnavailable (the id and the key do not belong together, or GitHub does not answer) and ValueError
        (the key), both in words.
        """
        client = App(app.id, app.private_key, now=self._now, base_url=self._github_url, transport=self._transport)
        try:
            seen = await fetch_app(client)
        finally:
            await client.aclose()
        page = seen.settings_page.removesuffix("/permissions")
        return replace(app, name=seen.name, page=page, web=seen.public_page), seen

    async def take(self, app: RegisteredApp, public_url: str, lacks: tuple[str, ...]) -> Finished | Notice:
        """Keep an app that a person typed in."""
        return await self._keep(Finished(app, public_url, "store", lacks))

    async def _keep(self, finished: Finished) -> Finished | Notice:
        app, public_url = finished.app, finished.public_url
        try:
            if not await self._home.keep(app, public_url, self._now(), sealed=finished.keep == "store"):
                return too_late(app)
        except DatabaseUnavailable as unavailable:
            LOG.error("the app is shown instead of stored: %s", unavailable)  # noqa: TRY400 - the message says it all
            finished = replace(finished, keep="print")
        await self._ready(app, public_url)
        LOG.info("the server works as the app %s from now on", app.name)
        return finished
