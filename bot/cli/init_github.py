"""`onesitting init --repo`: what a repository's first settings would have made of its last pull requests."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

import httpx

from bot.addresses import Addresses
from bot.cli.as_app import ask_as_app, opened_app
from bot.cli.stored_app import vault_as_it_is
from bot.clock import SystemClock
from bot.facts.repository import Subject
from bot.journeys.desk import Desk
from bot.journeys.first_rules import try_first_rules
from bot.journeys.forgetful import Forgetful
from bot.messages.first_rules import FirstRules
from bot.settings import Settings
from bot.shipped import load, load_split_weights


def tried_on_github(full_name: str, environ: Mapping[str, str], most: int) -> FirstRules:
    """Return the settings and what they come to, on at most so many pull requests. Raises Refused in words."""
    return ask_as_app(environ, full_name, lambda settings: look(settings, full_name, SystemClock().now(), most))


async def look(
    settings: Settings, full_name: str, now: datetime, most: int, transport: httpx.AsyncBaseTransport | None = None
) -> FirstRules:
    """Ask GitHub: one question, and three reads a pull request. Raises FactsUnavailable, ValueError (the key)."""
    async with opened_app(settings, now, transport) as app:
        installation = await app.installation_of(full_name)
        desk = Desk(Forgetful(), Forgetful(), load(), load_split_weights(), settings.mode)
        desk = replace(desk, addresses=Addresses(vault_as_it_is(settings), settings.public_url))
        subject = Subject("pull_request", installation, 0, full_name, 0)
        github = app.installation(installation, purpose="background")
        return await try_first_rules(github, desk, subject, now, most)
