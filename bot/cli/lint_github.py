"""`onesitting lint --repo`: an ownership map held against the repository on GitHub. Nothing is written."""

import asyncio
from collections.abc import Mapping
from datetime import datetime

import httpx

from bot import settings as environment
from bot.cli.config_github import ASKS_AS_THE_APP
from bot.cli.exits import NOT_ANALYSED, Refused
from bot.clock import SystemClock
from bot.facts.errors import FactsUnavailable
from bot.facts.problems import Problem
from bot.github.client import App
from bot.github.fetch_ground import fetch_ground
from bot.policy.ownership import read_ownership
from bot.policy.yaml_tree import Document
from bot.settings import Settings
from bot.triage.map_ground import check_ground, named_people


def lint_on_github(document: Document, full_name: str, environ: Mapping[str, str]) -> tuple[Problem, ...]:
    """Return what a map says and a repository lacks. Raises Refused in words, RuleError for a broken map."""
    try:
        # Nothing is received here: the webhook secret is not asked for.
        settings = environment.read({"ONESITTING_WEBHOOK_SECRET": "none", **environ})
        return asyncio.run(look(document, full_name, settings, SystemClock().now()))
    except environment.SettingsError as error:
        raise Refused(ASKS_AS_THE_APP, details=error.problems) from None
    except FactsUnavailable as unavailable:
        raise Refused(f"{full_name}: {unavailable.advice.reason}", NOT_ANALYSED) from None


async def look(
    document: Document,
    full_name: str,
    settings: Settings,
    now: datetime,
    transport: httpx.AsyncBaseTransport | None = None,
) -> tuple[Problem, ...]:
    """Return the problems; raises FactsUnavailable, RuleError."""
    ownership, _ = read_ownership((document,))
    app = App(settings.app_id, settings.private_key, now=lambda: now, base_url=settings.github_url, transport=transport)
    try:
        github = app.installation(await app.installation_of(full_name))
        people = [login for login, _, _ in named_people((document,), ownership)]
        return check_ground((document,), ownership, await fetch_ground(github, full_name, people))
    finally:
        await app.aclose()
