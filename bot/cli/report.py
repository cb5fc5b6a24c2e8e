"""`onesitting report`: an organisation's week, from the server's database. Posts nothing and asks GitHub nothing."""

import argparse
import asyncio
import json
import os
import sys
from datetime import datetime

from bot import settings as environment
from bot.cli.exits import FINE, NOT_ANALYSED, Refused
from bot.cli.published import report_data
from bot.clock import SystemClock
from bot.facts.report import Report
from bot.facts.week import Schedule
from bot.github.wire import web_address
from bot.inbox.database import Database, open_database
from bot.inbox.unavailable import DatabaseUnavailable
from bot.inbox.weeks import Weeks
from bot.journeys.rules import good_maps
from bot.messages.monday import markdown
from bot.messages.monday_html import monday_html
from bot.messages.monday_text import monday_text
from bot.policy.monday_file import MondayFile
from bot.triage.monday.areas import areas_of
from bot.triage.monday.report import make_report
from bot.triage.monday.weeks import running_week, week_named


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("--week", metavar="2026-W47", help="an ISO 8601 week (default: the one that runs)")
    parser.add_argument("--organisation", metavar="LOGIN", help="whose week (default: the only account that there is)")
    parser.add_argument("--format", choices=("text", "json", "markdown", "html"), default="text", help="default: text")


def run(arguments: argparse.Namespace) -> int:
    """Print the report. Raises Refused in words."""
    # Nothing is asked of GitHub: the app's secrets are not needed.
    try:
        if arguments.week:
            week_named(arguments.week, Schedule())  # a mistyped week is told before anything is looked for
        url, address, monday = environment.read_database(os.environ)
        database = open_database(url, existing=True)
        report = asyncio.run(_report(database, monday, arguments, SystemClock().now()))
    except environment.SettingsError as error:
        raise Refused("the environment cannot be used", details=error.problems) from None
    except ValueError as error:
        raise Refused(str(error)) from None
    except DatabaseUnavailable as unavailable:
        raise Refused(str(unavailable), NOT_ANALYSED) from None
    sys.stdout.write(shown(report, arguments.format, web_address(address)))
    return FINE


def shown(report: Report, how: str, web: str) -> str:
    """Return the report in a format."""
    if how == "json":
        return json.dumps(report_data(report), ensure_ascii=False, indent=2) + "\n"
    if how == "markdown":
        return markdown(report, web)
    return monday_html(report, web) if how == "html" else monday_text(report)


async def _report(database: Database, file: MondayFile, arguments: argparse.Namespace, now: datetime) -> Report:
    try:
        weeks = Weeks(database)
        organisation = arguments.organisation or await _only(weeks)
        installation = await weeks.installation_of(organisation)
        if installation is None:
            raise Refused(f"no installation of {organisation} is known in this database", details=await _known(weeks))
        monday = file.of(organisation)
        schedule = monday.schedule if monday is not None else Schedule()
        week = week_named(arguments.week, schedule) if arguments.week else running_week(schedule, now)
        facts = await weeks.gather(organisation, installation, week)
        areas = areas_of(good_maps(await weeks.maps(installation)))
        return make_report(facts, areas, now)
    finally:
        await database.close()


async def _only(weeks: Weeks) -> str:
    accounts = await weeks.accounts()
    if len(accounts) == 1:
        return accounts[0]
    says = (
        "say whose week with --organisation" if accounts else "the app is installed nowhere yet: this database is new"
    )
    raise Refused(says, details=accounts)


async def _known(weeks: Weeks) -> tuple[str, ...]:
    return tuple(f"known: {account}" for account in await weeks.accounts())
