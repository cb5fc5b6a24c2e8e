"""The settings of a repository on GitHub and of its organisation, as the server would read them."""

from collections.abc import Mapping
from datetime import datetime

import httpx

from bot.cli.as_app import ask_as_app, opened_app
from bot.clock import SystemClock
from bot.facts.rule_text import SettingsTexts
from bot.facts.verdict import Mode
from bot.github.fetch_rules import fetch_settings
from bot.settings import Settings


def settings_from_github(full_name: str, environ: Mapping[str, str]) -> tuple[SettingsTexts, Mode]:
    """Return the files of `owner/repo` at the default branches, and the operator's mode. Raises Refused in words."""

    async def ask(settings: Settings) -> tuple[SettingsTexts, Mode]:
        return await fetch(settings, full_name, SystemClock().now()), settings.mode

    return ask_as_app(environ, full_name, ask)


async def fetch(
    settings: Settings, full_name: str, now: datetime, transport: httpx.AsyncBaseTransport | None = None
) -> SettingsTexts:
    """Ask GitHub, in one read. Raises FactsUnavailable, ValueError (the key)."""
    async with opened_app(settings, now, transport) as app:
        return await fetch_settings(app.installation(await app.installation_of(full_name)), full_name)
