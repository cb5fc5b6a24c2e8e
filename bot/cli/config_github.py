"""The settings of a repository on GitHub and of its organisation, as the server would read them."""

import asyncio
from collections.abc import Mapping
from datetime import datetime

import httpx

from bot import settings as environment
from bot.cli.exits import NOT_ANALYSED, Refused
from bot.clock import SystemClock
from bot.facts.errors import FactsUnavailable
from bot.facts.rule_text import SettingsTexts
from bot.facts.verdict import Mode
from bot.github.client import App
from bot.github.fetch_rules import fetch_settings
from bot.settings import Settings

ASKS_AS_THE_APP = (
    "--repo asks GitHub as the app that the environment names; one that was set up in the browser is not looked for"
)


def settings_from_github(full_name: str, environ: Mapping[str, str]) -> tuple[SettingsTexts, Mode]:
    """Return the files of `owner/repo` at the default branches, and the operator's mode. Raises Refused in words."""
    if full_name.count("/") != 1 or not all(full_name.split("/")):
        raise Refused(f"{full_name} is not a repository: write owner/repo")
    try:
        settings = environment.read({"ONESITTING_WEBHOOK_SECRET": "none", **environ})
        return asyncio.run(fetch(settings, full_name, SystemClock().now())), settings.mode
    except environment.SettingsError as error:
        raise Refused(ASKS_AS_THE_APP, details=error.problems) from None
    except ValueError as error:
        raise Refused(str(error)) from None
    except FactsUnavailable as unavailable:
        raise Refused(f"{full_name}: {unavailable.advice.reason}", NOT_ANALYSED) from None


async def fetch(
    settings: Settings, full_name: str, now: datetime, transport: httpx.AsyncBaseTransport | None = None
) -> SettingsTexts:
    """Ask GitHub, in one read. Raises FactsUnavailable, ValueError (the key)."""
    app = App(settings.app_id, settings.private_key, now=lambda: now, base_url=settings.github_url, transport=transport)
    try:
        return await fetch_settings(app.installation(await app.installation_of(full_name)), full_name)
    finally:
        await app.aclose()
