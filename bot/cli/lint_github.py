"""`onesitting lint --repo`: an ownership map held against the repository on GitHub. Nothing is written."""

from collections.abc import Mapping
from datetime import datetime

import httpx

from bot.cli.as_app import ask_as_app, opened_app
from bot.clock import SystemClock
from bot.facts.problems import Problem
from bot.github.fetch_ground import fetch_ground
from bot.policy.ownership import read_ownership
from bot.policy.yaml_tree import Document
from bot.settings import Settings
from bot.triage.map_ground import check_ground, named_people


def lint_on_github(document: Document, full_name: str, environ: Mapping[str, str]) -> tuple[Problem, ...]:
    """Return what a map says and a repository lacks. Raises Refused in words, RuleError for a broken map."""
    return ask_as_app(environ, full_name, lambda settings: look(document, full_name, settings, SystemClock().now()))


async def look(
    document: Document,
    full_name: str,
    settings: Settings,
    now: datetime,
    transport: httpx.AsyncBaseTransport | None = None,
) -> tuple[Problem, ...]:
    """Return the problems; raises FactsUnavailable, RuleError."""
    ownership, _ = read_ownership((document,))
    async with opened_app(settings, now, transport) as app:
        github = app.installation(await app.installation_of(full_name))
        people = [login for login, _, _ in named_people((document,), ownership)]
        return check_ground((document,), ownership, await fetch_ground(github, full_name, people))
