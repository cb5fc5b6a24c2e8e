"""A command that asks GitHub as the server's app: the one of the environment, else the one set up in the browser."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, TypeVar

from bot import settings as environment
from bot.cli.exits import NOT_ANALYSED, Refused
from bot.cli.stored_app import AppUnusable, with_stored_app
from bot.environment import APP_SETTINGS
from bot.facts.errors import FactsUnavailable, NotPermitted, Skip
from bot.github.client import App
from bot.inbox.unavailable import DatabaseUnavailable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
    from datetime import datetime

    import httpx

    from bot.settings import Settings

T = TypeVar("T")
NO_APP = "the server has no GitHub App yet: `onesitting setup` prints a link to set it up in the browser"
_NAMED_OR_STORED = (
    "GitHub is asked as the app that the environment names (ONESITTING_APP_ID), else as the one that is stored in the "
    "server's database"
)
_NOT_SEEN = "is the name right, and is the app installed there? `onesitting doctor` names the accounts that have it"


def ask_as_app(environ: Mapping[str, str], about: str, ask: Callable[[Settings], Awaitable[T]]) -> T:
    """Return what `ask` finds out with the server's settings; `about` is named where GitHub does not tell.

    Nothing is made, neither a database nor a key. Raises Refused in words.
    """
    given = dict(environ)
    if any(given.get(name) for name in APP_SETTINGS):
        given = {"ONESITTING_WEBHOOK_SECRET": "none", **given}  # nothing is received here: it is not asked for
    try:
        return asyncio.run(_asked(environment.read(given, app_is_optional=True), ask))
    except environment.SettingsError as error:
        raise Refused("the environment cannot be used", details=error.problems) from None
    except AppUnusable as unusable:
        raise Refused(str(unusable), details=unusable.details) from None
    except DatabaseUnavailable as unavailable:
        raise Refused(str(unavailable), NOT_ANALYSED, details=(_NAMED_OR_STORED,)) from None
    except FactsUnavailable as unavailable:
        advice = unavailable.advice
        unseen = isinstance(advice, Skip) and not isinstance(advice, NotPermitted)
        raise Refused(f"{about}: {advice.reason}", NOT_ANALYSED, details=(_NOT_SEEN,) if unseen else ()) from None
    except ValueError as error:
        raise Refused(str(error)) from None


@asynccontextmanager
async def opened_app(
    settings: Settings, now: datetime, transport: httpx.AsyncBaseTransport | None = None
) -> AsyncIterator[App]:
    """Yield the app at one moment. Raises ValueError (the key)."""
    app = App(settings.app_id, settings.private_key, now=lambda: now, base_url=settings.github_url, transport=transport)
    try:
        yield app
    finally:
        await app.aclose()


async def _asked(settings: Settings, ask: Callable[[Settings], Awaitable[T]]) -> T:
    settings = await with_stored_app(settings, existing=True)
    if not settings.has_app:
        raise Refused(NO_APP)
    return await ask(settings)
