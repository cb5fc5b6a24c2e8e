"""`onesitting purge`: deletes everything that is kept of one installation."""

import argparse
import asyncio
import sys

from bot.cli.exits import FINE, Refused
from bot.cli.kept import add_installation, find_installation, opened_database
from bot.inbox.kept import Known, count_rows
from bot.inbox.purge import purge_installation
from bot.messages.terminal import for_terminal


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    add_installation(parser)
    parser.add_argument("--yes", action="store_true", help="do not ask, not even where the app is still installed")


def run(arguments: argparse.Namespace) -> int:
    """Delete every row of the installation and say how many of what; raises Refused where nobody said yes."""
    asyncio.run(_purge(arguments.installation, said_yes=arguments.yes))
    return FINE


async def _purge(installation: int, *, said_yes: bool) -> None:
    async with opened_database() as database:
        known = await find_installation(database, installation)
        counts = await database.read(lambda connection: count_rows(connection, installation))
        if not said_yes:
            _ask(known, counts)
        deleted = await purge_installation(database, installation)
        lines = [f"Deleted of installation {known}:", *_listed(deleted)]
        if known.standing != "uninstalled":
            lines.append("The app is still installed there: what happens from now on is stored anew.")
        sys.stdout.write("\n".join(map(for_terminal, lines)) + "\n")


def _ask(known: Known, counts: dict[str, int]) -> None:
    if known.standing != "uninstalled":
        says = f"installation {known} still has the app, and what happens there would be stored anew"
        raise Refused(
            f"{says}: uninstall it on GitHub first (`onesitting export` is the way to keep a copy), or say --yes"
        )
    if not sys.stdin.isatty():
        raise Refused(f"everything of installation {known} would be deleted and nobody is there to be asked: say --yes")
    lines = [f"This deletes for good, of installation {known}:", *_listed(counts), f"Type {known.id} to go on: "]
    sys.stderr.write("\n".join(map(for_terminal, lines)))
    sys.stderr.flush()
    if sys.stdin.readline().strip() != str(known.id):
        raise Refused("nothing was deleted")


def _listed(counts: dict[str, int]) -> list[str]:
    return [f"  {table.replace('_', ' ')}: {count:,}" for table, count in counts.items() if count]
