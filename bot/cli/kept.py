"""The server's database beside the server: opened for a command, and an installation found in it."""

import argparse
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.cli.exits import NOT_ANALYSED, Refused
from bot.inbox.database import Database, open_database
from bot.inbox.kept import Known, known_installations
from bot.inbox.unavailable import DatabaseUnavailable
from bot.settings import SettingsError, read_database


def add_installation(parser: argparse.ArgumentParser) -> None:
    """Add `--installation`."""
    says = "its number: in the log, in /metrics, and at the end of the address of its page on GitHub"
    parser.add_argument("--installation", type=int, required=True, metavar="N", help=says)


@asynccontextmanager
async def opened_database() -> AsyncIterator[Database]:
    """Open the database that the environment names, as it is. Raises Refused, also where it fails later on."""
    try:
        database = open_database(read_database(os.environ)[0], existing=True)
        try:
            yield database
        finally:
            await database.close()
    except SettingsError as error:
        raise Refused("the environment cannot be used", details=error.problems) from None
    except DatabaseUnavailable as unavailable:
        raise Refused(str(unavailable), NOT_ANALYSED) from None


async def find_installation(database: Database, number: int) -> Known:
    """Return an installation by its number; raises Refused naming those there are."""
    known = await database.read(known_installations)
    for one in known:
        if one.id == number:
            return one
    says = f"nothing is kept of an installation {number}"
    raise Refused(f"{says}; those that are known:" if known else says, details=tuple(map(str, known)))
