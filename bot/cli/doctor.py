"""`onesitting doctor`: what is granted, delivered, signed, due and told, and what to do where something is missing."""

import argparse
import asyncio
import json
import os
import sys
from collections.abc import Mapping
from datetime import datetime

import httpx

from bot import __version__
from bot import settings as environment
from bot.checkup.database import database_checks, memory, queue_checks
from bot.checkup.github import github_checks_apart
from bot.checkup.server import routing_check, settings_checks
from bot.cli.exits import FINDINGS, FINE, Refused
from bot.cli.stored_app import AppUnusable, base_address, stored_vault, with_stored_app
from bot.clock import SystemClock
from bot.facts.checkup import Check, Checkup
from bot.facts.plain import plain
from bot.inbox.unavailable import DatabaseUnavailable
from bot.messages.checkup import checkup_text
from bot.settings import Settings
from bot.web.doctor_page import doctor_link


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    alone = parser.add_mutually_exclusive_group()
    rows = "show the queue row by row: what is due, in hand, waiting and given up; only the database is asked"
    alone.add_argument("--queue", action="store_true", help=rows)
    alone.add_argument(
        "--link", action="store_true", help="print a link to the server's page with this, good for an hour"
    )


def run(arguments: argparse.Namespace) -> int:
    """Print the checkup; returns 1 while something is missing. Nothing is changed, here or on GitHub."""
    if arguments.link:
        return _print_link(os.environ, SystemClock().now())
    look = look_at_queue if arguments.queue else check_up
    checkup = asyncio.run(look(os.environ, SystemClock().now()))
    as_json = arguments.format == "json"
    sys.stdout.write(
        json.dumps(plain(checkup), ensure_ascii=False, indent=2) + "\n" if as_json else checkup_text(checkup)
    )
    return FINDINGS if any(check.level == "missing" for check in checkup.checks) else FINE


def _print_link(environ: Mapping[str, str], now: datetime) -> int:
    try:
        settings = asyncio.run(with_stored_app(environment.read(environ, app_is_optional=True), existing=True))
        path = doctor_link(stored_vault(settings), now)
    except environment.SettingsError as error:
        raise Refused("the environment cannot be used", details=error.problems) from None
    except AppUnusable as unusable:
        raise Refused(str(unusable), details=unusable.details) from None
    except (DatabaseUnavailable, ValueError) as error:
        raise Refused(str(error)) from None
    sys.stdout.write(f"{base_address(settings)}{path}\n")
    return FINE


async def check_up(
    environ: Mapping[str, str], now: datetime, transport: httpx.AsyncBaseTransport | None = None
) -> Checkup:
    """Return all that can be found out with these settings: what fails says why, and the rest goes on."""
    found: list[Check] = []
    settings = await _settings(environ, found)
    found.append(routing_check())
    async with memory(environ, found) as database:
        if settings:
            found += await github_checks_apart(settings, database, now, transport)
        if database:
            found += await database_checks(database, now)
    return Checkup(__version__, now, tuple(found))


async def look_at_queue(environ: Mapping[str, str], now: datetime) -> Checkup:
    """Return how the queue stands; neither an app nor GitHub is needed for that."""
    found: list[Check] = []
    async with memory(environ, found) as database:
        if database:
            found += await queue_checks(database, now)
    return Checkup(__version__, now, tuple(found))


async def _settings(environ: Mapping[str, str], found: list[Check]) -> Settings | None:
    try:
        settings = await with_stored_app(environment.read(environ, app_is_optional=True), existing=True)
    except environment.SettingsError as error:
        found += [Check("settings", "missing", problem) for problem in error.problems]
        return None
    except AppUnusable as unusable:
        found.append(Check("settings", "missing", str(unusable), " ".join(unusable.details)))
        return None
    except DatabaseUnavailable:  # the check of the database says why
        says = "the environment names no GitHub App, and one that was set up in the browser cannot be looked for"
        found.append(Check("settings", "missing", says, "see what is said of the database"))
        return None
    except ValueError as error:
        found.append(Check("settings", "missing", str(error)))
        return None
    if not settings.has_app:
        do = "open the link that `onesitting setup` prints, and set one up in the browser"
        found.append(Check("settings", "missing", "the server has no GitHub App yet", do))
        return None
    found += settings_checks(settings)
    return settings
