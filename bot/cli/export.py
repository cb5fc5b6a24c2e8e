"""`onesitting export`: everything that is kept of one installation, as JSON Lines."""

import argparse
import asyncio
import json
import sys

from sqlalchemy import Connection

from bot.cli.exits import FINE
from bot.cli.kept import add_installation, find_installation, opened_database
from bot.inbox.kept import rows_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Describe the command's arguments."""
    add_installation(parser)


def run(arguments: argparse.Namespace) -> int:
    """Print a line for every row, with the table's name; a server that runs on the same database is not disturbed."""
    asyncio.run(_export(arguments.installation))
    return FINE


async def _export(installation: int) -> None:
    async with opened_database() as database:
        await find_installation(database, installation)
        await database.read(lambda connection: _write(connection, installation))


def _write(connection: Connection, installation: int) -> None:
    for row in rows_of(connection, installation):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
