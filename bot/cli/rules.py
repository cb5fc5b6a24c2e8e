"""`onesitting rules --stats`: what each rule did, from the server's database. Asks GitHub nothing."""

import argparse
import asyncio
import json
import sys
from datetime import UTC, datetime, timedelta

from bot.cli.exits import FINE, Refused
from bot.cli.inputs import given_repository
from bot.cli.kept import find_installation, opened_database
from bot.clock import SystemClock
from bot.facts.plain import plain
from bot.facts.rule_stats import RuleStats
from bot.inbox.firings import known_repositories, rule_stats
from bot.messages.terminal import for_terminal

DAYS = 90
MOST_NAMES = 20
_HEAD = ("rule", "fired", "ignored", "disputed", "changed after", "by rules", "standing")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    parser.add_argument("--stats", action="store_true", required=True, help="the table of all rules that fired")
    parser.add_argument(
        "--repo",
        type=given_repository,
        metavar="OWNER/REPO",
        help="of one repository (default: all that are known)",
    )
    parser.add_argument("--installation", type=int, metavar="N", help="of one installation")
    parser.add_argument("--since", metavar="2026-11-01", help=f"fired since this day (default: {DAYS} days ago)")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")


def run(arguments: argparse.Namespace) -> int:
    """Print the table. Raises Refused in words."""
    since = _day(arguments.since) if arguments.since else SystemClock().now() - timedelta(days=DAYS)
    found = asyncio.run(_stats(since, arguments.repo, arguments.installation))
    if arguments.format == "json":
        sys.stdout.write(json.dumps(plain(found), ensure_ascii=False, indent=2) + "\n")
    else:
        sys.stdout.write("".join(for_terminal(line) + "\n" for line in stats_text(found, since)))
    return FINE


def stats_text(found: tuple[RuleStats, ...], since: datetime) -> tuple[str, ...]:
    """Return the table as lines: numbers, and beside what people did the part of those that fired."""
    if not found:
        return (f"No rule has fired since {since.date().isoformat()}.",)
    rows = [_HEAD, *(_row(each) for each in found)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEAD))]
    return (
        f"Pull requests since {since.date().isoformat()} on which a rule gave a reason, and what became of it.",
        "",
        *(_line(row, widths) for row in rows),
    )


def _row(each: RuleStats) -> tuple[str, ...]:
    shares = [f"{number} ({100 * number / each.fired:.0f} %)" if each.fired else str(number) for number in (
        each.ignored, each.disputed, each.changed,
    )]  # fmt: skip
    return (each.rule, str(each.fired), *shares, str(each.by_rules), str(each.standing))


def _line(row: tuple[str, ...], widths: list[int]) -> str:
    first, *others = zip(row, widths, strict=True)
    return "  ".join((first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)))


async def _stats(since: datetime, full_name: str | None, installation: int | None) -> tuple[RuleStats, ...]:
    async with opened_database() as database:
        if installation is not None:
            await find_installation(database, installation)
        if full_name is not None:
            known = await database.read(known_repositories)
            if full_name not in known:
                names = tuple(f"known: {name}" for name in known[:MOST_NAMES])
                raise Refused(f"nothing was decided in {full_name}, by what this database keeps", details=names)
        return await database.read(lambda connection: rule_stats(connection, since, full_name, installation))


def _day(text: str) -> datetime:
    try:
        return datetime.strptime(text, "%Y-%m-%d").replace(tzinfo=UTC)
    except ValueError:
        raise Refused(f"--since {text} is not a day: write it like 2026-11-01") from None
